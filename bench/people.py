"""The directory and a profile among 20,000 colleagues: server time of whole pages, as the test client gets them.

    python -m bench.people [--people 20000] [--rounds 30]

Fills a PostgreSQL of its own with generated people (units of units, places, phones, skills, languages, works that show skills), a third of
them with a name in one script only. Prints the best, median and p95 of each page in ms, from the request to the last byte, with middleware,
templates and queries; the sign-in page, which lists nothing, stands beside them as what a page costs anyway.
"""

import argparse
import random
import statistics
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench.servers import installation

FIRST = (
    "سارا Sara|رضا Reza|نیما Nima|لیلا Leila|آرش Arash|مریم Maryam|حسین Hossein|زهرا Zahra|کاوه Kaveh|نیلوفر Niloufar|پویا Pouya|امیر Amir"
)
FIRST += "|الهام Elham|سروش Soroush|یاسمن Yasaman|بهنام Behnam|نگین Negin|شهاب Shahab|فاطمه Fatemeh|مهرداد Mehrdad|ژاله Zhaleh|ایمان Iman"
LAST = "محمدی Mohammadi|کریمی Karimi|احمدی Ahmadi|حسینی Hosseini|قاسمی Ghasemi|خسروی Khosravi|شریفی Sharifi|جعفری Jafari|رضایی Rezaei"
LAST += "|مرادی Moradi|صادقی Sadeghi|نوری Nouri|یزدانی Yazdani|تهرانی Tehrani|فرهادی Farhadi|بهرامی Bahrami|سلطانی Soltani|کاظمی Kazemi"
PLACES = ("تهران، طبقهٔ ۴", "تهران، طبقهٔ ۲", "شیراز", "اصفهان", "مشهد", "تبریز، ساختمان دوم")
# Half of all are agents.
POSITIONS = ("سرپرست Lead", "حسابدار Accountant", "مهندس Engineer", "تحلیل‌گر Analyst", *("کارشناس Agent",) * 4)
NOON = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
_SOME = 2000


def fill(count: int) -> Any:
    """Write everything and return the account that reads."""
    from hamsoo.ledger.actors import SYSTEM
    from hamsoo.people import actions
    from hamsoo.people.models import Account, Person, PersonSkill, SkillEvidence, SpokenLanguage
    from hamsoo.spaces import actions as spaces

    spaces.found_organisation(name_fa="شرکت", name_en="Company", at=NOON)
    chance = random.Random(7)
    tops = [actions.create_unit(actor=SYSTEM, code=f"u{n}", name_fa=f"واحد {n}", name_en=f"Unit {n}", at=NOON) for n in range(12)]
    units = tops + [
        actions.create_unit(actor=SYSTEM, code=f"u{n}", name_fa=f"گروه {n}", parent=chance.choice(tops), at=NOON) for n in range(12, 240)
    ]
    account = Account.objects.create_user("reader@example.com")
    people = [_person(chance, number, units, account if number == 0 else None) for number in range(count)]
    Person.objects.bulk_create(people, batch_size=_SOME)
    skills = [actions.ensure_skill(name_fa=f"مهارت {n}", name_en=f"Skill {n}") for n in range(400)]
    held = [(person, skill) for person in people for skill in chance.sample(skills, 4)]
    PersonSkill.objects.bulk_create([PersonSkill(person=p, skill=s, declared_at=NOON) for p, s in held], batch_size=_SOME)
    works = [
        SkillEvidence(person=p, skill=s, source="answer", object_id=n, weight=1, at=NOON - timedelta(days=chance.randrange(900)))
        for n, (p, s) in enumerate(held[::2])
    ]
    SkillEvidence.objects.bulk_create(works, batch_size=_SOME)
    spoken = [SpokenLanguage(person=p, code=code) for p in people for code in chance.sample(("fa", "en", "ar", "tr"), 2)]
    SpokenLanguage.objects.bulk_create(spoken, batch_size=_SOME)
    return account


def _person(chance: random.Random, number: int, units: list[Any], account: Any) -> Any:
    from hamsoo.people.models import Person

    (fa, en), (last_fa, last_en) = (chance.choice(names.split("|")).split() for names in (FIRST, LAST))
    place = chance.choice(POSITIONS).split()
    person = Person(
        code=f"p{number}",
        account=account,
        name_fa=f"{fa} {last_fa}",
        name_en=f"{en} {last_en}" if number % 3 else "",
        unit=chance.choice(units),
        position_fa=place[0],
        position_en=place[1],
        phone=f"0912 {chance.randrange(1000):03} {chance.randrange(10000):04} ({number % 10000:04})",
        office_fa=chance.choice(PLACES),
        joined_on=date(2026, 11, 20) - timedelta(days=chance.randrange(4000)),
    )
    person.derive()
    return person


def pages() -> dict[str, str]:
    """Return the address of each page that is measured."""
    from hamsoo.people.models import Person, Skill, Unit

    unit, small = Unit.objects.get(code="u3").pk, Unit.objects.get(code="u200").pk
    skill = Skill.objects.order_by("pk")[7].pk
    deep = Person.objects.order_by("sort_key", "pk")[15_000 if Person.objects.count() > 15_050 else 10].pk
    return {
        "sign-in (baseline)": "/accounts/login/",
        "directory, first page": "/people/",
        "directory, cards": "/people/?view=cards",
        "by unit": f"/people/?unit={unit}",
        "by place": "/people/?place=شیراز",
        "by skill and language": f"/people/?skill={skill}&language=en",
        "all filters": f"/people/?unit={unit}&place=تهران&language=en",
        "name, Persian": "/people/?q=سارا محمدی",
        "name, English": "/people/?q=Niloufar Ghasemi",
        "name, other spelling": "/people/?q=nilufar qasemi",
        "name, misspelt": "/people/?q=khosrvai zhaaleh",
        "name, half typed": "/people/?q=moham",
        "half a name, in a unit": f"/people/?q=moham&unit={unit}",
        "phone": "/people/?q=0912 345",
        "extension": "/people/?q=۴۵۱۲",
        "position": "/people/?q=حسابدار",
        "position of half": "/people/?q=کارشناس",
        "nothing found": "/people/?q=qqqqzz",
        "deep page (rows)": f"/people/?after={deep}",
        "profile": f"/people/{deep}/",
        "who has a skill": f"/skills/{skill}/",
        "skills of a unit": f"/people/units/{unit}/skills",
        "skills of a small unit": f"/people/units/{small}/skills",
    }


def measure(account: Any, rounds: int) -> None:
    """Print the table."""
    from django.test import Client

    reader, stranger = Client(), Client()
    reader.force_login(account)
    print(f"{'page':26}{'best':>9}{'median':>9}{'p95':>9}{'kB':>8}   (ms, {rounds} rounds)")
    for name, address in pages().items():
        times, size = [], 0
        for number in range(rounds + 3):
            begun = time.perf_counter()
            headers = {"HX-Request": "true"} if "rows" in name else {}
            answer = (stranger if "baseline" in name else reader).get(address, headers=headers)
            if number >= 3:
                times.append((time.perf_counter() - begun) * 1000)
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status_code}")
            size = len(answer.content)
        times.sort()
        print(f"{name:26}{times[0]:9.1f}{statistics.median(times):9.1f}{times[int(len(times) * 0.95)]:9.1f}{size / 1000:8.0f}", flush=True)


def main() -> None:
    """Fill and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    with installation():
        from django.conf import settings
        from django.db import connection

        settings.ALLOWED_HOSTS = ["testserver"]
        begun = time.perf_counter()
        account = fill(options.people)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        print(f"{options.people} people written in {time.perf_counter() - begun:.0f} s")
        measure(account, options.rounds)


if __name__ == "__main__":
    main()
