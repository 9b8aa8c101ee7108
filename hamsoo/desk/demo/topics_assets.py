"""Written talk about wallets, escrow, key custody and digital assets."""

TEXT = """
= wallet-limits | سقف و مسدودی کیف پول | Wallet limits and blocks | product-assets
fa: کیف پول، سقف برداشت، سقف روزانه، مسدودی کیف، موجودی قفل‌شده، شارژ کیف، سطح احراز
en: wallet, withdrawal limit, daily cap, blocked wallet, frozen balance, top-up, tier
who: helia.banaei 0.95, pouya.karimi 0.6, parisa.hashemi 0.4

? سقف برداشت روزانهٔ کیف پول برای کاربر سطح ۲ چقدر است؟
در پنل {small} میلیون ریال می‌بینم ولی راهنما ۵۰۰ نوشته است.
! پانصد میلیون ریال برای سطح ۲ درست است. عددی که در پنل می‌بینید ماندهٔ سقف امروز همان کاربر است، نه خود سقف. نشانگر ماوس را روی عدد نگه
دارید هر دو را نشان می‌دهد.
~ آها، پس مشتری امروز یک بار برداشت کرده بوده.
+ در پورتال مشتری هم همین است، برای همین خودشان هم اشتباه می‌خوانند.
& چرا سقف کیف یک کاربر از بقیهٔ هم‌سطح‌هایش کمتر است؟
? کیف پول شرکتی {customer} مسدود شده، پیامش «WL-12» است
حقوق {count} نفر باید فردا از همین کیف برود.
! WL-12 مسدودی خودکار است وقتی سه ورود ناموفق از یک نشانی تازه باشد. مدیر کیف باید با رمز یک‌بارمصرف تأیید کند، همان لحظه باز می‌شود.
اگر مدیر در دسترس نیست، جانشینش باید پیش از این تعریف شده باشد؛ ما نمی‌توانیم به جایش باز کنیم.
+ من با مدیرشان تماس گرفتم و قدم‌به‌قدم انجام دادیم، باز شد.
? Can two company wallets share one daily cap?
Navaran Logistics has a wallet per branch, and head office wants one total.
! Yes, that is a wallet group. Put the wallets under one parent and set the cap on the parent; the children then keep their own caps as
well and the lower one wins. Moving a wallet under a parent needs the approval of both signatories.
+ Navaran went with 60% of the total per branch, which leaves room and stops accidents.
? شارژ کیف پول انجام شده ولی موجودی «در راه» مانده است
کاربر از بانک مهرگان واریز کرده، از {past} همین‌طور است.
! واریز با شناسهٔ ناقص آمده، برای همین به هیچ کیفی نخورده. در «واریزهای بی‌صاحب» با مبلغ و تاریخ پیدایش کنید و «نسبت بده» را بزنید؛ از
کاربر فقط تصویر رسید بگیرید. بعد از ده روز خودش به مبدأ برمی‌گردد.
~ پیدا شد، شناسه یک رقم کم داشت.
+ پنج رقم آخر رسید کافی است، تصویر کامل کارت نگیریم.
? ارتقای کاربر به سطح ۳ چه مدرکی می‌خواهد؟
! کد پستی تأییدشده، تصویر زنده و برای مبالغ بالای دو میلیارد یک سند درآمد. صفحهٔ احراز خودش قدم‌ها را نشان می‌دهد؛ معمولاً {few} ساعت
کاری طول می‌کشد. سند درآمد را نماینده نباید با پیام‌رسان بگیرد.
+ برای کارکنان مشتری شرکتی، نامهٔ کارفرما جای سند درآمد را می‌گیرد.
? Wallet balance differs by a few rials between app and statement
It is always between 1 and 9 rials. The user at Arman noticed, of course.
! The app rounds the profit share to 10 rials and the statement does not. Known, harmless, fixed in the app release after {version}.
Until then there is a ready sentence in the reply library under "rounding".
+kamran.azadi Told Arman. They asked for the fix in writing, for nine rials.
? می‌شود موجودی قفل‌شده را زودتر آزاد کرد؟
بیمه‌گذارِ {insurer} می‌گوید خسارتش پرداخت شده ولی ۲۴ ساعت قفل است.
! قفل ۲۴ ساعته فقط برای اولین واریز هر کیف تازه است و استثنا ندارد، چون بیشترین کلاهبرداری‌ها همان‌جا بوده. از واریز دوم به بعد فوری
است. اگر پول درمان فوری است، بیمه می‌تواند به شبا واریز کند که قفل ندارد.
+ این را کاش در پیامک خسارت هم بنویسیم.
? بستن دائم کیف پول یک کاربر فوت‌شده
خانواده‌اش گواهی انحصار وراثت آورده‌اند. روال کجاست؟
! روال «توقف به‌دلیل فوت» در پنل هست: اول مسدود، بعد بارگذاری گواهی، بعد تأیید حقوقی (@ladan.mirzaei) و انتقال به شبای وارث. لطفاً با
خانواده فقط یک نفر از ما در تماس باشد.
~ ممنون. خودم پیگیر می‌مانم.
+ نام و شمارهٔ همان یک نفر را در پرونده سنجاق کنید که شیفت بعد دوباره نپرسد.
? Employees of Navaran get 'device not recognised' every morning
! Shared phones: each driver signs in on the phone of the shift, and five devices is the limit per wallet. Use the fleet mode, where the
phone belongs to the company and the driver scans a card.

= escrow | امانت و کیف امانی | Escrow wallets | product-assets
fa: کیف امانی، امانت، حساب امانی، دو امضا، امضای دوم، قفل ۴۸ ساعته، آزادسازی امانت، مالک دارایی
en: escrow, escrow wallet, two signatures, second signature, 48-hour hold, release, asset owner
who: pouya.karimi 0.95, sara.mohammadi 0.75, leila.farhadi 0.45, babak.tehrani 0.4

?amir.rezaei اگر مشتری بخواهد دارایی دیجیتال را میان دو کیف امانی جابه‌جا کند، چه کسی باید تأیید کند؟
بیمهٔ سپهر امروز باید جابه‌جا کند و نمی‌دانم از که بخواهم.
!pouya.karimi دو امضا لازم است: مالک حساب و انطباق. زیر ۵ میلیارد ریال، امضای انطباق خودکار است و ۲۰ دقیقه زمان می‌برد. برای سپهر امروز
هر دو را گرفتم @babak.tehrani
~babak.tehrani تأیید شد. دفعهٔ بعد شمارهٔ صورت‌جلسه را هم در توضیح بنویسید.
~leila.farhadi همین پاسخ را به دو مشتری دیگر هم دادیم، دقیق بود.
& امضای دوم انتقال امانی را چه کسی می‌دهد؟ // مشتری می‌گوید امضای خودش هست و باز «ناقص» نشان می‌دهد.
? چرا کیف امانی ۴۸ ساعت قفل می‌ماند؟
{customer} می‌گوید رقیب ما چنین قفلی ندارد و می‌خواهد دلیلش را بداند.
!sara.mohammadi محدودیت از HSM است، نه از سیاست ما: چرخش کلید هر ۴۸ ساعت یک‌بار انجام می‌شود و آزادسازی باید با کلید دورهٔ بعد امضا شود.
اگر درخواست پیش از ساعت ۶ صبح روز چرخش ثبت شود، عملاً کمتر از دو ساعت می‌ماند.
+leila.farhadi به مشتری بگوییم «بازهٔ اطمینان»؛ در واژه‌نامه همین آمده.
+ برای فروش: رقیب قفل ندارد چون کلیدش در نرم‌افزار است. همین یک جمله معمولاً کافی است.
& دلیل فنی انتظار ۴۸ ساعتهٔ آزادسازی امانت چیست؟
? سقف روزانهٔ انتقال از کیف امانی چقدر است و چه کسی بالا می‌برد؟
برای {insurer}، می‌خواهند {few} میلیارد را یک‌روزه جابه‌جا کنند.
!sara.mohammadi سقف پیش‌فرض ۱۰ میلیارد ریال در روز است. تا ۳۰ میلیارد را پویا با تیکت بالا می‌برد، بیش از آن مصوبهٔ کمیتهٔ ریسک می‌خواهد
که یکشنبه‌ها جلسه دارد. سقف موقت هم هست، حداکثر ۷۲ ساعت.
+ سقف موقت را برای سپهر پارسال گرفتیم؛ صورت‌جلسهٔ کمیته در پوشه هست.
? Release was signed by both parties, yet the status stays 'pending compliance'
Case {case}. The beneficiary is calling every hour.
! The amount is above 5 bn rials, so compliance has to sign by hand, and the queue was empty because the request had no contract number.
I added it; it was signed at {time}. Please fill that field at creation, otherwise the request is invisible to them.
~ Thank you, the customer got the message right away.
+ Could the form refuse to be sent without the contract number? It happens every week.
? اگر یکی از دو صاحب امضای امانت استعفا بدهد چه می‌شود؟
در داروسازی کیمیا مدیر مالی عوض شده و امضای قبلی هنوز فعال است.
! همان روز امضای قبلی را «معلق» کنید، با یک امضا هم می‌شود. برای امضای تازه آگهی روزنامهٔ رسمی لازم است و تا آن موقع فقط واریز ممکن است
نه برداشت. معمولاً سه روز کاری.
+ نمونهٔ نامه‌اش را در راهنمای امانت گذاشته‌ام.
+ladan.mirzaei اگر آگهی هنوز چاپ نشده، صورت‌جلسهٔ هیئت‌مدیره با امضای همه برای دو هفته پذیرفته می‌شود.
? سود موجودی امانی مال کیست؟
مشتری در قرارداد چیزی پیدا نکرده و از ما می‌پرسد.
! اگر در برگهٔ شرایط خلافش نیامده باشد، مال واگذارنده است تا لحظهٔ آزادسازی. در پنل، برگهٔ «سود امانت» روزشمار دارد. فقط پیش از گفتن
عدد، با مالی چک کنید که دوره بسته شده باشد.
+ از دید مالیات هم مهم است، سود با مالک شناسایی می‌شود نه با ما.
? Can an escrow wallet have three parties?
Arman wants the bank as a third signatory, only above 20 bn rials.
! Yes: 2-of-3 with a threshold rule. It is configured as a policy on the wallet, not per transfer, and changing it needs all current
signatories. I would draw it on paper with the customer first. Last time they discovered that two of three was not what their board had
decided.
+ I have a one-page template for that meeting, happy to share.
? برگشت امانت به‌خاطر انجام نشدن شرط قرارداد
شرط «تحویل کالا تا {coming}» است. اگر نشد، خودکار برمی‌گردد یا باید کاری کنیم؟
! اگر شرط زمانی را در کیف ثبت کرده باشید خودکار است و ۲۴ ساعت پیش از آن به هر دو طرف خبر می‌دهد. اگر شرط فقط در متن قرارداد است، سامانه
از آن خبر ندارد و یکی باید «درخواست برگشت» بزند.
~ ثبت نشده بود، الان زدیم.
+ پیشنهاد: در متن قرارداد تازه بنویسیم «شرط در سامانه ثبت می‌شود»، که بعداً دعوا نشود.
? گزارش امانت برای حسابرس مشتری
حسابرس {customer} «تأییدیهٔ ماندهٔ امانی» با امضای ما در پایان {month} می‌خواهد.
! در پنل: امانت، سه‌نقطه، «تأییدیهٔ مانده». فایل با امضای دیجیتال صادر می‌شود و حسابرس می‌تواند کد QR را خودش بررسی کند. نیازی به مهر
کاغذی نیست، اگر اصرار داشتند از مالی بخواهید.
+hooman.parsa تأیید حسابرس خودمان هم با همین فایل انجام می‌شود، پس برای مشتری هم کافی است.
? What exactly does the customer see while a release waits for the second signature?
I am writing the help text.
! "Waiting for the second signature", the name of the role (never the person) and the time at which the request expires, 72 hours. They
can withdraw it until then.
+ Please write "expires on Monday 10:30", not "in 72 hours". People cannot count backwards.

= key-custody | مدیریت کلید و HSM | Key custody and HSM | product-architecture
fa: مدیریت کلید، اچ‌اس‌ام، چرخش کلید، مراسم کلید، کلید اصلی، امضای آستانه‌ای، پشتیبان کلید
en: HSM, key management, key ceremony, key rotation, master key, threshold signature, custody
who: sara.mohammadi 0.95

? چرخش کلید بعدی HSM چه روزی است؟
{customer} برنامهٔ انتقال بزرگ دارد و نمی‌خواهد وسط چرخش بیفتد.
! {coming} ساعت ۶ صبح، حدود ۲۵ دقیقه. انتقال‌های ثبت‌شده از ۵:۳۰ در صف می‌مانند و بعد خودشان می‌روند؛ چیزی رد نمی‌شود. تقویم چرخش تا
پایان سال را در صفحهٔ معماری امانت سنجاق کرده‌ام.
+ در تقویم مشترک هم گذاشتم که راه‌اندازی‌ها با آن برخورد نکند.
& کی HSM در دسترس نیست؟ // برای هماهنگی با انتقال شبانهٔ مشتری می‌پرسم.
? خطای HSM-0x83 هنگام امضا
سه درخواست از {count} تا با این خطا برگشت، بقیه خوب بود.
! 0x83 یعنی نشست با دستگاه دوم تمام شده و اتصال دوباره برقرار نشده. اندازهٔ استخر نشست از ۱۶ به ۱۲ کم شده بود (به‌روزرسانی میان‌افزار).
برگرداندم به ۱۶ و هشدار گذاشتم. درخواست‌های ناموفق خودشان دوباره امضا شدند.
~ تأیید، صف خالی است.
? Who has to be present at a key ceremony?
The auditor of Mehregan Bank wants to send an observer.
! Three custodians out of five, one witness from compliance, one operator who touches the device and nobody else near it. Observers are
welcome behind the line, phones outside. Send me the name and ID number five working days before, and please tell them it takes two
hours of mostly waiting.
+faranak.dadgar Compliance sends the witness, please book me a week ahead.
? اگر هر دو دستگاه HSM بسوزد، چه داریم؟
برای پرسش‌نامهٔ امنیتی مناقصه باید بنویسم.
! کلید اصلی با روش سه از پنج تقسیم شده و سهم‌ها در پنج گاوصندوق در سه شهر است. تمرین بازیابی را هر شش ماه انجام می‌دهیم؛ آخرینش ۳ ساعت و
۱۰ دقیقه طول کشید. جملهٔ آمادهٔ رسمی‌اش در پوشهٔ مناقصه‌هاست، بیشتر از آن ننویسید.
+siavash.golpayegani برای آن بخش، فقط همان جملهٔ رسمی را بگذاریم لطفاً.
? Can the customer bring their own key (BYOK) for escrow?
! For encryption of documents yes, for signing transfers no: our signing keys must be born inside the device. If the real need is
"nobody at Rayan Payam can move it alone", then 2-of-3 with their own hardware token is the answer, and it is already in the product.
+farid.kazemi I tell partners: your key opens your documents, ours never leaves the box.
? طول کلید و الگوریتم امضای ما چیست؟
مشتری فرم دارد و فقط یک خط جا گذاشته.
! امضای انتقال‌ها Ed25519، رمز اسناد AES-256-GCM، ریشهٔ اعتماد RSA-4096. ماژول در سطح ۳ استاندارد FIPS 140-2 است. در همان یک خط:
«Ed25519، ماژول سطح ۳».
? دسترسی سارا اگر مرخصی باشد؟
همهٔ پرسش‌های HSM به یک نفر می‌رسد. هفتهٔ {week} چه کنیم؟
+arash.mahdavi درست است، فعلاً نازنین چرخش را بلد است ولی مراسم کلید را نه. باید یک جانشین بسازیم.
+babak.tehrani از طرف ریسک هم ثبتش کردیم: تک‌نفره بودن این دانش.
? کلید محیط آزمایشی در مخزن کد پیدا شده، خطرناک است؟
پویشگر امنیتی برای پروژهٔ امانت هشدار داده.
! آن کلید فقط در شبیه‌ساز معنا دارد و هیچ دستگاه واقعی نمی‌شناسدش، ولی باز هم جایش آنجا نیست. با کلیدی که هنگام آزمون ساخته می‌شود عوضش
کردم و تاریخچه را هم گزارش دادم. هشدار را با دلیل «شبیه‌ساز» ببندید.

= digital-assets | دارایی دیجیتال | Digital assets | product-assets
fa: دارایی دیجیتال، رمزدارایی، توکن طلا، نگهداری دارایی، صندوق توکنی، قیمت‌گذاری دارایی، کارمزد شبکه
en: digital asset, crypto-asset, tokenised gold, asset custody, token fund, pricing feed, network fee
who: pouya.karimi 0.9, milad.sattari 0.5, farid.kazemi 0.4, nazanin.paknejad 0.35

? قیمت توکن طلا در اپلیکیشن با بازار {percent} دقیقه اختلاف دارد
کاربران {customer} اعتراض کرده‌اند که خریدشان با قیمت قدیمی بسته شده است.
! خوراک قیمت هر ۶۰ ثانیه می‌آید و اگر دو منبع بیش از ۰٫۸ درصد اختلاف داشته باشند معامله متوقف می‌شود. امروز منبع دوم کند بود و آخرین
قیمت را نگه داشتیم. معاملات آن بازه را با قیمت درست بازمحاسبه می‌کنیم و تفاوت، اگر به ضرر مشتری باشد، برمی‌گردد.
+ فهرست {count} معامله را امروز عصر می‌فرستم.
+ لطفاً متن پیام به مشتری را پیش از پخش ببینم، «قیمت قدیمی» کلمهٔ خوبی نیست.
? کدام دارایی‌ها را می‌توانیم برای مشتری شرکتی نگه داریم؟
فروش به {customer} قول «هر نوع دارایی» داده، می‌ترسم درست نباشد.
! فقط سه دسته: توکن طلا، واحد صندوق توکنی و اوراق اعتباری توکن‌شده. رمزارزهای عمومی در مجوز ما نیست. لطفاً جملهٔ اصلاحی زود برود؛ متن
پیشنهادی: «دارایی‌های دارای مجوز نگهداری، طبق پیوست ۲».
~ فرستادیم و خوشبختانه کنار آمدند.
& می‌شود رمزارز مشتری را امانت نگه داشت؟ // مشتری از نمایشگاه برگشته و اصرار دارد.
? How are network fees shown on the statement?
Finance at {customer} asks why the fee differs from day to day.
! As a separate line, at the cost of the batch divided by the number of transfers in it, so it does vary. We batch every 30 minutes. If
they prefer a fixed price, there is a plan with a flat 40,000 rials per transfer, which is better for anyone below {count} transfers a
month.
+ Two customers moved to the flat plan last month and stopped asking.
? ارزش دارایی‌ها در گزارش پایان ماه با چه قیمتی حساب می‌شود؟
! میانگین سه منبع در ساعت ۱۷ آخرین روز کاری ماه. اگر مشتری قیمت بستن بازار را می‌خواهد، در تنظیمات گزارش «قیمت پایانی» را انتخاب کند؛ از
دورهٔ بعد اعمال می‌شود و دوره‌های بسته‌شده عوض نمی‌شود.
? انتقال توکن طلا به ورثه بدون فروش ممکن است؟
! بله، «انتقال بی‌معامله» دارد و مالیات فروش نمی‌خورد. گواهی وراثت و کیف فعال برای هر وارث لازم است. کسری‌های زیر یک صدم گرم به
بزرگ‌ترین سهم می‌رسد؛ این را حتماً پیش از امضا به خانواده بگویید.
+ ما یک بار نگفتیم و دو هفته درگیر شدیم.
? Is the token fund's API rate-limited per customer or per key?
We get 429 at about 50 calls a second during rebalancing.
! Per customer, 40 a second with a burst of 80. Rebalancing should use the bulk endpoint, 500 orders in one call. The client library
does that from 2.3 on; yours still loops.
~ Upgraded, the whole run takes 12 seconds now.
+ Note that the sandbox has no limit, which is how this goes unnoticed.
? مشتری دارایی را به نشانی اشتباه فرستاده، برمی‌گردد؟
! اگر نشانی درون سامانهٔ ماست بله، با رضایت گیرنده در «درخواست بازگردانی». اگر بیرون است نه، و نباید امید بدهیم. از این به بعد «فهرست
نشانی‌های مجاز» را برایشان روشن کنید که نشانی تازه ۲۴ ساعت دیرتر فعال شود.
? برای ارائه به شرکا، تفاوت «نگهداری» و «کیف پول» را چطور ساده بگویم؟
شرکای پیشگامان مدام این دو را یکی می‌گیرند.
!farid.kazemi من می‌گویم: کیف پول جیب است، نگهداری گاوصندوق. از جیب با یک امضا خرج می‌کنی، گاوصندوق دو کلید دارد و دفتر ثبت. سه اسلاید
هم دارم که با همین شروع می‌شود.
+ و برای مالی‌ها: کیف پول جاری است، نگهداری سپرده.
"""
