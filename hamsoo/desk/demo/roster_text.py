"""The people of Rayan Payam by unit: the first person of a unit leads it.

`# unit | parent | Persian name | English name`, then `person | Persian name | titles | level | office`.
"""

UNITS = """
# rayanpayam | | رایان‌پیام | Rayan Payam
shahram.vakili | شهرام وکیلی | مدیرعامل | Chief executive | 1
farhad.nikpour | فرهاد نیک‌پور | حسابرس داخلی | Internal auditor | 6
golnaz.safavi | گلناز صفوی | مسئول دفتر مدیرعامل | Executive assistant | 6
# sales | rayanpayam | فروش | Sales
dariush.mehran | داریوش مهران | معاون فروش | VP Sales | 2
shabnam.taheri | شبنم طاهری | کارشناس پشتیبانی فروش | Sales operations specialist | 6
# sales-insurance | sales | فروش بیمه‌ها | Insurance sales
bahareh.kiani | بهاره کیانی | مدیر فروش بیمه‌ها | Insurance sales manager | 4
amir.rezaei | امیر رضایی | مدیر حساب فروش | Account executive | 6
somayeh.rezaei | سمیه رضائی | مدیر حساب فروش | Account executive | 6 | isfahan
peyman.zandi | پیمان زندی | مهندس فروش | Sales engineer | 6
# sales-corporate | sales | فروش شرکت‌ها و بانک‌ها | Corporate and bank sales
kamran.azadi | کامران آزادی | مدیر فروش شرکت‌ها | Corporate sales manager | 4
roya.moemeni | رؤیا مؤمنی | مدیر حساب بانکی | Bank account manager | 6
siavash.golpayegani | سیاوش گلپایگانی | کارشناس مناقصه | Tender specialist | 6
taraneh.yousefi | ترانه یوسفی | کارشناس فروش | Sales representative | 6 | mashhad
mehrdad.shams | مهرداد شمس | کارشناس فروش | Sales representative | 6 | shiraz
# sales-renewals | sales | تمدید و نگهداشت | Renewals
zhaleh.ebrahimi | ژاله ابراهیمی | سرپرست تمدید | Renewals lead | 5
armin.sohrabi | آرمین سهرابی | کارشناس تمدید | Renewals specialist | 6
mahtab.rostamian | مهتاب رستمیان | کارشناس تمدید | Renewals specialist | 6 | isfahan
behzad.alavi | بهزاد علوی | تحلیل‌گر نگهداشت | Retention analyst | 6 | remote
# service | rayanpayam | خدمات | Service
elham.rostami | الهام رستمی | مدیر تجربهٔ مشتری | Head of CX | 2
# service-care | service | خدمات مشتری | Customer service
leila.farhadi | لیلا فرهادی | مدیر خدمات مشتری | Head of service | 3
ramin.ghasemi | رامین قاسمی | کارشناس تلفن و مرکز تماس | Contact-centre engineer | 6
# service-desk | service-care | میز خدمت | Service desk
hamed.bagheri | حامد باقری | سرپرست میز خدمت | Service desk lead | 5
niloofar.sharifi | نیلوفر شریفی | کارشناس ارشد پشتیبانی | Senior support specialist | 6
setareh.noori | ستاره نوری | کارشناس پشتیبانی | Support specialist | 6
vahid.karami | وحید کرمی | کارشناس پشتیبانی | Support specialist | 6
parisa.hashemi | پریسا هاشمی | کارشناس پشتیبانی | Support specialist | 6 | mashhad
mohsen.lotfi | محسن لطفی | کارشناس پشتیبانی شبانه | Night support specialist | 6 | mashhad
hoda.samadi | هدی صمدی | کارشناس پشتیبانی | Support specialist | 6 | isfahan
# service-claims | service-care | امور خسارت | Claims
nasrin.daneshvar | نسرین دانشور | سرپرست امور خسارت | Claims lead | 5
jalal.amini | جلال امینی | ارزیاب خسارت | Claims assessor | 6
fereshteh.kord | فرشته کرد | کارشناس خسارت درمان | Health claims specialist | 6
iman.tavakoli | ایمان توکلی | تحلیل‌گر تقلب | Fraud analyst | 6
sepideh.moradian | سپیده مرادیان | کارشناس خسارت | Claims specialist | 6 | shiraz
ghazal.riahi | غزل ریاحی | کارشناس خسارت درمان | Health claims specialist | 6 | isfahan
# service-onboarding | service-care | راه‌اندازی مشتری | Customer onboarding
shirin.kazemian | شیرین کاظمیان | مدیر راه‌اندازی | Onboarding manager | 4
danial.forouzan | دانیال فروزان | کارشناس راه‌اندازی | Onboarding specialist | 6
mahsa.heydari | مهسا حیدری | کارشناس راه‌اندازی | Onboarding specialist | 6
yasin.borna | یاسین برنا | آموزشگر مشتری | Customer trainer | 6 | remote
# service-cx | service | تجربهٔ مشتری | Customer experience
nastaran.golzar | نسترن گلزار | مدیر صدای مشتری | Voice-of-customer manager | 4
kiarash.fathi | کیارش فتحی | تحلیل‌گر تجربهٔ مشتری | CX analyst | 6
armita.sadr | آرمیتا صدر | طراح سفر مشتری | Journey designer | 6
# finance | rayanpayam | مالی | Finance
mansour.khosravi | منصور خسروی | معاون مالی | Chief financial officer | 2
# finance-receivables | finance | صورت‌حساب و وصول | Billing and receivables
zahra.mokhtari | زهرا مختاری | سرپرست وصول | Receivables lead | 5
negar.ahmadi | نگار احمدی | کارشناس وصول | Receivables analyst | 6
sohrab.javan | سهراب جوان | کارشناس صورت‌حساب | Billing specialist | 6
mina.salehi | مینا صالحی | کارشناس صورت‌حساب | Billing specialist | 6 | shiraz
# finance-accounting | finance | حسابداری و تسویه | Accounting and settlement
hooman.parsa | هومن پارسا | رئیس حسابداری | Head of accounting | 4
azadeh.behrouz | آزاده بهروز | کارشناس تسویه | Settlement specialist | 6
masoud.keshavarz | مسعود کشاورز | کارشناس مالیات | Tax specialist | 6
raheleh.eskandari | راحله اسکندری | حسابدار | Accountant | 6
# finance-compliance | finance | انطباق و ریسک | Compliance and risk
faranak.dadgar | فرانک دادگر | مدیر انطباق | Compliance manager | 4
babak.tehrani | بابک تهرانی | تحلیل‌گر انطباق | Compliance analyst | 6
ladan.mirzaei | لادن میرزایی | کارشناس حقوقی قراردادها | Contract counsel | 6
omid.hosseinpour | امید حسین‌پور | کارشناس مقررات بیمه | Insurance regulation specialist | 6
# marketing | rayanpayam | بازاریابی | Marketing
atefeh.naderi | عاطفه نادری | معاون بازاریابی | VP Marketing | 2
# marketing-campaigns | marketing | کمپین و رویداد | Campaigns and events
maryam.sadeghi | مریم صادقی | مدیر کمپین | Campaign manager | 4
yalda.moradi | یلدا مرادی | کارشناس بازاریابی | Marketing specialist | 6
saman.rahbar | سامان رهبر | کارشناس رویداد | Event specialist | 6
tina.ashrafi | تینا اشرفی | تحلیل‌گر بازاریابی | Marketing analyst | 6 | remote
# marketing-content | marketing | محتوا و برند | Content and brand
kimia.shafiei | کیمیا شفیعی | سرپرست محتوا | Content lead | 5
arman.bidar | آرمان بیدار | نویسنده | Copywriter | 6
pegah.nasiri | پگاه نصیری | طراح گرافیک | Graphic designer | 6 | isfahan
soroush.imani | سروش ایمانی | مترجم و ویراستار | Translator and editor | 6 | remote
# partners | rayanpayam | شرکا | Partners
jamshid.ariana | جمشید آریانا | معاون شرکا | VP Partners | 2
# partners-channel | partners | شبکهٔ فروش شرکا | Partner channel
hossein.nouri | حسین نوری | مدیر شرکای تجاری | Partner manager | 4
mojgan.vaziri | مژگان وزیری | کارشناس شرکا | Partner specialist | 6
reza.shahbazi | رضا شهبازی | کارشناس شرکا | Partner specialist | 6 | mashhad
# partners-tech | partners | فنی شرکا | Partner engineering
shervin.tabesh | شروین تابش | سرپرست فنی شرکا | Partner engineering lead | 5
farid.kazemi | فرید کاظمی | مشاور فنی | Technical consultant | 6
nahal.ghorbani | نهال قربانی | مهندس یکپارچه‌سازی | Integration engineer | 6
matin.abedi | متین عابدی | مهندس یکپارچه‌سازی | Integration engineer | 6 | shiraz
# product | rayanpayam | محصول | Product
nader.sepanta | نادر سپنتا | معاون محصول | Chief product officer | 2
# product-assets | product | دارایی دیجیتال | Digital assets
pouya.karimi | پویا کریمی | سرپرست محصول دارایی دیجیتال | Digital-asset product lead | 3
kaveh.jafari | کاوه جعفری | مهندس زیرساخت | Infrastructure engineer | 6
helia.banaei | هلیا بنایی | مدیر محصول کیف پول | Wallet product manager | 6
# product-architecture | product-assets | معماری امانت | Custody architecture
sara.mohammadi | سارا محمدی | معمار راهکار | Solution architect | 4
nazanin.paknejad | نازنین پاک‌نژاد | مهندس نرم‌افزار | Software engineer | 6
arash.mahdavi | آرش مهدوی | آزمونگر | Test engineer | 6
milad.sattari | میلاد ستاری | مهندس نرم‌افزار | Software engineer | 6 | remote
# product-payments | product | پرداخت | Payments
farzad.niknam | فرزاد نیک‌نام | مدیر محصول پرداخت | Payments product manager | 3
anahita.rad | آناهیتا راد | سرپرست فنی درگاه | Gateway tech lead | 5
sina.maleki | سینا ملکی | مهندس نرم‌افزار | Software engineer | 6
dorsa.khalili | درسا خلیلی | مهندس نرم‌افزار | Software engineer | 6
pedram.yaghoubi | پدرام یعقوبی | مهندس نرم‌افزار | Software engineer | 6 | isfahan
zohreh.gharib | زهره غریب | تحلیل‌گر محصول | Product analyst | 6
# product-policies | product | بیمه‌گری | Policy administration
mitra.fallah | میترا فلاح | مدیر محصول بیمه‌گری | Policy product manager | 3
arsalan.deljou | ارسلان دلجو | سرپرست فنی بیمه‌گری | Policy tech lead | 5
maral.sobhani | مارال سبحانی | تحلیل‌گر فنی بیمه | Actuarial analyst | 6
shayan.moqaddam | شایان مقدم | مهندس نرم‌افزار | Software engineer | 6
elnaz.pourali | الناز پورعلی | مهندس نرم‌افزار | Software engineer | 6 | shiraz
# product-design | product | طراحی و اپلیکیشن | Design and apps
niki.arjmand | نیکی ارجمند | سرپرست طراحی | Design lead | 5
taha.zareei | طاها زارعی | مهندس اپلیکیشن | Mobile engineer | 6
romina.asadi | رومینا اسدی | طراح محصول | Product designer | 6
aydin.safarzadeh | آیدین صفرزاده | مهندس اپلیکیشن | Mobile engineer | 6 | remote
# delivery | rayanpayam | عملیات فناوری | Technology operations
behrouz.zamani | بهروز زمانی | معاون عملیات فناوری | VP Technology operations | 2
# delivery-infra | delivery | زیرساخت و سکو | Infrastructure and platform
mahyar.rostampour | مهیار رستم‌پور | مدیر سکو | Platform manager | 4
samira.vahedi | سمیرا واحدی | مهندس پایگاه داده | Database engineer | 6
ehsan.mahmoudi | احسان محمودی | مهندس سکو | Platform engineer | 6
ghasem.torkaman | قاسم ترکمان | مهندس پشتیبان‌گیری و ذخیره | Storage and backup engineer | 6
nima.hakimi | نیما حکیمی | مهندس سکو | Platform engineer | 6 | remote
# delivery-operations | delivery | عملیات و پایش | Operations and monitoring
mehran.sarmadi | مهران سرمدی | سرپرست پایش | Monitoring lead | 5
bita.jahangiri | بیتا جهانگیری | کارشناس عملیات | Operations specialist | 6
esmaeil.rahmati | اسماعیل رحمتی | کارشناس عملیات شبانه | Night operations specialist | 6
sogand.ahmadpour | سوگند احمدپور | کارشناس عملیات | Operations specialist | 6 | mashhad
kourosh.bayat | کوروش بیات | مهندس شبکه | Network engineer | 6
# delivery-security | delivery | امنیت | Security
shadi.mohtasham | شادی محتشم | مدیر امنیت | Security manager | 4
navid.hatami | نوید حاتمی | تحلیل‌گر امنیت | Security analyst | 6
aryan.khatibi | آرین خطیبی | مهندس هویت و دسترسی | Identity engineer | 6
# delivery-data | delivery | داده و گزارش | Data and reporting
laleh.entezari | لاله انتظاری | سرپرست داده | Data lead | 5
pejman.ghaffari | پژمان غفاری | تحلیل‌گر داده | Data analyst | 6
asal.bahmani | عسل بهمنی | مهندس داده | Data engineer | 6
keyvan.doosti | کیوان دوستی | تحلیل‌گر داده | Data analyst | 6 | isfahan
# people | rayanpayam | سرمایهٔ انسانی | People and culture
sanaz.mehrabi | ساناز مهرابی | معاون سرمایهٔ انسانی | VP People and culture | 2
# people-talent | people | جذب و یادگیری | Talent and learning
hengameh.rokni | هنگامه رکنی | مدیر جذب و یادگیری | Talent manager | 4
barbod.eftekhar | باربد افتخار | کارشناس جذب | Recruiter | 6
solmaz.karimi | سولماز کریمی | کارشناس یادگیری | Learning specialist | 6 | remote
# people-office | people | امور اداری | Office and payroll
akbar.shokri | اکبر شکری | سرپرست امور اداری | Office lead | 5
fatemeh.zolfaghari | فاطمه ذوالفقاری | کارشناس حقوق و دستمزد | Payroll specialist | 6
mohammad.mehdizadeh | محمد مهدی‌زاده | پشتیبان فناوری دفتر | Office IT support | 6
maliheh.jalali | ملیحه جلالی | کارشناس امور اداری | Office specialist | 6 | isfahan
"""

CUSTOMERS = """
sepehr | بیمهٔ سپهر | Sepehr Insurance
kimia | داروسازی کیمیا | Kimia Pharma
arman | گروه صنعتی آرمان | Arman Industrial
mehregan | بانک مهرگان | Mehregan Bank
saba | بیمهٔ صبا | Saba Insurance
parsan | پتروشیمی پارسان | Parsan Petrochemical
hamrah | لیزینگ همراه | Hamrah Leasing
behrad | فروشگاه‌های بهراد | Behrad Stores
navaran | حمل‌ونقل ناوران | Navaran Logistics
aftab | صندوق درمان آفتاب | Aftab Health Fund
damavand | فولاد دماوند | Damavand Steel
zagros | کارگزاری زاگرس | Zagros Brokers
"""
