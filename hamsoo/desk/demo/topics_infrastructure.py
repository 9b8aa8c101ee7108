"""Written talk about the platform: Kubernetes, monitoring, PostgreSQL and backups."""

TEXT = """
= kubernetes | کوبرنتیز | Kubernetes | delivery-infra
fa: کوبرنتیز، کلاستر، پاد، استقرار، کانتینر، هلم، محدودیت حافظه، کوچ به کوبرنتیز
en: Kubernetes, cluster, pod, deployment, container, Helm, OOMKilled, ingress, rollout
who: kaveh.jafari 0.85, mahyar.rostampour 0.9, ehsan.mahmoudi 0.65, nima.hakimi 0.5, sara.mohammadi 0.3

? پاد سرویس امانت هر دو ساعت OOMKilled می‌شود
حد حافظه ۵۱۲ مگابایت است و در محیط آزمایشی مشکلی نبود.
! حافظهٔ نهان گواهی‌ها در آن سرویس سقف ندارد و با ترافیک واقعی رشد می‌کند. موقت حد را ۱ گیگابایت کردم؛ راه درست گذاشتن
`CERT_CACHE_MAX=2000` است. نمودار بعد از آن صاف شد، ۳۸۰ مگابایت.
~ دو روز است بدون راه‌اندازی دوباره.
+ نمودار حافظه را کنار تعداد گواهی‌ها بگذارید، رابطه‌اش کاملاً دیده می‌شود.
& سرویس ما مرتب از نو بالا می‌آید، کجا را نگاه کنم؟
? How do I roll back a release without waiting for the pipeline?
! `kubectl rollout undo deploy/<name>` takes about 20 seconds, then open a ticket with the reason so that the next pipeline run does not
bring it back. If a migration ran, check with the database team first; undo does not undo tables.
+ Please also post it in the on-call group, two of us undid the same thing last month.
? سهمیهٔ CPU تیم پرداخت پر شده
استقرار می‌گوید exceeded quota و انتشار امروز عصر است.
! درخواست‌های شما ۳ برابر مصرف واقعی است (۲۴ هسته رزرو، ۷ هسته مصرف). `requests.cpu` سه سرویس بزرگ را نصف کردم و جا باز شد. گزارش هفتگی
«رزرو در برابر مصرف» را برایتان روشن کردم.
+ این گزارش «رزرو در برابر مصرف» را همهٔ تیم‌ها ببینند، ما هم ۹ هسته پس دادیم.
? Ingress gives 413 for claim photos
! The default body size is 1 MB; the annotation `proxy-body-size: 25m` was lost when the chart was upgraded. It is back, and in the
chart's values now, so it will survive. Photos over 25 MB are refused on purpose.
? پیش از کوچ یک سرویس به کوبرنتیز چه چیزهایی را بررسی کنیم؟
! پنج چیز: خاموش شدن با SIGTERM در کمتر از ۳۰ ثانیه، بی‌حالت بودن، بررسی سلامت که پایگاه داده را صدا نزند، گزارش‌ها روی خروجی استاندارد،
و رازها بیرون از تصویر. یادداشت‌های کوچ امانت را هم بخوانید، دو تایش را سخت یاد گرفتیم.
+ ششمی: ساعت تهران در کانتینر. تاریخ گزارش‌هایمان سه ساعت و نیم جابه‌جا بود.
~ ساعت را ما هم فراموش کرده بودم. ممنون.
? گره سوم کلاستر NotReady است، باید کاری بکنم؟
شیفت شبم و هشدار ساعت {time} آمد.
! اگر فقط یکی است نه؛ پادها جابه‌جا می‌شوند و صبح نگاه می‌کنیم. اگر دو گره شد زنگ بزنید. این یکی دیسکش پر شده بود، پاک‌سازی تصویرهای
قدیمی را هفتگی کردم.
+esmaeil.rahmati تأیید از شیفت شب: دفعهٔ بعد که آمد، سه دقیقه صبر کردم و خودش جابه‌جا شد.
? Can developers get shell access to production pods?
! Not a shell. You get `debug` with an ephemeral container, read-only and recorded, for two hours after approval by the lead on duty. In
half a year it was enough in all but one case.
? نسخهٔ کلاستر کی به‌روز می‌شود؟
! هر چهار ماه، دوشنبه ۶ تا ۸ صبح؛ بعدی {coming}. سرویس‌هایی که کمتر از دو نسخه دارند چند ثانیه قطع می‌شوند، پس `replicas: 2` کنید. فهرست
ناسازگارها را هفتهٔ قبل می‌فرستم.
? Nightly job runs twice since the move to the cluster
! CronJob concurrency was "Allow" and the first run was slow. I set "Forbid" and a deadline of ten minutes. Please also make the job
safe to run twice, one day it will.

= monitoring | پایش و کشیک | Monitoring and on-call | delivery-operations
fa: پایش، هشدار، کشیک، رخداد، بازخوانی رخداد، نمودار، گزارش خطا، زمان بازیابی
en: monitoring, alert, on-call, incident, postmortem, dashboard, SLO, latency, log
who: mehran.sarmadi 0.9, bita.jahangiri 0.65, esmaeil.rahmati 0.5, kaveh.jafari 0.35

? هشدار «تأخیر صف تسویه» هر شب ساعت ۲ می‌آید و خودش خوب می‌شود
سه هفته است بیدارمان می‌کند.
! ساعت ۲ پشتیبان‌گیری است و صف عمداً کند می‌شود. هشدار را از «بیش از ۵ دقیقه» به «بیش از ۲۵ دقیقه، بین ۱:۴۵ تا ۲:۴۵» تغییر دادم. قاعدهٔ
ما: هشداری که کاری لازم ندارد، هشدار نیست؛ هر کدام دیدید بگویید.
~ دیشب خوابیدیم. خدا خیرتان بدهد.
& چرا نیمه‌شب‌ها هشدار صف می‌آید؟
? Who declares an incident, and when?
! Anyone who sees customers hurt. Two customers or one strategic customer is enough. Declaring costs nothing, and the lead on duty can
close it after five minutes. Do not wait for a cause, and do not ask for permission.
+ And write the customer's name in the title, account managers follow those.
+amir.rezaei As an account manager: thank you for the names in the titles, I sleep better.
? کشیک آخر هفته چطور جبران می‌شود؟
! هر شب کشیک نصف روز مرخصی، هر تماس بین ۲۳ تا ۶ یک روز. خودش در سامانه ثبت می‌شود به شرط آنکه هشدار را «پذیرفته» باشید. جبران را تا ۶۰
روز بردارید.
? گزارش خطای یک تراکنش خاص را کجا ببینم؟
فقط شمارهٔ پیگیری دارم.
! در پایش، جست‌وجوی `trace:` و شمارهٔ پیگیری. از درگاه تا تسویه را در یک خط زمان می‌بینید. گزارش‌های بیشتر از ۳۰ روز در بایگانی است و
چند دقیقه طول می‌کشد تا بیاید.
~ چهار سرویس را یک‌جا دیدم، عالی بود.
+ برای بایگانی، بازه را کوتاه بدهید؛ یک ماه کامل ممکن است یک ساعت طول بکشد.
? Our dashboard is green while customers report errors
Second time this month for the portal of Kimia.
! Because we measured our servers, not their pages. I added a check from outside that signs in and opens the portal every minute, from
two cities. It caught the DNS problem on {past} eleven minutes before the first call.
+ The outside check also measures from Mashhad now, at our request.
? بازخوانی رخداد را چه کسی می‌نویسد؟
! کسی که رخداد را اداره کرده، تا سه روز کاری، یک صفحه: چه شد، مشتری چه دید، چه چیزی کمک کرد، چه چیزی عوض می‌کنیم. نام هیچ‌کس نمی‌آید.
نمونهٔ خوب: رخداد درگاه کیمیا.
? مرز «کند» و «قطع» برای درگاه چیست؟
در پیام به مشتری باید درست بگوییم.
! صدک ۹۵ بالای ۳ ثانیه یعنی کند، نرخ خطا بالای ۵ درصد در سه دقیقه یعنی قطع. صفحهٔ وضعیت با همین‌ها خودکار عوض می‌شود؛ پیام شما هم از
همان واژه استفاده کند.
? Alert fatigue: how many pages per shift is normal?
! Ours was {few} a night in spring, now it is under one. The number to watch is "pages without an action", it should be zero. We review
them every Wednesday, twenty minutes, come along.
? Which three graphs should a new colleague on call look at first?
! Error rate by service, oldest item in each queue, and sign-ins per minute. If all three look normal, customers are probably fine, and
you have time to think.
+sogand.ahmadpour I taped these three to the monitor in Mashhad.

= postgres | پایگاه دادهٔ PostgreSQL | PostgreSQL | delivery-infra
fa: پایگاه داده، پستگرس، کوئری کند، نمایه، قفل جدول، مهاجرت پایگاه داده، وکیوم، اتصال‌ها
en: PostgreSQL, database, slow query, index, lock, migration, vacuum, connection pool, replica
who: samira.vahedi 0.95, ehsan.mahmoudi 0.4, shayan.moqaddam 0.3

? کوئری گزارش بیمه‌نامه‌ها یک‌دفعه از ۲ ثانیه به ۹۰ ثانیه رسیده
کد عوض نشده است. پنجشنبه شب شروع شد.
! بعد از ورود {count} هزار ردیف، آمار جدول قدیمی مانده و برنامهٔ اجرا عوض شده بود. `ANALYZE policies` زدم، برگشت به ۱٫۸ ثانیه. برای
ورودهای انبوه بعدی، ANALYZE را آخر همان کار بگذارید.
~ تأیید می‌کنم. به روال ورود اضافه شد.
+ ما هم همین را در گزارش خسارت داشتیم. بعد از ورود انبوه، ANALYZE.
& گزارش بدون هیچ تغییری کند شده
? Migration adds a NOT NULL column to a table with 40 million rows, safe?
! With a constant default, yes: PostgreSQL stores the default in the catalogue and returns at once. With a computed one, no. Then add it
nullable, fill it in batches of 5,000, add a CHECK ... NOT VALID, validate, and only then set NOT NULL.
+ And set `lock_timeout = '2s'`, otherwise it queues behind a long report and blocks everybody.
+ Tested on the copy: 0.3 s with the constant default.
? too many connections در ساعت شلوغی
سرویس خسارت ساعت {time} دو دقیقه قطع بود.
! هر پاد ۲۰ اتصال باز نگه می‌داشت و با ۱۲ پاد از سقف گذشت. استخر را ۵ کردیم و استخر مشترک جلویش هست. بیشتر از تعداد هسته × ۲ اتصال فعال
سود ندارد، فقط صف را از برنامه به پایگاه می‌برد.
? نمایه روی جدول بزرگ بدون قفل چطور ساخته می‌شود؟
! `CREATE INDEX CONCURRENTLY` و بیرون از تراکنش. اگر نیمه‌کاره ماند، نمایهٔ نامعتبر را پاک کنید و دوباره بسازید. پیش از آن با `EXPLAIN
(ANALYZE, BUFFERS)` مطمئن شوید لازم است؛ سه نمایهٔ بی‌مصرف همین جدول را هفتهٔ پیش حذف کردم.
? Can I run heavy reports on the replica?
! Yes, on replica-2, which is kept for that. It is up to 30 seconds behind, and queries over 15 minutes are cancelled. Never on
replica-1: it takes over if the primary fails.
? مرتب‌سازی نام‌های فارسی در پایگاه اشتباه است
«گ» بعد از «ی» می‌آید.
! ترتیب پیش‌فرض بایت‌هاست و چهار حرف فارسی آخر می‌افتد. از ستون `sort_key` استفاده کنید که هنگام ذخیره ساخته می‌شود؛ مرتب‌سازی در برنامه
روی فهرست صفحه‌بندی‌شده جواب درست نمی‌دهد.
~ با sort_key درست شد، حالا «پ» هم جایش است.
+ در خروجی اکسل هم با sort_key مرتب می‌شود؟ امتحان کردم، بله.
? قفل شدن جدول با یک گزارش اکسل
کاربر مالی خروجی گرفته و تا نهار کسی نمی‌توانست قسط ثبت کند.
! گزارش در تراکنشی باز مانده بود که اولش یک `UPDATE` زده بود. جلسه‌های بیکار درون تراکنش را به ۶۰ ثانیه محدود کردم. اصل ماجرا در کد
گزارش است: نوشتن و خواندن را جدا کنید.
? Where is the schema documented?
! Comments in the database itself; `\\d+ table` shows them, and the data catalogue page is built from them every night. If a comment is
missing, add it in your migration. I review those happily.
? Deadlocks between settlement and reporting at month end
About {few} a night.
! Both lock the same two tables in a different order. Reporting now reads from the replica, so it takes no locks at all. If you must
lock two tables, always take them in alphabetical order, that is our rule.

= backup | پشتیبان‌گیری و بازیابی | Backup and recovery | delivery-infra
fa: پشتیبان‌گیری، بک‌آپ، بازیابی، نسخهٔ پشتیبان، بازیابی نقطه‌ای، نوار، ذخیره‌ساز
en: backup, restore, point-in-time recovery, disaster recovery, storage, retention, RPO, RTO
who: ghasem.torkaman 0.9

? آخرین باری که بازیابی واقعی آزمایش شد کی بود؟
حسابرس {customer} می‌پرسد، باید سند بدهیم.
! {past}، کامل و روی سخت‌افزار جدا: ۲ ساعت و ۲۵ دقیقه تا نخستین ورود موفق. صورت‌جلسه با امضای دو نفر در پوشهٔ تداوم هست. هر فصل تکرار
می‌شود، یک بارش بدون خبر قبلی.
? کاربری {count} سند مشتری را اشتباه پاک کرده، برمی‌گردد؟
! تا ۳۰ روز در سطل بازیافت است و خود مدیر مشتری می‌تواند برگرداند. اگر از سطل هم پاک کرده باشد، از پشتیبان شبانه با نام فایل
برمی‌گردانم؛ نام پوشه و ساعت تقریبی را بفرستید.
~ در سطل بود، برگشت.
+ یک پیشنهاد: حق پاک کردن سطل را از کاربر عادی بگیریم. سه مشتری خواسته‌اند.
& سندهای پاک‌شدهٔ مشتری قابل برگرداندن است؟
? What RPO and RTO may I write into a tender?
! RPO 5 minutes, RTO 4 hours, that is what we have proved. Do not write zero anywhere. For the custody service it is stricter, but Sara
has to word that part.
? فضای پشتیبان ۸۷ درصد شده، چه چیزی پاک شود؟
! هیچ‌چیز را دستی پاک نکنید. تصویرهای خسارت بالای دو سال به لایهٔ سرد می‌روند که این هفته اجرا می‌شود و ۳۰ درصد آزاد می‌کند. هشدار بعدی
روی ۹۲ است.
? Restore of a single table to yesterday 14:00?
A bulk update of the wrong branch, {count} rows.
! Yes: I bring up a copy of the cluster at 13:59 and give you the table as `restored_...` in a separate schema; you compare and copy
back. Takes about 50 minutes. Please stop the job that writes to it first.
+ Did this in summer for another table: 47 minutes, no surprises.
? اگر قاسم نباشد چه کسی بازیابی می‌کند؟
پنجشنبه نیاز داشتیم و کسی رمز مخزن سرد را نداشت.
+mahyar.rostampour فعلاً کسی نیست؛ دستورالعمل روی کاغذ هست ولی تمرینش را فقط خودش کرده.
+nima.hakimi پیشنهاد: تمرین فصل بعد را من زیر نظرش انجام بدهم.
? پشتیبان‌ها رمزگذاری شده‌اند؟
! بله، با کلیدی که از کلید پایگاه جداست و دو نفر سهم دارند. نسخهٔ بیرون از شهر در مشهد است. در پرسش‌نامه‌ها «رمزگذاری در سکون، کلید جدا»
را تیک بزنید.
? Can we keep backups of a customer who left?
! Ninety days by contract, then they age out of the rotation by day 120 at the latest. If they ask for a certificate of destruction, I
sign one with the list of media.
"""
