"""Groups by profession and by interest, and who is in them."""

from collections.abc import Sequence
from random import Random
from typing import Literal

from hamsoo.desk.demo.specs import GroupSpec, Label, PersonSpec, TopicSpec

# key | access | owner | Persian name | English name | Persian about | English about | topics | members fixed | further
GROUPS = """
digital-assets | open | pouya.karimi | دارایی دیجیتال | Digital assets | هر چه دربارهٔ کیف امانی، کلید و دارایی دیجیتال باید دانست | All about escrow, keys and digital assets | escrow, digital-assets, wallet-limits | amir.rezaei, leila.farhadi, roya.moemeni, farid.kazemi, babak.tehrani | 12
integrators | open | shervin.tabesh | یکپارچه‌سازها | Integrators | پرسش‌های API، وب‌هوک و همگام‌سازی با شرکا | APIs, webhooks and partner sync | partner-api, webhooks, partner-sync | danial.forouzan, sina.maleki, peyman.zandi | 9
on-call | closed | mehran.sarmadi | کشیک | On call | هماهنگی کشیک، رخدادها و بازخوانی پس از رخداد | Rotas, incidents and reviews | kubernetes, monitoring, postgres | kaveh.jafari, esmaeil.rahmati, mohsen.lotfi | 6
one-voice | open | elham.rostami | یک‌صدا با مشتری | One voice | متن پاسخ، لحن و قول‌هایی که به مشتری می‌دهیم | Replies, tone and promises to customers | complaints, sla | niloofar.sharifi, amir.rezaei, negar.ahmadi, armita.sadr, kimia.shafiei, soroush.imani | 14
claims-circle | closed | nasrin.daneshvar | حلقهٔ خسارت | Claims circle | نمونه‌های دشوار خسارت و تصمیم‌های مشترک | Hard claims and shared decisions | claims-process, health-claims | iman.tavakoli, maral.sobhani, hoda.samadi | 5
women-in-tech | open | shadi.mohtasham | زنان در فناوری | Women in tech | گفت‌وگو، راهنمایی و تجربه | Mentoring and experience | | sara.mohammadi, anahita.rad, laleh.entezari, nazanin.paknejad, samira.vahedi, niki.arjmand, dorsa.khalili, nahal.ghorbani | 5
hikers | open | peyman.zandi | کوه‌پیمایان رایان | Rayan hikers | برنامهٔ جمعه‌ها، از توچال تا صفه | Friday hikes, from Tochal to Soffeh | | kaveh.jafari, mahsa.heydari, behzad.alavi, pegah.nasiri, matin.abedi | 16
bookshelf | open | soroush.imani | قفسهٔ کتاب | Bookshelf | هر ماه یک کتاب، پنجشنبهٔ آخر گفت‌وگو | One book a month | | kimia.shafiei, arman.bidar, elham.rostami, laleh.entezari, barbod.eftekhar | 11
remote-life | open | nima.hakimi | دورکارها | Remote life | شیوهٔ کار از راه دور و ابزارهایش | Working away from the office | leave | tina.ashrafi, behzad.alavi, milad.sattari, solmaz.karimi, yasin.borna, aydin.safarzadeh, soroush.imani | 6
sepehr-renewal | secret | zhaleh.ebrahimi | تمدید سپهر | Sepehr renewal | هماهنگی محرمانهٔ تمدید بیمهٔ سپهر | Confidential: renewing Sepehr Insurance | | amir.rezaei, dariush.mehran, elham.rostami, leila.farhadi, mansour.khosravi, pouya.karimi, niloofar.sharifi, negar.ahmadi, shahram.vakili | 0
"""  # noqa: E501

AT_HAND = {
    "one-voice": (("واژه‌نامهٔ لحن پاسخ‌ها", "https://wiki.rayanpayam.example/tone"), ("چه کسی چه می‌داند؟", "/experts/")),
    "on-call": (("برنامهٔ کشیک", "https://wiki.rayanpayam.example/rota"),),
}
"""Links that groups keep at hand: what it is called, and where."""

ACCESS: dict[str, Literal["open", "closed", "secret"]] = {"open": "open", "closed": "closed", "secret": "secret"}


def make_groups(*, rng: Random, people: Sequence[PersonSpec], topics: Sequence[TopicSpec]) -> tuple[GroupSpec, ...]:
    """Return the groups: the owner, the fixed members, the experts of the topics and some others."""
    experts = {topic.key: [key for key, _ in topic.experts] for topic in topics}
    present = [person.key for person in people]
    made = []
    for line in GROUPS.strip().splitlines():
        key, access, owner, fa, en, about_fa, about_en, about, fixed, further = (cell.strip() for cell in line.split("|"))
        subjects = tuple(topic for topic in _list(about) if topic in experts)
        wanted = [owner, *_list(fixed), *(key for topic in subjects for key in experts[topic])]
        wanted += rng.sample(present, int(further))
        members = tuple(dict.fromkeys(member for member in wanted if member in present))
        made.append(
            GroupSpec(
                key=key,
                name=Label(fa, en),
                description=Label(about_fa, about_en),
                access=ACCESS[access],
                owner=owner if owner in members else members[0],
                members=members,
                topics=subjects,
            )
        )
    return tuple(made)


def _list(cell: str) -> list[str]:
    return [item.strip() for item in cell.split(",") if item.strip()]
