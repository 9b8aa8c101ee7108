"""Written talk about partner APIs, webhooks, synchronisation and reports."""

TEXT = """
= partner-api | API شرکا | Partner API | partners-tech
fa: ای‌پی‌آی، رابط برنامه‌نویسی، کلید API، محیط آزمایشی، احراز هویت سرویس، نسخهٔ API، محدودیت نرخ
en: partner API, API key, OAuth client, sandbox, rate limit, API version, integration, SDK
who: shervin.tabesh 0.9, nahal.ghorbani 0.75, farid.kazemi 0.6, peyman.zandi 0.35

? شریک پیشگامان با کلید تازه خطای 401 می‌گیرد
کلید قبلی {past} منقضی شد و همان لحظه کلید نو ساختند.
! کلید تازه تا تأیید شریک در پورتال «غیرفعال» است و این را هیچ‌جا نمی‌گوید (ثبتش کردیم که بگوید). وارد پورتال شوند، کلیدها، «فعال‌سازی».
ضمناً ساعت سرورشان اگر بیش از ۵ دقیقه عقب باشد هم همین خطا را می‌دهد.
~ هر دو بود! ساعتشان هفت دقیقه عقب بود.
& کلید API نو ساخته‌ایم ولی احراز هویت رد می‌شود
? What is the difference between /v2/policies and /v3/policies?
Our partner wants to know if they must migrate this year.
! v3 returns money as integers in rials plus a currency, and paginates with a cursor. v2 keeps working until the end of next year and
gets no new fields. The migration is about two days of work, most of it in the money fields.
+ The SDK hides both differences, if they are on Java or Python.
+ Pagination is where people trip: the cursor is opaque, please do not build it yourself.
? محدودیت نرخ API برای گزارش شبانه
{customer} هر شب {count} هزار ردیف می‌خواهد و نیمه‌کاره می‌ماند.
! برای این حجم از API صفحه‌ای استفاده نکنند؛ «خروجی انبوه» فایل فشرده می‌سازد و یک لینک ۲ ساعته می‌دهد. هر شب ساعت ۱ زمان‌بندی کنند.
محدودیت نرخ برای مشتری ۲۰ درخواست در ثانیه است و بالا نمی‌بریم.
+ خروجی انبوه را با gzip باز کنند؛ یک مشتری دو روز دنبال «فایل خراب» گشت.
? محیط آزمایشی دادهٔ نمونه دارد؟
! بله، هر شب ساعت ۳ از نو ساخته می‌شود: ۲۰۰ بیمه‌نامه، ۴۰ خسارت و سه کارت آزمایشی. دادهٔ خود شریک پاک می‌شود، پس آزمون‌های طولانی‌شان را
با برچسب `keep` بسازند.
? Error 422 with an empty details array
Happens on POST /claims from one partner only, {few} times an hour.
! Their JSON has the Arabic letters ي and ك in an enum value, so it fails before validation can name the field. I shipped a fix that
names it. Meanwhile they should normalise text before sending. Took me an hour with a hex editor to see it.
~ Of course it was the yeh. Thank you!
+ I added this case to our test data so it cannot come back unseen.
? نشانی‌های IP سرویس ما برای دیوار آتش بانک
بانک مهرگان دسترسی را فقط با نشانی ثابت باز می‌کند.
! چهار نشانی خروجی ثابت در صفحهٔ «وضعیت و شبکه» هست و ۳۰ روز پیش از هر تغییر خبر می‌دهیم. دامنه ندهند، چون پشت آن عوض می‌شود. برای تماس
بانک به ما هم گواهی دوطرفه لازم است.
+ گواهی دوطرفه سالی یک بار تمدید می‌شود، تاریخش را در پروندهٔ بانک بنویسید.
? چند روز طول می‌کشد تا شریک تازه به محیط واقعی برسد؟
! میانهٔ شش ماه اخیر ۱۱ روز کاری. گلوگاه قرارداد است نه فنی؛ خود یکپارچه‌سازی ۳ روز می‌شود. اگر فهرست پیش‌نیاز را همان روز اول بفرستید،
دو سه روز جلو می‌افتید.
+ فهرست پیش‌نیاز را فارسی کردم، در پوشهٔ شرکا هست.
? Idempotency key: how long do you remember it?
! 48 hours, per client. Same key and same body returns the first answer; same key and another body is a 409. Use the order number plus
the attempt's purpose, never a random value per retry. That defeats the idea and is what Pishgaman did.
? Where do partners see planned maintenance?
! On the status page with a feed they can subscribe to, and in the header `X-Maintenance-At` 24 hours before. Most never read the feed;
the header shows up in their logs and that works.

= webhooks | وب‌هوک | Webhooks | partners-tech
fa: وب‌هوک، فراخوان رویداد، امضای وب‌هوک، ارسال دوباره، رویداد تکراری، صف رویداد
en: webhook, event callback, signature, retry, duplicate event, delivery log, HMAC
who: nahal.ghorbani 0.9, matin.abedi 0.7, sina.maleki 0.4

? وب‌هوک‌ها با دو ساعت تأخیر می‌رسند
{customer} از ساعت {time} شکایت دارد، داشبورد ما سبز است.
! گیرندهٔ آن‌ها یک بار ۵۰۰ داده و صف همان مشتری وارد «عقب‌نشینی» شده است: ۱، ۵، ۳۰، ۱۲۰ دقیقه. با یک پاسخ ۲۰۰ به حالت عادی برمی‌گردد. از
گزارش تحویل «فرستادن همه» را بزنید، صف خالی می‌شود.
~ زدیم، {count} رویداد در یک دقیقه رفت.
+ یک هشدار هم برای «عقب‌نشینی بیش از ۳۰ دقیقه» ساختیم که پیش از مشتری بفهمیم.
& چرا رویدادهای یک مشتری دیر می‌رسد ولی بقیه به‌موقع است؟
? How do we verify the signature in PHP? It never matches
! You are hashing the parsed body. Read the raw bytes (`php://input`), HMAC-SHA256 with the secret of that endpoint, compare in constant
time with the header after `v1=`. And mind the timestamp: it is part of the signed string, `t.body`.
+ There is a 12-line example in the partner guide, chapter 5.
+ In Laravel it is `$request->getContent()`, if somebody searches for it.
? رویداد تکراری آمده و دو بار بیمه‌نامه صادر شده!
! تحویل «دست‌کم یک‌بار» است، پس تکرار طبیعی است و گیرنده باید با `event_id` جلویش را بگیرد. بیمه‌نامهٔ دوم را با دلیل DUP باطل کنید. در
کد نمونهٔ ما این بخش هست؛ شریک حذفش کرده بود.
+shayan.moqaddam بیمه‌نامهٔ تکراری را از سمت صدور هم جلویش را گرفتیم: همان event_id دوبار پذیرفته نمی‌شود.
? ترتیب رویدادها تضمین شده است؟
payment.settled زودتر از payment.verified رسیده است.
! نه. در هر رویداد `sequence` هست؛ یا مرتب کنند یا با رسیدن هر رویداد وضعیت را از API بخوانند. دومی ساده‌تر است و من همان را توصیه می‌کنم.
? Can a customer have different endpoints per event type?
! Yes, up to eight endpoints, each with its own list of events and secret. Splitting payments from claims is a good idea: a slow claims
system then does not delay payments.
+ Claims on their own endpoint has worked well for Aftab for a year.
? چرخش رمز وب‌هوک بدون قطعی
! رمز دوم بسازید؛ ۷ روز هر دو امضا در سرآیند می‌آید (v1 دو بار). گیرنده هر کدام خواند قبول کند، بعد اولی را پاک کنید. این کار را پنجشنبه
نکنید، کسی نیست.
~ با همین روش بدون قطعی انجام شد.
? وب‌هوک برای آزمون محلی
برنامه‌نویس مشتری سرور عمومی ندارد.
! در پورتال، «شنوندهٔ آزمایشی» نشانی موقت یک‌روزه می‌دهد و رویدادها را در صفحه نشان می‌دهد. می‌شود هر رویداد را کپی و روی ماشین خودش پخش
کرد. تونل عمومی را امنیت نمی‌پذیرد.
? گزارش تحویل تا چند روز نگه داشته می‌شود؟
! سی روز با بدنه، یک سال بدون بدنه. اگر شکایت حقوقی در پیش است بگویید تا برای آن مشتری نگه داریم.
? Should we answer 200 before or after processing the event?
! Before: store it, answer, then work. Anything slower than five seconds counts as failed and comes again, which is how half of all
duplicates are born.

= partner-sync | همگام‌سازی شرکا | Partner synchronisation | partners-tech
fa: همگام‌سازی، خطای همگام‌سازی، تعارض رکورد، افزونهٔ شریک، مغایرت داده، نگاشت فیلد
en: sync, sync error, record conflict, partner add-on, field mapping, data mismatch
who: matin.abedi 0.85, farid.kazemi 0.65, kaveh.jafari 0.5

?hossein.nouri شریک پیشگامان خطای SYNC-409 می‌گیرد، به قفل کیف امانی ربط دارد؟
از هنگام نصب نسخهٔ تازهٔ افزونه، حدود ۳ درصد رکوردها.
!kaveh.jafari ندارد، جدا پیگیری کردم. SYNC-409 یعنی دو طرف یک مشتری را در همان ثانیه عوض کرده‌اند؛ نسخهٔ تازهٔ افزونه هر تغییر را دو بار
می‌فرستد. تا وصله برسد، در تنظیمات «تجمیع ۵ ثانیه» را روشن کنند.
+ بعد از روشن کردن تجمیع، خطا به ۰٫۲ درصد رسید.
& خطای 409 در افزونهٔ شریک از کجاست؟
? بعد از همگام‌سازی، نام مشتری با «ي» عربی برگشته
جست‌وجو دیگر پیدایش نمی‌کند.
! افزونهٔ نسخهٔ ۲ هنوز یکسان‌سازی حروف نداشت. نسخهٔ ۲٫۴ به بالا دارد و داده‌های قدیمی را هم یک بار درست می‌کند. تا به‌روزرسانی، از دکمهٔ
«یکسان‌سازی» در صفحهٔ مشتری استفاده کنید.
+ یک بار هم دستی روی ۴۰۰ رکورد زدیم، بعدش جست‌وجو درست شد.
? Which side wins when both changed the phone number?
! By default the later change, but phone and e-mail follow "verified wins": a number confirmed by a code beats a newer unverified one.
You can see the decision in the record's history, field by field.
+ This rule saved us in the Sepehr account, by the way.
? همگام‌سازی شبانه نیمه‌کاره می‌ماند و صبح {count} رکورد کم است
! محدودیت زمان اجرای طرف شریک ۱۰ دقیقه است و حجم {month} از آن گذشته. حالت «افزایشی» را روشن کنند که فقط تغییرات دیروز را بفرستد. اجرای
کامل فقط جمعه‌ها.
~ افزایشی کردند، ۴۰ ثانیه طول می‌کشد.
+ اجرای کامل جمعه را هم صبح زود بگذارند، عصر با پشتیبان‌گیری ما می‌خورد.
? فیلد سفارشی شریک در نگاشت نیست
! فیلدهای سفارشی پیشوند x_ می‌خواهند و حداکثر ۲۰ تا. در صفحهٔ نگاشت، «افزودن فیلد» بزنید، نوع را متن انتخاب کنید حتی اگر عدد است؛ تبدیل
عددشان با ممیز فارسی خراب می‌شود.
? Sync shows 'orphan' for customers that exist on both sides
{few} customers of Zagros, all companies.
! Orphan means the national ID is missing on one side, and names alone are never matched. Fill in the 11-digit ID of the company and run
"match again". If two companies share the ID, one of them is a branch: link, do not merge.
+ For Zagros two of them were sole traders without a company ID. Those use the person's.
? آیا می‌توانیم همگام‌سازی یک مشتری را موقتاً متوقف کنیم؟
سپهر گفته تا روشن شدن قرارداد هیچ داده‌ای به شریک نرود.
! بله، «مکث» در سطح مشتری هست و تغییرات در صف می‌ماند. بعد از ۱۴ روز صف باید دستی تأیید شود. به شریک هم خبر بدهید، وگرنه فکر می‌کند خراب
است.
? حذف مشتری در سمت شریک، اینجا هم حذف می‌شود؟
! نه، فقط علامت «حذف‌شده نزد شریک» می‌خورد. حذف واقعی همیشه با انسان است. گزارش هفتگی‌اش را می‌توانید از داده بگیرید.
? How long may the first full sync of a partner take?
Zagros has {count} thousand policies.
! Plan an hour per 100,000 records and do it on a Friday. Send reference data first (agencies, products), then customers, then policies,
otherwise you will see thousands of harmless orphans.

= reporting | گزارش و داشبورد | Reporting and dashboards | delivery-data
fa: گزارش، داشبورد، انبار داده، شاخص، خروجی اکسل، تعریف شاخص، کیفیت داده
en: report, dashboard, data warehouse, metric definition, BI, export, data quality, SQL
who: laleh.entezari 0.9, pejman.ghaffari 0.75, asal.bahmani 0.6, kiarash.fathi 0.35

? عدد «مشتری فعال» در دو داشبورد فرق دارد
فروش {count} و خدمات کمی بیشتر نشان می‌دهد، جلسهٔ مدیران فرداست.
! فروش قرارداد جاری را می‌شمارد، خدمات هر کس در ۹۰ روز تماسی داشته. هر دو درست و هر دو بد نام‌گذاری شده‌اند. برای جلسه «قرارداد جاری» را
ببرید؛ نام دومی را به «در تماس» عوض کردم.
~ پس سه سال دعوا سر نام بود!
+ پیشنهاد: هر عدد در اسلاید، زیرش تعریفش. از این ماه شروع کردیم.
& تعریف مشتری فعال چیست؟
? خروجی اکسل بیش از صد هزار ردیف نمی‌دهد
! محدودیت عمدی است تا سرور نخوابد. «خروجی پارکه» بگیرید یا زمان‌بندی شبانه؛ اگر واقعاً اکسل لازم است، بر پایهٔ ماه بشکنید. برای حسابرسی،
خودمان فایل امضاشده می‌دهیم.
? When is yesterday's data complete in the warehouse?
! At 06:40 on normal days; the settlement file arrives last. Each dashboard shows "data until" in its corner since {month}. If it is
older than a day, check the on-call channel before you write to us.
? میانگین یا میانه برای زمان پاسخ؟
مدیر می‌گوید میانگین، من فکر می‌کنم گمراه‌کننده است.
! میانه و صدک ۹۰ کنار هم. میانگین ما را سه پروندهٔ یک‌ماهه خراب می‌کند. در داشبورد خدمات هر دو هست؛ اگر فقط یک عدد خواستند، صدک ۹۰، چون
مشتری بدترین روزش را یادش می‌ماند.
+ موافق. در تعریف شاخص هم همین را نوشتیم.
+ برای مدیرها با مثال بگویید: «از هر ده مشتری، یکی بیش از این منتظر مانده».
? گزارش {customer} تاریخ‌ها را میلادی نشان می‌دهد
! زبان گزارش از پروفایل سازندهٔ آن می‌آید. در تنظیمات گزارش «تقویم: جلالی» را صریح انتخاب کنید تا برای همه یکی باشد. هفته‌ها هم از شنبه
می‌شود.
? SQL access for a power user in finance?
!laleh.entezari Read-only on the `finance` schema, after a half-day course, yes. Personal columns are masked. Ask your manager to file
it under "data access"; Asal sets it up, usually the same day.
+ Half a day is enough if you know joins already, we did it in the afternoon.
? چرا نمودار ریزش {month} عدد منفی دارد؟
! بازگشت مشتری‌های لغوشده را همان ماه کم می‌کرد. درست شد: بازگشت‌ها ستون جدا دارند. گزارش ماه‌های پیش هم بازسازی شد، عددهای قبلی را در
اسلایدها اصلاح کنید.
? آیا می‌توانم یک داشبورد را با مشتری شریک شوم؟
! با پیوند نه، فقط از پورتال مشتری که فیلتر خودش را دارد. یک بار پیوند فیلتر را می‌شد پاک کرد و بستیم. قالب «داشبورد مشتری» آماده است.
+ برای بیمهٔ صبا همین را گذاشتیم و راضی‌اند.
? Can I get a report by Jalali quarter in the self-service tool?
! Yes, field "quarter (Jalali)" in every date. Do not build it from months with a formula; the leap year broke three such reports in
spring.
"""
