"""Written talk about issuing, changing, renewing and pricing insurance policies."""

TEXT = """
= issuance | صدور بیمه‌نامه | Policy issuance | product-policies
fa: صدور، بیمه‌نامه، صدور گروهی، پیش‌نویس بیمه‌نامه، کد یکتا، شمارهٔ بیمه‌نامه، استعلام سنهاب
en: policy issuance, bulk issue, policy number, unique code, draft policy, quote to policy
who: shayan.moqaddam 0.9, arsalan.deljou 0.7, mahsa.heydari 0.45

? صدور گروهی {count} بیمه‌نامه در ردیف ۸۷ متوقف شد
فایل {customer} است. آیا باید از اول بارگذاری کنم؟
! از اول نه، ردیف‌های قبل صادر شده و دوباره صادر می‌شود! در صفحهٔ «دسته‌ها» روی همان دسته «ادامه از خطا» بزنید. ردیف ۸۷ کد ملی ۹ رقمی
دارد، صفر اولش را اکسل خورده است.
~ بله صفر افتاده بود. ستون را متن کردم و ادامه دادم.
+ قالب تازه ستون کد ملی را خودش متن می‌کند. نسخهٔ قدیمی فایل را دور بریزید.
& فایل صدور گروهی وسط کار ایستاد، امن است دوباره بفرستم؟
? کد یکتای بیمه‌نامه نمی‌آید
چهل دقیقه است صادر شده و چاپ بدون کد یکتا معتبر نیست.
! سامانهٔ مرکزی از ساعت {time} کند است و صف ما {count} تایی شده. کد که بیاید پیامک و فایل نهایی خودکار می‌رود. برای خودرو، مشتری
می‌تواند با «پیش‌نویس تأییدشده» تا ۲۴ ساعت تردد کند.
+ در صفحهٔ وضعیت هم نوشتیم که میز خدمت تکرار نکند.
? Which fields may be changed between draft and issue?
Saba Insurance wants its agents to fix names after the quote.
! Names, addresses and contact data: yes, without a new price. Birth date, plate number, sum insured: these send the draft back to
pricing. The `locked` flag in the API tells you per field, so the agents' screen can grey them out.
+ Agents asked for the reason as well, "locked because of price". It would save calls.
? چاپ بیمه‌نامه به انگلیسی برای سفارت
بیمه‌گذار درمان مسافرتی است و فردا وقت سفارت دارد.
! در چاپ، زبان را «دو زبانه» انتخاب کنید. نام باید در پروفایل لاتین پر شده باشد وگرنه جای خالی می‌ماند. نسخهٔ دو زبانه همان کد یکتا را
دارد و سفارت‌ها می‌پذیرند.
~ گرفتیم، ممنون. نام لاتین واقعاً خالی بود.
+ ترجمهٔ نشانی را هم نگاه کنید، سفارت یکی را برای «خ» و «kh» برگرداند.
? تاریخ شروع بیمه‌نامه را می‌شود گذشته زد؟
نمایندهٔ {insurer} می‌گوید پوشش از {past} شروع شده ولی دیر ثبت کرده‌اند.
! نه. سامانه تا ۲۴ ساعت به عقب را با دلیل می‌پذیرد و بیشترش ممنوع است، چون خسارت‌های همان فاصله مشکوک می‌شود. باید از امروز صادر شود و
برای فاصله، بیمه‌گر نامهٔ پوشش موقت بدهد.
+ این را در آموزش نماینده‌ها پررنگ کرده‌ایم، هنوز هر هفته می‌پرسند.
? Duplicate policy issued for the same vehicle, which one do we cancel?
! The later one, always, unless a claim is already attached to it. Use the reason DUP so that the premium goes back in full and no
short-period rate is applied. The screen asks for the surviving policy's number.
+shabnam.taheri I merged the customer history of both, so the cancelled one is still visible.
? محدودیت حجم پیوست‌های صدور چقدر است؟
! ده مگابایت برای هر پیوست و ۵۰ مگابایت برای هر بیمه‌نامه. عکس بازدید را گوشی‌های تازه ۱۲ مگابایت می‌گیرند؛ اپلیکیشن از نسخهٔ ۴.۸ خودش
کوچک می‌کند ولی در مرورگر نه.
? صدور برای اتباع خارجی با شمارهٔ فراگیر
فرم کد ملی می‌خواهد و رد می‌شود. گروه صنعتی آرمان {few} کارگر افغانستانی دارد.
! نوع شناسه را از «کد ملی» به «فراگیر» تغییر دهید، فیلد ۸ تا ۱۲ رقم می‌پذیرد. برای بیمهٔ درمان تکمیلی پاسپورت هم قبول است. اگر گزینه را
نمی‌بینید، محصول آن مشتری قدیمی است و باید روی نسخهٔ ۷ برود.
~ محصولشان روی ۶ بود. درخواست دادم.
+ در فرم پورتال خود مشتری هم همین گزینه هست، لازم نیست ما واردش کنیم.
? تفاوت «پیش‌نویس» و «پیشنهاد» در گزارش فروش چیست؟
! پیشنهاد قیمت دارد ولی تعهد ندارد و ۱۵ روز می‌ماند. پیش‌نویس یعنی مدارک کامل است و فقط پرداخت مانده. برای نرخ تبدیل، پیش‌نویس به
صادرشده را بگیرید؛ پیشنهادها خیلی‌هایش فقط کنجکاوی است.
? Agents see 'quota of unique codes reached' at 11 every day
! Each agency has 200 codes a day from the central system, and {customer2} uses one agency code for all its branches. Ask them to split
it, or to move the renewals to the night batch, which has its own quota.

= endorsement | الحاقیه | Endorsements | product-policies
fa: الحاقیه، تغییر بیمه‌نامه، الحاقیهٔ افزایشی، الحاقیهٔ برگشتی، تغییر ذی‌نفع، تغییر مالکیت
en: endorsement, policy change, beneficiary change, mid-term adjustment, return premium, sum insured change
who: elnaz.pourali 0.85, mitra.fallah 0.6, shayan.moqaddam 0.3

? الحاقیهٔ تغییر ذی‌نفع بدون حضور بیمه‌گذار ممکن است؟
لیزینگ همراه می‌خواهد پس از تسویهٔ وام خودش ذی‌نفع را آزاد کند.
! اگر لیزینگ هنگام صدور «ذی‌نفع با حق رفع» ثبت شده باشد بله، خودش در پورتال می‌زند و بیمه‌گذار پیامک می‌گیرد. در غیر این صورت امضای
دیجیتال بیمه‌گذار لازم است.
+ برای قراردادهای تازهٔ لیزینگ همیشه این گزینه را روشن کنید.
? حق‌بیمهٔ برگشتی الحاقیه منفی شده و پرداخت نمی‌شود
{small} میلیون ریال، وضعیت «در انتظار تأیید مالی». از {past} مانده.
! الحاقیهٔ برگشتی بالای ۱۰۰ میلیون ریال تأیید دستی مالی بیمه‌گر را می‌خواهد، نه ما را. در برگهٔ الحاقیه نام تأییدکننده هست. دکمهٔ
«یادآوری» را بزنید، ایمیل و پیامک می‌رود.
+ دکمهٔ یادآوری واقعاً کار می‌کند، دیروز ده دقیقه بعد تأیید شد.
? Can we remove one insured person from a group health policy mid-year?
He left the company, HR at Damavand Steel wants the premium back from the leaving date.
! Yes, endorsement type 14 with the leaving date, at most 30 days back. If he had any claim in the year, the return is zero; that
surprises people every time, so check the claims tab before you promise anything.
~ He had one. Glad I looked first.
+ For HR people I print the claims line with the amount hidden, that ends the discussion politely.
& مشتری یکی از کارکنان جداشده را از بیمهٔ درمان حذف می‌کند، پولش برمی‌گردد؟
? ترتیب صدور دو الحاقیه در یک روز
اول تغییر پلاک، بعد افزایش سرمایه. سامانه دومی را رد می‌کند: END-22.
! END-22 یعنی الحاقیهٔ قبلی هنوز کد یکتا نگرفته. یا صبر کنید یا هر دو تغییر را در یک الحاقیهٔ ترکیبی بزنید که یک حق‌بیمه و یک کد دارد.
برای نماینده‌ها ترکیبی همیشه بهتر است.
? الحاقیهٔ گروهی با اکسل داریم؟
{customer} ساختمانش عوض شده و {count} بیمه‌نامه نشانی تازه می‌خواهد.
! داریم: بیمه‌گری، دسته‌ها، قالب «تغییر نشانی». فقط برای تغییرهای بدون حق‌بیمه. فایل را اول با تیک «آزمایشی» بفرستید، گزارش خطا می‌دهد و
چیزی صادر نمی‌کند.
+ قالب را با نام فارسی ستون‌ها پر کنید، انگلیسی‌اش جابه‌جا است.
~ آزمایشی نجاتم داد، ۱۲ ردیف کد پستی نداشت.
+ بعد از صدور، خروجی را با فهرست مشتری مقایسه کنید؛ یک بار دو ساختمان جابه‌جا شد.
? Does an endorsement restart the 30-day payment window?
! Only for the extra premium, the original window runs on. The debt report shows two lines, and dunning follows each of them separately.
? لغو الحاقیه‌ای که اشتباهی صادر شده
نماینده پلاک را یک رقم اشتباه زده و مشتری متوجه شده است.
! الحاقیه لغو نمی‌شود؛ یک الحاقیهٔ اصلاحی با دلیل «اشتباه صدور» بزنید، هزینهٔ صدور نمی‌گیرد. شمارهٔ الحاقیهٔ نخست را در فیلد مرجع
بگذارید تا در گزارش یک ردیف حساب شود.
? افزایش سرمایهٔ آتش‌سوزی وسط سال با تورم
فولاد دماوند می‌خواهد ماهانه سرمایه را با شاخص بالا ببرد. هر ماه الحاقیه بزنیم؟
! نه، «بند تعدیل خودکار» را فعال کنید: درصد ثابت فصلی، یک الحاقیه در ابتدا و حق‌بیمهٔ تعدیل در پایان سال. تا ۲۵ درصد بدون بازدید است و
بیشتر از آن بازدید می‌خواهد.
+ برای فولاد دماوند پارسال همین را زدیم، در تمدید فقط درصدش عوض شد.

= renewal-cancellation | تمدید و فسخ | Renewals and cancellations | sales-renewals
fa: تمدید، فسخ، لغو سرویس، عدم تمدید، تمدید خودکار، مهلت فسخ، ریزش مشتری، پیش‌فاکتور تمدید
en: renewal, cancellation, auto-renewal, churn, notice period, non-renewal, renewal quote
who: zhaleh.ebrahimi 0.9, armin.sohrabi 0.7, behzad.alavi 0.55, amir.rezaei 0.4

?niloofar.sharifi (recent) مشتری لغو کرده ولی پیش‌فاکتور تمدید گرفته، کدام درست است؟
خانم بهرامی از بیمهٔ سپهر سه‌شنبه تأیید لغو شنیده و امروز پیش‌فاکتور دوساله رسیده. تا فردا ظهر جواب می‌خواهد.
!zhaleh.ebrahimi پیش‌فاکتور خودکار ۳۰ روز مانده به پایان می‌رود و از درخواست لغوی که فقط در گفت‌وگو ثبت شده خبر ندارد. لغو باید با فرم
۱۱ ثبت شود تا تمدید خودکار بایستد. تا وقتی فروش و خدمات یک جواب نداده‌اند، به مشتری هیچ‌کدام را قطعی نگوییم.
+amir.rezaei من قول تمدید با ۸ درصد تخفیف داده‌ام تا ۱۸ آذر. با لیلا هماهنگ می‌کنم که یک پیام برود.
~ ممنون. پس فعلاً فقط می‌نویسم تا پایان امروز یک پاسخ واحد می‌گیرند.
? «لغو» و «عدم تمدید» برای ما چه فرقی دارد؟
در گزارش ریزش {month} این دو یکی حساب شده و عددمان بد نشان داده می‌شود.
! لغو یعنی پایان سرویس پیش از سررسید (ریزش است)، عدم تمدید یعنی تا آخر دوره مانده و ادامه نداده. در واژه‌نامه هم جداست. گزارش را با فیلد
end_reason جدا کنید؛ برای {month} از {count} مورد فقط {few} تا لغو واقعی بود.
+ خواهش: در جلسهٔ مدیران هم همین دو واژه را به‌کار ببریم، هر بار قاطی می‌شود.
& آیا عدم تمدید هم ریزش حساب می‌شود؟
? How early can we send a renewal quote without annoying the customer?
! Data of the last two years: quotes 45 to 60 days before the end were accepted most (71%), those before 90 days least. Strategic
customers should hear it from their account manager in person first, the document follows the call, never the other way round.
+ For banks add 30 days, their boards meet once a month.
? مشتری می‌خواهد سه‌ماهه تمدید کند نه یک‌ساله
{customer} منتظر بودجه است. سامانه فقط یک‌ساله دارد.
! «تمدید پل» داریم، تا ۹۰ روز با نرخ قبلی و بدون تخفیف، یک بار در عمر قرارداد. از منوی تمدید گزینهٔ «دورهٔ دیگر» را بزنید؛ تأیید مدیر
فروش لازم دارد ولی معمولاً همان روز می‌آید.
+ فقط حواستان باشد تمدید پل، تخفیف وفاداری سال بعد را صفر نمی‌کند. مشتری می‌پرسد.
? سهم تمدید شریک فروش در تمدید خودکار چیست؟
! اگر شریک در ۶۰ روز آخر تماسی ثبت کرده باشد سهم کامل، وگرنه نصف. این را از اول {month} سامانه خودش حساب می‌کند. اعتراض‌ها را تا ده روز
بپذیرید.
? Customer says nobody told them about auto-renewal
Contract of 2023, {small} million rials already collected. What can I offer?
! Contracts before 1403 had the clause in small print, and our policy is goodwill: full refund within 30 days of the renewal date, pro
rata afterwards, no argument. Book it as RN-GOOD, so that it does not count against the account manager.
~ She was ready for a fight and left a 5/5 instead.
+ Two other customers got the same treatment, both are still with us.
? برای مشتری ناراضی که تهدید به رفتن کرده، چه کسی باید زنگ بزند؟
! اول مدیر حساب، ظرف دو ساعت کاری، نه ایمیل. اگر دلیلش فنی است همراه با همان مهندس. من پیش از تماس، تاریخچهٔ شش ماه و تعهدهای باز را
یک‌صفحه‌ای می‌کنم؛ اسم مشتری را بدهید آماده می‌کنم.
+leila.farhadi و یک نفر زنگ بزند، نه سه نفر. هماهنگی‌اش با مدیر حساب.
? تخفیف تمدید دوساله سقف دارد؟
{customer} پانزده درصد می‌خواهد.
! تا ۸ درصد مدیر حساب، تا ۱۲ درصد مدیر فروش، بیشتر از آن معاون و با دلیل. به‌جای تخفیف بیشتر، «قیمت ثابت در سال دوم» پیشنهاد کنید؛ برای
مالی ما ارزان‌تر است و مشتری‌ها بیشتر دوستش دارند.
+ تأیید می‌کنم، در سه تمدید آخر همین بسته شد.
? فرم خروج مشتری را چه کسی پر می‌کند؟
! کارشناس تمدید با خود مشتری، در یک تماس ۱۵ دقیقه‌ای و نه با لینک. پنج پرسش است. نتیجه‌اش ماهی یک بار به محصول می‌رسد، پارسال دو قابلیت
از همین‌جا درآمد.
? A customer merges with another one of ours, which contract survives?
! Neither by itself: both run until their end unless they sign a novation. Offer the better of the two price tables for the rest of the
year and one renewal date. It cost us 2% with Arman and won three years.

= premium | محاسبهٔ حق‌بیمه | Premium calculation | product-policies
fa: حق‌بیمه، نرخ، تعرفه، ضریب خسارت، تخفیف عدم خسارت، جدول نرخ، اکچوئری، حق‌بیمهٔ کوتاه‌مدت
en: premium, rate table, tariff, loss ratio, no-claim discount, actuarial, pro rata, short-period rate
who: maral.sobhani 0.95, mitra.fallah 0.5, arsalan.deljou 0.35

? تخفیف عدم خسارت در سال دوم صفر شده
بیمه‌گذار خودرو خسارت نداشته ولی تخفیف ۱۰ درصدش اعمال نشده است.
! سابقه از شرکت قبلی با شمارهٔ شاسی استعلام می‌شود، نه پلاک. اگر شاسی در بیمه‌نامهٔ قبلی یک نویسه فرق داشته باشد سابقه پیدا نمی‌شود.
شاسی را درست کنید و «استعلام دوباره» بزنید، تخفیف خودش می‌نشیند.
~ حرف O و صفر جابه‌جا بود!
+ برای نماینده‌ها: شماره شاسی را از روی کارت خودرو بخوانند نه از بیمه‌نامهٔ قبلی.
? چرا حق‌بیمهٔ کوتاه‌مدت از نسبت روزها بیشتر می‌شود؟
مشتری برای ۷۳ روز انتظار یک‌پنجم دارد و ۳۰ درصد دیده.
! کوتاه‌مدت جدول خودش را دارد: تا ۹۰ روز ۳۰ درصد، تا ۱۸۰ روز ۶۰ درصد. «روزشمار» فقط برای فسخ از سوی بیمه‌گر است. جدول در پیوست ۳ شرایط
عمومی است و می‌توانید همان صفحه را برای مشتری بفرستید.
& محاسبهٔ حق‌بیمهٔ ۷۳ روزه اشتباه نیست؟
? Where do I see which rate table version a quote used?
Two quotes on the same day differ by {percent}%.
! In the quote's JSON, `rating.table` and `rating.effective_on`. A new fire table became effective at noon that day, so both are right.
You can re-rate the earlier quote for the customer's benefit until it expires, never to their disadvantage.
+ The portal shows the version in the footer of the PDF as well, very small.
? ضریب خسارت {insurer} در رشتهٔ درمان چند است و چطور حساب شده؟
برای جلسهٔ تمدید می‌خواهم، عدد داشبورد با عدد خودشان نمی‌خواند.
! داشبورد خسارت پرداختی به حق‌بیمهٔ کسب‌شده است؛ آن‌ها خسارت معوق را هم می‌آورند، برای همین بیشتر است. در گزارش گزینهٔ «با معوق» را
بزنید. با معوق {percent} واحد بالاتر می‌شود و همان عدد آن‌هاست.
+ برای جلسه هر دو را کنار هم ببرید، وگرنه نیم ساعت سر تعریف می‌رود.
+kiarash.fathi در داشبورد تجربهٔ مشتری هم نسخهٔ «با معوق» را گذاشتم تا دو عدد نچرخد.
? نرخ گروهی درمان برای زیر ۵۰ نفر
شرکتی با ۳۸ نفر. سامانه نرخ نمی‌دهد.
! زیر ۵۰ نفر نرخ تجربی نداریم و باید جدول سنی دستی بخورد. فایل سن و جنس را بفرستید، معمولاً تا فردا عدد می‌دهم. زیر ۲۰ نفر فقط طرح‌های
آماده.
? Rounding of premium per instalment vs total, which one is legal?
! The total is the legal amount, as printed with the unique code. Instalments may be rounded as you like as long as their sum equals it.
So round the instalments down and put the rest on the first one.
? اثر فرانشیز بر نرخ را چطور به مشتری توضیح بدهم؟
! با یک مثال: فرانشیز ۱۰ به ۲۰ درصد، حق‌بیمه حدود ۱۴ درصد کم می‌شود، چون خسارت‌های کوچک حذف می‌شود و هزینهٔ رسیدگی هم. در ماشین‌حساب
داخلی می‌توانید برای همان گروه بگیرید و تصویرش را بفرستید.
+ فقط نگویید «ارزان‌تر»، بگویید «سهم بیشتری خودتان می‌پردازید».
+ برای درمان، مثال با یک خانوادهٔ چهارنفره بهتر می‌نشیند.
? مالیات ارزش افزوده روی حق‌بیمه هست یا نه؟
در پیش‌فاکتور درمان نیست و در خودرو هست.
! بیمه‌های درمان و زندگی معاف‌اند، بقیه مشمول. قاعده در خود محصول است و دستی عوض نمی‌شود. اگر در محصولی اشتباه دیدید بگویید، با
@masoud.keshavarz درستش می‌کنیم.
"""
