"""Before an answer leaves: contradictions, agreements, holds and the glossary; what one may not read is told in outline alone."""

import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from time import process_time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hamsoo.commitments import actions, queries, rules
from hamsoo.commitments.extraction import extract
from hamsoo.commitments.models import Commitment, SentAnyway
from hamsoo.commitments.queries import Draft
from hamsoo.commitments.rules import Claim
from hamsoo.commitments.tests.cast import CANCELLED, RENEWED, promise, sentences
from hamsoo.customers.tests.cast import company, link, space_of
from hamsoo.identity.models import SourceRecord
from hamsoo.identity.tests.records import make_system, send
from hamsoo.kernel.errors import Invalid
from hamsoo.knowledge import actions as knowledge
from hamsoo.ledger.runner import settle
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from tests.world import NOON, World

DRAFT = "خانم بهرامی گرامی، محدودیت کیف امانی روز دوشنبه ۲ آذر برداشته می‌شود و تمدید شما لغو شده است. مانده: قیمت ۳۰ میلیون تومان است."


def check(person: Person, record: SourceRecord, text: str = DRAFT) -> Draft:
    return queries.check_draft(person=person, record=record, text=text, at=NOON)


def test_a_draft_is_held_against_what_others_promised(record: SourceRecord, sara: Person, nima: Person, admin: Person) -> None:
    promise(nima, record, RENEWED, text="تمدید دوساله با ۸٪ تخفیف")
    promise(nima, record, Claim("hold", topic="price"))
    promise(sara, record, Claim("fixed_by", "service", on=date(2026, 11, 23)))
    words = {"name_fa": "کیف امانی", "meaning": "دو امضا", "avoid_fa": "کیف دوامضایی\nمانده"}
    knowledge.propose_term(actor=admin, words=words, at=NOON)
    found = check(sara, record)
    assert [(one.words, one.is_held, str(one.side.unit)) for one in found.contradictions] == [
        ("لغو شده است", False, "مالی"),
        ("قیمت ۳۰ میلیون تومان", True, "مالی"),
    ]
    assert [one.commitment.code for one in found.agreements] == ["fixed_by"]
    assert [(DRAFT[one.start : one.end], one.is_avoided, one.better) for one in found.terms] == [
        ("کیف امانی", False, "کیف امانی"),
        ("مانده", True, "کیف امانی"),
    ]
    assert {kind for _start, _end, kind in found.marks} == {"conflict", "agreement", "term", "avoid"}
    assert found.contradictions[0].suggestion == "این را با همکارانمان در مالی هماهنگ می‌کنیم و از سوی همه یک پاسخ برایتان می‌نویسیم."
    # The key stays while the claim does, wherever it stands.
    assert check(sara, record, "سلام. " + DRAFT).keys == found.keys
    assert check(sara, record, found.contradictions[0].suggestion).contradictions == []


def test_who_was_not_shown_it_is_refused_and_who_was_says_why(record: SourceRecord, sara: Person, nima: Person) -> None:
    promise(nima, record, RENEWED, text="تمدید دوساله")
    with pytest.raises(rules.Contradicts) as refused:
        queries.require_seen(person=sara, record=record, text=DRAFT, seen=[], at=NOON)
    keys = refused.value.draft.keys
    assert queries.require_seen(person=sara, record=record, text=DRAFT, seen=keys, at=NOON).keys == keys
    given = {"actor": sara, "record": record, "text": DRAFT, "at": NOON}
    with pytest.raises(rules.Contradicts):
        actions.note_sent_anyway(keys=[], reason="They asked", **given)
    with pytest.raises(Invalid):
        actions.note_sent_anyway(keys=keys, reason="", **given)
    assert not SentAnyway.objects.exists()
    assert actions.note_sent_anyway(keys=keys, reason="They asked in writing", **given)
    assert "Sara Mohammadi wrote to “بیمهٔ سپهر” otherwise than was promised, and says why" in sentences(nima)
    assert actions.note_sent_anyway(keys=[], reason="", **{**given, "text": "سلام"}) is None


@pytest.fixture
def in_confidence(world: World, record: SourceRecord, nima: Person) -> Commitment:
    """Have finance promise something where finance alone reads."""
    return promise(nima, record, RENEWED, text="Secret words", space_ids=[space_of(world.finance).pk], subject="Secret-7")


def test_what_one_may_not_read_is_an_outline(
    record: SourceRecord, in_confidence: Commitment, sara: Person, nima: Person, browse: Callable[..., Client]
) -> None:
    [found] = check(sara, record).contradictions
    assert (found.side.commitment, found.side.person, found.why, found.is_held) == (None, nima, "", False)
    assert check(nima, record).contradictions[0].side.commitment == in_confidence
    ours = promise(sara, record, CANCELLED, text="لغو")
    [conflict] = queries.conflicts_of(person=sara, record=record)
    assert [side.commitment for side in conflict.sides] == [None, ours]
    client = browse(sara)
    pages = [
        client.post(reverse("commitments:check"), {"record": record.pk, "text": DRAFT}),
        client.get(reverse("commitments:conflicts_of", args=[record.pk])),
        client.get(reverse("commitments:of_record", args=[record.pk])),
        client.get(conflict.conflict.get_absolute_url()),
        client.get(reverse("commitments:list") + "?whose=all&state="),
        client.get(reverse("commitments:draft", args=[record.pk])),
    ]
    for page in pages:
        shown = page.content.decode()
        assert page.status_code == 200
        assert not re.search(r"Secret|continued|تمدید یا ادامه", shown)
    assert client.get(in_confidence.get_absolute_url()).status_code == 404
    assert not conflict.can_decide
    assert [words for words in sentences(sara) if "Secret" in words] == []


def test_what_one_may_not_read_changes_nothing_but_the_outline(
    world: World, record: SourceRecord, sara: Person, nima: Person, browse: Callable[..., Client]
) -> None:
    text = "سفارش شما پنجشنبه ۵ آذر به دستتان می‌رسد و نصب رایگان است."
    hidden = {"space_ids": [space_of(world.finance).pk]}

    def seen() -> tuple[object, ...]:
        client = browse(sara)
        addresses = (reverse("commitments:list") + "?whose=all&state=", reverse("commitments:of_record", args=[record.pk]))
        pages = [re.sub(r'csrf\w*" value="[^"]+"', "", client.get(url).content.decode()) for url in addresses]
        return (
            asdict(check(sara, record, text)),
            queries.conflicts_of(person=sara, record=record),
            [page.split("<main")[-1] for page in pages],
        )

    before = seen()
    promise(nima, record, Claim("refund", amount=Decimal(5), measure="IRR"), text="Secret", **hidden)
    promise(nima, record, Claim("free"), text="Secret", **hidden)
    assert seen() == before


def test_a_record_that_one_does_not_see_speaks_in_outline(world: World, record: SourceRecord, sara: Person, nima: Person) -> None:
    [of_finance] = send(make_system("billing", space_of(world.finance)), {"key": "1", "name": "سپهر"}, entity="company")
    promise(nima, of_finance, RENEWED, text="Secret words")
    assert check(sara, record).contradictions == []
    link(record, of_finance)
    settle()
    [found] = check(sara, SourceRecord.objects.get(pk=record.pk)).contradictions
    assert (found.side.commitment, found.side.person) == (None, nima)


def test_what_was_promised_in_a_text_is_proposed_once(record: SourceRecord, sara: Person, nima: Person) -> None:
    given = {
        "person": sara,
        "record": record,
        "unit": sara.unit,
        "text": "Thank you. We will call you by Tuesday. Bye.",
        "source": Ref("interaction", 7),
    }
    [found] = actions.propose(at=NOON, **given)
    assert (found.text, found.code, found.until_on) == ("We will call you by Tuesday", "answer_by", date(2026, 11, 24))
    assert actions.propose(at=NOON, **given) == []
    assert queries.proposals(person=nima) == []
    made = actions.accept(actor=sara, proposal_id=found.pk, at=NOON + timedelta(hours=1))
    assert (made.text, made.source, queries.proposals(person=sara)) == (found.text, Ref("interaction", 7), [])
    assert actions.propose(at=NOON, **{**given, "source": Ref("interaction", 8)}) == []
    actions.place(type="interaction", ids=[7], space_ids=[space_of(sara.unit).pk], at=NOON)
    assert (queries.of_record(person=nima, record=record), queries.of_record(person=sara, record=record)) == ([], [made])


def test_pages_ask_a_fixed_number_of_queries(
    record: SourceRecord, sara: Person, nima: Person, browse: Callable[..., Client], django_assert_num_queries
) -> None:
    for number in range(3):
        promise(nima, record, Claim("price", "invoice", str(number), amount=Decimal(number + 1), measure="IRR"), text=f"Price {number}")
    promise(sara, record, CANCELLED)
    promise(nima, record, RENEWED)
    client = browse(sara)
    counts = {
        reverse("commitments:list") + "?whose=all": 4,
        reverse("commitments:of_record", args=[record.pk]): 7,
        reverse("commitments:conflicts_of", args=[record.pk]): 10,
    }
    asked = {}
    for url in counts:
        client.get(url)
        with CaptureQueriesContext(connection) as queries_of_page:
            assert client.get(url).status_code == 200
        asked[url] = len(queries_of_page)
    assert asked == counts
    with django_assert_num_queries(9):
        assert client.post(reverse("commitments:check"), {"record": record.pk, "text": DRAFT}).status_code == 200


def test_a_company_of_another_customer_says_nothing(world: World, record: SourceRecord, sara: Person, nima: Person) -> None:
    promise(nima, company(world, "آرمان", "other"), RENEWED)
    assert check(sara, record).contradictions == []


HOSTILE = (
    "1",
    "1a",
    "one ",
    "one-",
    "and one ",
    "یک و ",
    "1,111 ",
    "$1",
    "«",
    "“",
    "1 day ",
    "1 دی ",
    "may 1 ",
    "ﷺ",
    "refund1",
    "not a ",
    "لغو ",
)


def test_no_text_takes_long_and_none_is_too_long_to_be_read() -> None:
    """Of the longest that is written: numbers and words that could be read in very many ways, what is opened and never closed."""
    begun = process_time()
    for words in HOSTILE:
        extract((words * 10_000)[:10_000], today=NOON.date())
    assert process_time() - begun < 4
    promise = "We will refund you 50 dollars."
    assert [one.claim.amount for one in extract(f"{'Hello. ' * 10_000}{promise}", today=NOON.date())] == [50]
    # No sum is larger than any that is kept, and no number of days longer than a number.
    assert extract(f"We will refund you {'9' * 15} billion dollars.", today=NOON.date())[0].claim.amount is None
    assert extract(f"We will answer you within {'9' * 5_000} days.", today=NOON.date()) == []
