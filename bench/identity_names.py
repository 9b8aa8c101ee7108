"""Names, places and trades of `bench/identity_persian.py`: each in Persian, then in the Latin spellings that people use for it."""

MEN = (
    "محمد mohammad mohamad muhammad,علی ali aly,رضا reza riza,حسین hossein hosein hussein,"
    "حسن hassan hasan,مهدی mehdi mahdi,امیر amir ameer,محمدرضا mohammadreza mohamadreza,علیرضا alireza,"
    "حمیدرضا hamidreza,امیرحسین amirhossein amirhosein,سعید saeed saeid said,مجید majid,حمید hamid,"
    "احمد ahmad ahmed,عباس abbas abas,جواد javad,محسن mohsen,مصطفی mostafa mustafa,یوسف yousef yusef,"
    "ابراهیم ebrahim ibrahim,اکبر akbar,اصغر asghar,بهروز behrouz behrooz,بهنام behnam,"
    "پیمان peyman payman,کامران kamran,کیوان keyvan keivan,نادر nader,فرهاد farhad,شهرام shahram,"
    "آرش arash,سینا sina,پویا pouya pooya,میلاد milad,نیما nima,سامان saman,هادی hadi,وحید vahid,"
    "داوود davood davoud"
)
WOMEN = (
    "فاطمه fatemeh fateme fatima,زهرا zahra,مریم maryam mariam,معصومه masoumeh masoome,سکینه sakineh,"
    "لیلا leila leyla,نرگس narges,سارا sara,زینب zeinab zeynab,مینا mina,مونا mona,مهسا mahsa,"
    "نازنین nazanin,الهام elham,شیما shima,نگار negar,پریسا parisa,ندا neda,سمیرا samira,"
    "مرضیه marzieh marziyeh,راضیه razieh,طاهره tahereh,اعظم azam,اکرم akram,شهناز shahnaz,پروین parvin,"
    "نسرین nasrin,شیرین shirin,هانیه hanieh,ریحانه reyhaneh reihaneh,یاسمن yasaman,آزاده azadeh,"
    "سحر sahar,بهاره bahareh,فریبا fariba,مژگان mozhgan mojgan,ژاله zhaleh jaleh,"
    "نیلوفر niloufar niloofar"
)
FAMILIES = (
    "محمدی mohammadi mohamadi,حسینی hosseini hoseini husseini,احمدی ahmadi,رضایی rezaei rezaee rezayi,"
    "کریمی karimi,موسوی mousavi moosavi musavi,جعفری jafari jaafari,صادقی sadeghi sadeqi,رحیمی rahimi,"
    "ابراهیمی ebrahimi,قاسمی ghasemi qasemi,هاشمی hashemi,مرادی moradi,اکبری akbari,نوری nouri noori,"
    "کاظمی kazemi,عباسی abbasi abasi,حیدری heydari heidari,زارعی zarei zareei,صالحی salehi,طاهری taheri,"
    "شریفی sharifi,میرزایی mirzaei mirzaee,یوسفی yousefi yusefi,باقری bagheri baqeri,سلطانی soltani,"
    "امینی amini,نجفی najafi,قربانی ghorbani qorbani,اسدی asadi,رستمی rostami,ملکی maleki,خسروی khosravi,"
    "شفیعی shafiei shafiee,بهرامی bahrami,تهرانی tehrani,شیرازی shirazi,اصفهانی esfahani isfahani,"
    "تبریزی tabrizi,یزدانی yazdani,فلاحی fallahi falahi,رنجبر ranjbar,دهقان dehghan dehqan,"
    "کشاورز keshavarz,نیکو nikoo niku,افشار afshar,پارسا parsa,فروغی foroughi forooghi,"
    "ستوده sotoudeh sotoodeh,شجاعی shojaei shojaee"
)
ENDINGS = ("", "", "", "", "‌نژاد nejad nezhad", "‌زاده zadeh zade", "‌پور pour poor", "‌فر far", "‌نیا nia niya")
CITIES = "تهران tehran,مشهد mashhad,اصفهان isfahan,شیراز shiraz,تبریز tabriz,کرج karaj,قم qom,اهواز ahvaz,رشت rasht,یزد yazd"
STREETS = "ولیعصر,آزادی,انقلاب,شریعتی,بهشتی,مطهری,امام خمینی,فردوسی,سعدی,حافظ,گلستان,نیلوفر,لاله,یاس,بهار,کاج,سرو,صنوبر"
COMPANIES = "پارس آریا ایران سپهر آسیا کاوه البرز دماوند زاگرس خزر سهند الوند نگین مهر"
TRADES = "صنعت پخش سازه تجارت نیرو داده خودرو شیمی نساجی غذا"
TITLES = ("آقای", "جناب آقای", "مهندس", "دکتر"), ("خانم", "سرکار خانم", "مهندس", "دکتر")
