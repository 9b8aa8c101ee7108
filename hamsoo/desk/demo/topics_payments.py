"""Written talk about the payment gateway, settlement, refunds and direct debit."""

TEXT = """
= gateway | درگاه پرداخت | Payment gateway | product-payments
fa: درگاه پرداخت، درگاه، پذیرنده، تراکنش ناموفق، کد خطای درگاه، شاپرک، توکن پرداخت، صفحهٔ پرداخت
en: payment gateway, PSP, merchant, acquirer, checkout, transaction error, payment token, callback URL
who: anahita.rad 0.95, farzad.niknam 0.8, sina.maleki 0.6, dorsa.khalili 0.45

? خطای PG-51 برای پذیرندهٔ {customer} از ساعت {time} شروع شده، یعنی چه؟
حدود {count} تراکنش ناموفق داریم و مشتری می‌گوید کارت‌ها موجودی دارند. از سمت ماست یا بانک صادرکننده؟
! PG-51 یعنی پاسخ «موجودی کافی نیست» از سوییچ برگشته، ولی وقتی یک‌باره زیاد می‌شود معمولاً کلید رمز پایانه منقضی شده و سوییچ کد پیش‌فرض
می‌دهد. در پنل پذیرنده، برگهٔ «کلیدها»، تاریخ را ببینید؛ اگر گذشته، «بازتولید کلید» را بزنید و سه دقیقه صبر کنید.
~ کلید دیشب منقضی شده بود. زدیم و درست شد.
+ ما هم در هشدارهای خودمان دیدیم؛ نرخ خطا الان به زیر یک درصد برگشته.
& چرا یکهو همهٔ کارت‌ها «موجودی کافی نیست» می‌گیرند؟ // پذیرنده می‌گوید مشتری‌هایش با سه کارت مختلف همین را دیده‌اند.
? سقف هر تراکنش در درگاه اینترنتی الان چقدر است؟
{customer} می‌خواهد حق‌بیمهٔ سالانه را یکجا بگیرد، {amount} میلیارد ریال. پیام «مبلغ بیش از حد مجاز» می‌گیرد.
! سقف هر تراکنش کارت دو میلیارد ریال در روز برای هر کارت است و دست ما نیست. برای مبلغ بزرگ‌تر «پرداخت چندکارته» را در تنظیمات پذیرنده
روشن کنید؛ تا پنج کارت را زیر یک فاکتور جمع می‌کند و فقط وقتی همه موفق شد تسویه می‌شود.
+ برای مشتری شرکتی، پرداخت با شناسهٔ واریز راحت‌تر است؛ سقف ندارد و همان روز می‌نشیند.
+zahra.mokhtari برای مالی هم شناسهٔ واریز بهتر است؛ تطبیقش خودکار است و کارمزد ندارد.
? How long is a payment token valid before checkout times out?
A customer leaves the page open while asking their manager for approval. They come back and get PG-17.
! Fifteen minutes from creation, and the clock does not restart on page reload. You can pass `ttl` up to 3600 when you create the token,
but only for merchants with the corporate flag. For approvals I would send a payment link instead: the token is created on click.
+ We also lengthened the page's warning: it now counts down the last two minutes.
& Customer gets PG-17 after coming back to an open payment page // Is there any way to keep the page alive?
? آدرس بازگشت پذیرنده را چه کسی می‌تواند عوض کند؟
{customer} دامنه‌اش را عوض کرده و بعد از پرداخت به صفحهٔ قدیمی برمی‌گردد. فوری است چون فروش دارند.
!anahita.rad خود پذیرنده نمی‌تواند، چون دامنه باید با مجوز نماد یکی باشد. درخواست را با تصویر نماد تازه در پنل ثبت کنید؛ من یا سینا در
کمتر از یک ساعت کاری تأیید می‌کنیم. تا آن موقع بازگردانی ۳۰۲ روی دامنهٔ قدیمی بگذارند، پرداخت‌ها گم نمی‌شود.
~ ثبت شد با شمارهٔ {case}. مشتری هم بازگردانی را گذاشت.
+ تجربهٔ من: نماد را با نام تازه نفرستند رد می‌شود. همان اول بررسی کنید.
? پرداخت موفق بوده ولی سفارش در سایت مشتری «پرداخت‌نشده» مانده
پول از حساب کم شده و در گزارش ما هم «موفق» است. مشتری می‌گوید هیچ درخواستی به سرورش نرسیده.
! دو چیز را جدا نگاه کنید: در گزارش، ستون verify. اگر خالی است سایت مشتری مرحلهٔ تأیید را صدا نزده و تراکنش تا ۳۰ دقیقه خودش برمی‌گردد.
اگر پر است ولی callback خطا دارد، از دکمهٔ «فرستادن دوبارهٔ نتیجه» استفاده کنید.
+ در {customer} علتش دیوار آتش خودشان بود که نشانی‌های تازهٔ ما را نمی‌شناخت. فهرست نشانی‌ها در صفحهٔ وضعیت هست.
~ بله، دقیقاً دیوار آتش بود. اضافه کردند و رسید.
? آیا می‌شود کارمزد درگاه را از خریدار گرفت؟
پذیرنده می‌پرسد چون رقیب این کار را می‌کند.
! نه، در قرارداد پذیرندگی صریحاً منع شده و جریمه‌اش قطع سه‌روزهٔ درگاه است. می‌توانند «تخفیف پرداخت کارتی» را حذف کنند که همان نتیجه را
دارد و مشکلی هم ندارد.
+faranak.dadgar از طرف انطباق: اگر جایی دیدید پذیرنده این کار را می‌کند، حتماً به ما بگویید.
? تراکنش‌های آزمایشی روی درگاه واقعی چطور پاک می‌شوند؟
هنگام راه‌اندازی {customer} ده تراکنش هزار تومانی زدیم و حالا در گزارش مالی‌شان دیده می‌شود.
! پاک نمی‌شوند و نباید هم بشوند؛ برچسب «آزمایشی» بزنید تا از گزارش‌ها کنار برود (پنل پذیرنده، تراکنش، سه‌نقطه). دفعهٔ بعد از پایانهٔ
آزمایشی TST استفاده کنید که اصلاً به تسویه نمی‌رود.
+ برای سه مشتری اخیر از همان TST استفاده کردیم، دردسری نبود.
? Gateway shows 502 for mobile browsers only, desktop is fine
Started around {time}. Support has {few} calls, all from the same operator.
! That operator strips the `Referer` header on mobile data, and our new WAF rule refused requests without it. We rolled the rule back at
15:10 and will bring it in again in report mode. If you still see 502, send me the `X-Trace` value from the error page.
+setareh.noori Confirmed from the desk: no new calls since then.
+ Same rule hit the partner portal for ten minutes. It is fine now.
? برای درگاه موبایلی {customer} شناسهٔ پایانهٔ جدا لازم است؟
اپلیکیشن و سایت دو گزارش جدا می‌خواهند ولی یک حساب.
! یک پذیرنده، دو پایانه. پایانهٔ دوم را با همان شبا تعریف کنید؛ کارمزد فرقی نمی‌کند و گزارش با فیلتر پایانه جدا می‌شود. دو پذیرنده
نسازید که تسویه‌شان دو بار انجام می‌شود و هزینهٔ پایا دوبرابر می‌شود.
+ در داشبورد مشتری هم پایانه‌ها جدا دیده می‌شود، لازم نیست گزارش دستی بسازیم.
? Can we show the merchant's logo on the payment page?
The marketing people of {customer} ask every month.
! Yes: panel, appearance, PNG under 100 kB with a transparent ground. The bank's own page, where the card number is typed, stays neutral
by rule, only our page before it changes.

= settlement | تسویهٔ پایا و ساتنا | Settlement (Paya and Satna) | finance-accounting
fa: تسویه، پایا، ساتنا، چرخهٔ تسویه، مغایرت تسویه، واریز، شبا، شناسهٔ واریز
en: settlement, Paya, Satna, clearing cycle, reconciliation, payout, IBAN, ACH
who: azadeh.behrouz 0.95, hooman.parsa 0.7, zohreh.gharib 0.4

? پول دیروز {customer} هنوز ننشسته؛ کدام چرخهٔ پایا باید برسد؟
تراکنش‌ها تا ساعت ۲۲ دیروز بوده و مشتری صبح منتظر بوده است.
! تراکنش بعد از ۱۹:۳۰ به چرخهٔ روز کاری بعد می‌رود: چرخه‌های پایا ۳:۴۵، ۱۰:۴۵، ۱۳:۴۵ و ۱۸:۴۵ است. پس برای دیشب، ۱۰:۴۵ امروز نشسته یا
می‌نشیند. اگر تا ۱۱:۳۰ نبود، شمارهٔ دستور پرداخت را از صفحهٔ تسویه بفرستید تا از بانک پیگیری کنم.
~ ساعت ۱۱:۰۵ نشست. به مشتری هم همین جدول را فرستادیم.
+ ساعت آخرین چرخه در ماه رمضان فرق می‌کرد، هر سال تقویم بانک را ببینید.
& ساعت‌های چرخهٔ پایا را کجا می‌شود دید؟ // مشتری می‌خواهد بداند واریز عصر کی می‌رسد.
? تسویهٔ پنجشنبه و جمعه چه می‌شود؟
فروشگاه‌های بهراد آخر هفته بیشترین فروش را دارند و می‌پرسند چرا شنبه دو واریز می‌آید.
! پنجشنبه یک چرخه (۱۰:۴۵) دارد و جمعه هیچ. پس فروش پنجشنبه عصر و جمعه در چرخهٔ ۳:۴۵ شنبه و فروش شنبه صبح در ۱۰:۴۵ می‌نشیند؛ دو واریز از
همین است. اگر یک واریز می‌خواهند، «تسویهٔ تجمیعی شنبه» را برایشان روشن کنم.
+ در گزارش مغایرت هم حواستان باشد که تاریخ واریز با تاریخ فروش یکی نیست.
+setareh.noori یک جملهٔ آماده گذاشته‌ام: «واریز اول شنبه مربوط به آخر هفته است». تماس‌ها نصف شد.
? مغایرت {small} میلیون ریالی میان گزارش درگاه و واریز بانک
برای {customer}، دورهٔ {month}. کارمزد را هم کم کرده‌ام و باز نمی‌خواند.
! سه تراکنش برگشتی بعد از بسته شدن دوره ثبت شده، پس در گزارش درگاه هست و در واریز نیست. در گزارش تسویه تیک «برگشتی‌های پس از دوره» را
بزنید، عددتان صفر می‌شود. اگر نشد فایل را بفرستید.
~ درست شد، دقیقاً سه تا بود.
+ همین را در راهنمای بستن ماه هم نوشته‌ام، بخش ۴.
? Can we settle to an IBAN in another bank than the merchant's main account?
Arman Industrial wants the instalments of its dealers in a separate account.
! Yes, up to five IBANs per merchant, as long as they all belong to the same national ID. The split is set per terminal, not per
transaction. Ask the customer for the bank letter with the stamp; a screenshot of the banking app is not enough since the audit in
spring.
+ And mind the name on the IBAN: "Arman Industrial" and "Arman Industries" are two companies.
? شبای اشتباه ثبت شده و واریز برگشت خورده؛ پول کجاست؟
{amount} میلیارد ریال از {past} سرگردان است و مشتری عصبانی.
! واریز برگشتی به حساب واسط ما برمی‌گردد، معمولاً در چرخهٔ دوم همان روز. شبا را در پنل درست کنید و دکمهٔ «تسویهٔ دوباره» را بزنید؛ نیازی
به درخواست کاغذی نیست. این یکی را من الان با ساتنا فرستادم که تا ظهر برسد.
~ رسید، خیلی ممنون. خود مشتری هم زنگ زد و تشکر کرد.
+ شبا را همیشه کپی کنید، هیچ‌وقت تایپ نکنید. از پنج مورد برگشتی، چهار تا تایپ بوده.
? کارمزد ساتنا را ما می‌دهیم یا مشتری؟
در قرارداد چیزی ننوشته و مالی {customer} فاکتور کارمزد را پس فرستاده.
! در قراردادهای پیش از ۱۴۰۳ با ماست و در تیپ‌های تازه با مشتری، مگر بند ۷-۲ حذف شده باشد. برای {customer} بند سر جایش است، پس فاکتور
درست است. متن مؤدبانهٔ توضیح را در کتابخانهٔ پاسخ گذاشته‌ام.
+hooman.parsa من هم با حقوقی چک کردم، همین است.
? حداقل مبلغ ساتنا عوض شده؟
سیستم برای {small} میلیون ریال خطای STN-09 می‌دهد.
! بله، از ابتدای {month} زیر یک میلیارد ریال ساتنا پذیرفته نمی‌شود و باید پایا باشد. STN-09 همین است. قاعدهٔ خودکار را به‌روز کردیم؛
دستورهای قبل از به‌روزرسانی را یک بار لغو و دوباره ثبت کنید.
+ به مشتری‌هایی که دستور دستی می‌دهند هم خبر بدهیم؛ دو نفر هنوز ساتنا می‌زنند.
& خطای STN-09 در دستور پرداخت یعنی چه؟
? Which report proves to an auditor that a payout reached the customer?
They will not accept our own screenshots.
!azadeh.behrouz The bank's signed statement of the intermediary account, plus our payout report with the Paya trace number; the trace
number appears in both. Ask @hooman.parsa for the statement, he downloads it on the first working day of every month.
+ For the last quarter it is already in the audit folder.
? تسویهٔ آزمایشی برای مشتری تازه چقدر طول می‌کشد؟
می‌خواهم در برنامهٔ راه‌اندازی {customer} تاریخ واقعی بنویسم.
! دو روز کاری: روز اول یک واریز ۱۰ هزار ریالی برای تأیید شبا، روز دوم یک چرخهٔ کامل با سه تراکنش. اگر شبا مال بانک مهرگان یا بانکی باشد
که حساب واسط داریم، همان روز اول تمام می‌شود.
+ ما در برنامهٔ راه‌اندازی سه روز می‌نویسیم که جا برای یک اشتباه داشته باشد.
? Two payouts with the same trace number, is one of them lost?
! No, it is one Paya batch with two lines for the same IBAN. Open the batch, each line has its own reference. If the bank's statement
shows one amount, it is the sum.

= refunds | بازگشت وجه | Refunds | product-payments
fa: بازگشت وجه، استرداد، برگشت تراکنش، عودت وجه، استرداد حق‌بیمه، برگشت ناقص
en: refund, chargeback, reversal, partial refund, money back, dispute
who: dorsa.khalili 0.85, azadeh.behrouz 0.6, setareh.noori 0.5

? مشتری نهایی می‌گوید پنج روز است پولش برنگشته
بازگشت را {past} زده‌ایم و وضعیتش «در صف بانک» است. بیمه‌گذارِ {customer} است.
! بازگشت به کارت تا ۷۲ ساعت کاری طول می‌کشد و پنجشنبه و جمعه حساب نمی‌شود. اگر از آن گذشت، شمارهٔ پیگیری ۱۲ رقمی را در صفحهٔ «استعلام
بازگشت» بزنید؛ وضعیت R04 یعنی بانک شماره‌کارت را نمی‌شناسد و باید با شبا برگردانیم.
~ R04 بود. شبا را گرفتیم.
+ لطفاً به مشتری نهایی نگوییم «از سمت ما انجام شده»؛ بگوییم تا کی پیگیری می‌کنیم.
? بازگشت بخشی از مبلغ ممکن است؟
{customer} می‌خواهد فقط حق‌بیمهٔ ماه‌های باقی‌مانده را پس بدهد.
! بله، تا ۱۰ بازگشت جزئی روی هر تراکنش، به شرط آنکه جمعشان از اصل بیشتر نشود. از API فیلد amount را بفرستید؛ از پنل هم «بازگشت جزئی».
کارمزد اصل تراکنش پس داده نمی‌شود، این را حتماً پیشاپیش بگویید.
+setareh.noori از طرف میز خدمت: کارمزد را اول بگویید. هر شکایتی که این ماه داشتیم سر همین بود.
? Difference between reversal and refund in our reports?
Finance at {customer2} books both under the same account and the month does not close.
! A reversal happens before settlement (the money never left the switch, no fee). A refund happens after settlement and appears as a
negative line in the next payout, fee kept. If the settlement date is empty, it is a reversal.
+ I would add that reversals disappear from the default list after 30 days; use the archive filter.
& Reversals and refunds look the same in the export, how do I tell them apart?
? بازگشت وجه برای کارت مسدودشده چه می‌شود؟
کارت مشتری گم شده و باطل است، {small} میلیون ریال باید برگردد.
! بانک پول را به حساب پشت کارت می‌زند، حتی اگر کارت باطل باشد؛ لازم نیست کاری بکنید. تنها وقتی حساب هم بسته باشد R04 می‌گیرید.
+ اگر بانک ادغام شده باشد، باز هم به حساب تازه می‌رسد، فقط دو روز دیرتر.
? چه کسی بازگشت بالای یک میلیارد ریال را تأیید می‌کند؟
دکمه برایم خاکستری است.
! دو نفر: سرپرست میز خدمت و یک نفر از تسویه. درخواستتان خودکار برای هر دو می‌رود؛ دکمه خاکستری است چون حد شما {small} میلیون است. اگر
عجله دارید در کانال پرداخت نام پرونده را بگویید تا جلو بیفتد.
~ حامد و آزاده هر دو زدند، ده دقیقه هم نشد.
+ سقف‌ها در پروفایل خودتان، برگهٔ «اختیارات»، دیده می‌شود.
? بازگشت دوبار زده شده! چطور یکی را پس بگیریم؟
اپراتور دو بار کلیک کرده و {small} میلیون ریال اضافه برگشته.
! تا پیش از چرخهٔ بعدی «لغو بازگشت» کار می‌کند، پس همین الان بزنید. اگر دیر شد باید از مشتری خواهش کنیم؛ برداشت خودکار قانونی نیست. دکمه
از نسخهٔ ۵.۴ دیگر دوبار نمی‌پذیرد.
+ این را در بازخوانی هفتگی هم بیاوریم، بار سوم است.
~ ثبت کردم برای چهارشنبه.
? برای بیمه‌نامهٔ باطل‌شده، بازگشت از کدام حساب انجام می‌شود؟
بیمه می‌گوید پول پیش رایان‌پیام است، مالی می‌گوید پیش بیمه.
! اگر تسویه شده باشد پول نزد بیمه است و بازگشت از واریز بعدی آن‌ها کم می‌شود. اگر ماندهٔ واریز بعدی کافی نباشد، بازگشت در حالت «در
انتظار موجودی» می‌ماند و هیچ پیامی هم نمی‌دهد؛ باید خودتان فیلترش کنید.
+azadeh.behrouz فیلتر «در انتظار موجودی» را در داشبورد تسویه سنجاق کرده‌ام، هر روز ۹ صبح نگاهش می‌کنم.
? Refund webhook arrives with status 'unknown'
We map only done and failed. Should unknown be treated as failed?
! No, never. `unknown` means the bank did not answer within 40 seconds; about 98% of them turn into done within an hour. Poll
`/refunds/:id` every ten minutes, and only act on the final state. Treating it as failed is how double refunds are made.
+ We changed our poller to back off: 10 minutes, 30, then hourly. Much nicer to the bank.

= direct-debit | برداشت مستقیم و اقساط | Direct debit and instalments | product-payments
fa: برداشت مستقیم، دایرکت دبیت، اقساط، پرداخت خودکار، مجوز برداشت، قسط معوق
en: direct debit, instalments, recurring payment, mandate, standing order, failed instalment
who: farzad.niknam 0.7, pedram.yaghoubi 0.9

? مجوز برداشت مشتری چند وقت اعتبار دارد؟
بیمه‌گذارهای {customer} از ماه هفتم دیگر برداشت نمی‌شوند.
! پیش‌فرض شش ماه است، چون در زمان راه‌اندازی {customer} سقف قانونی همین بود. الان تا یک سال می‌شود. مجوزهای تازه را با `duration=P1Y`
بسازید؛ برای قبلی‌ها باید پیامک تمدید برود، قالبش آماده است.
+ پیامک تمدید را صبح بفرستید. عصرها نصف می‌شود، آزمودیم.
& قسط‌های ماه هفتم به بعد برداشت نمی‌شود // خطایی هم در گزارش نیست، فقط «بدون مجوز».
? اگر در روز قسط موجودی نباشد چند بار تلاش می‌شود؟
مشتری می‌خواهد در قرارداد بیمه‌نامه بنویسد.
! سه بار: همان روز ساعت ۲۱، فردا ۹ و سه روز بعد ۹. بعد «معوق» می‌شود و وب‌هوک debit.failed می‌آید. زمان‌ها برای هر پذیرنده قابل تنظیم
است ولی بیش از چهار بار نه، بانک کارمزد ناموفق می‌گیرد.
+ کارمزد هر تلاش ناموفق {small} هزار ریال است، در قرارداد بنویسید با کیست.
? Can a mandate be moved to a new bank account without asking the policyholder again?
A whole branch changed banks, around {count} people.
! No. A mandate is tied to the account, and the person has to confirm with a one-time code. What you can do: send the confirmation link
in bulk from Mandates > Import, people need 30 seconds. Last time 84% confirmed within a week.
+ The rest answered after a phone call from their own HR, not from us.
? برداشت مستقیم از بانک مهرگان خطای DD-33 می‌دهد
از دیشب همهٔ برداشت‌های این بانک ناموفق است، بقیه سالم‌اند.
! DD-33 یعنی گواهی ارتباط با آن بانک رد شده. مهرگان دیشب گواهی‌اش را عوض کرده و زنجیرهٔ تازه را نداشتیم؛ گذاشتم و از ۱۱:۲۰ برقرار است.
برداشت‌های ناموفق را لازم نیست دوباره بزنید، چرخهٔ ۲۱ خودش می‌گیرد.
~ تأیید می‌کنم، ساعت ۲۱ همه رفت.
+setareh.noori تا قبل از این پیام ۱۴ تماس داشتیم، بعدش صفر.
? می‌شود تاریخ قسط را برای همهٔ بیمه‌گذارها از اول ماه به پنجم برد؟
حقوق کارکنان گروه صنعتی آرمان پنجم واریز می‌شود و هر ماه نصف قسط‌ها برمی‌گردد.
! بله، در «طرح اقساط» گزینهٔ جابه‌جایی گروهی هست، تا ده روز بدون نیاز به مجوز تازه. قبل از بیست‌وهشتم ماه انجام دهید تا به صدور قسط بعدی
برسد. {count} بیمه‌گذار حدود چهار دقیقه طول می‌کشد.
+ ما برای یک مشتری دیگر کردیم، برگشتی از {percent} درصد به ۳ درصد رسید.
? قسط آخر با مبلغ کل نمی‌خواند
دوازده قسط مساوی زده‌ایم و جمعشان {few} ریال کم است.
! گرد کردن است: هر قسط به هزار ریال گرد می‌شود و باقی‌مانده باید روی قسط اول بیفتد، نه آخر. در طرح‌های قبل از نسخهٔ ۴.۹ این گزینه خاموش
است. روشنش کنید و طرح را دوباره محاسبه کنید، اقساط پرداخت‌شده دست نمی‌خورد.
+ برای گزارش مالی، تفاوت گرد کردن را روی حساب ۶۰۹ می‌بندیم.
? How do we show a failed instalment in the customer's portal?
Right now it says "unpaid", and people call the desk although the retry is still running.
! Use the `retrying` state that came with 5.2: it shows "we will try again on {coming}" and hides the pay button. The wording is in the
portal texts, so the copy team can change it.
+hoda.samadi The desk would love that, about {few} calls a day are exactly this.
? مشتری نهایی مجوز برداشت را در بانک خودش لغو کرده، ما کی می‌فهمیم؟
الان روز قسط می‌فهمیم که دیر است.
! بانک‌های متصل به سامانهٔ تازه همان لحظه خبر می‌دهند (وب‌هوک mandate.revoked). برای بقیه هر شب ساعت ۲ استعلام می‌گیریم. پس حداکثر تا
فردا صبح معلوم است، به شرط آنکه گزارش «مجوزهای لغوشده» را در داشبورد روشن کرده باشید.
+ گزارش «مجوزهای لغوشده» را برای خودم زمان‌بندی کرده‌ام که هر روز ۸ صبح ایمیل شود، پیشنهاد می‌کنم.
"""
