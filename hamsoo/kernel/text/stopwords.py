"""Words that say nothing about what a text is about. Short lists: a word is here only if nobody searches for it alone."""

from hamsoo.kernel.text.fold import fold

_PERSIAN = """
و در به از که این آن را با برای برایم برایت برایش برایمان برایتان برایشان
تا یا هم نیز اما ولی اگر پس چون زیرا بلکه یعنی مگر جز بر بی ای ی می نمی
من تو او ما شما آنها آنان اینان ایشان وی خود خویش خودم خودش خودشان همدیگر یکدیگر
ها های هایی هایم هایت هایش هایمان هایتان هایشان ام ات اش ایم اید اند مان تان شان تر ترین
است هست نیست بود نبود باشد نباشد باشند بودند هستند نیستند هستم هستیم هستید نیستم بوده باش باشم باشیم باشید
شد شود نشد نشود شدند شوند شده شدن کرد کند نکرد نکند کردند کنند کنیم کنید کنم کرده کردن
دارد دارند دارم داریم دارید داشت داشتند داشته ندارد ندارند ندارم نداشت
باید نباید شاید خواهد خواهند خواهم خواهیم خواهید نخواهد
چه چی کس کسی چیست چیه کیست کیه کجاست کدوم چرا چگونه چطور چند کدام کجا کی آیا
همه هر هیچ بعضی برخی چنین چنان همین همان همچنین همچون مانند مثل یک یکی دیگر دیگری
درباره درمورد توسط بدون طی ضمن هنوز فقط حتی البته وقتی هنگامی اینکه آنکه چنانچه هرچند بنابراین اینجا آنجا
خیلی بسیار بیشتر رو روی سپس اکنون الان جهت بین پیش نه بله
"""

_ENGLISH = """
a an the and or but if then else so as of at by for from in into on onto to with without about than that this these those
i me my we us our you your he him his she her it its they them their who whom whose which what when where why how
is are was were be been being am do does did doing have has had having will would shall should can could may might must
not no nor too very just also only there here such each any some all both more most other own same
dont doesnt didnt isnt arent wasnt wont cant im ive youre thats theres
"""

PERSIAN = frozenset(fold(word) for word in _PERSIAN.split())
ENGLISH = frozenset(_ENGLISH.split())
