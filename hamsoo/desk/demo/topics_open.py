"""Written talk on what nobody in the company knows well: questions here wait for good answers."""

TEXT = """
= instant-settlement | تسویهٔ بین‌بانکی آنی | Instant interbank settlement | finance-accounting
fa: تسویهٔ آنی، پرداخت آنی، پل، انتقال لحظه‌ای بین‌بانکی، تسویهٔ ناخالص آنی، واریز شبانه‌روزی
en: instant settlement, instant payments, real-time gross settlement, interbank, 24/7 payout, payment rail
who:

? تسویهٔ بین‌بانکی آنی برای پذیرنده‌ها شدنی است؟
فروشگاه‌های بهراد برای جمعه‌ها می‌خواهند.
+ شنیده‌ام سامانهٔ «پل» برای این است ولی نمی‌دانم شرکت‌های پرداخت‌یار اجازه دارند یا نه.
+ سقفش برای این حجم کم است. کسی باید با بانک عامل جلسه بگذارد.
+ یک جلسهٔ یک‌ساعته با بانک عامل بگذاریم و همه با هم بشنویم؟ من هماهنگ می‌کنم.
? Has anybody integrated with the instant payment rail?
Mehregan Bank offers a pilot from {coming}.
+ Not us. I have read their two-page summary, and it raises more questions than it answers.
? اگر انتقال آنی بی‌پاسخ بماند، پول کجاست؟
در مذاکره با {customer} پرسیدند.
? کارمزد انتقال آنی چطور حساب می‌شود؟
+ در جلسهٔ بانک عددی گفتند که فکر می‌کنم برای اشخاص حقیقی بود. مستند ندارم.
? Reconciliation for payouts at night and on Fridays, how would it work?
Accounting closes at 17:00 today. With instant payouts nothing is closed.
+ Good question, we would need a cut-off of our own. No idea what the auditor says.

= arabic-market | بازار عراق و عربی‌سازی | Arabic market and localisation | marketing
fa: بازار عراق، عربی‌سازی، ترجمهٔ عربی، صادرات خدمت، شریک عراقی، دینار
en: Iraq, Arabic localisation, export of services, Iraqi partner, dinar, Arabic translation
who:

? ترجمهٔ عربی پورتال را چه کسی بازبینی می‌کند؟
شریک عراقی می‌گوید متن‌ها «ماشینی» است.
+soroush.imani من فارسی و انگلیسی را ویرایش می‌کنم، عربی‌ام در حد خواندن است. باید از بیرون بگیریم.
+ یک مترجم در نجف معرفی شده، کارش را ندیده‌ام.
? Which date format do Iraqi insurers expect in letters?
+ Their sample letter had Gregorian with Arabic month names (تشرين), but one sample is not a rule.
? انتقال پول از عراق برای حق اشتراک
شریک فقط دینار دارد و می‌پرسد به کدام حساب.
+azadeh.behrouz مالی: فعلاً هیچ حساب دیناری نداریم. نامه به معاون مالی زده‌ام.
? آیا قانون بیمهٔ عراق صدور برخط را می‌پذیرد؟
+ از شریک شنیدم بله برای خودرو، ولی شنیده است و مدرک نیست.
? Do our numbers and plurals work in Arabic?
Six plural forms, I am told.
+ The translation files can hold six forms. Whether the sentences are right, nobody here can tell.

= smart-contracts | حسابرسی قرارداد هوشمند | Smart-contract audit | product-assets
fa: قرارداد هوشمند، حسابرسی کد، زنجیرهٔ بلوکی، توکن‌سازی، اوراکل قیمت، سالیدیتی
en: smart contract, audit, blockchain, Solidity, reentrancy, oracle, tokenisation
who:

? قرارداد هوشمند صندوق توکنی را چه کسی حسابرسی می‌کند؟
کمیتهٔ ریسک بدون گزارش حسابرسی تأیید نمی‌دهد.
+pouya.karimi ما نگهداری را می‌شناسیم، کد زنجیره را نه. سه شرکت بیرونی را پرسیده‌ام، گران‌ترینش {amount} میلیارد ریال.
? Is a reentrancy lock enough for the redeem function?
The vendor says so.
+ I would not rely on my opinion here. Please do not sign it off because nobody objected.
? تفاوت حسابرسی رسمی و پویش خودکار قرارداد هوشمند
+ پویش خودکار خطاهای شناخته‌شده را می‌گیرد. بیشتر از این واقعاً نمی‌دانم.
? اوراکل قیمت اگر دست‌کاری شود، مسئول کیست؟
{customer} در جلسه پرسید و جواب نداشتیم.
+ladan.mirzaei از دید قرارداد، بند ۹ مسئولیت منبع قیمت را از ما برداشته، ولی فنی‌اش را نمی‌دانم.

= legacy-migration | سامانهٔ قدیمی بیمه‌گری | Legacy policy system | product-policies
fa: سامانهٔ قدیمی، اوراکل فرمز، نسخهٔ ۲، بیمه‌نامه‌های قدیم، کد قدیمی، مهاجرت
en: legacy system, Oracle Forms, old policy system, version 2, COBOL batch, migration
who:

? بیمه‌نامه‌های پیش از ۱۳۹۵ کجا هستند؟
بیمه‌گذار {insurer} سابقهٔ ۱۳۹۳ را می‌خواهد.
+ روی سرور قدیمی در طبقهٔ منفی یک است و فقط یک نفر بلد بود که پارسال بازنشسته شد.
+ نسخهٔ چاپی در بایگانی اصفهان هست، با ملیحه هماهنگ کنید.
+ در فهرست بایگانی ردیف سال ۱۳۹۳ را دیدم، ولی کارتن‌ها جابه‌جا شده‌اند.
? The nightly batch of the old system failed with ORA-01555
Nobody remembers who owns it.
+ That one is "snapshot too old", a long read during writes. Running it at 4 instead of 2 may help. I am guessing from another system.
? منطق محاسبهٔ اقساط نسخهٔ ۲ مستند شده؟
دو مشتری هنوز رویش هستند.
+ در کد یک توضیح هست: «به دستور آقای صالحی». همین.
? Can we switch the old system off this year?
+ Two customers and one report for the regulator still use it. Who decides?
? رمز سرور قدیمی را چه کسی دارد؟
+ در پاکت مهروموم‌شدهٔ گاوصندوق باید باشد. کسی جرئت باز کردنش را نداشته.
"""
