"""Written posts about work: announcements, news, tips."""

TEXT = """
= announcement | organisation
*elham.rostami (recent) از دوشنبه، پیش از هر پاسخ به مشتری، تعهدهای واحدهای دیگر کنار کادر پاسخ دیده می‌شود. در آزمایش دوهفته‌ای،
تعارض‌ها از ۱۱ به ۴ رسید. @leila.farhadi تجربهٔ تیمت را اینجا می‌نویسی؟
~leila.farhadi دو روز اول کندتر بودیم؛ از روز سوم زمان پاسخ ۱۲٪ کمتر شد، چون دیگر کسی برگشت نمی‌زند.
*mahyar.rostampour به‌روزرسانی کلاستر {coming} ساعت ۶ تا ۸ صبح است. سرویس‌هایی که یک نسخه دارند چند ثانیه قطع می‌شوند؛ فهرستشان را برای
صاحبانشان فرستادم.
*mansour.khosravi بستن حساب‌های فصل از {coming} شروع می‌شود. // هر هزینه‌ای که تا آن روز ثبت نشود به فصل بعد می‌رود. لطفاً رسیدهای
مأموریت را نگه ندارید.
~ رسیدهای ماه قبل هنوز پذیرفته می‌شود؟
~mansour.khosravi تا همان تاریخ بله.
*shadi.mohtasham From Saturday every sign-in from a new device asks for a second factor, also inside the office. Please register a
passkey before that; it takes two minutes, and Aryan sits at the coffee corner of floor 4 on Wednesday to help.
*sanaz.mehrabi عضوگیری بیمهٔ تکمیلی پدر و مادر تا {coming} باز است. بعد از آن تا فروردین نمی‌شود کسی را اضافه کرد. فرم در «خدمات من».
*farzad.niknam API نسخهٔ ۱ درگاه سی روز دیگر خاموش می‌شود. {few} پذیرنده هنوز رویش هستند و با همه تماس گرفته‌ایم. اگر مشتری شما در فهرست
است، لطفاً همین هفته پیگیر شوید.
*akbar.shokri پارکینگ منفی ۲ از شنبه به مدت دو هفته بسته است. کارت پارکینگ ساختمان روبه‌رو در پذیرش آماده است؛ نوبتی و با اولویت شیفت شب.
*laleh.entezari We renamed 14 metrics this week. “Active customer” is now “customer with a running contract”, and the old dashboards
redirect. If a number on your slide changed, it is the name that was wrong before, not the number now.
~ Finally. Thank you from finance.
*dariush.mehran فهرست قیمت تازه از ابتدای {month} اجرا می‌شود. پیشنهادهایی که تا امروز رفته ده روز معتبر می‌ماند. تغییر اصلی: تخفیف
پیش‌پرداخت سالانه ۹ درصد شد.
*faranak.dadgar ارسال فایل دارای کد ملی با پیام‌رسان‌های بیرونی از امروز تخلف ثبت می‌شود. «دریافت امن» ساخته‌ایم که ساده‌تر هم هست: یک
لینک، ده روز، دو گیگابایت.
*hamed.bagheri شیفت‌های {month} روی تقویم است. جابه‌جایی تا سه روز قبل آزاد؛ بعد از آن با پیام به من. دو شب هنوز خالی است، جبران هر شب
نصف روز مرخصی.
*mitra.fallah The new fire tariff is effective from noon on {coming}. Quotes made before that stay valid until they expire, please do
not re-rate them to the customer's disadvantage.
*jamshid.ariana روز شرکا امسال {coming} در اصفهان است. هر تیم یک میز دارد؛ موضوع میزتان را تا هفتهٔ بعد به مژگان بدهید. جا برای ۱۲۰ نفر
داریم.
*shirin.kazemian راه‌اندازی {customer} شنبه ساعت ۷ صبح است. شمارهٔ اتاق فرمان: داخلی ۲۴۰۰. تا ظهر هیچ تغییری روی درگاه ندهیم، خواهش
می‌کنم.
*golnaz.safavi جلسهٔ همگانی {month} یکشنبه ساعت ۱۰ در سالن بزرگ و برخط. پرسش‌ها را بی‌نام هم می‌شود پیشاپیش نوشت؛ آقای وکیلی همه را جواب
می‌دهد، حتی سخت‌ها را.
= announcement | unit:service
*leila.farhadi واژهٔ «به‌زودی» از همهٔ متن‌های آماده حذف شد. جایش ساعت خبر بعدی می‌آید. اگر متنی از قلم افتاده بگویید.
*nasrin.daneshvar پرونده‌های درمان زیر ۲۰ میلیون ریال از شنبه خودکار پرداخت و بعداً نمونه‌گیری می‌شود. هدف: برگشتن از ۹ روز به ۵ روز.
~ تا امروز {count} پرونده رفته و فقط دو تا برگشت خورده.
*ramin.ghasemi سرشمارهٔ تماس‌های خروجی عوض شد و مشتری‌ها شاید نشناسند. جملهٔ اول: «از رایان‌پیام تماس می‌گیرم، شماره‌مان تازه است».
= announcement | unit:product
*nader.sepanta Freeze from 20 to 23 {month} for the half-year load of the insurers. Fixes only, with two reviewers. Everything else can
wait three days and will be better for it.
*pouya.karimi (recent) قفل ۴۸ ساعتهٔ امانت با وصلهٔ HSM برداشته می‌شود؛ پنجرهٔ استقرار دوشنبه ۶ صبح. تا آن روز به هیچ مشتری ساعت دقیق
ندهید.
*niki.arjmand مؤلفهٔ تاریخ تازه در همهٔ صفحه‌هاست: شمسی و میلادی کنار هم، با هر دو نوع رقم. ورودی قدیمی را تا پایان ماه بردارید.
= news | organisation
*shahram.vakili امروز با داروسازی کیمیا برای دو سال دیگر امضا کردیم. آنچه گفتند این بود: «وقتی خراب شد، راستش را گفتید.» همین یک جمله را
می‌خواهم یادمان بماند.
*kimia.shafiei گزارش سالانهٔ تجربهٔ مشتری در {count} صفحه آماده شد. اگر فقط پنج دقیقه دارید صفحهٔ ۱۲: سه جایی که مشتری منتظر ماست و ما
خبر نداریم.
*farzad.niknam ۱۰ میلیون تراکنش در {month}، با نرخ خطای ۰٫۳۱ درصد. دو سال پیش برای همین عدد جشن یک میلیون گرفتیم.
*laleh.entezari Half a year of questions in one picture: the median time to a good answer fell from 3 h 40 min to 58 min. Most of that
is not speed, it is asking the right person first.
~ Would love to see it by department.
*bahareh.kiani بیمهٔ صبا تصمیم گرفت خسارت درمانش را هم بدهد به ما. شروع با شعبهٔ شیراز، {coming}. از همین حالا با تیم راه‌اندازی جلسه
گذاشته‌ایم.
*kamran.azadi بانک مهرگان وارد مرحلهٔ نهایی مناقصه شد؛ از هفت شرکت ما و یک نفر دیگر مانده‌ایم. دفاع فنی {coming}.
*hossein.nouri سه شریک تازه در {month}: دو کارگزاری و یک شرکت نرم‌افزاری در تبریز. آموزش فنی‌شان شنبه است، مهمان‌نواز باشیم.
*mehran.sarmadi {few} هفته بدون رخداد درجهٔ یک. آخرین بار که این‌قدر طول کشید، اسمش را آوردم و همان شب قطع شد؛ پس فقط یواشکی می‌نویسم.
~esmaeil.rahmati خواهش می‌کنم این را دوشنبه‌ها ننویس.
*sara.mohammadi New note: “What we wish we had known before moving custody to Kubernetes”. Eleven minutes to read, two of the lessons
cost us a night each. Comments welcome, corrections even more.
*nastaran.golzar رضایت مشتری در تماس اول به ۷۱ درصد رسید. ضعیف‌ترین جا هنوز تمدید است: ۲٫۳ از ۵. علتش یک جمله است: «یکی گفت لغو، یکی گفت
تمدید».
*tina.ashrafi Webinar on digital assets for finance managers: {count} live viewers, 61% stayed to the end, nine asked for a meeting. The
recording with subtitles is in the library.
*shervin.tabesh SDK نسخهٔ ۲.۳ منتشر شد: تلاش دوبارهٔ درست، کلید یکتا، و پول همیشه عدد صحیح. شریک‌هایی که هنوز روی ۱ هستند را خودمان صدا
می‌زنیم.
*omid.hosseinpour بخشنامهٔ نگهداری مکالمات خسارت ابلاغ شد: پنج سال. کار ما تا {coming} تمام است. خلاصهٔ یک‌صفحه‌ای در پوشهٔ مقررات گذاشتم.
*hengameh.rokni {few} همکار تازه شنبه شروع می‌کنند: دو نفر در میز خدمت مشهد، یکی در داده و بقیه در درگاه. اگر راهرو را گم کردند، شما هم
روز اول گم شده بودید.
*behrouz.zamani The disaster exercise went well: a full restore in 2 h 25 min on separate hardware, announced to nobody but Ghasem. Two
gaps found, both with an owner and a date.
*helia.banaei کیف پول گروهی منتشر شد: یک سقف برای همهٔ شعبه‌ها. ناوران اولین مشتری است و {few} شعبه‌اش را همان روز وصل کرد.
*zhaleh.ebrahimi پیش‌فاکتور تمدید از این پس پیش از رفتن، پرونده‌های باز و لغوها را می‌بیند. همان ماجرایی که برای سپهر پیش آمد دیگر تکرار
نمی‌شود.
*pejman.ghaffari یک کشف کوچک: پرونده‌هایی که شنبه پیش از ۹ صبح پاسخ اول می‌گیرند، یک‌سوم کمتر بازگشایی می‌شوند. نمودارش را گذاشتم، علتش
را شما بگویید.
~ شاید چون مشتری آخر هفته را در بی‌خبری گذرانده.
~ یا چون ما شنبه صبح‌ها هنوز حوصله داریم!
*arman.bidar راهنمای لحن، ویراست سوم: کوتاه‌تر، با ۲۴ مثال پیش و پس. صفحهٔ محبوب من: «هفت جمله‌ای که مشتری را عصبانی‌تر می‌کند».
*atefeh.naderi Our talk was accepted at the insurance technology day in Shiraz: Leila and Pouya on “two promises, one customer”. If you
have a story that belongs there, tell them this week.
*romina.asadi یک بیمه‌شدهٔ نابینا دیروز اولین خسارتش را تنها در اپلیکیشن ثبت کرد. پیامش را با اجازه‌اش اینجا می‌گذارم: «بالاخره.»
*azadeh.behrouz تسویهٔ تجمیعی شنبه برای هر مشتری قابل روشن شدن است. دیگر لازم نیست توضیح بدهیم چرا دو واریز آمد.
*maral.sobhani Loss ratio in health fell by {few} points since co-payments changed. Before anyone celebrates: half of it is people who
postponed treatment, which will come back.
*shayan.moqaddam صدور گروهی حالا از همان ردیفی که ایستاده ادامه می‌دهد. دیگر از اول بارگذاری نکنید، لطفاً، هیچ‌وقت.
*yasin.borna آموزش مشتری‌های مشهد و شیراز در {month}: {count} نفر، شانزده جلسه، یک قطعی برق و یک کیک تولد غافلگیرکننده از طرف داروسازی
کیمیا.
= news | group:digital-assets
*pouya.karimi منبع سوم قیمت طلا وصل شد. اگر دو منبع اختلاف داشته باشند، سومی داور است و معامله کمتر متوقف می‌شود.
*milad.sattari Bulk orders reach 500 per call since today. The rebalancing of the largest fund took 12 seconds instead of four minutes.
= news | group:integrators
*nahal.ghorbani گزارش تحویل وب‌هوک حالا دلیل عقب‌نشینی صف را نشان می‌دهد. نصف پرسش‌های این گروه باید با همین حل شود.
*matin.abedi The sandbox is rebuilt at 3 every night, and from now on it keeps everything labelled `keep`. Tell your partners before
they swear at us.
= news | group:on-call
*bita.jahangiri بازخوانی رخداد {past} آماده است. خلاصه: گواهی منقضی، هشدار داشتیم ولی به کانالی می‌رفت که کسی نگاه نمی‌کرد. کانال حذف شد.
*kaveh.jafari Disk alerts now fire on “full in four hours” instead of “90%”. Expect fewer of them, and please treat each as real.
= news | group:sepehr-renewal
*amir.rezaei (recent) مدیر مالی سپهر گفت اگر قفل تا دوشنبه برداشته شود، پیشنهاد دوساله را به هیئت‌مدیره می‌برد. تا آن روز فقط یک جمله:
«دوشنبه برداشته می‌شود.»
~niloofar.sharifi خانم بهرامی هم همین را شنید، یک‌صداییم.
*zhaleh.ebrahimi (recent) سناریوی پشتیبان: تمدید پل ۹۰ روزه با نرخ قبلی. فقط اگر خودشان پرسیدند مطرح کنیم.
= tip | organisation
*bita.jahangiri در پایش به‌جای گشتن در چهار سرویس، `trace:` و شمارهٔ پیگیری را بزنید. کل راه تراکنش یک خط زمان می‌شود.
*samira.vahedi Before you blame the database: run the query with EXPLAIN (ANALYZE, BUFFERS) and send me the text, not a screenshot.
Three of four times you will see the answer yourself.
*setareh.noori وقتی مشتری پشت خط است و جواب را نمی‌دانید: «ساعت ۱۴ خودم زنگ می‌زنم» بنویسید و تعهد بسازید. از وقتی این کار را می‌کنم،
کسی دوباره تماس نمی‌گیرد.
*shabnam.taheri میان‌بر: در CRM با `@` نام همکار را بیاورید تا جانشین شود، لازم نیست مالک حساب را عوض کنید.
*soroush.imani «می‌باشد» را بردارید، «است» بگذارید. هر نامه دو خط کوتاه‌تر می‌شود و مشتری هم نفس می‌کشد.
~ «جهت» را هم با «برای» عوض کنیم!
~ و «لازم به ذکر است» را با هیچ.
*pejman.ghaffari Median and the 90th percentile, side by side, always. If you may show only one number, show the 90th: customers
remember their worst day.
*danial.forouzan پیش از جلسهٔ راه‌اندازی، فهرست پیش‌نیاز را همان شب بفرستید. در سه پروژهٔ آخر دو روز کامل جلو افتادیم.
*aryan.khatibi کد پشتیبان ورود را چاپ کنید و در کیف پول بگذارید، نه در همان گوشی. گوشی که گم شود کد هم رفته است.
*sohrab.javan اگر فاکتور اشتباه رفت ویرایش نکنید؛ «صورت‌حساب اصلاحی» بزنید. ویرایش در سامانهٔ مؤدیان به دردسر سه‌ماهه ختم می‌شود، پرسیدم.
*mahsa.heydari صفر اول کد ملی را اکسل می‌خورد. ستون را پیش از چسباندن «متن» کنید. این نکته را هر هفته یک نفر نیاز دارد، سنجاقش کنید.
*peyman.zandi Demo tip: never start with the dashboard. Start with a case the customer recognises, then show what the others in the room
would have seen. Works every time.
*negar.ahmadi یادآوری بدهی را وسط شکایت نفرستید. با پروندهٔ حل‌شده شش روز زودتر پول می‌گیریم؛ عدد دارم.
*ehsan.mahmoudi `requests` را از روی مصرف واقعی بگذارید نه از روی ترس. تیم پرداخت ۱۷ هسته آزاد کرد و انتشارش همان روز رفت.
*fereshteh.kord سقف درمان را از حفظ نگویید. صفحهٔ بیمه‌شده، برگهٔ «سقف‌ها»؛ امسال سه قرارداد عوض شده است.
*hooman.parsa When a deposit does not match: look at the date of the settlement, not of the sale. Nine of ten differences are Thursday
evening.
*keyvan.doosti در گزارش، «تقویم: جلالی» را صریح انتخاب کنید. وگرنه هر کس باز کند تقویم خودش را می‌بیند و جلسه با «کدام مهر؟» شروع می‌شود.
*mojgan.vaziri به شریک تازه در جلسهٔ اول تقویم کارمزد را نشان بدهید. نصف تماس‌های بیستم ماه حذف می‌شود.
*taha.zareei When a user says “the app is slow”, ask for the time and the trace number from the About page. With these two I can usually
answer within ten minutes.
*vahid.karami قبل از بستن پرونده یک سؤال: «چیز دیگری هست که نگرانش باشید؟» از هر پنج نفر یکی جواب می‌دهد و همان می‌شد پروندهٔ فردا.
*navid.hatami نشانی فرستنده را با انگشت نگه دارید تا کامل دیده شود. rayanpaayam با دو a این ماه هشت نفر را تا نیمهٔ راه برد.
*ghazal.riahi برای نسخهٔ ردشده با HC-07، پشت برگه را ببینید. یادداشت «بدون جایگزین» معمولاً همان‌جاست.
*dorsa.khalili `unknown` in a refund is not a failure. Wait an hour, poll, and only then act. Every double refund of this year began
with someone being too quick.
*hoda.samadi جملهٔ «از سمت ما انجام شده» را نگوییم. مشتری سمتی نمی‌بیند، فقط پولش را نمی‌بیند.
*arash.mahdavi خطا را با سه چیز گزارش کنید: چه کردم، چه دیدم، چه انتظار داشتم. تصویر بدون این سه، فقط تصویر است.
*kiarash.fathi پیش از ساختن داشبورد تازه، یک هفته همان پرسش را با جدول ساده جواب بدهید. از هشت داشبورد درخواستی، پنج تا لازم نشد.
*elnaz.pourali Two changes on one policy? Put them into one combined endorsement. One code, one premium, no END-22.
*ladan.mirzaei در ایمیل به مشتری ننویسید «مشکلی نیست، انجام می‌دهیم». بنویسید «بررسی می‌کنم و با الحاقیه برمی‌گردم». یک جملهٔ دوستانه یک
بار در دادگاه خوانده شد.
*kourosh.bayat دورکارها: پیش از تماس ویدیویی مهم، کابل. نصف شکایت‌های کیفیت از وای‌فای ۲٫۴ گیگاهرتز است.
= tip | group:one-voice
*niloofar.sharifi سه جمله برای دو قول ناسازگار: پوزش، تصمیم، زمان. نه بیشتر. امتحان کردم و مشتری تشکر کرد.
*armita.sadr Write the next update time first, then the rest of the message. If you cannot fill in the time, the message is not ready to
be sent.
*leila.farhadi پیش از نوشتن قول، ستون تعهدها را ببینید. این هفته {few} بار جلو یک «نه، ما گفتیم بله» را گرفت.
= tip | group:on-call
*mehran.sarmadi هشداری که کاری لازم ندارد هشدار نیست. هر کدام دیدید همان شب بنویسید؛ چهارشنبه‌ها بیست دقیقه دورشان می‌اندازیم.
*nima.hakimi After an undo, write it here in one line. Two of us rolled back the same release within five minutes, and the second one
rolled it forward.
= tip | group:claims-circle
*jalal.amini بازدید زنده در جاده: اول بپرسید جای امنی ایستاده‌اند. بعد لینک. فیلم خوب ارزش خطر ندارد.
*iman.tavakoli امتیاز بالای ۸۰ یعنی «نگاه کن»، نه «رد کن». این ماه از هر نه هشدار، هشت تا آدم درستکار بود.
= tip | group:remote-life
*milad.sattari ساعت ۱۲:۳۰ تا ۱۳ را در تقویم قفل کنید. بعد از سه هفته همکارها خودشان جلسه نمی‌گذارند.
*behzad.alavi My rule: camera on for the first two minutes, then as you like. People hear better once they have seen each other.
*solmaz.karimi برای جلسه‌های ترکیبی، یک نفر در اتاق «صدای دورها» باشد و هر ده دقیقه بپرسد. فرق زیادی کرد.
"""
