"""Written talk about access, security incidents, privacy, and knowing the customer."""

TEXT = """
= access-sso | ورود و دسترسی | Sign-in and access | delivery-security
fa: ورود یکپارچه، دسترسی، رمز عبور، ورود دومرحله‌ای، کلید عبور، نقش‌ها، غیرفعال‌سازی حساب
en: single sign-on, SSO, access, password, two-factor, passkey, SAML, role, account deactivation
who: aryan.khatibi 0.95, mohammad.mehdizadeh 0.5, navid.hatami 0.4

? بعد از تعویض گوشی کد ورود دومرحله‌ای ندارم
از خانه کار می‌کنم و به هیچ سامانه‌ای نمی‌رسم.
! اگر کدهای پشتیبان را چاپ کرده‌اید یکی‌اش را بزنید. وگرنه تماس تصویری پنج‌دقیقه‌ای با میز فناوری (داخلی ۲۱۰۰)، مدیرتان تأیید می‌کند و
دوباره ثبت می‌کنید. بعدش حتماً کلید عبور هم بسازید که با گوشی گم نمی‌شود.
~ کمتر از ده دقیقه حل شد.
+ راهنمای تصویری تعویض گوشی را هم نوشتم، در صفحهٔ میز فناوری.
& گوشی عوض کرده‌ام و نمی‌توانم وارد شوم
? دسترسی همکار جداشده را چه کسی می‌بندد؟
دیروز آخرین روزش بود و هنوز در کانال‌ها هست.
! با ثبت خروج در سامانهٔ منابع انسانی، همه‌چیز ساعت ۱۸ همان روز بسته می‌شود. اگر ثبت عقب مانده، به من پیام بدهید، دستی در یک دقیقه
می‌بندم. این مورد ثبت نشده بود؛ بسته شد.
? SAML with the customer's Azure: 'audience mismatch'
{customer} wants its own people in our portal by single sign-on.
! Their entity ID has a trailing slash and ours has none. Either side can change it, I changed ours at {time}. For the next customer:
compare the two XML files line by line before the call, it is always the slash, the clock or the certificate.
+ Adding "the e-mail attribute has another name", that was Mehregan.
+ And test with a real user of theirs, not with their administrator, whose groups are special.
? نقش «کارشناس ارشد خسارت» چرا پرداخت را نمی‌بیند؟
! نقش از اول {month} به دو تکه شد: رسیدگی و پرداخت. پرداخت را سرپرست باید جدا بدهد و هر شش ماه تمدید می‌شود. درخواست را از «دسترسی‌های
من» بزنید، مستقیم به نسرین می‌رود.
? Can we use passkeys on shared computers at the night desk?
! Yes, with the blue hardware keys: each person has one, the computer stores nothing. Platform passkeys are wrong there, they would let
the next shift in. {few} keys are left in my drawer, come and sign for one.
? رمز عبور سرویس‌ها هنوز در فایل اکسل است
در تیم ما یک فایل مشترک داریم، جای بهتر کجاست؟
! گاوصندوق رمز: پوشهٔ تیم بسازید، دسترسی با گروه است و هر مشاهده ثبت می‌شود. من یک ساعت می‌آیم و با هم منتقل می‌کنیم؛ فایل اکسل را بعدش
واقعاً پاک کنید، از نسخه‌های قبلی هم.
~ دوشنبه انجام شد، ۴۱ رمز بود!
+hossein.nouri ما سال پیش منتقل کردیم و دو همکار جداشده هنوز در فایل دسترسی داشتند! زودتر انجامش بدهید.
? چند بار رمز اشتباه حساب را قفل می‌کند؟
! پنج بار در ده دقیقه، قفل ۱۵ دقیقه‌ای. دفعهٔ سوم در یک روز دستی باز می‌شود. نشانی مکان تازه هم شمرده می‌شود، برای همین پشت VPN زودتر
قفل می‌شوید.
? Temporary access for an external auditor
Two weeks, read only, invoices of one customer.
! Guest account with an end date and the role "auditor: customer", which is limited to one. It needs the NDA number. They get no e-mail
from us except the invitation. It closes itself on the date. Please do not lend them yours, it happened.

= security-incidents | رخداد امنیتی و فیشینگ | Security incidents and phishing | delivery-security
fa: فیشینگ، ایمیل جعلی، رخداد امنیتی، بدافزار، نشت اطلاعات، پیامک جعلی، آسیب‌پذیری
en: phishing, security incident, malware, data leak, suspicious e-mail, vulnerability, spoofing
who: navid.hatami 0.9, shadi.mohtasham 0.75

? ایمیلی از «مدیرعامل» آمده که کارت هدیه بخرم!
نشانی‌اش rayanpaayam است. روی پیوند نزدم.
! جعلی است، کار درست را کردید. دکمهٔ «گزارش فیشینگ» را بزنید تا از صندوق همه پاک شود. {few} نفر دیگر هم گرفته بودند؛ دامنه بسته شد. آقای
وکیلی هیچ‌وقت با ایمیل کارت هدیه نمی‌خواهد.
+ برای من هم آمد و نزدیک بود جواب بدهم.
+hamed.bagheri در خدمات سه نفر گزارش کردند، میانگین شش دقیقه پس از رسیدن. آفرین به همه.
& این پیام مشکوک را به کجا گزارش کنم؟
? روی پیوند پیامک «یارانه» زدم و رمزم را وارد کردم
گوشی کاری است. الان چه کنم؟
! اول نفس بکشید، خوب شد زود گفتید. گوشی را از شبکه جدا کنید (حالت پرواز)، من همین الان نشست‌هایتان را بستم. رمز تازه از کامپیوتر، بعد
گوشی را بیاورید طبقهٔ ۳. هیچ توبیخی در کار نیست، زمان مهم است.
~ ممنون که این‌قدر آرام برخورد کردید.
+ مرداد برای من پیش آمد؛ زود گفتن واقعاً فرق دارد، چیزی از دست نرفت.
? A customer reports a fake site with our logo
Address is rayan-payam-pay with a strange ending.
! Thank you, take-down requested at {time}, these usually go within a day. Please warn the customer by phone, not by e-mail with the
link in it. Our status page names the two real domains, you can read them out.
? پویشگر می‌گوید کتابخانهٔ X در سرویس ما آسیب‌پذیری بحرانی دارد
باید انتشار امروز را نگه داریم؟
! آن بخش از کتابخانه در کد شما صدا زده نمی‌شود (بررسی کردم)، پس بحرانی نیست و انتشار می‌رود. تا ده روز نسخه‌اش را بالا ببرید. قاعده:
بحرانیِ در دسترس از بیرون ۲۴ ساعت، بقیه ۳۰ روز.
? لپ‌تاپم در تاکسی جا مانده
! دیسک رمزگذاری است پس داده امن است. از راه دور قفلش کردم. اگر تا فردا پیدا نشد، گواهی مفقودی بگیرید و اداری لپ‌تاپ جایگزین می‌دهد. به
مشتری‌ها چیزی نگویید مگر فایل محلی داشته‌اید.
~ راننده پیدا شد و آورد، فرشته است.
? How do we answer the security questionnaire of a bank with 214 questions?
! Do not answer from scratch. There is a library with 180 answers approved this year; the tool fills what it knows and marks the rest. I
take the rest within three working days. Never leave "partially" without a date beside it.
+ The answers about custody come from Sara only, please keep her wording.
? فایل مشتری را با تلگرام گرفتم چون ایمیلش حجم نداشت
اشکالی داشت؟
! بله، چون در سرور بیرونی می‌ماند و کد ملی هم داشت. از «دریافت امن» لینک بسازید، تا ۲ گیگابایت و ده روز. پیام تلگرام را دوطرفه پاک کنید
و در پرونده یادداشت بگذارید که از این مسیر نرسد.
? Phishing exercise: who sees my name if I click?
! Only you. Management sees percentages by department, and groups under five people are merged. The short film after a click is two
minutes. Reporting counts more than clicking: {percent}% reported within ten minutes last time.
? A customer asks for our last penetration test report
! The summary page with the seal, under NDA, yes, ask me. The full report never leaves the house; they may read it here in the room, and
two banks did.

= privacy | حریم خصوصی داده | Data privacy | finance-compliance
fa: حریم خصوصی، دادهٔ شخصی، حذف اطلاعات، رضایت، ناشناس‌سازی، کد ملی، نگهداری داده
en: privacy, personal data, erasure request, consent, anonymisation, retention, national ID
who: faranak.dadgar 0.7, shadi.mohtasham 0.55, asal.bahmani 0.4

? مشتری نهایی خواسته همهٔ اطلاعاتش پاک شود
ولی یک خسارت پرداخت‌شدهٔ سه‌ساله دارد.
! پروندهٔ خسارت ده سال باید بماند و از درخواست مستثناست؛ بقیه (تماس‌ها، بازاریابی، کیف خالی) تا ۳۰ روز پاک می‌شود. در پاسخ دقیق بگوییم
چه می‌ماند و چرا. فرم «فراموشی» همین تفکیک را خودش پیشنهاد می‌دهد.
+ نمونهٔ نامهٔ «چه می‌ماند و چرا» را در متن‌های آماده گذاشتم، لحنش با کیمیا هماهنگ شد.
& درخواست حذف حساب با سابقهٔ خسارت
? می‌شود از دادهٔ واقعی مشتری برای آزمون استفاده کرد؟
تیم ما برای بازتولید یک خطا لازم دارد.
! دادهٔ واقعی نه. ابزار «نمونهٔ ناشناس» از همان ساختار می‌سازد: نام‌ها ساختگی، مبلغ‌ها جابه‌جا، تاریخ‌ها لغزانده. اگر خطا فقط با همان
رکورد است، دو نفری در محیط واقعی و با ثبت دلیل.
+ ابزارش در داده هست، پنج دقیقه طول می‌کشد.
? Is a call recording personal data of our colleague as well?
! Yes, of both. A colleague can ask for a copy of their own side. Recordings must not be used for appraisal without the council's
agreement, which we have only for training samples.
? کد ملی را در عنوان پرونده ننویسیم؟
! نه در عنوان، نه در نام فایل، نه در ایمیل. عنوان‌ها در اعلان و جست‌وجو دیده می‌شود. فیلد خودش را دارد که پوشیده است. این هفته {count}
عنوان را پاک کردیم.
~ من هم عادت داشتم. درست شد.
+ یک جست‌وجوی شبانه هم گذاشتیم که کد ملی در عنوان را پیدا و به صاحبش خبر می‌دهد.
? رضایت پیامک تبلیغاتی از مشتریِ مشتری لازم است؟
! بله، و باید خود بیمه‌گر گرفته باشد و تاریخش را به ما بدهد. فهرست بدون ستون رضایت را بارگذاری نکنید؛ سامانه از {month} اجازه نمی‌دهد.
? Where may data of an Iraqi partner's customers be stored?
! Today: here, with the partner's written consent, because their law only asks for consent and a copy. It is under review, so ask me
again before any contract, and please do not promise a server abroad.
? چه مدت گفت‌وگوی آنلاین را نگه می‌داریم؟
! دو سال، بعد متن پاک و فقط آمار می‌ماند. اگر به پروندهٔ خسارت وصل شده باشد، با عمر پرونده. مشتری می‌تواند زودتر بخواهد.
? ارسال فهرست حقوق کارکنان مشتری با ایمیل
منابع انسانی {customer} هر ماه همین کار را می‌کند و ما هم قبول می‌کنیم.
! دیگر قبول نکنیم لطفاً. در پورتال «بارگذاری فهرست» هست و فقط دو نفر از ما می‌بینند. یک بار با آن‌ها تماس بگیرید و همراهشان انجام دهید؛
بعد از آن خودشان راضی‌ترند.
? Do we need consent for a survey after a closed case?
! Not for one about our own service, once per case, with a way to say "never again". For anything about products: yes. The survey tool
already separates the two.

= kyc-aml | احراز هویت و پول‌شویی | KYC and AML | finance-compliance
fa: احراز هویت، مبارزه با پول‌شویی، گزارش معاملهٔ مشکوک، ذی‌نفع واقعی، فهرست تحریم، سطح ریسک مشتری
en: KYC, AML, suspicious transaction report, beneficial owner, sanctions list, risk rating, identity check
who: babak.tehrani 0.9, faranak.dadgar 0.65, parisa.hashemi 0.3

? هشدار «ذی‌نفع واقعی نامشخص» برای یک شرکت تازه
{customer} سهامدارش یک شرکت دیگر است که سهامدارش شرکت سومی است.
! باید به شخص حقیقی با بیش از ۲۵ درصد برسیم، هر چند لایه که باشد. فرم زنجیره را مشتری پر می‌کند و روزنامهٔ رسمی هر لایه لازم است. تا
کامل شدن، کیف فقط واریز دارد.
+ برای {customer} سه لایه بود، هشت روز طول کشید. در برنامه دو هفته بگذارید.
& چرا کیف یک شرکت تازه فقط واریز دارد؟
? چه مبلغی را باید گزارش معاملهٔ مشکوک بدهیم؟
! مبلغ ملاک نیست، رفتار ملاک است؛ البته بالای ۱۰ میلیارد ریال نقدشوندگی سریع همیشه بررسی می‌شود. شما گزارش نمی‌دهید، فقط دکمهٔ «نظر
انطباق» را می‌زنید و مطلقاً به مشتری نمی‌گویید؛ خبر دادن به او جرم است.
+ تأکید: حتی با اشاره.
? Name match with a sanctions list, 91%, common name
The customer is a pharmacist in Shiraz called Mohammad Hosseini. Of course.
! Compare the birth date and father's name, both differ, so it is a false positive. Record the reason, and the pair will be remembered
and not raised again. Under 95% with a different birth date, the desk may close it alone.
+ There are 41 Mohammad Hosseinis in our customer base, I counted.
? تصویر زندهٔ احراز هویت برای سالمندان رد می‌شود
مادر بیمه‌گذار ۷۸ ساله است و پلک زدن به‌موقع را نمی‌تواند.
! «احراز همراه» را بزنید: تماس تصویری با کارشناس، دو پرسش و نشان دادن کارت. همان اعتبار را دارد. نوبتش معمولاً زیر یک ساعت است. مهربان
باشیم، خیلی‌ها می‌ترسند.
~ انجام شد، خودش هم کلی دعا کرد.
+ وقت احراز همراه را صبح بدهید، بعدازظهر صفش طولانی‌تر است.
? سطح ریسک مشتری از ۲ به ۴ رفته، چرا؟
! سه عامل جمع شده: تغییر مدیرعامل، حجم سه‌برابر میانگین، و ورود از نشانی بیرون از کشور. با مدیر حساب صحبت کردم، قرارداد صادراتی دارند؛
مدرکش که برسد به ۳ برمی‌گردد.
? Do we need KYC for the employees who only receive claims on a wallet?
! Simplified: national ID, mobile matched to it, IBAN matched to it. No live picture under 500 million rials a year. That covers 96% of
the insured people at Aftab.
? مدارک احراز هویت چند وقت یک‌بار تازه می‌شود؟
! ریسک پایین هر سه سال، متوسط هر سال، بالا هر شش ماه. سامانه ۶۰ روز مانده یادآوری می‌کند. اگر مشتری جواب نداد، محدود می‌شود نه بسته.
? انتقال امانی امروز حتماً باید برود، انطباق جواب نمی‌دهد
!babak.tehrani دیدم و تأیید شد، در جلسهٔ کمیته بودم. برای فوری‌ها کشیک انطباق هست، شماره‌اش در پروفایل واحد ماست و بعد از ساعت ۱۷ هم
جواب می‌دهد. لطفاً در توضیح، نام قرارداد را هم بنویسید.
~ نمی‌دانستم کشیک دارید. ذخیره کردم.
? Passport or national card for a foreign managing director?
Damavand Steel has hired one.
! Passport plus work permit plus residence card, all valid for three months more. The live picture is matched with the passport. Takes
two working days because a person looks at it.
"""
