"""Written talk about claims, fraud and health claims, and about work with the supervisor of insurance."""

TEXT = """
= claims-process | رسیدگی به خسارت | Claims handling | service-claims
fa: خسارت، اعلام خسارت، پروندهٔ خسارت، ارزیابی، کارشناسی خسارت، حوالهٔ خسارت، بازدید
en: claim, first notice of loss, claims file, assessment, adjuster, settlement of claim, survey
who: nasrin.daneshvar 0.9, jalal.amini 0.75, sepideh.moradian 0.5

? خسارت بعد از پنج روز اعلام شده، هنوز پذیرفته می‌شود؟
بیمه‌گذار {insurer} در سفر بوده و خودرو در پارکینگ مانده.
! مهلت پنج روز کاری است، نه تقویمی، و «عذر موجه» مثل سفر با مدرک پذیرفته می‌شود. پرونده را باز کنید، دلیل تأخیر را «سفر» بزنید و بلیت را
پیوست کنید. رد کردن با ارزیاب است، نه با میز خدمت.
+ بلیت الکترونیکی هم کافی است؛ دو بار اصل خواسته بودیم که لازم نبود.
& مهلت اعلام خسارت چند روز است؟ // سامانه هشدار قرمز می‌دهد ولی اجازهٔ ثبت هم می‌دهد.
? پروندهٔ {case} دو ارزیاب دارد و هر کدام عددی داده‌اند
یکی {small} و دیگری تقریباً نصف. به مشتری چه بگوییم؟
!nasrin.daneshvar تا جمع‌بندی هیچ عددی نگوییم. اختلاف بیش از ۲۰ درصد خودکار به ارزیاب سوم می‌رود و نظر او نهایی است؛ من هستم و تا فردا
ظهر می‌نویسم. به مشتری بگویید بازبینی سوم به نفع دقت است و زمانش فرداست.
~ گفتیم و آرام شد. ممنون که زمان دادید.
? Photos uploaded from the app have no location, is the claim invalid?
! No. Location is helpful, not required. Phones strip it when the picture is sent through a messenger first. Ask for one new photo taken
inside the app, that one is stamped with time and place by us.
+ The app could say this itself. I put it on the list for the next release.
? حوالهٔ خسارت صادر شده ولی بیمه‌گذار شبا را عوض کرده
! تا پیش از «ارسال به بانک» دکمهٔ «اصلاح شبا» فعال است و مالکیت را خودش استعلام می‌کند. بعد از آن باید صبر کنید حواله برگردد، حداکثر دو
روز. لطفاً شبای کس دیگری را قبول نکنید، حتی همسر.
+ هفتهٔ پیش دقیقاً برای همین یک شکایت داشتیم.
+ یک شبای اشتباه کل حوالهٔ گروهی را برنمی‌گرداند، نگران بقیه نباشید.
? مدرک ناقص: چند بار باید یادآوری کنیم تا پرونده بسته شود؟
! دو یادآوری با فاصلهٔ ده روز، بعد وضعیت «راکد». بسته نمی‌شود؛ مشتری تا دو سال می‌تواند ادامه دهد. پیامک سوم را نفرستید، نرخ شکایت را
بالا می‌برد و مدرک هم نمی‌آید.
+ متن یادآوری دوم را کوتاه کردیم: فقط نام مدرک و یک لینک. پاسخ دو برابر شد.
? How do we pay a claim in two parts?
Fire at a warehouse of Behrad Stores. They need cash now, and the assessment takes weeks.
! Use an advance: up to 40% of the assessor's first estimate, approved by the insurer's branch. It appears as a separate order and is
deducted at the end automatically. Put "on account" in the text, so that nobody reads it as the final amount.
+sepideh.moradian For Behrad the branch manager approved within an hour when Jalal called him directly.
? بازدید حضوری در شهر بدون نماینده
خسارت باربری ناوران در جادهٔ سمنان است و نزدیک‌ترین ارزیاب ۲۰۰ کیلومتر دور.
! از «بازدید زنده» استفاده کنید: لینک ویدیو برای راننده، ارزیاب از تهران هدایت می‌کند و فیلم در پرونده می‌ماند. تا ۵ میلیارد ریال
بیمه‌گر قبول دارد. راننده را پیش از لینک توجیه کنید که ده دقیقه کنار جاده امن باشد.
~ انجام شد، کامیون همان شب حرکت کرد.
+ برای رانندهٔ بدون اینترنت خوب، پیامک عکس با شمارهٔ پرونده هم در اضطرار قبول است.
? وضعیت «در انتظار مرجع» یعنی منتظر چه کسی؟
! هر کس بیرون از ما و بیمه‌گر: پلیس، آتش‌نشانی، پزشکی قانونی. ساعت SLA در این وضعیت می‌ایستد، پس فقط وقتی نامه واقعاً رفته بزنید. شمارهٔ
نامه اجباری شده چون از این وضعیت سوءاستفاده می‌شد.
? خسارت رد شده و مشتری دلیل کتبی می‌خواهد
! متن رد باید بند بیمه‌نامه را بیاورد، نه فقط «خارج از تعهد». قالب «رد با ارجاع» بند را خودش از محصول می‌آورد. پیش از فرستادن یک نفر
دیگر بخواند، و راه اعتراض را حتماً ته نامه بگذارید.
? Customer sent 140 photos by post on a CD. Seriously.
How do I get them into the file?
! Office has one reader left, next to the franking machine. Upload in lots of 50 with the tag "post", and please thank the customer. She
is 81 and it took her a day.
~ The reader works. The photos are excellent, by the way.

= claims-fraud | تقلب در خسارت | Claims fraud | service-claims
fa: تقلب، خسارت صوری، تصادف ساختگی، فاکتور جعلی، نشانهٔ تقلب، امتیاز ریسک خسارت
en: fraud, staged accident, forged invoice, red flag, fraud score, suspicious claim
who: iman.tavakoli 0.95

? امتیاز تقلب پرونده ۸۳ شده، باید پرداخت را نگه دارم؟
مشتری سه‌ساله و بی‌سابقه است، فقط فاکتورها پشت سر هم است.
! بالای ۸۰ یعنی «انسان نگاه کند»، نه «متقلب است». شماره‌های پشت سر هم معمولاً تعمیرگاه کوچک است که مشتری دیگری ندارد. کد مالیاتی
تعمیرگاه را استعلام کنید؛ اگر فعال است پرداخت کنید و نتیجه را ثبت کنید تا مدل یاد بگیرد.
~ فعال بود، پرداخت شد.
& چرا مدل به یک مشتری خوب امتیاز تقلب بالا داده؟
? عکس تصادف تکراری را چطور تشخیص می‌دهید؟
! اثر انگشت تصویر می‌گیریم و با {count} هزار عکس قبلی مقایسه می‌شود؛ برش و آینه کردن را هم می‌فهمد. در پروندهٔ تصویر، برگهٔ «همانندها»
را ببینید. بالای ۹۰ درصد را خودم روزانه نگاه می‌کنم.
+ فقط یادتان باشد عکس‌های پیام‌رسان کیفیتشان افت کرده و همانندی کمتر درمی‌آید.
? Same phone number in seven claims of different people
Is it a ring or just an agent who types his own number?
! In six cases out of ten it is the agent. Check whether the policies come from one agency code; here they all do, so please talk to the
agency first, and kindly. If the garages repeat as well, send it to me with the flag NET.
? آیا می‌توانیم به مشتری بگوییم به تقلب مشکوکیم؟
! نه، هرگز. بگویید «پرونده در بازبینی تکمیلی است» و زمان بدهید. اتهام بی‌حکم خودش جرم است و دو سال پیش یک بار هزینه‌اش را دادیم.
+ متن آماده‌اش در کتابخانه با نام «بازبینی تکمیلی» هست.
? فاکتور دارو با مهر دو داروخانه
{small} میلیون ریال، صندوق درمان آفتاب.
! معمولاً نسخهٔ دوپاره است و اشکالی ندارد، ولی کد رهگیری نسخه باید در هر دو یکی باشد. اگر کد ندارد برگردانید برای تکمیل، نه رد.
? Who covers for fraud review during holidays?
Two files over 85 are waiting since {past} and the SLA is running.
+jalal.amini Nobody officially. I can look at the documents, but the network check needs Iman.
+sepideh.moradian Raised with Nasrin: this should not depend on one person.
? چند درصد پرونده‌های علامت‌خورده واقعاً تقلب است؟
برای ارائه به {insurer} می‌خواهم.
! در شش ماه گذشته ۱۱ درصد تأیید شد و ۲۳ درصد بی‌نتیجه ماند. در ارائه بگویید «از هر ۹ هشدار یکی»، و مبلغ جلوگیری‌شده را نگویید چون برآورد
است.
? آستانهٔ ۸۰ را برای یک مشتری می‌شود پایین آورد؟
! فنی بله، ولی زیر ۷۰ حجم بازبینی سه برابر می‌شود و کسی نیست نگاه کند. اگر مشتری نگران رشتهٔ خاصی است، قاعدهٔ همان رشته را اضافه می‌کنم،
بهتر از آستانه است.

= health-claims | خسارت درمان تکمیلی | Health claims | service-claims
fa: درمان تکمیلی، نسخه، بیمارستان طرف قرارداد، معرفی‌نامه، فرانشیز درمان، سقف دندان‌پزشکی، هزینهٔ بستری
en: health claim, supplementary health, hospital referral, letter of guarantee, co-payment, dental cap, prescription
who: fereshteh.kord 0.9, ghazal.riahi 0.75, hoda.samadi 0.4

? معرفی‌نامهٔ بیمارستان شبانه چطور صادر می‌شود؟
بیمار اورژانسی {customer} است و بیمارستان ودیعه می‌خواهد.
! اورژانس معرفی‌نامه لازم ندارد: بیمارستان طرف قرارداد باید تا ۲۴ ساعت بدون ودیعه بپذیرد. شمارهٔ ۲۴ ساعته را به پذیرش بدهید، محسن لطفی
شیفت شب تأیید تلفنی می‌کند و صبح نامه می‌رود.
~ پذیرش قبول کرد. سلامتشان هم خوب است.
+ شمارهٔ ۲۴ ساعته پشت کارت درمان هم هست، بیمه‌شده معمولاً نمی‌داند.
? سقف دندان‌پزشکی خانواده یا نفر؟
! به قرارداد بستگی دارد؛ در {customer} نفری است. از صفحهٔ بیمه‌شده، برگهٔ «سقف‌ها» ماندهٔ واقعی را ببینید و از روی حافظه جواب ندهید، سه
قرارداد امسال عوض شده.
+ ایمپلنت در سقف دندان‌پزشکی نیست، جدا حساب می‌شود.
& ماندهٔ سقف دندان‌پزشکی یک نفر را کجا ببینم؟
? Prescription rejected with 'HC-07 no coverage', but the drug is covered
! HC-07 compares the brand code, not the substance. The pharmacy entered an imported brand; the list covers the domestic one. If the
doctor wrote "no substitute", ask for the note and use override reason 3.
~ There was such a note on the second page.
+ The pharmacy's software suggests the brand first. They promised to change the order.
? نسخهٔ کاغذی هنوز پذیرفته می‌شود؟
! فقط از مناطق بدون اینترنت و دندان‌پزشکی تا پایان سال، و تصویر باید هر چهار گوشه را نشان دهد. بقیه فقط کد رهگیری نسخهٔ الکترونیکی.
? هزینهٔ بستری والدین کارمند {customer} رد شده
می‌گوید پارسال پرداخت کرده‌اند.
! از {month} امسال والدین فقط با عضویت جداگانه تحت پوشش‌اند. مهلت عضویت دو هفته بوده و منابع انسانی‌شان اطلاع داده. اگر بستری پیش از
پایان مهلت بوده، با نامهٔ کارفرما استثنا می‌دهیم.
+ نامه که برسد همان روز پرداخت می‌کنم.
+ متن پاسخ به والدین را مهربان‌تر نوشتیم؛ «رد شد» آخرین واژهٔ نامه نباشد.
? Co-payment for physiotherapy: per session or per course?
! Per session, 20%, and at most 20 sessions a year. From session 11 on a new prescription is needed. The app shows "sessions left" since
version {version}.
? فاکتور بیمارستان ارزی برای درمان خارج از کشور
! با نرخ روز پرداخت فاکتور تسعیر می‌شود، نه روز رسیدگی. گواهی بانک یا رسید صرافی مجاز لازم است و ترجمهٔ رسمی برای بیش از ۵۰۰ میلیون
ریال. پرداخت فقط ریالی است.
? چرا پرداخت درمان این هفته کند شده؟
میانگین از ۴ روز به ۹ رسیده و تماس‌ها دو برابر شده است.
! سه علت: حجم {month} که همیشه زیاد است، دو نفر مرخصی، و پاسخ کند استعلام داروخانه‌ها. از شنبه پرونده‌های زیر ۲۰ میلیون ریال خودکار
پرداخت و بعداً نمونه‌گیری می‌شود؛ باید به ۵ روز برگردیم.
+leila.farhadi برای میز خدمت: لطفاً بگویید «تا ۹ روز کاری»، نه «به‌زودی».
+ghazal.riahi تا امروز {few} نفر از تیم‌های دیگر هم داوطلب شدند عصرها کمک کنند. ممنون!
? Is online psychotherapy covered for Kimia's people?
! Yes since {month}, 12 sessions a year at 70%, if the therapist's licence number is on the invoice. The line in the app reads
"counselling", which is why nobody finds it.

= insurance-regulation | مقررات بیمهٔ مرکزی | Insurance regulation | finance-compliance
fa: بیمهٔ مرکزی، آیین‌نامه، مقررات بیمه، سنهاب، گزارش نظارتی، مجوز، بخشنامه
en: insurance regulator, regulation, circular, supervisory report, licence, compliance filing
who: omid.hosseinpour 0.9

? بخشنامهٔ تازهٔ نگهداری فایل صوتی تماس‌ها شامل ما هم می‌شود؟
! بله، به‌عنوان ارائه‌دهندهٔ خدمت به بیمه‌گر. هر تماسی که دربارهٔ خسارت است ۵ سال، بقیه یک سال. مرکز تماس الان همه را دو سال نگه
می‌دارد، پس برای خسارت باید بیشتر شود؛ با رامین برنامه گذاشته‌ام تا {coming}.
& مکالمات ضبط‌شده را چند سال باید نگه داریم؟
? گزارش فصلی سنهاب خطای ردیف ۴۱ می‌دهد
! ردیف ۴۱ جمع حق‌بیمهٔ برگشتی است و باید منفی باشد. از این فصل علامتش عوض شده. در فایل خروجی ستون K را در منفی یک ضرب کنید تا نسخهٔ بعدی
خودش درست بدهد.
~ پذیرفته شد.
? May we compare prices of insurers on a customer's portal?
Marketing would like a comparison table for the dealers of Hamrah Leasing.
! Only with a broker's licence on the page and all insurers of that line included, not a selection. Zagros Brokers has the licence, so
their name and number must be visible on every page with prices. Let me read the page before it goes live.
? مهلت پاسخ به شکایت در بیمهٔ مرکزی
شکایت شمارهٔ {case} امروز ابلاغ شده است.
! ده روز کاری از ابلاغ در سامانه، نه از دریافت نامه. پیش‌نویس را تا روز هفتم به من برسانید. پاسخ ماهوی لازم است؛ «در دست بررسی است» پاسخ
حساب نمی‌شود و تخلف ثبت می‌کند.
? آیا ربات گفت‌وگو می‌تواند دربارهٔ پوشش بیمه نظر بدهد؟
! اطلاع‌رسانی از متن بیمه‌نامه بله، توصیه نه. هر پاسخ باید بند را نشان دهد و دکمهٔ «گفت‌وگو با کارشناس» داشته باشد. نظر من را پیش از
اجرای آزمایشی هم بگیرید، قاعده هنوز پیش‌نویس است.
? Do we need the regulator's approval for a new instalment plan?
! Not for the plan itself; for the insurer's tariff behind it, yes, and that is their filing. What we must do is report the plan's total
cost in the quarterly form, line 58. Insurers forget to tell us, so ask.
? تغییر نام تجاری محصول نیاز به اعلام دارد؟
! بله، پانزده روز پیش از استفاده در تبلیغ. اعلام است نه مجوز؛ اگر جوابی نیامد آزادید. نمونهٔ نامه را از پوشهٔ مقررات بردارید.
+ ممنون، کمپین را دو هفته عقب انداختیم.
? مدت نگهداری پرونده‌های خسارت بسته‌شده
برای پاک‌سازی بایگانی می‌پرسم.
! ده سال از بستن برای اشخاص، و برای مسئولیت تا مرور زمان دعوا که می‌تواند بیشتر شود. پیش از پاک کردن، فهرست را برایم بفرستید؛ هر چه در
دادگاه است علامت دارد.
"""
