"""What the systems of the demo organisation know of its customers, with what such systems get wrong.

Companies: key in the roster | industry | segment | city | telephone | national id | CRM key | key in billing | key in the help desk.
People: given and family name | the same in Latin letters | role | company | mobile, and below what is wrong with them, if anything:
`=` the same person in the help desk, in Latin letters and by the telephone; `~` the same with Arabic letters and a slip; `+` a relative or
colleague who shares the telephone. Retail: name | Latin | mobile | national id | birth date.
"""

COMPANIES = """
sepehr | بیمه | راهبردی | تهران | 021-88420931 | 10267418253 | SPH-20931 | 1093-44 | c_88412
kimia | داروسازی | راهبردی | کرج | 026-34410020 | 10168417827 | KIM-20944 | 1094-02 | c_88420
arman | صنعتی | بزرگ | اصفهان | 031-36680077 | 10932486208 | ARM-20951 | 1095-11 | c_88437
mehregan | بانک | راهبردی | تهران | 021-84330000 | 10583858778 | MEH-20960 | 1096-08 | c_88455
saba | بیمه | بزرگ | تهران | 021-88715540 | 10149000378 | SAB-20972 | 1097-20 | c_88461
parsan | پتروشیمی | بزرگ | عسلویه | 077-37310550 | 10477638687 | PAR-20981 | 1098-31 | c_88476
hamrah | لیزینگ | میانه | تهران | 021-66590021 | 10830639914 | HAM-20993 | 1099-17 | c_88480
behrad | فروشگاه | میانه | شیراز | 071-32340088 | 10336780590 | BEH-21004 | 1100-05 | c_88495
navaran | حمل‌ونقل | میانه | بندرعباس | 076-33550044 | 10195065243 | NAV-21013 | 1101-26 | c_88502
aftab | درمان | میانه | مشهد | 051-38420066 | 10320822140 | AFT-21025 | 1102-09 | c_88519
damavand | فولاد | بزرگ | اصفهان | 031-33860011 | 10339080271 | DAM-21037 | 1103-33 | c_88527
zagros | کارگزاری | کوچک | تهران | 021-22900073 | 10756632724 | ZAG-21046 | 1104-12 | c_88533
"""

PARENTS = {"hamrah": "mehregan", "zagros": "mehregan"}
"""Which companies belong to which, as CRM knows."""

PEOPLE = """
شیما بهرامی | Shima Bahrami | مدیر مالی | sepehr | 09121840931 | =
کامران دیهیم | Kamran Deyhim | مدیر فناوری | sepehr | 09123320145 | ~
پروین آذرنیا | Parvin Azarnia | کارشناس تمدید | sepehr | 09354410078 |
بهنام کرمانی | Behnam Kermani | مدیر خرید | kimia | 09122710650 | =
سیمین درویش | Simin Darvish | حسابدار | kimia | 09127750921 | +
تورج فلاح | Tooraj Fallah | مدیر مالی | arman | 09133180042 | ~
نسترن اکبری | Nastaran Akbari | منشی مدیرعامل | arman | 09136670155 |
مهران پاکدل | Mehran Pakdel | معاون ریسک | mehregan | 09121110874 | =
الناز وثوق | Elnaz Vosough | کارشناس تسویه | mehregan | 09390042217 | =
هوشنگ مرادی | Houshang Moradi | مدیر فنی | saba | 09124480399 | ~
ژاله نیک‌پور | Zhaleh Nikpour | مدیر شعبه | saba | 09126630758 |
داود شمس | Davoud Shams | رئیس مالی | parsan | 09177720640 | =
لادن صمیمی | Ladan Samimi | کارشناس قرارداد | parsan | 09173350981 |
آرمین گودرزی | Armin Goudarzi | مدیر اعتبار | hamrah | 09128840017 | =
ماندانا رستگار | Mandana Rastegar | مدیر فروش | behrad | 09171190356 | ~
پیمان تهامی | Peyman Tahami | مدیر انبار | navaran | 09179980412 |
رؤیا شایسته | Roya Shayesteh | مدیر درمان | aftab | 09155540263 | =
جلیل عرب‌زاده | Jalil Arabzadeh | مدیر پروژه | damavand | 09132230794 | +
کتایون پیروز | Katayoun Pirouz | معامله‌گر | zagros | 09122060339 | =
"""

RETAIL = """
احمد رضا نجفی | Ahmadreza Najafi | 09125550101 | 0946000271 | 1358/04/12
مهناز نجفی | Mahnaz Najafi | 09125550101 | 0943035325 | 1361/11/03
زهرا حیدری | Zahra Heydari | 09195550133 | 0078604699 | 1370/02/25
علی حیدری | Ali Heydari | 09195550177 | 0072977582 | 1345/07/19
بیژن سرمد | Bijan Sarmad | 09355550214 | 1270533959 | 1352/09/30
سوسن میرزایی | Sousan Mirzaei | 09385550268 | 0069964998 | 1366/01/08
فریدون بابایی | Fereydoun Babaei | 09125550342 | 1277075913 | 1349/12/21
نگین توسلی | Negin Tavassoli | 09365550390 | 1725678731 | 1377/05/14
رامین خلیلی | Ramin Khalili | 09145550417 | 1728394465 | 1364/08/02
مینا خلیلی | Mina Khalili | 09145550417 | 2282379985 | 1367/10/27
یاسر امینی | Yaser Amini | 09175550485 | 1728006740 | 1373/06/06
شیرین گلستان | Shirin Golestan | 09185550521 | 1273244044 | 1359/03/17
"""
