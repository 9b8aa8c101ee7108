"""Written conversations.

= channel | space | name | what it is for        (a channel without a name is called as its space)
= direct | one, other
= group | name | one, others
@ days back, hour:minute                         when the next line was said; the others follow in minutes
who: text                                        said to all
> who: text                                      an answer in the thread of the line above
+ kind: who, who                                 reactions to the line above
read who: number                                 how far somebody has read
"""

TEXT = """
= channel | organisation | تمدیدهای-آذر | هماهنگی تمدیدها پیش از پایان فصل
@ 2, 13:58
amir.rezaei: سپهر برای تمدید دوساله آماده است. تنها مانع، قفل ۴۸ ساعتهٔ کیف امانی است. کسی تاریخ رفعش را می‌داند؟
> sara.mohammadi: محدودیت از HSM است. وصله آماده است؛ پنجرهٔ استقرار دوشنبه، ۰۶:۰۰.
> niloofar.sharifi: می‌توانم این را به خانم بهرامی بگویم؟
> sara.mohammadi: بله. به نام من ثبت شد: رفع محدودیت ۴۸ ساعته، تا دوشنبه.
+ thanks: amir.rezaei
negar.ahmadi: صورت‌حساب مهرشان باز است. تا پرونده حل نشود یادآوری نمی‌فرستم.
leila.farhadi: پس همه یک جمله بگوییم:\\n\\n> قفل دوشنبه برداشته می‌شود؛ تا آن روز نه لغو قطعی است نه تمدید.
+ like: amir.rezaei, negar.ahmadi, sara.mohammadi
+ thanks: niloofar.sharifi, elham.rostami
@ 1, 10:41
maryam.sadeghi: خبرنامهٔ «کیف امانی پایدار» را تا دوشنبه نگه داشتم @leila.farhadi.
hossein.nouri: شریک پیشگامان می‌پرسد خطای `SYNC-409` به همین ربط دارد یا نه.
kaveh.jafari: ندارد. جدا پیگیری کردم: همگام‌سازی شریک، خطای خودشان بود و درست شد.
+ thanks: hossein.nouri
amir.rezaei: عالی. متن پیشنهاد را امروز می‌فرستم؛ @niloofar.sharifi پیش از ارسال یک نگاه می‌کنی؟
read niloofar.sharifi: 7
read sara.mohammadi: 10

= channel | group:digital-assets | | هر چه دربارهٔ کیف امانی و کلید باید دانست
@ 3, 11:05
pouya.karimi: فهرست چرخش کلید فصل به‌روز شد. هر کیف بالای ۵ میلیارد دو امضا می‌خواهد: حساب و انطباق.
> farid.kazemi: برای انتقال میان دو کیف همان مشتری هم؟
> pouya.karimi: بله، مالک حساب و انطباق. ۲۰ دقیقه زمان می‌برد.
babak.tehrani: انطباق شنبه نیمهٔ دوم روز در جلسه است؛ امضاهای فوری را پیش از ظهر بفرستید.
+ like: pouya.karimi, amir.rezaei
read niloofar.sharifi: 4

= channel | group:one-voice | هم‌صدایی | پیش از هر پاسخ، یک جمله
@ 4, 09:30
elham.rostami: این هفته سه تعارض داشتیم و هر سه پیش از ارسال گرفته شد. دستتان درد نکند.
+ celebrate: leila.farhadi, niloofar.sharifi, amir.rezaei
armita.sadr: «در اسرع وقت» را با ساعت خبر بعدی عوض کردم؛ مشتری‌ها کمتر زنگ می‌زنند.
kimia.shafiei: عددش را هم دارم: تماس دوباره از ۲۱ به ۱۴ درصد رسید.
+ insightful: elham.rostami, armita.sadr

= channel | group:hikers | | Friday hikes
@ 2, 16:20
peyman.zandi: Friday: Tochal from Velenjak, 6:30 at the gate. جمعه: توچال از ولنجک، ساعت ۶:۳۰ دم در.
kaveh.jafari: I bring the stove. چای با من.
mahsa.heydari: جا برای یک نفر دیگر در ماشین هست.
+ thanks: kaveh.jafari

= direct | niloofar.sharifi, sara.mohammadi
@ 1, 14:21
niloofar.sharifi: سلام سارا، خانم بهرامی از سپهر دوباره زنگ زد. لغو را می‌پرسد.
sara.mohammadi: پروندهٔ ۴۹۰۷؟ دیدم. ریشه‌اش همان قفل کیف است.
sara.mohammadi: دربارهٔ کیف امانی سپهر: محدودیت ۴۸ ساعته از طرف HSM است، نه از ما.
niloofar.sharifi: پس می‌توانم به مشتری بگویم تا دوشنبه باز می‌شود؟
sara.mohammadi: بله. تعهدش را به نام من ثبت کن.
read niloofar.sharifi: 5

= direct | niloofar.sharifi, amir.rezaei
@ 1, 12:10
amir.rezaei: پیش‌نویس پیشنهاد سپهر آماده است. بخش خدماتش را تو بهتر می‌نویسی.
niloofar.sharifi: تا عصر می‌فرستم. مبلغ تخفیف همان ۹ درصد است؟
amir.rezaei: همان. مالی هم تأیید کرد.

= direct | sara.mohammadi, pouya.karimi
@ 2, 15:02
pouya.karimi: The HSM patch passed on staging. Shall we keep Monday 06:00?
sara.mohammadi: Yes, and I stay on call until ten.

= group | دفاع فنی مهرگان | kamran.azadi, sara.mohammadi, amir.rezaei, niloofar.sharifi, danial.forouzan
@ 3, 10:15
kamran.azadi: جلسهٔ دفاع سه‌شنبه است. هر کس یک صفحه: چه داریم، چه نداریم، تا کی.
danial.forouzan: بخش API با من. نمونهٔ وب‌هوک را زنده نشان می‌دهم.
sara.mohammadi: امنیت و امانت با من. پرسش سختشان دربارهٔ کلید پشتیبان است.
niloofar.sharifi: من ده پرسش پرتکرار مشتری‌های بانکی را از همین‌جا درآوردم؛ فردا می‌گذارم.
+ thanks: kamran.azadi
read niloofar.sharifi: 4
"""
