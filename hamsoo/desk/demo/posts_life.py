"""Written posts about people: wins, recognition, and life at work."""

TEXT = """
= win | organisation
*amir.rezaei (recent) توقف درگاه پرداخت داروسازی کیمیا در ۱ ساعت و ۴۰ دقیقه برطرف شد و مشتری همان هفته تمدید دوساله را امضا کرد.
@leila.farhadi
@kaveh.jafari @negar.ahmadi این امضا مال شماست.
*kamran.azadi مناقصهٔ بیمهٔ درمان پتروشیمی پارسان را بردیم! امتیاز فنی ۹۴ از ۱۰۰. @siavash.golpayegani سه شب نخوابید و ضمانت‌نامه دقیقهٔ
آخر رسید.
~ بخش «سابقهٔ قطع سرویس» را راستش را نوشتیم و همان امتیاز آورد.
*bahareh.kiani بیمهٔ صبا قرارداد کیف پول را برای ۲۴ هزار بیمه‌شده امضا کرد. @peyman.zandi دمویی داد که مدیرعاملشان وسطش گفت «همین».
*shirin.kazemian Go-live of {customer} at 07:00, first real payment at 07:04, no incident by noon. @danial.forouzan and @mahsa.heydari
checked every file twice, and it shows.
*zhaleh.ebrahimi تمدید {customer} بدون یک ریال تخفیف، فقط با «قیمت ثابت در سال دوم». @armin.sohrabi پیشنهادش را خودش ساخت.
*hossein.nouri شریک پیشگامان اولین فروش ۱۰ میلیاردی‌اش را بست و رفت پلهٔ طلایی. @farid.kazemi شش جلسه کنارشان نشست.
*taraneh.yousefi لیزینگ همراه از رقیب برگشت پیش ما. دلیلشان: «آنجا کسی نبود که بداند.» @pedram.yaghoubi جلسهٔ فنی را نجات داد.
*zahra.mokhtari بدهی هشت‌ماههٔ {customer} کامل وصول شد، بدون نامهٔ حقوقی. @negar.ahmadi صبوری کرد و زمان درست زنگ زد.
*nasrin.daneshvar {count} خسارت سیل در نه روز، میانگین رسیدگی ۳ روز. @jalal.amini @sepideh.moradian از بازدید زنده نخوابیدند. بیمهٔ سپهر
نامهٔ تشکر فرستاد.
*roya.moemeni Mehregan Bank accepted our security questionnaire without a single question back. 214 answers. @navid.hatami
@ladan.mirzaei take a bow.
*anahita.rad Black Saturday of Behrad Stores: 4,100 payments a minute at the peak, error rate 0.2%. @sina.maleki @ehsan.mahmoudi watched
it with popcorn, and that is the best kind of readiness.
*leila.farhadi پروندهٔ {case} که چهار ماه باز بود بسته شد و مشتری ۵ از ۵ داد. @setareh.noori هر هفته سر ساعت خبر داد، حتی وقتی خبری نبود.
*mehrdad.shams اولین مشتری از بندرعباس! شرکت حمل‌ونقل با ۷۰ کامیون. @mina.salehi شبانه پیش‌فاکتور را درست کرد که صبح امضا شود.
*helia.banaei سازمانی که گفته بود «هرگز کیف پول نمی‌خواهیم» امروز {count} کیف باز کرد. @romina.asadi فرم را از نه صفحه به دو صفحه رساند.
*faranak.dadgar حسابرسی سالانهٔ ضدپول‌شویی بدون یافتهٔ مهم تمام شد. @babak.tehrani همهٔ پرونده‌ها را می‌دانست، حتی آن‌هایی که نپرسیدند.
= recognition | organisation
*niloofar.sharifi دیروز ساعت ۱۶:۵۵ مشتری گریه می‌کرد چون پول عمل مادرش گیر کرده بود. @azadeh.behrouz کیفش را دوباره زمین گذاشت و تا
۱۸:۱۰ ماند تا واریز شد. فقط خواستم بدانید.
*sara.mohammadi @nazanin.paknejad ran her first key rotation alone this morning. I was on the train with my phone in my hand, and it
never rang. Thank you.
~ I had the checklist in my hand the whole time!
*hamed.bagheri سپاس از @mohsen.lotfi که شب تولد پسرم شیفت من را گرفت و تا صبح هیچ تماسی را به من نرساند.
*dorsa.khalili @arash.mahdavi در تست آخر دید که بازگشت دوبار زده می‌شود، یک روز پیش از انتشار. پولش را نمی‌دانم، ولی آبرویش را می‌دانم.
*amir.rezaei @sohrab.javan صورت‌حساب تفصیلی را طوری نوشت که مدیر مالی مشتری گفت کاش حسابدار ما هم همین‌طور می‌نوشت.
*laleh.entezari @asal.bahmani rewrote the nightly load so that data is ready at 06:40 instead of 09:15. Three departments now start
their day with today's numbers.
*mahsa.heydari ممنون @yasin.borna که آموزش را برای همکار ناشنوای مشتری با زیرنویس زنده برگزار کرد و به کسی نگفت چقدر وقت برد.
*pouya.karimi @babak.tehrani هر دو امضای سپهر را وسط جلسهٔ کمیته گرفت. انطباق می‌تواند تند هم باشد!
*hengameh.rokni @solmaz.karimi دورهٔ مقدمات بیمه را از صفر ساخت. برنامه‌نویسی بعد از جلسهٔ سوم گفت تازه فهمیده کدش چه کار می‌کند.
*mehran.sarmadi Recognition for @esmaeil.rahmati: in the night of {past} he did not restart anything. He looked, understood, waited four
minutes and let it recover. Not acting is a skill.
*parisa.hashemi از همکار ناشناسی که روی میزم چای گذاشت وقتی مشتری داد می‌زد: پیدایت کردم، @hoda.samadi نیستی که اصفهانی! پس کی بود؟
به‌هرحال ممنون.
*kimia.shafiei @soroush.imani نامهٔ دوصفحه‌ای را نیم صفحه کرد و هیچ چیز کم نشد. دارم قابش می‌کنم.
*nahal.ghorbani @farid.kazemi spent an hour with a hex editor for a partner who did not even say thanks. So: thanks.
*armin.sohrabi ارزش «راست می‌گوییم» این ماه مال @behzad.alavi که در جلسه گفت عدد ریزش خودمان را اشتباه شمرده‌ایم، آن هم وقتی به نفعمان
بود.
*mansour.khosravi @masoud.keshavarz اظهارنامهٔ فصل را سه روز زودتر داد و در آن یک اشتباه خودمان را پیدا کرد که {small} میلیون ریال به
نفع ما شد.
*elham.rostami @kiarash.fathi @armita.sadr نقشهٔ سفر را با ۴۰ مشتری راه رفتند، نه در اتاق جلسه. از هر سه سفر، یکی در مالی می‌ایستد؛ حالا
می‌دانیم کجا.
*ehsan.mahmoudi @ghasem.torkaman restored a table for me on a Thursday evening and asked only one question: "what will you do so that we
do not meet like this again?" Fair.
*ladan.mirzaei از @amir.rezaei ممنونم که پیش از قول دادن پرسید. قول دادن آسان بود.
*fereshteh.kord @ghazal.riahi در روزهای شلوغ {month} روزی ۹۰ نسخه دید و هنوز با بیمار آخر همان‌قدر مهربان حرف می‌زد.
*niki.arjmand @pegah.nasiri's icons for the claims screens: a customer told us she knew what to do without reading. That is the whole job.
= recognition | unit:delivery
*mahyar.rostampour @samira.vahedi پیش از هر انتشار بزرگ، بی‌صدا کوئری‌های تازه را نگاه می‌کند. سه بار در این فصل نجاتمان داد و دو بارش
را کسی نفهمید.
*kourosh.bayat Thanks @nima.hakimi for drawing the network as it is, not as it was planned. I found two cables I had forgotten.
= recognition | unit:sales
*dariush.mehran @somayeh.rezaei از اصفهان تنها، پنج تمدید در یک هفته. تهرانی‌ها یاد بگیریم.
= life | organisation
* دستگاه قهوهٔ طبقهٔ ۴ بالاخره تعمیر شد. لطفاً بعد از ساعت ۱۶ شیر را خالی کنید تا دوباره گرفتگی پیدا نکند.
~ و در را نکوبید، سنش بالاست.
*maliheh.jalali دفتر اصفهان باغچهٔ حیاط را چید: سه سبد ریحان برای تهران و مشهد فرستادیم. نان و پنیرش با خودتان.
*barbod.eftekhar کسی از مسیر غرب به دفتر می‌آید که چهارشنبه‌ها هم‌سفر بخواهد؟ ساعت ۷:۱۵ از پونک، بنزین شریکی، موسیقی قابل مذاکره.
*yalda.moradi Lost: a grey umbrella with a wooden handle, meeting room Alborz. Sentimental value, and it is raining.
~ Found under the projector. It is on Golnaz's desk.
*saman.rahbar تیم فوتسال برای سه‌شنبه‌ها دروازه‌بان می‌خواهد. شرط: از توپ نترسد. پارسال هم همین را نوشتیم و سه نفر آمدند که می‌ترسیدند.
*mohammad.mehdizadeh چاپگر طبقهٔ ۳ «کاغذ ندارد» نیست، «کاغذ خیس» است. لطفاً بسته را کنار پنجره نگذارید.
*sepideh.moradian بچه‌های شیراز عصر چهارشنبه بعد از کار حافظیه‌ایم. هر همکاری که این هفته مهمان شیراز است خوش آمد.
*taha.zareei My daughter asked what I do at work. I said I make a button that gives people money when they are ill. She wants to press
it. Best requirements talk of the year.
*fatemeh.zolfaghari عصرانهٔ آخر ماه در طبقهٔ ۲ ساعت ۱۵:۳۰. هندوانه از دفتر اصفهان، آجیل از ما، فال حافظ از سروش.
*sogand.ahmadpour از مشهد: آسمان امروز آن‌قدر صاف است که از پنجرهٔ پایش، کوه بینالود پیداست. عکس در آلبوم.
*milad.sattari Working from Ramsar this week. If the call is noisy, it is the sea. I am not sorry.
*akbar.shokri اهدای خون {coming} ساعت ۹ تا ۱۳ در لابی. ناشتا نیایید. پارسال ۳۴ نفر بودیم.
*raheleh.eskandari کتابخانهٔ کوچک کنار آسانسور پنج کتاب کم دارد. برگرداندن بی‌پرسش! «سووشون» را خودم امانت داده بودم.
*zohreh.gharib از امروز نهار گیاهی در سلف روزهای دوشنبه هست. عدس‌پلوی امروز را دوبار گرفتم.
*shayan.moqaddam بعد از سه سال دوچرخه آوردن به شرکت، امروز اولین بار جای پارک دوچرخه پر بود! نفر دومی هم هست!
~ نفر دوم منم. سلام!
*pedram.yaghoubi گز اصفهان روی میز درگاه است. تا ساعت ۱۱ بیشتر دوام نمی‌آورد، حساب کردم.
*asal.bahmani We have a chess board on floor 3 now. One move per coffee. White is losing, please help.
*tina.ashrafi دنبال دندان‌پزشک خوب کودک در شرق تهران هستم که با بیمهٔ خودمان کار کند (طنز تلخ: نمی‌دانم).
~ فرشته می‌داند، همه‌چیز درمان را می‌داند.
*golnaz.safavi تولدهای {month}: نُه نفر! کیک مشترک یکشنبه ساعت ۱۶. هر کس نمی‌خواهد نامش خوانده شود تا شنبه بگوید.
*keyvan.doosti کسی بلیت اضافهٔ تئاتر «باغ آلبالو» برای پنجشنبه دارد؟ دو تا می‌خواهم، یکی هم کافی است.
*mina.salehi First rain in Shiraz since spring, and the whole office stood at the window for ten minutes. Productivity zero, morale one
hundred.
*ramin.ghasemi کلاس آواز جمعه‌ها دوباره شروع شد؛ صدای پیام تلفن گویای نوروز از همین کلاس انتخاب می‌شود. جدی می‌گویم.
*pegah.nasiri روی دیوار طبقهٔ ۴ نقاشی می‌کشیم. طرح‌ها در پوشهٔ مشترک؛ رأی بدهید وگرنه طرح خودم می‌رود.
*esmaeil.rahmati ساعت ۴ صبح است و گنجشک‌ها زودتر از هشدارها بیدار شدند. صبح به‌خیر به هر کس این را با چای می‌خواند.
*mojgan.vaziri خاله شدم! اسمش آواست، ۳۲۰۰ گرم. شیرینی در اتاق شرکا.
*aydin.safarzadeh My cat walked over the keyboard during the release call and typed “yes”. The release went fine. She has been promoted.
*vahid.karami پنج سال پیش همین روز اولین تماسم را جواب دادم و اسم خودم را اشتباه گفتم. مشتری هنوز با همان اسم صدایم می‌زند.
*nima.hakimi Does anyone have a standing desk to sell? My back has opened a priority 1 case.
*hoda.samadi دو بلیت موزه داریم برای بچه‌های همکاران اصفهان، جمعه صبح. اول پیام، اول بلیت.
*kaveh.jafari ریزش سنگ جادهٔ دیزین را بسته. اگر شنبه دیر رسیدم، کشیک با احسان است، هماهنگ کردیم.
= life | group:hikers
*peyman.zandi این جمعه صبح: توچال تا ایستگاه ۵، حرکت ۶:۱۵ از میدان تجریش. کفش مناسب و کاپشن؛ باد دارد. برگشت تا ۱۱.
~ یک نفر جا در ماشین دارد؟ از ونک.
*kaveh.jafari Photos from Soffeh are in the album. Pegah reached the top first and denied it was a race.
*matin.abedi برنامهٔ دو روزهٔ دنا برای تعطیلات {month}. هشت نفر ظرفیت، دو نفر مانده. آمادگی متوسط، کیسه‌خواب لازم.
*behzad.alavi پیشنهاد مسیر آسان با بچه: دربند تا پل، بعد صبحانه. دو خانواده تا حالا هستند.
= life | group:bookshelf
*soroush.imani کتاب این ماه: «مدیر مدرسه»، کوتاه و تلخ. گفت‌وگو پنجشنبهٔ آخر ساعت ۱۷، برخط. اگر نخواندید هم بیایید، ولی نگویید چه می‌شود.
*kimia.shafiei Next month in English for a change: a short novel, under 150 pages. Suggestions below, please, no management books.
~ “Animal Farm”. Also about on-call rotas, in a way.
*barbod.eftekhar نظرسنجی کتاب بعدی: تاریخ، داستان کوتاه یا سفرنامه؟ من سفرنامه.
= life | group:women-in-tech
*shadi.mohtasham گفت‌وگوی این ماه با لاله: «چطور از کارشناس به سرپرست رسیدم و چه چیزش سخت بود.» چهارشنبه ۱۶، طبقهٔ ۴ و برخط.
*anahita.rad Looking for a colleague who wants to give her first talk. I will sit in the first row, review the slides and bring cake.
*samira.vahedi دو دانشجوی کارآموز پایگاه داده از شنبه با ما هستند. اگر وقت یک ناهار با آن‌ها دارید بنویسید.
= life | group:remote-life
*nima.hakimi اینترنت پشتیبان: سیم‌کارت داده را ادارهٔ امور اداری می‌دهد، فقط باید بخواهید. دیروز نجاتم داد.
*yasin.borna Which headset survives two toddlers? Asking for a trainer who is on calls six hours a day.
~ The cheap wired one. The expensive one lasted a week.
= life | unit:people
*sanaz.mehrabi دو روز از هفتهٔ بعد در دفتر مشهدم. هر کس آنجا دلش گفت‌وگو می‌خواهد، چای با من.
= life | unit:marketing
*pegah.nasiri ماگ‌های تازه رسید. رنگ فیروزه‌ای کمتر است، زود بیایید.
*arman.bidar تیتر رد شدهٔ هفته: «امانت را به ما امانت دهید». دلم برایش تنگ می‌شود.
= life | unit:finance
*raheleh.eskandari حساب فصل ساعت ۲۱:۴۰ بسته شد. پیتزا خوردیم و مغایرت آخر، هفت ریال بود.
"""
