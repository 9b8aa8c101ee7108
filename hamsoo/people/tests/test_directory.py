"""The directory: found by name in either script, with slips, by number and position; filtered, counted, and paged."""

import sys
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.text import neighbours, sounds
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.people import actions, queries
from hamsoo.people.models import PartPrivacy, Person, PersonalDays, SpokenLanguage
from hamsoo.people.models.findable import digits_of, place_of
from hamsoo.people.queries import Filters
from tests.world import NOON

TODAY = date(2026, 11, 21)


def enter(name_fa, name_en="", unit=None, **record):
    code = f"p{Entry.objects.count()}"
    return actions.add_person(actor=SYSTEM, code=code, name_fa=name_fa, name_en=name_en, unit=unit, at=NOON, **record)


def found(reader, words="", **filters):
    return queries.directory(person=reader, filters=Filters(words=words, **filters), today=TODAY)


PAIRS = (
    "سارا Sara|محمدی Mohammadi|محمدی Mohamadi|رضا Reza|حسین Hossein|نیلوفر Nilufar|علی‌رضا Alireza|خسروی Khosravi|قاسمی Ghasemi|"
    "قاسمی Qasemi|لیلا Leyla|فاطمه Fatemeh|فاطمه Fateme|ژاله Zhaleh|چنگیز Changiz|آرش Arash|ایمان Iman|داوود Davoud|یحیی Yahya"
)


@pytest.mark.parametrize("pair", PAIRS.split("|"))
def test_names_sound_alike_in_both_scripts(pair):
    persian, latin = pair.split()
    assert sounds(persian) == sounds(latin) != []


@given(st.text(max_size=40))
def test_sounds_are_short_plain_and_of_any_text(text):
    for sound in sounds(text):
        assert 0 < len(sound) <= 24
        assert sound in neighbours(sound)
        assert " " not in sound


@given(st.text(alphabet="bdfghjklmnpqrstz", min_size=4, max_size=12), st.integers(0, 11), st.sampled_from("xwy"))
def test_sounds_one_slip_apart_share_a_neighbour(sound, place, letter):
    place %= len(sound)
    for slip in (
        sound[:place] + sound[place + 1 :],
        sound[:place] + letter + sound[place:],
        sound[:place] + letter + sound[place + 1 :],
        sound[:place] + sound[place : place + 2][::-1] + sound[place + 2 :],
    ):
        assert neighbours(sound) & neighbours(slip)


@pytest.mark.parametrize("written", ["0912 000-3295", "+98 912 000 3295", "۰۹۱۲۰۰۰۳۲۹۵", "٠٠٩٨٩١٢٠٠٠٣٢٩٥", "989120003295"])
def test_numbers_are_kept_in_one_form(written):
    assert digits_of(written) == "9120003295"


@pytest.mark.parametrize(("office", "place"), [("تهران، طبقهٔ ۴", "تهران"), ("Tehran, floor 4", "Tehran"), ("شیراز", "شیراز"), ("", "")])
def test_a_place_is_the_beginning_of_an_office(office, place):
    assert place_of(office) == place


def test_a_name_in_one_script_is_found_in_the_other(world, sara, nima):
    only_persian = enter("ساره خسروی", unit=world.service)
    only_latin = enter("Mehrdad Qasemi", unit=world.service)
    assert only_persian in found(sara, "khosravi").people
    assert found(sara, "مهرداد").people == [only_latin]
    assert found(sara, "قاسمی مهرداد").people == [only_latin]
    assert [person.pk for person in found(sara, "Mohamadi").people] == [sara.pk]


@pytest.mark.parametrize("words", ["mohmmadi", "Mohamadd", "محمدیی", "محمئی", "mohma", "sarra mohamm"])
def test_slips_and_beginnings_are_offered_apart(sara, nima, words):
    page = found(nima, words)
    assert (page.people + page.alike)[0].pk == sara.pk


def test_nonsense_finds_nobody(sara):
    for words in ("zzzzqqqq", "🎉", "\u202e", "%", "_", "\\", "x" * 10_000, "ء"):
        page = found(sara, words)
        assert (page.people, page.alike) == ([], []) or words in ("\u202e", "ء")


@pytest.mark.parametrize("words", ["3295", "۳۲۹۵", "٣٢٩٥", "0912000", "+98 912 000 3295", "0098912", "2932", "۲۹۳۲"])
def test_numbers_and_extensions_are_found(sara, reza, admin, words):
    actions.change_record(actor=admin, person=sara, changes={"phone": "+98 ۹۱۲ 000-3295 (2932)"}, at=NOON)
    assert [person.pk for person in found(reza, words).people] == [sara.pk]


def test_positions_are_found_with_names(sara, reza, nima):
    assert [person.pk for person in found(sara, "حسابدار").people] == [nima.pk]
    assert [person.pk for person in found(sara, "nima account").people] == [nima.pk]


def test_a_colleague_is_named_by_the_name_alone(sara, nima):
    assert queries.colleague_called(person=sara, words="nima") == nima
    with pytest.raises(Invalid):
        queries.colleague_called(person=sara, words="حسابدار")


def test_filters_go_together_and_are_counted(world, sara, reza, nima, admin):
    for person, office in ((sara, "تهران، طبقهٔ ۴"), (reza, "تهران، طبقهٔ ۲"), (nima, "شیراز")):
        actions.change_record(actor=admin, person=person, changes={"office_fa": office, "joined_on": TODAY - timedelta(days=400)}, at=NOON)
    for person in (sara, nima):
        actions.declare_skill(actor=person, name="Kubernetes", at=NOON)
        SpokenLanguage.objects.create(person=person, code="fr")
    skill = queries.skill_by_names("kubernetes")
    assert [one.pk for one in found(admin, place="تهران").people] == [reza.pk, sara.pk]
    assert [one.pk for one in found(admin, place="تهران", skill=skill, language="fr", unit=world.service).people] == [sara.pk]
    choices = queries.choices(person=admin, filters=Filters(place="تهران"), today=TODAY)
    assert choices.count == 2
    assert choices.by_unit == {world.service.pk: 2}
    assert [(one.name, one.count) for one in choices.places] == [("تهران", 2), ("شیراز", 1)]
    assert [(one.name, one.count) for one in choices.skills] == [("Kubernetes", 1)]
    assert [(one.value, one.count) for one in choices.languages] == [("fr", 1)]
    PartPrivacy.objects.create(person=sara, part="languages", audience="me")
    PartPrivacy.objects.create(person=nima, part="skills", audience="me")
    assert [one.pk for one in found(admin, language="fr").people] == [nima.pk]
    assert [one.pk for one in found(admin, skill=skill).people] == [sara.pk]


def test_units_count_those_below(world, sara, admin):
    night = actions.create_unit(actor=admin, code="night", name_fa="شب", parent=world.service, at=NOON)
    enter("شبکار", unit=night)
    counts = queries.choices(person=sara, filters=Filters(), today=TODAY).by_unit
    assert (counts[world.service.pk], counts[night.pk]) == (4, 1)


def test_who_is_new_is_a_filter(world, sara, admin):
    new = enter("تازه", unit=world.finance, joined_on=TODAY - timedelta(days=30))
    enter("آینده", unit=world.finance, joined_on=TODAY + timedelta(days=3))
    assert found(sara, is_new=True).people == [new]


def test_pages_of_the_directory(browse, world, sara, nima, mina, django_assert_num_queries):
    actions.declare_skill(actor=nima, name="Kubernetes", at=NOON)
    client = browse(sara)
    client.get(reverse("people:directory"))
    with django_assert_num_queries(4):
        page = client.get(reverse("people:directory")).content.decode()
    assert "Kubernetes" in page
    cards = client.get(reverse("people:directory"), {"view": "cards", "unit": world.finance.pk}).content.decode()
    assert "person-card" in cards
    assert "Reza Karimi" not in cards
    for wrong in (
        {"unit": "x"},
        {"unit": "99999"},
        {"skill": "0"},
        {"after": "-1"},
        {"view": "../x"},
        {"q": "\x00"},
        {"place": "x" * 5000},
    ):
        assert client.get(reverse("people:directory"), wrong).status_code == 200
    assert browse(mina).get(reverse("people:directory"), {"q": "sara"}).status_code == 404


def test_the_next_part_is_rows_alone(browse, world, sara):
    for number in range(60):
        enter(f"همکار {number}", unit=world.finance)
    client = browse(sara)
    first = queries.directory(person=sara)
    answer = client.get(reverse("people:directory"), {"after": first.after}, headers={"HX-Request": "true"}).content.decode()
    assert answer.startswith('<ul id="people-')
    assert answer.count('<li class="row') == 12


def test_nobody_is_congratulated_who_does_not_like_it(world, sara, reza, nima, admin):
    for person in (sara, reza):
        actions.change_record(actor=admin, person=person, changes={"joined_on": date(2021, 11, 24)}, at=NOON)
    birthday = {"calendar": "gregorian", "birth_month": 11, "birth_day": 23}
    actions.set_personal_days(actor=sara, at=NOON, **birthday)
    actions.set_personal_days(actor=reza, at=NOON, shows_birthday=True, shows_anniversary=True, **birthday)
    actions.set_personal_days(actor=nima, at=NOON, calendar="jalali", birth_month=9, birth_day=1, shows_birthday=True)
    days = queries.celebrations(person=sara, today=TODAY).days
    assert [(one.person, one.on, one.years) for one in days] == [
        (nima, date(2026, 11, 22), None),
        (reza, date(2026, 11, 23), None),
        (reza, date(2026, 11, 24), 5),
    ]
    facts = Entry.objects.filter(name="people.PersonalDaysSet")
    assert [entry.payload for entry in facts] == [{"person_id": person.pk} for person in (sara, reza, nima)]


@pytest.mark.parametrize(
    ("calendar", "month", "day", "today", "on"),
    [
        ("gregorian", 2, 29, date(2026, 2, 25), date(2026, 2, 28)),
        ("gregorian", 2, 29, date(2028, 2, 25), date(2028, 2, 29)),
        ("jalali", 12, 30, date(2027, 3, 18), date(2027, 3, 20)),
    ],
)
def test_days_that_a_year_lacks_are_kept_on_the_last_of_the_month(world, sara, calendar, month, day, today, on):
    actions.set_personal_days(actor=sara, at=NOON, calendar=calendar, birth_month=month, birth_day=day, shows_birthday=True)
    assert [one.on for one in queries.celebrations(person=sara, today=today).days] == [on]


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"birth_month": 7, "birth_day": 31}, "birth_day"),
        ({"birth_month": 13, "birth_day": 1}, "birth_day"),
        ({"birth_month": 7}, "birth_day"),
        ({"birth_day": 7}, "birth_month"),
        ({"shows_birthday": True}, "birth_day"),
        ({"calendar": "moon"}, "calendar"),
    ],
)
def test_wrong_days_are_refused_with_their_field(sara, days, field):
    with pytest.raises(Invalid) as refusal:
        actions.set_personal_days(actor=sara, at=NOON, **days)
    assert (refusal.value.field, PersonalDays.objects.count()) == (field, 0)


def test_ones_days_are_entered_on_a_page(browse, sara, nima, mina):
    client = browse(sara)
    assert client.get(reverse("people:personal_days")).status_code == 200
    assert client.post(reverse("people:personal_days"), {"calendar": "jalali", "birth_month": "7", "birth_day": "31"}).status_code == 422
    answer = client.post(
        reverse("people:personal_days"), {"calendar": "jalali", "birth_month": "7", "birth_day": "30", "shows_birthday": "on"}
    )
    assert answer.status_code == 303
    assert PersonalDays.objects.get(person=sara).birth_day == 30
    assert browse(nima).get(reverse("people:celebrations")).status_code == 200
    for route in ("people:personal_days", "people:celebrations"):
        assert browse(mina).get(reverse(route)).status_code == 404


def test_who_meets_the_words_is_counted_by_every_filter(world, sara, reza, nima, admin):
    for person, office in ((sara, "تهران، طبقهٔ ۴"), (reza, "تهران، طبقهٔ ۲"), (nima, "شیراز")):
        actions.change_record(actor=admin, person=person, changes={"office_fa": office, "joined_on": TODAY - timedelta(days=400)}, at=NOON)
    actions.change_record(actor=admin, person=reza, changes={"joined_on": TODAY - timedelta(days=4)}, at=NOON)
    for person in (sara, nima):
        actions.declare_skill(actor=person, name="Kubernetes", at=NOON)
        SpokenLanguage.objects.create(person=person, code="fr")
    skill = queries.skill_by_names("kubernetes")

    def counted(**chosen):
        filters = Filters(words="m", **chosen)
        one = queries.choices(person=admin, filters=filters, today=TODAY, ids=queries.matching_ids(person=admin, words="m"))
        listed = ([(each.name, each.count) for each in group] for group in (one.places, one.skills))
        spoken = [(each.value, each.count) for each in one.languages]
        return one.count, one.new_count, dict(one.by_unit), *listed, spoken

    both = {world.service.pk: 3, world.finance.pk: 1}
    assert {person.pk for person in found(admin, "m").people} == {sara.pk, reza.pk, nima.pk, admin.pk}
    kubernetes, french = [("Kubernetes", 2)], [("fr", 2)]
    assert counted() == (4, 1, both, [("تهران", 2), ("شیراز", 1)], kubernetes, french)
    one_of_two = ([("Kubernetes", 1)], [("fr", 1)])
    assert counted(place="تهران") == (2, 1, {world.service.pk: 2}, [("تهران", 2), ("شیراز", 1)], *one_of_two)
    assert counted(unit=world.finance) == (1, 0, both, [("شیراز", 1)], *one_of_two)
    assert counted(skill=skill, language="fr") == (
        2,
        0,
        {world.service.pk: 1, world.finance.pk: 1},
        [("تهران", 1), ("شیراز", 1)],
        kubernetes,
        french,
    )
    assert counted(is_new=True) == (1, 1, {world.service.pk: 1}, [("تهران", 1)], [], [])


def test_many_who_meet_the_words_are_not_counted_again(browse, sara, reza, nima, monkeypatch):
    meet = queries.matching_ids(person=sara, words="a")
    monkeypatch.setattr(sys.modules["hamsoo.people.queries.directory"], "MOST_COUNTED", 1)
    ids = queries.matching_ids(person=sara, words="a")
    found = queries.choices(person=sara, filters=queries.Filters(words="a"), today=TODAY, ids=ids)
    assert (ids, found.count, found.new_count, set(found.by_unit.values())) == (None, len(meet), None, {None})
    page = browse(sara).get("/people/?q=a")
    assert (page.status_code, "None" in page.content.decode()) == (200, False)
    assert all(one.get_absolute_url() in page.content.decode() for one in Person.objects.filter(pk__in=meet))
