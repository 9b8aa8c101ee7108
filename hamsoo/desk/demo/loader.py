"""Put the demo organisation into an empty database, through the actions, in one transaction: all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import transaction

from hamsoo.desk.demo import GroupSpec, Organisation, PersonSpec, UnitSpec, build
from hamsoo.desk.demo.cases import open_cases
from hamsoo.desk.demo.channels import talk_about
from hamsoo.desk.demo.following import follow_those_near
from hamsoo.desk.demo.groups import AT_HAND
from hamsoo.desk.demo.mails import correspond
from hamsoo.desk.demo.portraits import drawn, look_of
from hamsoo.desk.demo.profiles import PROFILES, ProfileSpec
from hamsoo.desk.demo.promises import promise
from hamsoo.desk.demo.recording import KEEPERS, let_keep, record_customers
from hamsoo.desk.demo.relating import relate
from hamsoo.desk.demo.relations import relations
from hamsoo.desk.demo.retelling import Retelling
from hamsoo.desk.demo.roster import DOMAIN
from hamsoo.desk.demo.serving import served
from hamsoo.desk.demo.talks import Telling
from hamsoo.desk.demo.writing import Writing
from hamsoo.finder.actions import suggest_to_everybody
from hamsoo.kernel import clock
from hamsoo.kernel.calendars import Span, Week, WorkingCalendar, to_dict
from hamsoo.kernel.text import fold
from hamsoo.ledger.actors import SYSTEM, through
from hamsoo.ledger.runner import settle
from hamsoo.people import actions as people
from hamsoo.people.models import Account, Person, Unit
from hamsoo.questions import actions as questions
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.queries import founded, organisation, remembering

PASSWORD = "hamsoo-demo"  # noqa: S105 - the demonstration tells it to everybody
OFFICES = {
    "tehran": ("تهران، دفتر مرکزی", "Tehran, head office"),
    "isfahan": ("اصفهان", "Isfahan"),
    "shiraz": ("شیراز", "Shiraz"),
    "mashhad": ("مشهد", "Mashhad"),
    "remote": ("دورکار", "Remote"),
}
COLOURS = {"sales": "sales", "service": "service", "finance": "finance", "marketing": "marketing", "partners": "partner"}
SHOWN = ("niloofar.sharifi", "amir.rezaei", "pouya.karimi", "sara.mohammadi", "leila.farhadi", "babak.tehrani")
"""Whom the demonstration offers to sign in as, first of all; everybody has an account."""
ADMINISTRATOR = "aryan.khatibi"
NAMES = 3
"""So many other words for a field, of each language, the skills know it by; the rest is left to be learned."""
NATIVE, LEARNED = 5, (2, 3, 4)
"""How well people speak their first language and others: values of `people.SpokenLanguage.Level`."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """One person to sign in as."""

    name: str
    role: str
    email: str
    password: str


def ensure(say: Callable[[str], None]) -> list[SignIn]:
    """Fill the database unless it is filled; return whom to sign in as. `say` hears what is being done."""
    if not founded():
        spec = build(today=clock.now().astimezone(ZoneInfo("Asia/Tehran")).date())
        with through("import"), remembering(), transaction.atomic():
            Loading(spec, say).run()
        say("Ordering what happened")
        settle()
        questions.gather(at=clock.now())
        suggest_to_everybody()
    return _sign_ins()


def _sign_ins() -> list[SignIn]:
    order = {f"{key}@{DOMAIN}": number for number, key in enumerate((*SHOWN, ADMINISTRATOR))}
    everybody = Person.objects.filter(account__isnull=False, left_on=None).select_related("account")
    first = sorted(everybody, key=lambda person: (order.get(person.mail, len(order)), person.sort_key))
    return [SignIn(f"{one.name_en} ({one.name_fa})", one.position_en, one.mail, PASSWORD) for one in first]


class Loading:
    """One run of the loader."""

    def __init__(self, spec: Organisation, say: Callable[[str], None]) -> None:
        self._spec = spec
        self._say = say
        self._units: dict[str, Unit] = {}
        self._people: dict[str, Person] = {}
        self._spaces: dict[str, int] = {}
        first = min(*(one.at for one in spec.questions), *(one.at for one in spec.posts))
        self._begun_at = first - timedelta(days=7)

    def run(self) -> None:
        """Found the organisation, let people join, then tell what happened."""
        name = self._spec.name
        self._spaces["organisation"] = spaces.found_organisation(name_fa=name.fa, name_en=name.en, at=self._begun_at).pk
        for unit in self._spec.units:
            self._unit(unit)
        self._say(f"{len(self._spec.people)} people join")
        password, chance = make_password(PASSWORD), Random(7)  # noqa: S311 - the same presences every time
        for person in self._spec.people:
            self._person(person, password, chance)
        for described in self._spec.units:
            made = self._units[described.key]
            people.change_unit(actor=SYSTEM, unit=made, head=self._people[described.head], parent=made.parent, at=self._begun_at)
        self._skills()
        self._names_of_skills()
        self._customers()
        self._records()
        for group in self._spec.groups:
            self._group(group)
        follow_those_near(people=[self._people[key] for key in SHOWN], at=self._begun_at)
        retelling = Retelling(self._people, self._spaces)
        steps = retelling.steps(self._spec)
        for number, step in enumerate(steps):
            if number % 1000 == 0:
                self._say(f"Half a year of work: {number} of {len(steps)} events")
            step.do()
        today = clock.now().astimezone(ZoneInfo("Asia/Tehran")).date()
        Telling(self._people, self._spaces, retelling.said, today).tell()
        Writing(self._people, self._spaces, retelling.said, today).write()
        promise(people=self._people, administrator=self._people[ADMINISTRATOR], today=today)
        correspond(people=self._people, administrator=self._people[ADMINISTRATOR], today=today)
        first = open_cases(people=self._people, today=today)
        talk_about(people=self._people, case_id=first, today=today)

    def _unit(self, spec: UnitSpec) -> None:
        parent = self._units[spec.parent] if spec.parent else None
        colour = COLOURS.get(spec.key.split("-")[0], "product")
        unit = people.create_unit(
            actor=SYSTEM, code=spec.key, name_fa=spec.name.fa, name_en=spec.name.en, parent=parent, colour=colour, at=self._begun_at
        )
        self._units[spec.key] = unit
        self._spaces[f"unit:{spec.key}"] = spaces.ensure_unit_space(unit=unit, at=self._begun_at).pk

    def _person(self, spec: PersonSpec, password: str, chance: Random) -> None:
        account = Account.objects.create(email=spec.email, password=password)
        office_fa, office_en = OFFICES[spec.office]
        person = people.add_person(
            actor=SYSTEM,
            code=spec.key.replace(".", "-"),
            name_fa=spec.name.fa,
            name_en=spec.name.en,
            unit=self._units[spec.unit],
            account=account,
            manager=self._people[spec.manager] if spec.manager else None,
            position_fa=spec.title.fa,
            position_en=spec.title.en,
            level=spec.level,
            mail=spec.email,
            phone=f"{spec.mobile} ({spec.extension})",
            office_fa=office_fa,
            office_en=office_en,
            joined_on=spec.joined_on,
            is_administrator=spec.key == ADMINISTRATOR,
            at=self._begun_at,
        )
        learned = LEARNED[len(spec.key) % len(LEARNED)]
        levels = {code: learned if place else NATIVE for place, code in enumerate(spec.languages)}
        person = people.edit_profile(
            actor=person, person=person, languages=levels, working_calendar=to_dict(_hours(spec)), at=self._begun_at
        )
        presence = chance.choices(list(Person.Presence), weights=(6, 2, 2, 1))[0]
        people.set_presence(actor=person, presence=presence, at=self._begun_at)
        if (look := look_of(spec)) is not None:
            person = people.set_photo(actor=person, content=drawn(look), at=self._begun_at)
        if spec.key in PROFILES:
            self._profile(person, PROFILES[spec.key])
        self._people[spec.key] = person

    def _profile(self, person: Person, spec: ProfileSpec) -> None:
        people.edit_profile(actor=person, person=person, about=spec.about, at=self._begun_at)
        for part, values in spec.lines:
            people.add_item(actor=person, part=part, values=values, at=self._begun_at)
        for part in spec.private:
            people.show_part(actor=person, part=part, audience="unit", at=self._begun_at)

    def _skills(self) -> None:
        labels = {topic.key: topic.label for topic in self._spec.topics}
        for spec in self._spec.people:
            for skill in spec.skills:
                if not skill.declared:
                    continue
                label = labels[skill.topic]
                people.ensure_skill(name_fa=label.fa, name_en=label.en)
                held = people.declare_skill(actor=self._people[spec.key], name=label.fa, at=self._begun_at)
                for key in skill.endorsed_by:
                    if key != spec.key:
                        people.endorse_skill(actor=self._people[key], held=held, at=self._begun_at)

    def _names_of_skills(self) -> None:
        """Let skills be known by the first of the other words that people use for them, where no other skill is called so."""
        named = {fold(word) for topic in self._spec.topics for word in (topic.label.fa, topic.label.en)}
        for topic in self._spec.topics:
            for word in (*topic.terms_fa[:NAMES], *topic.terms_en[:NAMES]):
                if fold(word) not in named:
                    named.add(fold(word))
                    people.ensure_skill(name_fa=topic.label.fa, name_en=word)

    def _customers(self) -> None:
        """Let a file of the customer records name whom people serve, and some of them add their role and since when."""
        found = served(self._spec, until=self._begun_at.date())
        named = {self._people[key].pk: [one.name for one in serving] for key, serving in found.items()}
        people.record_customers(actor=SYSTEM, named=named, source="file", at=self._begun_at)
        for key, serving in found.items():
            lines = {line.title: line for line in self._people[key].profile_items.filter(part="customers")}
            for one in serving:
                if one.role:
                    values = {"title": one.name, "role": one.role, "since_on": one.since_on}
                    people.change_item(actor=self._people[key], item=lines[one.name], values=values, at=self._begun_at)

    def _records(self) -> None:
        """Let CRM, billing and the help desk send what they know of the customers, and us keep what we know of them."""
        record_customers(customers=self._spec.customers, space=organisation(), at=self._begun_at)
        keepers = [self._people[key] for key in KEEPERS]
        let_keep(administrator=self._people[ADMINISTRATOR], keepers=keepers, at=self._begun_at)
        now = clock.now()
        specs = relations(self._spec, today=now.astimezone(ZoneInfo("Asia/Tehran")).date())
        relate(specs=specs, people=self._people, keeper=self._people[ADMINISTRATOR], begun_at=self._begun_at, at=now)

    def _group(self, spec: GroupSpec) -> None:
        owner = self._people[spec.owner]
        group = spaces.create_group(
            actor=owner,
            name_fa=spec.name.fa,
            name_en=spec.name.en,
            purpose=spec.description.fa,
            policy=spec.access,
            # Groups about what the company works on are of a profession; those about nothing of it, of an interest.
            theme="profession" if spec.topics else "work" if spec.access == "secret" else "interest",
            at=self._begun_at,
        )
        for title, url in AT_HAND.get(spec.key, ()):
            spaces.add_resource(actor=owner, space=group, title=title, url=url, at=self._begun_at)
        self._spaces[f"group:{spec.key}"] = group.pk
        for key in spec.members:
            if key != spec.owner:
                spaces.add_member(actor=owner, space=group, person=self._people[key], at=self._begun_at)


def _hours(spec: PersonSpec) -> WorkingCalendar:
    spans = (Span(spec.works_from, spec.works_until),)
    return WorkingCalendar(ZoneInfo("Asia/Tehran"), (Week(date.min, dict.fromkeys(spec.weekdays, spans)),), country="IR")
