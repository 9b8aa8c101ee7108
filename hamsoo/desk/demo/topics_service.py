"""Written talk about complaints, telephony, service levels, pricing, tenders and the customer list."""

TEXT = """
= complaints | شکایت و لحن پاسخ | Complaints and tone | service-care
fa: شکایت، مشتری ناراضی، لحن پاسخ، پوزش، متن آماده، دلجویی، پاسخ واحد، هم‌صدایی
en: complaint, angry customer, tone of voice, apology, reply template, goodwill, one voice
who: leila.farhadi 0.9, niloofar.sharifi 0.75, nastaran.golzar 0.5, kimia.shafiei 0.4

? به دو قول ناسازگار چه پاسخی بدهیم؟
یک همکار لغو را تأیید کرده و دیگری تمدید را قول داده.
!leila.farhadi اول یک پاسخ واحد را در درون ببندید، سپس با نام هر دو واحد بنویسید. جملهٔ اول پوزش، جملهٔ دوم تصمیم، جملهٔ سوم زمان.
نگویید «سوءتفاهم شده»؛ مشتری درست فهمیده بود، ما دو چیز گفتیم.
~ فرستادیم و مشتری جواب داد «همین را می‌خواستم».
+ در گزارش ماه، پرونده‌های «یک پاسخ واحد» ۰٫۹ امتیاز بهتر بودند.
& مشتری از دو واحد دو جواب مختلف شنیده، چطور جمعش کنیم؟
? مشتری فریاد می‌زند و فحش می‌دهد، تا کجا تحمل کنیم؟
! یک بار هشدار محترمانه: «می‌خواهم کمک کنم و با این لحن نمی‌توانم.» بار دوم تماس را با اعلام قبلی تمام کنید و به سرپرست بگویید. هیچ
همکاری به‌خاطر قطع تماس توهین‌آمیز توبیخ نمی‌شود.
+ و بعدش ده دقیقه از میز بلند شوید، جدی می‌گویم.
? How much may I offer as goodwill without asking?
! Up to 20 million rials per case, or one month free for small customers, both with a one-line reason. Above that, your lead. It is
better used early: 5 million on day one does more than 50 on day ten.
+ Used it three times this week. The small, early one is magic.
? «متأسفیم» یا «پوزش می‌خواهیم»؟
در متن‌های آماده هر دو هست.
! «پوزش می‌خواهیم» وقتی تقصیر ماست، «متأسفیم» وقتی اتفاقی افتاده که تقصیر ما نیست. هر دو فقط یک بار در پیام. بعد از آن کار بیاید، نه
احساس.
+ در راهنمای لحن، صفحهٔ ۶، با چهار مثال.
? شکایت در شبکهٔ اجتماعی را چه کسی جواب می‌دهد؟
! بازاریابی پاسخ اول را در ۳۰ دقیقه می‌دهد (فقط دعوت به پیام خصوصی)، میز خدمت ادامه می‌دهد. شمارهٔ پرونده را عمومی ننویسید. شب‌ها نوبت
شبانه فقط ثبت می‌کند.
? Customer wants to speak to the CEO
!nastaran.golzar Offer Leila or Elham within two hours, by name. In nine of ten cases the person wants someone who can decide. If they
insist, the executive office returns calls on the same day, but send the one-page history first.
? چطور بگوییم «نمی‌دانیم کی درست می‌شود»؟
! بگویید کی دوباره خبر می‌دهید، و سر همان ساعت خبر بدهید حتی اگر چیزی تازه نیست. «ساعت ۱۴ دوباره می‌نویسم» بهتر از «به‌زودی» است. واژهٔ
«به‌زودی» را از متن‌ها حذف کردیم.
~ این را روی مانیتورم چسباندم.
+ قول «ساعت ۱۴ می‌نویسم» را تعهد بسازید تا یادتان بیاندازد، حافظه خیانت می‌کند.
? پاسخ کتبی به شکایت چند صفحه باشد؟
! نیم صفحه. چه شد، چه کردیم، چه عوض می‌شود، به چه کسی زنگ بزنند. هر چیز دیگری برای دل خودمان است نه مشتری.
? The customer is right and our policy is wrong. What now?
! Solve it for this customer today, within your goodwill amount, and send the case to the voice-of-customer list with the words "policy
is wrong". Two policies were changed this year because of exactly such notes.

= telephony | تلفن و مرکز تماس | Telephony and contact centre | service-care
fa: مرکز تماس، تلفن گویا، صف تماس، ضبط مکالمه، داخلی، انتقال تماس، سیپ
en: contact centre, IVR, call queue, call recording, SIP, softphone, call transfer, ACD
who: ramin.ghasemi 0.95

? صدای طرف مقابل قطع و وصل می‌شود
فقط دورکارها، از {past}.
! تلفن نرم‌افزاری روی وای‌فای ۲٫۴ افتاده. در تنظیمات کدک را از G.711 به Opus تغییر دهید و اگر شد کابل بزنید. نمودار تماس‌ها نشان می‌دهد
افت بسته از ۷ درصد به زیر یک می‌رسد.
~ با Opus خیلی بهتر شد.
& تماس‌های دورکارها کیفیت بدی دارد
? پیام تلفن گویا را برای تعطیلی {coming} چه کسی عوض می‌کند؟
! متن را تا دو روز قبل بفرستید، ضبط با صدای استاندارد یک ساعت طول می‌کشد. زمان‌بندی هم می‌شود که خودش شروع و تمام شود. پارسال دستی بود و
پیام نوروز تا پانزدهم ماند!
? Transfer to another office drops the call
Tehran to Mashhad, about one in {few}.
! The Mashhad trunk allowed four parallel calls and is full at ten in the morning. I raised it to twelve. Use attended transfer
meanwhile: talk first, then press; a blind one fails silently.
? ضبط یک تماس خاص را کجا گوش کنم؟
! در پرونده، برگهٔ تماس، نماد موج. اگر نیست شمارهٔ تماس‌گیرنده مخفی بوده؛ با ساعت دقیق بفرستید پیدا می‌کنم. دانلود بسته است، فقط پخش.
? اولویت مشتری‌های راهبردی در صف
سپهر می‌گوید ۶ دقیقه پشت خط مانده است.
! با شماره شناخته می‌شوند و جلو می‌افتند، ولی از خط موبایل شخصی زنگ زده‌اند. شماره‌های شخصی مدیرانشان را در مشتری ثبت کنید (با
اجازه‌شان)، از تماس بعدی کار می‌کند.
? Can we see a caller's open cases before we pick up?
! Yes, the softphone opens the customer page on ring since version {version}. If you see an empty page, the pop-up is blocked in the
browser. Night shift has it switched off on purpose because of the small screens.
? هنگام بحران ظرفیت خطوط چقدر است؟
! ۶۰ تماس هم‌زمان، از ۴۵ به بعد پیشنهاد «با شما تماس می‌گیریم» فعال می‌شود. روز قطعی درگاه کیمیا ۵۸ تا شد. اپراتور دوم هم به‌عنوان
پشتیبان هست ولی بدون ضبط.
? رامین در سفر است و صف شبانه بی‌صداست
+setareh.noori فعلاً همه را به موبایل شیفت هدایت کردیم. راهنمای تلفن گویا را کسی جز خودش ندارد.
+mohsen.lotfi لطفاً رمز مدیریتش هم در گاوصندوق باشد، امشب گیر کردیم.

= sla | سطح خدمت و ساعت‌ها | Service levels and clocks | service-desk
fa: سطح خدمت، ساعت پاسخ، مهلت، اس‌ال‌ای، توقف ساعت، نقض سطح خدمت، اولویت پرونده
en: SLA, service level, response time, deadline, clock, breach, priority, escalation
who: hamed.bagheri 0.9, setareh.noori 0.55, vahid.karami 0.4, nastaran.golzar 0.35

? ساعت پرونده در آخر هفته می‌ایستد؟
پروندهٔ {case} چهارشنبه عصر آمده و شنبه صبح «دیر» شده است.
! برای اولویت ۲ و ۳ بله، برای اولویت ۱ نه. این پرونده اولویت ۱ خورده چون مشتری در فرم «قطع کامل» را زده. اگر واقعاً قطع نیست، اولویت را
با دلیل عوض کنید؛ ساعت از نو حساب می‌شود.
+ فرم مشتری را هم روشن‌تر کردیم: «قطع کامل یعنی هیچ کاربری نمی‌تواند وارد شود».
& چرا پرونده‌ای که پنجشنبه کسی ندیده نقض شده؟
? کی «در انتظار مشتری» بزنیم؟
! فقط وقتی پرسش مشخصی فرستاده‌اید که بی جوابش کار جلو نمی‌رود. بعد از سه روز کاری یادآوری و بعد از ده روز بستن با امکان بازگشایی. اگر
خودتان هم کاری دارید که می‌شود کرد، ساعت نایستد.
+ هر هفته ده مورد را تصادفی نگاه می‌کنیم، بی‌تعارف.
? Which clock does the customer see in the portal?
! The promised one: next news by. Not our internal ones. If you change the promise, they get a message, so change it once and
truthfully, not three times a day.
+ Customers told us in the survey that they prefer a later but true time.
? دست‌به‌دست به مالی ساعت ما را نگه می‌دارد؟
! ساعت مشتری نه، ساعت تیم شما بله. هر دست‌به‌دست مهلت خودش را دارد (مالی ۳۰ دقیقه برای پذیرش). ولی در برابر مشتری تا آخر شما صاحب
پرونده‌اید.
~ پس «فرستادم مالی» عذر نیست، فهمیدم.
? نقض سطح خدمت جریمهٔ پولی دارد؟
! در قراردادهای راهبردی بله: ۲ درصد ماهانه به ازای هر نقض اولویت ۱، سقف ۱۰. گزارشش پنجم هر ماه خودکار برای مدیر حساب می‌رود. استثناها
باید همان روز ثبت شده باشد.
+ گزارش پنجم ماه را پیش از مشتری ببینید، دو بار استثنا ثبت نشده بود.
? First response under ten minutes, is an automatic reply enough?
! No. It has to be a person who has read the case. We tried automatic replies in spring, the numbers looked wonderful and satisfaction
fell by 0.3.
? اولویت پیش‌فرض شکایت چند است؟
! دو، و با واژه‌های «هیئت‌مدیره»، «رسانه» یا «لغو» پیشنهاد یک می‌دهد. تصمیم با انسان است.
? می‌شود برای یک مشتری ساعت کاری جدا گذاشت؟
بهراد شب‌ها تا ۲۳ باز است.
! بله، تقویم مشتری؛ الان ۸ تا ۲۳ هر روز برایش هست ولی فقط برای درگاه. برای بقیه همان ۸ تا ۱۷. تغییرش قرارداد می‌خواهد چون شیفت لازم دارد.
? Does a phone call stop the first-response clock?
! Yes, if it is logged within 15 minutes with what was promised. A call nobody wrote down did not happen, I am afraid.

= pricing | قیمت و تخفیف | Pricing and discounts | sales
fa: قیمت، تخفیف، فهرست قیمت، حاشیهٔ سود، پیشنهاد مالی، مدل قیمت‌گذاری، کف قیمت
en: pricing, discount, price list, margin, quote, floor price, usage-based pricing
who: kamran.azadi 0.75, shabnam.taheri 0.8, bahareh.kiani 0.5, peyman.zandi 0.3

? کف قیمت بستهٔ درگاه و کیف برای شرکت متوسط چند است؟
{customer} حدود {count} هزار تراکنش در ماه دارد.
! برای آن حجم ۱۲۰ میلیون ریال ماهانه به‌علاوهٔ کارمزد پلکانی. کف یعنی کف: پایین‌تر از آن باید حاشیه را با محاسبه‌گر نشان دهید. اگر کیف
را سال اول رایگان بدهید، معمولاً لازم نمی‌شود.
+ محاسبه‌گر را با حجم شش ماه بعد هم بزنید، مشتری رشد می‌کند و کف عوض می‌شود.
& حداقل قیمت پیشنهادی برای مشتری متوسط
? تخفیف پیش‌پرداخت سالانه هنوز ۶ درصد است؟
! از {month} شده ۹ درصد، چون هزینهٔ پول بالا رفته. فقط برای پرداخت تا ده روز پس از امضا. در پیش‌فاکتور تاریخ را بنویسید.
? Competitor offers the gateway for free, what do we answer?
! Free at 0.6% per transaction, ours costs 0.35% plus a base fee. The break-even is about 1,900 transactions a month; above that we are
cheaper. Show the customer the calculator with their own numbers, do not argue about the word free.
+ Also ask what their settlement time is. It was two days later than ours.
+ With Behrad the calculator closed the deal in ten minutes.
? چه کسی تخفیف بالای ۱۲ درصد را تأیید می‌کند؟
! معاون فروش، با یک صفحه: چرا، در برابر چه، تا کی. «چون مشتری خواست» رد می‌شود. میانگین زمان تأیید ۴ ساعت است.
? قیمت ماژول امانت در پیشنهاد جدا بیاید؟
! بله همیشه جدا، چون مالیات و دورهٔ تعهدش فرق دارد. اگر ادغام شود، در تمدید نمی‌توانید تعدیلش کنید.
~ قالب پیشنهاد را عوض کردم.
? May I quote in toman?
! Talk in toman if the customer does, write in rial, always. A lost zero cost us a whole quarter's margin once, everybody who was here
remembers.
? مشتری دو ساله می‌خواهد ولی با حق خروج
! حق خروج سال دوم با جریمهٔ ۲۰ درصد ماندهٔ سال. تخفیف دوساله را نصف می‌کند. دو گزینه را کنار هم بدهید، بیشترشان گزینهٔ بدون خروج را
برمی‌دارند.
+ جدول دو گزینه‌ای آماده در قالب پیشنهاد هست، صفحهٔ ۴.
? قیمت برای خیریه‌ها داریم؟
! ۵۰ درصد بستهٔ پایه و کارمزد به بهای تمام‌شده. مجوز فعالیت لازم است. سه خیریه الان مشتری‌اند و راضی؛ تبلیغش را نمی‌کنیم.
? How do we price a pilot for three months?
! Never free: 40% of the list price, creditable on signature. Free pilots convert at 22%, paid ones at 67% in our data.

= tenders | مناقصه | Tenders | sales-corporate
fa: مناقصه، اسناد مناقصه، ضمانت‌نامهٔ شرکت در مناقصه، پاکت فنی، پاکت مالی، ارزیابی کیفی
en: tender, RFP, bid bond, technical envelope, financial envelope, qualification, procurement
who: siavash.golpayegani 0.95

? مهلت مناقصهٔ بانک مهرگان تمدید شد؟
! بله تا {coming} ساعت ۱۴، در سامانهٔ ستاد. پرسش‌های ما تا سه روز پیش از آن پذیرفته می‌شود. پاکت فنی آماده است، منتظر نامهٔ بیمهٔ
مسئولیتم.
? ضمانت‌نامهٔ شرکت در مناقصه چند روز طول می‌کشد؟
{amount} میلیارد ریال برای پتروشیمی پارسان.
! با خط اعتباری‌مان دو روز کاری، بدون آن ده روز. متن را دقیقاً از پیوست اسناد بردارید؛ یک واژه عوض شود رد می‌کنند. تاریخ اعتبار را یک
هفته بیشتر بگیرید.
~ بانک امروز داد.
& ضمانت‌نامه را چند روز زودتر درخواست بدهیم؟
? They ask for three references with the same scope. Which may we use?
! Sepehr (escrow, 2 years), Arman (direct debit, {count} thousand instalments a year) and Aftab (health claims). All three signed clause
11-4. Call them before you list them, they like to know who will ring.
+ Sepehr asks not to be called before the renewal is signed, please use Saba instead until then.
? ارزیابی کیفی رد شده به‌خاطر گواهی منقضی
! گواهی رتبه‌بندی {past} تمام شده و تمدیدش ثبت شده بود ولی چاپ نشده. اعتراض رسمی تا سه روز ممکن است؛ رسید تمدید را پیوست کردم. معمولاً
می‌پذیرند.
+ یادآوری تمدیدها را در تقویم مشترک گذاشتم.
? پاکت مالی چه کسی امضا می‌کند؟
! دو امضای مجاز با مهر، هر صفحه. هفتهٔ {week} آقای وکیلی سفر است، پس زودتر هماهنگ کنید. امضای اسکن‌شده یعنی حذف.
? Is it worth bidding if only price counts?
! We won 1 of 9 such tenders and lost money on it. If quality weighs less than 30%, I propose not to bid and to write them a friendly
letter. Two of those came back the year after with another form.
? پاسخ بند «سابقهٔ قطع سرویس» را چه بنویسیم؟
! راستش را: دسترس‌پذیری ۹۹٫۹۳ درصد با دو رخداد بیش از یک ساعت. پنهان کنیم در مصاحبه درمی‌آید. بازخوانی رخداد را هم پیوست کنید، امتیاز
می‌آورد.
? چه کسی به‌جای سیاوش در بازگشایی پاکت‌ها حاضر شود؟
+roya.moemeni نمایندگی رسمی فقط به نام اوست؛ باید معرفی‌نامهٔ دوم بگیریم.

= crm | پروندهٔ مشتری در CRM | Customer records in CRM | sales
fa: سی‌آر‌ام، رکورد مشتری، رکورد تکراری، مالک حساب، فرصت فروش، ادغام رکورد
en: CRM, customer record, duplicate, account owner, opportunity, merge, pipeline stage
who: shabnam.taheri 0.85, kiarash.fathi 0.4, roya.moemeni 0.35

? سه رکورد برای بیمهٔ سپهر داریم، کدام درست است؟
! هر سه، از سه سامانه: CRM، مالی و پشتیبانی. ادغام نکنید، «پیوند» بزنید تا نمای واحد ساخته شود و اگر اشتباه بود برگردد. شناسهٔ ملی هر سه
یکی است، من پیوند زدم. رکورد چهارم (شریک) هنوز فقط ۷۱ درصد است.
+ پیوند زدن به این سادگی را تازه یاد گرفتم. شش رکورد {customer} هم یکی شد.
& رکورد تکراری مشتری را پاک کنم یا نه؟
? مالک حساب را هنگام مرخصی چطور جابه‌جا کنیم؟
! جابه‌جا نکنید، «جانشین تا تاریخ» بگذارید. تعهدها و یادآوری‌ها به جانشین می‌رود و خودش برمی‌گردد. اگر مالک عوض شود، کارمزد هم می‌رود و
بعد دعوا می‌شود.
? Opportunity stage 'verbal yes', is it worth anything?
! Historically 64% of those were signed, median 31 days later. Finance counts them at 50%. If it is older than 60 days, move it back,
that is not an insult.
+ I would look at who said yes: 80% if it was the finance manager.
? یادداشت تماس چقدر باید مفصل باشد؟
! سه خط: چه خواست، چه قول دادیم، کی خبر می‌دهیم. اگر قولی هست، «تعهد» بسازید نه یادداشت؛ یادداشت را کسی یادآوری نمی‌کند.
~ قول‌ها را جدا کردم، خیلی مرتب شد.
? وارد کردن فهرست نمایشگاه با {count} نام
! قالب ورود را بگیرید، ستون رضایت و منبع اجباری است. اول «بررسی تکراری» بزنید؛ معمولاً یک‌سوم را از قبل داریم. نام شرکت را بدون «شرکت» و
«سهامی خاص» بنویسید.
+ نمایشگاه پارسال ۴۰ درصد تکراری بود، واقعاً اول بررسی کنید.
? Who may see the margin field?
! Account owner, their manager, finance. Not service, and not by accident either: exports drop the column. If you need it for a renewal
talk, ask the owner.
? مشتری نامش عوض شده، تاریخچه از دست می‌رود؟
! نه، نام قبلی به‌عنوان «نام دیگر» می‌ماند و جست‌وجو با هر دو پیدا می‌کند. فقط رکورد نو نسازید.
? What is the source 'PTN-legacy' on some records?
! The import of the old partner list in 2023. The phone numbers there are often the partner's own, so verify before you call the customer.
"""
