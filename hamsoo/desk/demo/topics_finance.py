"""Written talk about invoices, receivables, tax, contracts and commissions."""

TEXT = """
= invoicing | صورت‌حساب | Invoicing | finance-receivables
fa: صورت‌حساب، فاکتور، پیش‌فاکتور، اصلاح صورت‌حساب، دورهٔ صورت‌حساب، مغایرت صورت‌حساب
en: invoice, billing, pro forma, credit note, billing period, invoice mismatch
who: sohrab.javan 0.85, mina.salehi 0.7, zahra.mokhtari 0.4

? مغایرت صورت‌حساب {month} گروه آرمان
سه پذیرنده دارند ولی فاکتور چهار تاست.
! پذیرندهٔ چهارم {past} بسته شده و تا همان روز محاسبه شده، {few} روز. فاکتور درست است ولی توضیح ندارد. صورت‌حساب تفصیلی را فرستادم، ستون
«تا تاریخ» را نشانشان بدهید.
~ پذیرفتند.
+ در صورت‌حساب بعدی ستون «تا تاریخ» پیش‌فرض روشن است، دیگر پرسیده نمی‌شود.
& چرا فاکتور یک پذیرندهٔ بسته‌شده هنوز می‌آید؟
? مشتری فاکتور را با شناسهٔ ملی قدیم می‌خواهد
{customer} ادغام شده و حسابدارش می‌گوید تا پایان سال همان.
! نمی‌شود؛ از تاریخ آگهی ادغام فقط شناسهٔ تازه معتبر است و سامانهٔ مؤدیان رد می‌کند. نامه‌ای با ارجاع به آگهی دارم که حسابدارها معمولاً
با آن قانع می‌شوند، برایتان گذاشتم.
? How do I correct an invoice that was already sent to the tax system?
! Never edit. Issue a correcting invoice that refers to the first one; it replaces the whole invoice, not the difference. If more than
one period is wrong, one correction per period. Cancel only if the sale did not happen at all.
+ The new buyer field must be identical to the first invoice, even a typo blocks the correction.
? پیش‌فاکتور به ارز ممکن است؟
شعبهٔ عراق مشتری دلار می‌خواهد.
! پیش‌فاکتور اطلاعاتی بله، با نرخ روز و عبارت «مبنای پرداخت ریال است». صورت‌حساب رسمی فقط ریالی. برای فاکتور ارزی رسمی هنوز روال نداریم.
? تاریخ صدور را می‌شود به ماه قبل برد؟
خرید {customer} بودجهٔ ماه قبل را باید ببندد.
! صدور نه، ولی «دورهٔ خدمت» در متن ماه قبل است و بیشتر واحدهای مالی همان را قبول می‌کنند. تعهد کتبی هم می‌توانیم بدهیم که خدمت در آن ماه
انجام شده.
+ با همین نامه برای دو مشتری دیگر حل شد.
? Usage on the invoice is higher than in the customer's portal
API calls: {count} thousand against a lower number in the portal.
! The portal counts successful calls, the invoice all calls except our own errors. It says so in annex 1, in small letters. I asked
product to show both. For this month I can credit the 4xx calls once as goodwill, if the account manager agrees.
+amir.rezaei As the account manager: agreed, once, and I will tell them it is once.
? فاکتور به دو نشانی ایمیل برود
! در «طرف‌های صورت‌حساب» تا پنج نشانی بگذارید؛ اولی گیرنده و بقیه رونوشت. نشانی عمومی مثل invoices@ بهتر از نام آدم‌هاست چون آدم‌ها
جابه‌جا می‌شوند.
? مبلغ فاکتور با قرارداد {percent} درصد اختلاف دارد
! تعدیل سالانه از ابتدای دوره اعمال شده، بند ۵ قرارداد. اگر مشتری الحاقیهٔ «بدون تعدیل» دارد، شماره‌اش را بدهید تا برگردانم؛ در پوشه
پیدا نکردم.
~ الحاقیه پیش مدیر حساب مانده بود، فرستادم.
? Can the invoice carry the customer's own purchase order number?
! Field "buyer reference", 40 characters, printed at the top and sent to the tax system as a note. Banks refuse to pay without it, so it
is mandatory for them since {month}.

= receivables | وصول مطالبات | Receivables | finance-receivables
fa: وصول، مطالبات، بدهی معوق، دیرکرد، یادآوری پرداخت، قرار پرداخت، چک برگشتی
en: receivables, collection, overdue, dunning, payment plan, bad debt, days sales outstanding
who: negar.ahmadi 0.9, zahra.mokhtari 0.8, sohrab.javan 0.3

? یادآوری بدهی برای مشتری با پروندهٔ باز برود یا نه؟
سپهر {amount} میلیارد دیرکرد دارد و همین حالا شاکی است.
!negar.ahmadi تا پرونده باز است نه. «توقف یادآوری» را با شمارهٔ پرونده بزنید، خودش با بستن پرونده برمی‌گردد. فرستادن یادآوری وسط شکایت،
هم شکایت را بدتر می‌کند و هم وصول را عقب می‌اندازد.
+ عدد داریم: وصول بعد از حل پرونده ۶ روز زودتر از یادآوری وسط دعواست.
+leila.farhadi و در پرونده بنویسید که یادآوری متوقف است، تا خدمات هم بداند.
& مشتری ناراضی است و بدهی هم دارد، یادآوری بفرستیم؟
? مشتری می‌خواهد بدهی را سه قسط کند
{customer}، {small} میلیون ریال.
! تا سه قسط و ۹۰ روز را من تأیید می‌کنم، بدون جریمه اگر قسط اول همین هفته بیاید. در سامانه «قرار پرداخت» بسازید نه یادداشت، چون یادآوری
و گزارش از آن می‌خواند.
+ قسط اول نشانه است: هر کس قسط اول را داد، تا امروز بقیه را هم داده.
? What is our rule for stopping a service because of unpaid invoices?
! Day 30 a call, day 45 a letter signed by the CFO, day 60 read-only, day 90 stop. Strategic customers never automatically. Claims
payments to insured people are never stopped, whatever the insurer owes.
? چک {customer} برگشت خورده
{small} میلیون ریال، بابت دو فاکتور.
! اول زنگ، هشتاد درصدش جابه‌جایی موجودی است. تا سه روز اقدام نکنید. اگر جواب نداد، گواهی عدم پرداخت می‌گیریم ولی با هماهنگی فروش. در
سامانه وضعیت فاکتورها را «در راه» نگه دارید، نه «پرداخت‌شده».
~ زنگ زدم، فردا واریز می‌کنند.
+armin.sohrabi تجربهٔ فروش: اگر مدیر حساب زنگ بزند نه مالی، رابطه سالم می‌ماند.
? پرداخت آمده ولی معلوم نیست بابت کدام فاکتور
! قاعده: قدیمی‌ترین فاکتور بی‌اختلاف. اگر مبلغ دقیقاً برابر یکی است، همان. بعد حتماً ایمیل تخصیص را بفرستید، سکوت ما بعداً دعوا می‌شود.
? Average days to payment for banks vs insurers?
For the pricing of a new bank contract.
! Last twelve months, median: banks 21 days, insurers 47, industry 38. Insurers pay in two waves after their own quarter. I would not
give a discount for 30-day payment to a bank, they do it anyway.
? بدهی سوخت‌شده را کی از حساب خارج می‌کنیم؟
! بعد از ۳۶۰ روز و دو تلاش مستند، با مصوبهٔ کمیتهٔ ماهانه. خارج کردن از حساب به معنی گذشت نیست، پیگیری حقوقی ادامه دارد. این سال {few}
مورد بیشتر نبوده.
? جریمهٔ دیرکرد را می‌شود بخشید؟
مشتری اصل را همین امروز می‌دهد اگر جریمه نباشد.
! تا ۵۰ میلیون ریال سرپرست وصول، بیشتر معاون مالی. ببخشید ولی در فاکتور بیاورید و «تخفیف دیرکرد» بزنید، تا دفعهٔ بعد ببینند چه گذشتی شده.
+ و بخشش دوم برای همان مشتری نداریم.

= vat | مالیات و سامانهٔ مؤدیان | Tax and e-invoice system | finance-accounting
fa: مالیات ارزش افزوده، سامانهٔ مؤدیان، حافظهٔ مالیاتی، صورت‌حساب الکترونیکی، معافیت مالیاتی، اظهارنامه
en: VAT, tax system, electronic invoice, tax memory, exemption, tax return, withholding
who: masoud.keshavarz 0.95

? صورت‌حساب در سامانهٔ مؤدیان «در انتظار» مانده
چهار روز است و خریدار اعتبار مالیاتی‌اش را می‌خواهد.
! خریدار باید در کارپوشه تأیید کند، تا ۳۰ روز فرصت دارد و بعد خودکار تأیید می‌شود. اگر او هم نمی‌بیند، کد اقتصادی خریدار در فاکتور
اشتباه است؛ صورت‌حساب ابطالی بزنید و دوباره بفرستید.
& خریدار می‌گوید فاکتور در کارپوشه‌اش نیست
? خدمات کیف پول مشمول ارزش افزوده است؟
! کارمزد بله، ۱۰ درصد. خود جابه‌جایی پول نه. در فاکتور دو ردیف جدا بیاید؛ اگر یک ردیف شود ممیز روی کل مالیات می‌گیرد و دفاعش سخت است.
? Which invoices get type 2 instead of type 1?
! Type 2 is for buyers without an economic code, so final consumers. Everything to a company is type 1, with the buyer's code. Export
has its own pattern. If you are unsure, look at the buyer, not at the amount.
? خطای ۰۳۰۱۱ هنگام ارسال
! سریال حافظهٔ مالیاتی تکراری است. دو نفر هم‌زمان فرستاده‌اند. پنج دقیقه صبر و ارسال دوباره با «شمارهٔ بعدی». از این هفته فقط سرویس
مرکزی شماره می‌دهد که دیگر پیش نیاید.
~ بله، من و همکارم هم‌زمان زده بودیم.
? مالیات تکلیفی روی کارمزد شرکا کسر شود؟
! اشخاص حقیقی ۳ درصد، حقوقی نه. تا پایان ماه بعد باید پرداخت شود. فهرست کارمزدها را تا پنجم بدهید، دیرتر برسد جریمه‌اش با واحد شماست
(شوخی نیست).
? Does a credit for a service outage reduce VAT?
! Yes, if it is issued as a correcting invoice for the same period, no, if you give it as a discount on a future one. Same money,
different tax. Ask before you promise a form.
? آخرین مهلت اظهارنامهٔ فصل
! پانزدهم ماه پس از فصل. من از دهم دیگر فاکتور آن فصل را نمی‌پذیرم، چون پنج روز برای کنترل لازم است. یادآوری خودکار گذاشته‌ام.
? مسعود هفتهٔ پایان فصل نیست، چه کسی پرسش مالیاتی را جواب می‌دهد؟
+azadeh.behrouz از مشاور بیرونی می‌پرسیم، ولی فوری نیست و هزینه دارد.
+hooman.parsa پیشنهاد دارم راحله در دو اظهارنامهٔ بعدی کنارش بنشیند.

= contracts | قراردادها | Contracts | finance-compliance
fa: قرارداد، قرارداد تیپ ۳، بند فسخ، مهلت فسخ، الحاقیهٔ قرارداد، توافق سطح خدمت، محرمانگی
en: contract, type-3 contract, termination clause, exit window, NDA, amendment, liability cap
who: ladan.mirzaei 0.9, babak.tehrani 0.45, faranak.dadgar 0.35

?maryam.sadeghi مهلت فسخ در قرارداد تیپ ۳ از کی شمرده می‌شود؟
برای متن کمپین لازم دارم که اشتباه قول ندهیم.
!babak.tehrani از روز بهره‌برداری، نه از روز امضا. یعنی صورت‌جلسهٔ راه‌اندازی مبناست و اگر امضا نشده باشد، سی روز پس از نخستین تراکنش
واقعی. در متن کمپین فقط بنویسید «طبق قرارداد».
+ladan.mirzaei حقوقی هم تأیید می‌کند.
& مهلت انصراف مشتری تیپ ۳ از چه روزی شروع می‌شود؟
? مشتری سقف مسئولیت را نمی‌پذیرد
{customer} می‌گوید مسئولیت نامحدود برای نشت داده.
! نامحدود نمی‌دهیم. پلکان داریم: یک برابر، دو برابر و برای داده سه برابر ارزش سالانه. پله‌های ۲ و ۳ امضای معاون مالی می‌خواهد. بانک‌ها
معمولاً در پلهٔ ۲ می‌ایستند؛ بیمه‌نامهٔ مسئولیت سایبری ما تا ۵۰ میلیارد را پیوست کنید، کمک می‌کند.
~ در پلهٔ دو بستیم.
+ در مناقصه‌ها معمولاً متن سقف را از ما نمی‌پذیرند؛ آنجا از همان اول پلهٔ دو بدهیم.
? NDA in English for a foreign vendor, do we have one?
! Yes, mutual, two pages, governed by Iranian law with arbitration in Tehran. Some vendors insist on their own; then send it to me, I
answer in two days. Never sign "perpetual" for general information, three years is our norm.
? قرارداد امضاشده با نام قبلی شرکت معتبر است؟
! بله، تغییر نام شخصیت حقوقی را عوض نمی‌کند. آگهی را پیوست کنید و در نخستین الحاقیه نام تازه بیاید. فاکتور اما حتماً با نام تازه.
? جریمهٔ تأخیر راه‌اندازی از کی فعال می‌شود؟
راه‌اندازی {customer} دو هفته عقب است ولی مدارک را خودشان دیر دادند.
! روزشمار از «تکمیل مدارک» است. ایمیل‌های درخواست مدرک را در پرونده بگذارید، همان‌ها روزها را متوقف می‌کند. شفاهی حساب نیست؛ اگر شفاهی
بوده همین امروز یک ایمیل جمع‌بندی بفرستید.
+shirin.kazemian قالب ایمیل جمع‌بندی را ساخته‌ام: «مدارک باقی‌مانده تا امروز». هر چهارشنبه می‌رود.
? Can an account manager agree to a change by e-mail?
! Price and scope: no, amendment with two signatures. Dates and contact persons: yes. A friendly "of course, no problem" was once read
in court as consent, so write "I will come back with an amendment".
+ Guilty of "of course, no problem". I changed my signature template.
? امضای دیجیتال مشتری روی قرارداد پذیرفته می‌شود؟
! بله اگر گواهی از مرکز میانی مجاز باشد. تصویر امضا روی فایل، امضای دیجیتال نیست. ابزار بررسی در پورتال قراردادها یک علامت سبز نشان
می‌دهد.
? بند محرمانگی اجازهٔ استفاده از نام مشتری در سایت را می‌دهد؟
! پیش‌فرض نه. بند ۱۱-۴ را باید جدا تیک زده باشند. از فهرست ۴۲ مشتری، {few} نفر اجازه داده‌اند؛ فهرست را در پوشهٔ برند گذاشتم.
+ و حتی با اجازه، متن را پیش از انتشار نشانشان بدهید.
? Which language prevails in a bilingual contract?
! Persian, by clause 14, unless arbitration is abroad. So proofread the Persian version last, after every change in the English one, and
never the other way round.

= partner-commission | کارمزد شرکا | Partner commissions | partners-channel
fa: کارمزد شرکا، پورسانت، سهم شریک، ثبت فرصت شریک، پلکان کارمزد، تسویهٔ شریک
en: partner commission, referral fee, deal registration, commission tier, partner payout, resale margin
who: hossein.nouri 0.8, mojgan.vaziri 0.85, reza.shahbazi 0.4

? شریک می‌گوید کارمزد {month} کم محاسبه شده
پیشگامان، اختلاف {small} میلیون ریال.
! دو فروششان در پلکان قبلی ثبت شده چون «ثبت فرصت» سه روز بعد از امضا بوده. اگر ایمیلی دارند که پیش از امضا خبر داده‌اند، دستی جابه‌جا
می‌کنم. این بار داشتند؛ با کارمزد بعدی می‌آید.
+ پیشنهاد کردیم ثبت فرصت در خود پورتال یادآوری داشته باشد.
& محاسبهٔ پورسانت شریک با قرارداد نمی‌خواند
? دو شریک روی یک مشتری ادعا دارند
! ملاک ثبت فرصت است، اولی ۹۰ روز حق دارد. اگر در ۳۰ روز هیچ فعالیتی ثبت نکرده باشد، حقش می‌سوزد. پیش از اعلام، با هر دو تلفنی صحبت کنید،
نه ایمیل گروهی.
? When are commissions paid?
! On the 20th, for invoices the customer has paid by the end of the previous month. No payment by the customer, no commission. New
partners forget this, so please show them the calendar in the first meeting.
+ The calendar is also in the partner room now, on the first page.
? کارمزد تمدید هم پرداخت می‌شود؟
! بله، نصف نرخ سال اول، به شرط حضور در جلسهٔ تمدید یا یک تماس ثبت‌شده. برای تمدید خودکار بدون فعالیت، یک‌چهارم.
+ آزمون جلسه را سخت نگیرید، تماس تلفنی کافی است.
? Can a partner see the pipeline of its own deals?
! In the partner room, tab "deals", yes, with our stage names. They do not see margins or notes. If a deal is missing, it was registered
under the person's private mail address.
? شریک تازه از کدام پله شروع می‌کند؟
! پلهٔ نقره‌ای، ۸ درصد، شش ماه. با سه فروش یا ۱۰ میلیارد ریال به طلایی (۱۱ درصد). گواهی دورهٔ فنی شرط هر دو است.
~ پس آزمون فنی را هم برایشان رزرو می‌کنم.
? کارمزد مشتری‌ای که در ماه دوم لغو کرده برمی‌گردد؟
! بله، لغو زیر ۹۰ روز کامل، تا ۱۸۰ روز نصف. از واریز بعدی کم می‌شود، پول پس نمی‌گیریم.
? نمونهٔ پاسخ برای قطعی ناشی از شریک؟
مشتری ما را مقصر می‌داند ولی سرور شریک خوابیده بود.
! «سرویس شما امروز از {time} کار نکرد و ما مسئول پیگیری آن هستیم» و بعد زمان بعدی خبر. نام شریک را نیاورید. درون خودمان رخداد را با
برچسب شریک ثبت کنید تا در امتیاز فصلش بیاید.
"""
