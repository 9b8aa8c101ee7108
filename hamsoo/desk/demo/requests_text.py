"""Written requests to experts: `= topic | asker | expert | urgency | state | suggested instead`."""

TEXT = """
= gateway | amir.rezaei | anahita.rad | high | answered |
? درگاه {customer} همین حالا قطع است، مدیرشان روی خط است
صفحهٔ پرداخت سفید می‌آید. چه بگویم و تا کی؟
! صفحهٔ سفید از نسخهٔ تازهٔ قالب است، برگرداندیم. بگویید تا ۱۵ دقیقهٔ دیگر کامل برقرار است و تراکنشی گم نشده.
= escrow | niloofar.sharifi | pouya.karimi | high | accepted |
? سقف روزانهٔ انتقال از کیف امانی سپهر چقدر است و چه کسی بالا می‌برد؟
پروندهٔ ۴۹۰۷. خانم بهرامی تا فردا ظهر باید به هیئت‌مدیره جواب بدهد.
= escrow | roya.moemeni | sara.mohammadi | normal | answered |
? Can Mehregan Bank be a third signatory only above a threshold?
Their legal team wants a yes or no before the meeting on {coming}.
! Yes, 2-of-3 with a threshold policy. It needs all current signatories once, and twenty minutes of setup. I can join the meeting for
the first half hour.
= escrow | taraneh.yousefi | pouya.karimi | low | declined | sara.mohammadi
? ارائهٔ امانت برای لیزینگ همراه در مشهد
می‌توانید {coming} حضوری بیایید؟ یک ساعت و نیم است.
! آن روز پنجرهٔ استقرار داریم و باید تهران باشم. سارا هم موضوع را کامل می‌داند و ارائه‌اش از من بهتر است.
= key-custody | siavash.golpayegani | sara.mohammadi | normal | answered |
? پاسخ بند ۳۷ پرسش‌نامهٔ امنیتی دربارهٔ بازیابی کلید
! «کلید اصلی سه از پنج تقسیم و در سه شهر نگهداری می‌شود؛ بازیابی هر شش ماه تمرین و صورت‌جلسه می‌شود.» لطفاً عین همین جمله.
= key-custody | navid.hatami | sara.mohammadi | low | seen |
? Certificate of the second HSM expires in {few} days, who renews it?
The alert came to our channel by mistake. Is it on your list?
= digital-assets | maryam.sadeghi | pouya.karimi | normal | answered |
? یک جملهٔ درست دربارهٔ توکن طلا برای آگهی
نمی‌خواهم چیزی بنویسیم که مجوز اجازه نمی‌دهد.
! «نگهداری امن توکن طلا با دو امضا، طبق مجوز نگهداری دارایی.» از «سرمایه‌گذاری» و «سود» استفاده نکنید.
= settlement | setareh.noori | azadeh.behrouz | high | answered |
? واریز حقوق {count} نفر برگشته، مشتری پشت خط است
{customer}، کد برگشت ۰۸.
! ۰۸ یعنی شبای مبدأ محدود شده. از حساب پشتیبان فرستادم، در چرخهٔ ۱۳:۴۵ می‌نشیند. به مشتری بگویید تا ۱۴:۳۰ همه می‌گیرند.
= settlement | bahareh.kiani | hooman.parsa | normal | answered |
? آیا می‌توانیم به بیمهٔ صبا تسویهٔ روزی دو بار قول بدهیم؟
! بله، ۱۰:۴۵ و ۱۸:۴۵ در روزهای کاری. پنجشنبه یک بار و جمعه هیچ. در قرارداد بنویسید «در روزهای کاری بانکی».
= refunds | vahid.karami | dorsa.khalili | normal | answered |
? وضعیت R04 برای {few} بازگشت در یک روز، طبیعی است؟
! نه، معمولاً ماهی دو سه تاست. یک بانک پیشوند کارت‌هایش را عوض کرده؛ جدول را به‌روز کردم و دوباره فرستادم. رفتند.
= direct-debit | armin.sohrabi | pedram.yaghoubi | normal | declined | farzad.niknam
? برآورد درآمد اقساط گروه آرمان با تاریخ برداشت پنجم ماه
! عدد مالی را من ندارم، فقط سمت فنی‌اش را می‌دانم. فرزاد مدل درآمد را دارد.
= wallet-limits | parisa.hashemi | helia.banaei | high | answered |
? حقوق شعبهٔ مشهد ناوران در کیف گیر کرده، WL-12
! مدیر کیفشان با رمز یک‌بارمصرف باز می‌کند، مراحل را برایش فرستادم. باز شد، ساعت {time}. جانشین هم تعریف کردیم.
= issuance | yasin.borna | shayan.moqaddam | normal | answered |
? دادهٔ نمونه برای آموزش صدور گروهی
پنجاه ردیف با چند خطای عمدی لازم دارم.
! گذاشتم در پوشهٔ آموزش: ۵۲ ردیف، هفت خطا. پاسخ‌نامه در برگهٔ دوم.
= endorsement | somayeh.rezaei | elnaz.pourali | low | seen |
? تغییر نشانی ۳۱۰ بیمه‌نامهٔ {customer} پیش از پایان ماه شدنی است؟
فایل نشانی‌ها آماده است ولی {few} کد پستی ندارد.
= renewal-cancellation | niloofar.sharifi | amir.rezaei | high | answered |
? تخفیف ۸ درصد روی کدام مبلغ بود؟ مالی باید مانده را ببندد
! روی نرخ پایهٔ سال نو، نه روی ماندهٔ مهر. به نگار هم گفتم.
= renewal-cancellation | kiarash.fathi | behzad.alavi | low | answered |
? Reasons of non-renewal of the last two quarters, in one table?
! Sent. Price is only fourth. First is "did not use it enough", so onboarding, not discount.
= premium | mehrdad.shams | maral.sobhani | normal | answered |
? نرخ درمان برای شرکت ۳۸ نفره تا فردا
فایل سن و جنس پیوست شد. رقیب دیروز قیمت داده است.
! عدد را گذاشتم، با دو گزینهٔ فرانشیز. زیر گزینهٔ دوم نروید، ضریب خسارت آن صنف بالاست.
= premium | zohreh.gharib | maral.sobhani | low | declined | mitra.fallah
? Review of the text about deductibles for the portal
! I am closing the tariff filing this week and would only slow you down. Mitra knows the product text better anyway.
= claims-process | hoda.samadi | nasrin.daneshvar | high | answered |
? مشتری آتش‌سوزی امشب جای خواب ندارد، علی‌الحساب چطور؟
! همین الان با شعبه صحبت کردم؛ ۴۰ درصد برآورد اول تا عصر واریز می‌شود. شبا را دوباره بخوانید و تأیید کنید.
= claims-fraud | ghazal.riahi | iman.tavakoli | normal | answered |
? هفت نسخه از یک پزشک در یک ساعت، مشکوک است؟
! نگاه کردم: درمانگاه شبانه‌روزی است و نسخه‌ها را یک‌جا ثبت کرده. مشکلی نیست، ولی ممنون که پرسیدید.
= claims-fraud | sepideh.moradian | iman.tavakoli | low | sent |
? سه خودرو، یک تعمیرگاه، یک عکس مشابه
امتیاز ۹۱. پرداخت فردا صبح خودکار می‌رود، نگه دارم؟
= health-claims | fatemeh.zolfaghari | fereshteh.kord | low | answered |
? زایمان همکار ما در بیمارستان خارج از قرارداد
! ۷۰ درصد تعرفه پرداخت می‌شود، ماندهٔ سقفش کافی است. اصل صورت‌حساب و خلاصهٔ پرونده را تا ۶۰ روز بدهد.
= health-claims | mohsen.lotfi | ghazal.riahi | high | declined | fereshteh.kord
? تأیید بستری اورژانسی در شیراز، ساعت ۲۳
! مرخصی‌ام و به سامانه دسترسی ندارم. فرشته امشب در دسترس است، شماره‌اش در کشیک خسارت هست.
= insurance-regulation | arman.bidar | omid.hosseinpour | normal | answered |
? May the landing page say “cheapest car insurance”?
! No: a superlative needs proof for all insurers on every day. “Compare the prices of 14 insurers” is allowed, with the broker's licence
number beside it.
= partner-api | mojgan.vaziri | shervin.tabesh | normal | answered |
? شریک تازهٔ تبریز بدون برنامه‌نویس است، راهی هست؟
! بله، افزونهٔ آماده برای دو نرم‌افزار حسابداری رایج. اگر یکی از آن‌ها را دارند، نصبش یک روز است. وگرنه ورود با اکسل تا سال بعد.
= webhooks | peyman.zandi | nahal.ghorbani | high | answered |
? دموی فردا: رویداد نمونهٔ پرداخت موفق می‌خواهم
! شنوندهٔ آزمایشی برایتان ساختم، نشانی یک‌روزه است. دکمهٔ «پخش» رویداد پرداخت و برگشت را می‌فرستد.
= partner-sync | reza.shahbazi | matin.abedi | normal | accepted |
? مغایرت {count} رکورد پس از مهاجرت شریک مشهد
گزارش‌شان را پیوست کردم، بیشتر شرکت‌ها هستند.
= kubernetes | sina.maleki | mahyar.rostampour | high | answered |
? Release is stuck at 2 of 6 pods and the campaign starts at noon
! Quota, not your code. I moved two test namespaces to the small pool, it went through at {time}. Please lower the requests next week.
= monitoring | danial.forouzan | mehran.sarmadi | normal | answered |
? برای شنبهٔ راه‌اندازی {customer} چه هشدارهایی لازم است؟
! چهار تا: نرخ خطای پرداخت، صف تسویه، تأخیر وب‌هوک، و ورود ناموفق. ساختم و به گروه راه‌اندازی وصل است. شنبه خودم هم هستم.
= postgres | pejman.ghaffari | samira.vahedi | low | answered |
? Is this query safe on the replica at noon?
! With the index hint removed, yes: 14 seconds. Replica-2 only, please. I left two comments in your file.
= backup | mina.salehi | ghasem.torkaman | high | answered |
? پوشهٔ فاکتورهای شیراز خالی شده!
! نترسید، جابه‌جا شده بود نه پاک. برگرداندم سر جایش و حق جابه‌جایی پوشهٔ ریشه را برداشتم.
= access-sso | maliheh.jalali | aryan.khatibi | normal | answered |
? کارت ورود و حساب همکار تازهٔ اصفهان برای شنبه
! حساب ساخته شد، دعوت‌نامه شنبه ۷ صبح می‌رسد. کارت با پیک امروز رفت.
= security-incidents | golnaz.safavi | navid.hatami | high | answered |
? فایل پیوست ناشناس را باز کردم، روی کامپیوتر دفتر مدیرعامل
! جدا کردم و بررسی شد: فایل فقط ردیاب تبلیغاتی داشت. رمز عوض شد. کار خیلی درستی کردید که همان دقیقه گفتید.
= privacy | barbod.eftekhar | faranak.dadgar | low | answered |
? رزومه‌های ردشده را چقدر نگه داریم؟
! یک سال با رضایت، بی‌رضایت تا پایان همان استخدام. متن رضایت را در فرم گذاشتم.
= invoicing | peyman.zandi | sohrab.javan | low | sent |
? پیش‌فاکتور دو گزینه‌ای برای {customer} تا فردا
با حق خروج و بدون حق خروج، هر دو با تعدیل سال دوم.
= receivables | amir.rezaei | negar.ahmadi | normal | answered |
? آیا می‌شود تا دوشنبه هیچ یادآوری به سپهر نرود؟
! با پروندهٔ ۴۹۰۷ متوقف شد و با بستن آن برمی‌گردد. دستی چیزی نزنید.
= vat | mojgan.vaziri | masoud.keshavarz | normal | accepted |
? Withholding for a partner registered in Iraq
Commission of {amount} bn rials, the first one abroad.
= contracts | mehrdad.shams | ladan.mirzaei | normal | declined | faranak.dadgar
? بازبینی قرارداد حمل‌ونقل تا امروز عصر
! امروز دادگاهم. فرانک می‌تواند بند مسئولیت را ببیند، بقیه‌اش استاندارد است و عجله‌ای ندارد.
= pricing | hossein.nouri | shabnam.taheri | normal | answered |
? Margin calculator for a partner deal with two resale levels
! New tab “two levels” in the calculator, tested with Pishgaman's numbers. Below 14% it turns red, then ask Dariush.
= tenders | kamran.azadi | siavash.golpayegani | high | answered |
? ضمانت‌نامهٔ پارسان یک واژه با اسناد فرق دارد!
! دیدم؛ بانک اصلاحیه را تا ۱۳:۰۰ می‌دهد و پیک منتظر است. تحویل تا ۱۴:۰۰، می‌رسیم.
= telephony | hamed.bagheri | ramin.ghasemi | high | answered |
? صف میز خدمت جواب نمی‌دهد، بوق آزاد می‌خورد
! خط اصلی اپراتور قطع است، همه را روی خط دوم بردم. ضبط تا درست شدن خاموش است؛ یادداشت تماس بنویسید.
= sla | roya.moemeni | hamed.bagheri | low | seen |
? Breach report of Mehregan Bank for {month}, with the excused cases apart
= accessibility | taha.zareei | romina.asadi | normal | answered |
? ترتیب خواندن صفحهٔ خسارت در صفحه‌خوان درست است؟
! تقریباً. مبلغ باید پیش از دکمه خوانده شود و نام سند تکراری است. فایل ویدیو با یادداشت گذاشتم.
= reporting | elham.rostami | laleh.entezari | normal | answered |
? یک عدد برای هیئت‌مدیره: چند مشتری از ما دو حرف شنیدند؟
! در فصل: ۴۳ تعارض ثبت‌شده، ۱۱ تا را مشتری دید. فصل قبل ۳۱ تا را دیده بود. تعریفش زیر نمودار هست.
= mobile-app | setareh.noori | taha.zareei | high | accepted |
? اپ روی گوشی مشتری راهبردی ما بسته می‌شود
مدیرعامل {customer}، نسخهٔ {version}. خودش زنگ زده.
"""
