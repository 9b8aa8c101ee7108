"""Written talk about campaigns, accessibility, the app, leave and learning, and customer onboarding."""

TEXT = """
= campaigns | کمپین و خبرنامه | Campaigns and newsletters | marketing-campaigns
fa: کمپین، خبرنامه، ایمیل تبلیغاتی، نرخ باز شدن، وبینار، رویداد، سرنخ، پیامک انبوه
en: campaign, newsletter, open rate, click rate, webinar, event, lead, unsubscribe, bulk SMS
who: maryam.sadeghi 0.9, tina.ashrafi 0.7, yalda.moradi 0.5, saman.rahbar 0.4

? نرخ باز شدن خبرنامه از ۳۱ به {percent} درصد افتاده
موضوع ایمیل مثل همیشه بود.
! موضوع نه، تحویل. یکی از سرویس‌های ایمیل داخلی ما را به پوشهٔ تبلیغات برده، چون رکورد DMARC بعد از تغییر دامنه ناقص بود. درست شد؛ تا دو
هفته برمی‌گردد. تا آن موقع فقط به کسانی بفرستید که در ۹۰ روز باز کرده‌اند.
~ هفتهٔ دوم ۲۸ درصد شد.
+ صف تحویل را هم هفته‌ای یک بار نگاه می‌کنیم، هشدار گذاشتیم.
& چرا ایمیل‌های ما در پوشهٔ تبلیغات می‌افتد؟
? بهترین روز برای فرستادن خبرنامهٔ مدیران مالی؟
! دوشنبه ۱۰ صبح، نه شنبه. در آزمون سه‌ماهه با {count} گیرنده، دوشنبه ۹ واحد بیشتر کلیک داشت. آخر ماه هم نفرستید، همه درگیر بستن حساب‌اند.
? Can we exclude customers with an open complaint from a campaign?
Sepehr received "Reliable escrow" in the middle of their trouble.
! Yes, tick "hold while a case of priority 1 or 2 is open", it should have been the default and now is. The letter to Sepehr was held
until Monday. I also hold customers in renewal talks, ask Zhaleh's list.
+niloofar.sharifi Thank you. As service we would also like "hold for 7 days after closing".
? هزینهٔ هر سرنخ در نمایشگاه چقدر شد؟
! ۱۴ میلیون ریال برای هر سرنخ باکیفیت، وبینار ۳ میلیون. ولی سه قرارداد بزرگ امسال از نمایشگاه آمد. عدد را تنها نبینید، با ارزش قرارداد
کنار هم در داشبورد هست.
? متن پیامک انبوه برای تأیید چند ساعت می‌ماند؟
! معمولاً ۲ ساعت، با واژهٔ «رایگان» یا لینک کوتاه ناشناس یک روز. از دامنهٔ خودمان لینک بدهید. متن بالای ۷۰ نویسهٔ فارسی دو پیامک حساب
می‌شود.
+ لینک کوتاه دامنهٔ خودمان را زیرساخت ساخته: r.rayanpayam.example.
? Is there a list of customers who agreed to a success story?
! {few} so far, in the brand folder, each with the text they approved and the date. Ladan keeps the legal side. Kimia said yes last week
after the gateway rescue, which is lovely.
+soroush.imani I can do the interview in English as well.
? وبینار «دارایی دیجیتال برای مدیران مالی» ضبط شد؟
! بله، ۴۲ دقیقه با زیرنویس. {count} نفر زنده بودند و پرسش ۱۱ را بی‌جواب گذاشتیم که پویا کتبی جواب داد. لینک در کتابخانه، فقط برای مشتری
و همکار.
? چطور کسی را از همهٔ فهرست‌ها بیرون بیاوریم؟
مدیر یک مشتری گفته دیگر هیچ ایمیلی نمی‌خواهد.
! در صفحهٔ مخاطب «توقف همه» را بزنید؛ فقط پیام‌های خدمت (صورت‌حساب، رخداد) می‌رود. لغو اشتراک یک‌به‌یک را نروید، دوباره از فهرست بعدی
می‌آید.
~ زدم و خودم هم ایمیل عذرخواهی فرستادم.
? May we use quotes from support chats in a newsletter?
! Only after asking that person, even anonymously. People recognise their own sentences. Ask in the same chat, most say yes and are proud.

= accessibility | دسترس‌پذیری رابط | Accessibility | product-design
fa: دسترس‌پذیری، صفحه‌خوان، کنتراست، راست‌به‌چپ، کاربر نابینا، پیمایش با صفحه‌کلید
en: accessibility, screen reader, contrast, keyboard navigation, RTL, WCAG, focus
who: romina.asadi 0.9

? کاربر نابینا نمی‌تواند کد یک‌بارمصرف را وارد کند
بیمه‌شدهٔ صندوق آفتاب، با صفحه‌خوان.
! شش خانهٔ جدا برای صفحه‌خوان شش فیلد بی‌نام است. یک فیلد با `autocomplete="one-time-code"` گذاشتیم که ظاهرش همان شش خانه است. در نسخهٔ
{version} رفت؛ تا آن موقع گزینهٔ تماس صوتی کد را بگویید.
~ خودش آزمایش کرد و نوشت «بالاخره».
& فرم کد ورود با صفحه‌خوان کار نمی‌کند
? Which contrast ratio do we require for text on coloured labels?
! 4.5:1 for text, 3:1 for icons and borders that carry meaning. The palette page shows the pairs that pass; grey on turquoise does not,
although everyone tries it. And never colour alone: add a word or a shape.
+ There is a small script in the design folder that checks all pairs.
? اعداد لاتین در جملهٔ فارسی جابه‌جا نمایش داده می‌شود
«PG-51» آخر جمله می‌پرد.
! دور کد `bdi` بگذارید یا `dir="ltr"` روی خودش. علامت نامرئی در متن ذخیره نکنید که جست‌وجو خراب می‌شود. مؤلفهٔ «شناسه» این را خودش انجام
می‌دهد.
? آیا پنل باید با صفحه‌کلید کامل کار کند؟
! بله، همه‌چیز بدون موشواره. سریع‌ترین آزمون: موشواره را جدا کنید و یک پروندهٔ خسارت ثبت کنید. جایی که گیر کردید خطاست. {few} مورد در
پنل خسارت باز است.
? Do charts need a text alternative?
! A table behind a button, and one sentence with the message above the chart. "Churn fell to 2.1% in {month}" helps everyone, also the
ones who see.
? اندازهٔ قلم در نامهٔ چاپی برای سالمندان
! ۱۴ و فاصلهٔ خط ۱٫۶، و شمارهٔ تماس ۱۸. از دو ستونی پرهیز کنید. صدای مشتری می‌گوید تماس «نمی‌فهمم نامه چیست» نصف شد.

= mobile-app | اپلیکیشن موبایل | Mobile app | product-design
fa: اپلیکیشن، اندروید، آی‌اواس، انتشار اپ، اعلان، نسخهٔ اپلیکیشن، خرابی اپ
en: mobile app, Android, iOS, app release, push notification, crash, app store, deep link
who: taha.zareei 0.9, aydin.safarzadeh 0.7, romina.asadi 0.3

? اپلیکیشن روی گوشی‌های {few} ساله بسته می‌شود
بعد از به‌روزرسانی {version}، فقط اندروید ۸ و ۹.
! کتابخانهٔ تصویر جدید آن دو نسخه را پشتیبانی نمی‌کند. وصله امشب می‌رود؛ تا آن موقع در وب موبایل همه‌چیز هست. حدود ۳ درصد کاربران‌اند
ولی بیشترشان بیمه‌شدهٔ درمان و مسن، پس میز خدمت آماده باشد.
~ وصله رسید، تماس‌ها قطع شد.
+ تا وصله برسد به مشتری‌ها نسخهٔ وب را با تصویر فرستادیم، خیلی‌ها همان را ترجیح دادند.
& بعد از به‌روزرسانی، اپ روی گوشی قدیمی باز نمی‌شود
? اعلان پرداخت خسارت به بعضی‌ها نمی‌رسد
! سازنده‌هایی که باتری را سخت مدیریت می‌کنند اعلان را می‌کشند. در راهنمای کاربر «اجازهٔ کار در پس‌زمینه» با تصویر هر برند هست. برای پیام
مهم، پیامک هم‌زمان را روشن بگذارید.
? How long does a store review take us these days?
! Domestic stores four working hours, the other ones two to three days. So a fix for everyone goes first to the web and the domestic
stores. Plan nothing for Wednesday afternoon.
? پیوند مستقیم از پیامک به صفحهٔ خسارت در اپ
! مسیر `/claim/` و شمارهٔ پرونده؛ اگر اپ نباشد وب باز می‌شود. شماره را کوتاه‌کننده نکنید، فیلتر پیامک حساس است. نمونهٔ کد در راهنما هست.
? Crash on opening the wallet when the phone's calendar is Buddhist
One user in Bangkok, of all places.
! Ha, reproduced. We parsed the year with the device's calendar: 2569. Now we always parse with the ISO calendar and show in Jalali or
Gregorian. Thank the user from us, this would have hit others.
+ Sent him a mug.
+ This made my day.
? چند درصد هنوز نسخهٔ سال پیش را دارند؟
می‌خواهیم API قدیمی را خاموش کنیم.
! {percent} درصد، هر ماه سه واحد کم می‌شود. پیام «به‌روز کنید» را دو هفته نشان دهیم و بعد اجباری. زیر ۲ درصد خاموش کنید.
? عکس مدرک در اپ تار می‌شود
! فشرده‌سازی روی ۶۰ بود، برای متن ۸۵ لازم است. عوض شد و حجم فقط ۲۰۰ کیلوبایت بیشتر شد. راهنمای قاب هم گذاشتیم که کل کارت در کادر باشد.
? Can a company use the app with its own logo?
! Logo and colour inside after sign-in, yes, set in the customer's branding. A separate app in the store, no; we tried with one insurer
and every release took twice the time.
? Is there a test build for the sales demo without real data?
! Yes, channel "demo": it has a turquoise ribbon, invented people and a working wallet with play money. Aydin adds your phone, one minute.

= leave | مرخصی، دورکاری و رفاه | Leave, remote work and benefits | people-office
fa: مرخصی، دورکاری، بیمهٔ تکمیلی کارکنان، حقوق، مأموریت، اضافه‌کار، حکم، هزینهٔ مأموریت
en: leave, remote work, benefits, payroll, business trip, overtime, expenses, parental leave
who: fatemeh.zolfaghari 0.9, akbar.shokri 0.65, hengameh.rokni 0.4, maliheh.jalali 0.4

? مرخصی مانده از پارسال تا کی می‌ماند؟
۱۱ روز دارم و نمی‌خواهم بسوزد.
! نه روز به سال بعد می‌رود و تا پایان شهریور باید استفاده شود، مازادش بازخرید می‌شود نه سوخت. در «مرخصی من» ستون «منتقل‌شده» را ببینید.
اگر کار اجازه نداده، مدیرتان یک بار تمدید می‌زند.
+ سامانه دو ماه مانده به پایان شهریور یادآوری هم می‌فرستد.
& مرخصی ذخیره‌شده‌ام چه می‌شود؟
? دورکاری برای هفتهٔ مدرسهٔ بچه‌ها
! تا ده روز در سال «دورکاری موردی» بدون دلیل، با هماهنگی تیم. بیشتر از آن قرارداد ترکیبی است. در تقویم دورکار بزنید، نه مرخصی، که بیمهٔ
ماه به‌هم نخورد.
~ خیلی خوب، دو روزش را گرفتم.
? Do night-shift colleagues get the holiday allowance twice?
! For official holidays 140% plus a day off, and between 22:00 and 6:00 another 35%. It is calculated from the rota, not from the clock,
so correct the rota when you swap.
? هزینهٔ مأموریت مشهد را چطور ثبت کنم؟
رسید تاکسی ندارم.
! روزی ۸ میلیون ریال بی‌رسید برای رفت‌وآمد و غذا، هتل با فاکتور به نام شرکت. در ۱۵ روز ثبت کنید که با حقوق همان ماه برسد. تاکسی اینترنتی
شرکتی هم هست، رسید نمی‌خواهد.
+ با کارت سفر شرکت، هیچ ثبت لازم نیست؛ از امور اداری بگیرید.
? بیمهٔ تکمیلی پدر و مادر از کی فعال می‌شود؟
! عضوگیری سالی دو بار، فروردین و مهر، و پوشش از اول ماه بعد. زایمان و پیوند دورهٔ انتظار دارد. برای والدین بالای ۷۰ سال نرخ جداست ولی
نصفش را شرکت می‌دهد.
? فیش حقوقی {month} کسر ناشناخته دارد
! «تعدیل مالیات» است: مالیات سالانه دوباره پخش شده چون پاداش نیم‌سال را گرفتید. جمع سال عوض نمی‌شود. اگر عدد بیش از {small} هزار تومان
است بگویید نگاه کنم.
+ برای من هم بود، ماه بعد برگشت.
? How do I book the quiet room in Isfahan?
! In the calendar as a room, 90 minutes at most. If it is red but empty for ten minutes, it is yours. Friday is closed.
? مرخصی پدر شدن چند روز است؟
! سه روز قانونی و هفت روز از شرکت، در دو ماه اول و قابل تکه کردن. یک هفته دورکاری هم می‌توانید کنارش بگذارید. مبارک باشد!
~ ممنون! دختر است.
? Can I work from another country for a month?
! Up to 20 working days a year, if the country is on the list and you take the encrypted laptop only. Tax and insurance make it
impossible beyond that. Ask two weeks ahead, security wants to know the network.

= learning | آموزش و ورود همکار تازه | Learning and new colleagues | people-talent
fa: آموزش، دوره، همکار تازه، هفتهٔ اول، راهنما، گواهی، استخدام، معرفی دوست
en: training, course, onboarding, new colleague, buddy, certificate, hiring, referral
who: hengameh.rokni 0.8, solmaz.karimi 0.85, barbod.eftekhar 0.6, yasin.borna 0.35

? همکار تازه شنبه می‌آید، چه چیزهایی را از قبل آماده کنیم؟
! لپ‌تاپ و دسترسی‌ها از درخواست استخدام خودکار می‌رود (سه روز قبل بررسی کنید). از شما: یک همراه، یک کار کوچک واقعی برای روز دوم، و ناهار
روز اول با تیم. فهرست کامل با نام «هفتهٔ اول» هست.
+ نامهٔ خوشامد را از طرف کل تیم بفرستید، نه فقط مدیر. همکار تازهٔ ما هنوز تعریفش می‌کند.
& چک‌لیست روز اول همکار جدید
? بودجهٔ آموزش هر نفر چقدر است؟
! ۱۵۰ میلیون ریال در سال و پنج روز کاری. دورهٔ داخلی از آن کم نمی‌شود. گواهی‌های لازم برای کار (مثل شبکه یا حسابرسی) بودجهٔ جدا دارد، از
مدیرتان بپرسید.
? Is there an English conversation group?
! Two: Monday 8:00 in Tehran and Tuesday 17:00 online, both led by colleagues. No tests. The online one reads customer letters and
rewrites them, very useful for the desk.
+ The Tuesday one is fun even if your English is not.
? پاداش معرفی دوست کی پرداخت می‌شود؟
! نصف بعد از دورهٔ آزمایشی، نصف بعد از یک سال. جمعاً یک حقوق پایه. مدیر مستقیم و جذب مشمول نیستند. رزومه را خودتان از «معرفی» بفرستید که
ثبت شود.
? دورهٔ مقدمات بیمه برای برنامه‌نویس‌ها کی است؟
! از {coming}، چهار جلسهٔ ۹۰ دقیقه‌ای با میترا و نسرین، با پرونده‌های واقعیِ بی‌نام. ضبط می‌شود ولی حضوری بهتر است چون بازی نقش دارد.
{few} جا مانده.
~ ثبت‌نام کردم، ممنون.
? Can I spend a day with another department?
! Yes, "a day beside": pick from the list, the host only has to say yes. {count} people did it this year. Engineers at the service desk
are our favourite pairing, three of them fixed something the same evening.
+ I was one of them. I now write error messages very differently.
? آزمون امنیت سالانه را رد شدم، چه می‌شود؟
! هیچ، یک هفته بعد دوباره. سؤال‌ها عوض می‌شود. فیلم دوم و پنجم بیشترین پرسش را دارند.
? مربیگری برای سرپرست‌های تازه داریم؟
! بله، شش ماه با مدیری از معاونت دیگر، دو هفته یک بار. چیزی گزارش نمی‌شود. برای دورهٔ بعد تا {coming} اسم بدهید.
? Who pays when I fail a certificate exam?
! We pay twice. The third attempt is yours, and so far nobody needed it.

= onboarding | راه‌اندازی مشتری | Customer onboarding | service-onboarding
fa: راه‌اندازی، بهره‌برداری، صورت‌جلسهٔ تحویل، انتقال داده، آموزش مشتری، برنامهٔ راه‌اندازی
en: customer onboarding, go-live, data migration, kick-off, customer training, acceptance
who: shirin.kazemian 0.9, danial.forouzan 0.7, yasin.borna 0.5, mahsa.heydari 0.5

? مشتری سه بار همان مدرک را فرستاده و عصبانی است
{customer}؛ هر واحد جدا خواسته.
! از این هفته یک «پوشهٔ راه‌اندازی» برای هر مشتری هست و همهٔ واحدها از آن برمی‌دارند؛ اگر مدرکی هست، دکمهٔ درخواستش خاکستری است. برای
این مشتری من خودم جمع می‌کنم و یک پوزش می‌فرستم.
+ حقوقی و مالی هم پذیرفتند که فقط از آنجا بگیرند.
+zahra.mokhtari از طرف مالی: ما هم به پوشه منتقل شدیم، دیگر جدا نمی‌خواهیم.
& چرا از مشتری چند بار یک مدرک می‌خواهیم؟
? داده‌های قدیمی مشتری با تاریخ میلادی و شمسی مخلوط است
{count} هزار ردیف از نرم‌افزار قبلی.
! ابزار انتقال هر ردیف را با دو تقویم می‌خواند و فقط یکی معنی‌دار درمی‌آید (۱۴۰۲ سال است، ۲۰۲۳ هم). ردیف‌های مبهم، معمولاً زیر یک درصد،
در فایل جدا برای مشتری می‌رود.
~ فقط ۳۱ ردیف مبهم بود.
? Go-live on a Wednesday, yes or no?
! No. Saturday or Sunday at 7, with the customer's key user in the room. If something breaks on Wednesday we have two half-staffed days.
We broke this rule twice and regretted it twice.
+ Sunday is even better than Saturday: the switch teams are complete.
? چه کسی صورت‌جلسهٔ بهره‌برداری را امضا می‌کند؟
! نمایندهٔ معرفی‌شده در قرارداد، نه هر کس در جلسه بود. تاریخش مبنای مهلت فسخ و گارانتی است، پس همان روز امضا بگیرید.
? آموزش کاربران مشتری چند جلسه است؟
! برای کاربر عادی دو جلسهٔ ۴۵ دقیقه‌ای با دادهٔ خودشان، مدیر سامانه نصف روز. بعد از دو هفته یک جلسهٔ «چه چیز سخت است» که از همه مفیدتر
است.
? How do we measure that a customer has really adopted the portal?
! Three numbers in week six: share of invited users who came twice, share of claims opened online, calls per 100 users. Kimia: 78%, 64%,
3. Below 50% on the first one we visit them.
+ Calls per 100 users is the honest one, it cannot be trained for.
? انتقال از نرم‌افزار رقیب: خروجی نمی‌دهد
! قانوناً باید بدهد؛ نمونهٔ نامه‌اش هست و معمولاً یک هفته بعد فایل می‌آید. اگر ناقص بود، از گزارش‌های چاپی‌شان با ابزار جدول‌خوان تا ۹۵
درصد درمی‌آید.
? راه‌اندازی عقب افتاده، به مشتری چه بگوییم؟
! زود، با تاریخ تازه و یک دلیل، و بگویید کدام بخش همان تاریخ قبلی می‌ماند. «درگاه {coming} طبق برنامه، امانت یک هفته بعد.» بدترین کار،
هفته‌ای یک بار عقب انداختن است.
? The customer's key user left in the middle of the project
! Pause for one week, ask for a new one in writing with 40% of their time, and repeat the second workshop. We once went on without, and
trained the same people again after go-live.
"""
