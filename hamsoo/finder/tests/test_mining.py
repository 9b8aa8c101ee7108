"""Skills found in what somebody wrote: by contrast, in both languages, known ones first; what is no skill is left out."""

import random

import pytest

from hamsoo.finder.mining.candidates import LEAST_THREADS, LEAST_UNASKED
from hamsoo.finder.mining.contrast import LEAST, contrast
from hamsoo.finder.mining.known import book
from hamsoo.finder.mining.phrases import LONGEST_TEXT, phrases, words_of
from hamsoo.finder.suggesting import miner
from hamsoo.ledger.actors import SYSTEM
from hamsoo.people import actions as people
from tests.world import NOON

WORDS_FA = ["گزارش", "جلسه", "هفته", "پیگیری", "تماس", "نامه", "سفارش", "تاریخ", "فرم", "پاسخ", "همکار", "پرونده"]
WORDS_EN = ["report", "meeting", "week", "call", "letter", "order", "date", "form", "reply", "colleague", "file", "list"]


@pytest.fixture
def mined(notes):
    """Return what is found of a person, after the index has taken in everything that was written."""

    def found(person):
        notes.index(notes.rows.values())
        return miner().found(person, with_private=False)

    return found


@pytest.fixture
def names(mined):
    """Return the phrases that are found, as they are written."""
    return lambda person: [one.name for one in mined(person)]


@pytest.fixture
def chatter(notes, world, nima):
    """Let others write about ordinary things, and ask now and then about what somebody knows."""
    chance = random.Random(3)
    for number in range(120):
        words = chance.sample(WORDS_FA if number % 2 else WORDS_EN, 4)
        notes.write(" ".join(words), space=world.organisation, by=nima, indexed=False)
    for subject in ("certificate pinning", "کلید رمزنگاری", "OAuth"):
        for text in ("who knows", "again"):
            notes.write(f"{subject} {text}", space=world.organisation, by=nima, weight=0.0, indexed=False)


def answered(notes, world, person, subject, *, times=4, space=None, accepted=0):
    """Let `person` answer questions about a subject, each of another thread."""
    rows = []
    for number in range(times):
        state = "accepted" if number < accepted else "given"
        question = notes.write(f"{subject}؟", space=space or world.organisation, by=None, indexed=False)
        text = f"دربارهٔ {subject} بگویم. {WORDS_FA[number % len(WORDS_FA)]}"
        weight = 1.5 if state == "accepted" else 1.0
        rows.append(
            notes.write(
                question.title,
                text,
                space=space or world.organisation,
                by=person,
                weight=weight,
                type="reply",
                parent=question.ref,
                facets={"state": state},
                indexed=False,
            )
        )
    return rows


def test_contrast_is_the_log_odds_with_a_prior():
    """Worked by hand: 3 of 4 against 10 of 996, prior 10 documents at (3 + 10 + .5) / 1001."""
    assert contrast(3, 4, 10, 996) == pytest.approx(5.1753, abs=1e-4)
    assert contrast(4, 40, 96, 960) == pytest.approx(0, abs=1e-2)
    assert contrast(1, 10, 50, 100) < -1 < 1 < LEAST < contrast(9, 10, 50, 1000)


def test_phrases_end_at_stop_words_and_signs():
    def said(text):
        return [written for _key, written in phrases(words_of(text))]

    assert said("کلید رمزنگاری در HSM، گواهی امضا") == ["کلید رمزنگاری", "HSM", "گواهی امضا"]
    assert said("Certificate pinning of the OAuth2 flow.") == ["Certificate pinning", "OAuth2", "OAuth2 flow"]
    assert said("@sara.mohammadi see https://a.example/ssl-pinning and 12 34") == []
    assert said("کلید رفتند") == []


def test_what_one_answers_more_than_others_is_found_as_it_is_written(notes, world, sara, reza, chatter, names):
    answered(notes, world, sara, "کلید رمزنگاری")
    answered(notes, world, reza, "certificate pinning")

    assert names(sara) == ["کلید رمزنگاری"]
    assert names(reza) == ["certificate pinning"]


def test_a_skill_of_the_taxonomy_is_found_under_any_name_and_comes_first(notes, world, sara, chatter, mined):
    skill = people.ensure_skill(name_fa="مدیریت کلید", name_en="Key management")
    people.ensure_skill(name_fa="مدیریت کلید", name_en="کلید رمزنگاری")
    answered(notes, world, sara, "کلید رمزنگاری", times=4)
    answered(notes, world, sara, "certificate pinning", times=6)
    notes.write("key-management", space=world.organisation, by=sara, indexed=False)

    [known, phrase] = mined(sara)
    assert (known.skill_id, len(known.works)) == (skill.pk, 5)
    assert phrase.name == "certificate pinning"


def test_a_skill_that_nobody_asked_about_needs_more_texts(notes, world, sara, chatter, mined):
    skill = people.ensure_skill(name_en="Zirconium")
    for number in range(LEAST_UNASKED):
        assert mined(sara) == []
        notes.write(WORDS_EN[number], "zirconium by the way", space=world.organisation, by=sara, indexed=False)

    assert [one.skill_id for one in mined(sara)] == [skill.pk]


def test_the_longer_name_is_meant(notes, world, sara, chatter):
    short, long = people.ensure_skill(name_en="Signature"), people.ensure_skill(name_en="Signature verification")

    assert book().named(words_of("On signature verification")) == {long.pk}
    assert book().named(words_of("a signatures list")) == {short.pk}


def test_compounds_are_met_however_they_are_written(notes, world, sara):
    skill = people.ensure_skill(name_fa="نرم‌افزار مالی")

    for text in ("نرم افزار مالی", "نرمافزار مالی", "نرم‌افزارهای مالی"):
        assert book().named(words_of(text)) == {skill.pk}, text
    assert book().named(words_of("ابزار نرم مالی")) == set()


@pytest.mark.parametrize("times", range(1, LEAST_THREADS + 1))
def test_a_phrase_needs_several_threads(notes, world, sara, chatter, times, names):
    rows = answered(notes, world, sara, "certificate pinning", times=times)
    for _again in range(3):
        notes.write(
            rows[0].title, "certificate pinning", space=world.organisation, by=sara, type="reply", parent=rows[0].parent, indexed=False
        )

    assert names(sara) == (["certificate pinning"] if times == LEAST_THREADS else [])


def test_what_nobody_asked_is_a_habit(notes, world, sara, chatter, names):
    for number in range(6):
        notes.write(WORDS_EN[number], f"warm regards {WORDS_EN[number]}", space=world.organisation, by=sara, indexed=False)
        notes.write("who knows", "warm regards", space=world.organisation, by=None, indexed=False)

    assert names(sara) == []


@pytest.mark.parametrize(
    ("subject", "suggested"),
    [
        ("Ahmadi ledger", []),
        ("دفتر احمدی", []),
        ("Sepehr Insurance", []),
        ("Sepehr Insurance renewals", ["Insurance renewals"]),
        ("بیمهٔ سپهر", []),
        ("Head office", []),
        ("Buenos Aires", []),
        ("بندر تهران", []),
        ("Insurance renewals", ["Insurance renewals"]),
        ("finance software", ["finance software"]),
    ],
)
def test_names_of_people_customers_and_places_are_no_skills(notes, world, sara, nima, reza, chatter, subject, suggested, names):
    people.record_customers(actor=SYSTEM, named={reza.pk: ["Sepehr Insurance", "بیمهٔ سپهر"]}, source="file", at=NOON)
    people.change_record(actor=SYSTEM, person=reza, changes={"office_fa": "Head office, floor 4"}, at=NOON)
    for _other in range(2):
        notes.write(subject, space=world.organisation, by=nima, indexed=False)
    answered(notes, world, sara, subject)

    assert names(sara) == suggested


def test_a_customer_that_is_not_shown_to_all_keeps_nothing_from_others(notes, world, sara, nima, reza, chatter, names):
    for person in (sara, reza):
        answered(notes, world, person, "certificate pinning")
    people.add_item(actor=reza, part="customers", values={"title": "Certificate Pinning"}, at=NOON)
    people.show_part(actor=reza, part="customers", audience="me", at=NOON)

    assert (names(sara), names(reza)) == (["certificate pinning"], [])


def test_what_one_has_is_not_suggested_nor_a_skill_that_is_not_used(notes, world, sara, admin, chatter, mined):
    people.declare_skill(actor=sara, name="Certificate pinning", at=NOON)
    hidden = people.ensure_skill(name_fa="کلید رمزنگاری")
    answered(notes, world, sara, "certificate pinning")
    answered(notes, world, sara, "کلید رمزنگاری")
    assert [one.skill_id for one in mined(sara)] == [hidden.pk]

    people.hide_skill(actor=admin, skill=hidden, at=NOON)
    assert mined(sara) == []


def test_who_asks_shows_nothing_nor_who_answers_themselves(notes, world, sara, chatter, mined):
    people.ensure_skill(name_en="Certificate pinning")
    for _time in range(4):
        asked = notes.write("certificate pinning", space=world.organisation, by=sara, weight=0.0, indexed=False)
        notes.write(asked.title, "certificate pinning", space=world.organisation, by=sara, type="reply", parent=asked.ref, indexed=False)

    assert mined(sara) == []


def test_it_is_the_same_in_whichever_order_it_was_written(notes, world, sara, chatter, mined):
    answered(notes, world, sara, "کلید رمزنگاری", accepted=2)
    answered(notes, world, sara, "certificate pinning")
    first = mined(sara)
    notes.index(reversed(list(notes.rows.values())))

    assert mined(sara) == first
    assert first[0].name == "کلید رمزنگاری"


def test_odd_texts_are_read(notes, world, sara, chatter, names):
    huge = "certificate pinning " * 50_000
    odd = (huge, "🙂" * 300, "\u202eOAuth\u202c \u2067OAuth\u2069", "ﷺ\u200f" * 50, "", "a" * 1_000_000, "@" * 500, "**_" * 400)
    for text in odd:
        asked = notes.write("OAuth؟", space=world.organisation, by=None, indexed=False)
        notes.write(asked.title, text, space=world.organisation, by=sara, type="reply", parent=asked.ref, indexed=False)

    assert len(huge) == 1_000_000
    assert len(words_of(huge)) == LONGEST_TEXT // 10
    assert names(sara) == ["OAuth"]
