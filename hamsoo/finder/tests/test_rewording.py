"""What several people call by two names is shown to administrators, and looked for together when they say so."""

from datetime import timedelta

import pytest

from hamsoo.finder import actions, queries, rewording, synonyms
from hamsoo.finder.models import RewordedSearch
from hamsoo.finder.synonyms import widened
from hamsoo.kernel.errors import NotFound
from hamsoo.ledger.models import Entry
from hamsoo.ledger.traits import Ref
from tests.world import NOON

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("before", "after", "pair"),
    [
        ("Wire transfer", "حواله بانکی", ("wire transfer", "حواله بانکی")),
        ("حواله بانکی", "Wire transfer", ("wire transfer", "حواله بانکی")),
        ("transfer", "wire transfer", None),
        ("transfers", "transfer", None),
        ("from:me", "refund", None),
        ("one of many words", "refund", None),
        ("🙂", "refund", None),
        ("", "refund", None),
        ("x" * 81, "refund", None),
    ],
)
def test_what_may_be_names_of_one_thing(db, before, after, pair):
    assert rewording.pair_of(before, after) == pair


@pytest.fixture
def found(world, notes):
    """Return a thing that every colleague may read."""
    return notes.write("حواله بانکی", space=world.organisation).ref


def reword(person, ref, *, before="wire transfer", after="حواله بانکی", later=1, opened=None):
    """Search twice, the second time `later` minutes after the first, and open what was found; after the first search `opened`, if given."""
    actions.search(actor=person, text=before, at=NOON)
    if opened:
        actions.note_opened(actor=person, text=before, ref=opened, at=NOON)
    at = NOON + timedelta(minutes=later)
    actions.search(actor=person, text=after, at=at)
    actions.note_opened(actor=person, text=after, ref=ref, at=at)


def offered(admin):
    return [(row.one, row.other, row.searcher_count) for row in queries.reworded_searches(person=admin, at=NOON)]


def test_three_people_and_an_administrator_make_two_names_one(world, sara, reza, nima, admin, found, django_assert_num_queries):
    for person in (sara, reza, reza):
        reword(person, found)
    assert offered(admin) == []
    reword(nima, found)
    assert offered(admin) == [("wire transfer", "حواله بانکی", 3)]
    assert widened("wire transfer").names == []

    said = actions.decide_synonym(actor=admin, one="wire transfer", other="حواله بانکی", is_alike=True, at=NOON)
    synonyms.renew()

    assert widened("wire transfer").names == ["حواله بانکی"]
    assert [hit.document.ref for hit in queries.search(person=sara, text="wire transfer").hits] == [found]
    assert offered(admin) == []
    assert [(one.one, one.other) for one in queries.learned_synonyms(person=admin)] == [("wire transfer", "حواله بانکی")]
    assert Entry.objects.get(name="finder.SynonymDecided").payload == {"synonym_id": said.pk, "is_alike": True}
    with django_assert_num_queries(1):
        widened("حواله بانکی")


def test_who_says_no_is_not_asked_again(sara, reza, nima, admin, found):
    for person in (sara, reza, nima):
        reword(person, found)
    for is_alike in (True, False):
        actions.decide_synonym(actor=admin, one="wire transfer", other="حواله بانکی", is_alike=is_alike, at=NOON)
    synonyms.renew()

    assert (offered(admin), queries.learned_synonyms(person=admin), widened("wire transfer").names) == ([], [], [])


def test_what_tells_nothing_is_not_noted(sara, reza, nima, admin, notes, found, finance_space):
    hidden = notes.write("حواله بانکی", space=finance_space).ref
    reword(nima, hidden)
    reword(sara, found, later=6)
    reword(reza, found, opened=found)
    reword(admin, Ref("nothing", 2**62))
    actions.note_opened(actor=sara, text="never searched", ref=found, at=NOON)

    assert not RewordedSearch.objects.exists()


def test_others_are_not_asked_and_nothing_else_is_judged(sara, reza, nima, admin, found):
    for person in (sara, reza, nima):
        reword(person, found)
    with pytest.raises(NotFound):
        queries.reworded_searches(person=sara, at=NOON)
    with pytest.raises(NotFound):
        actions.decide_synonym(actor=sara, one="wire transfer", other="حواله بانکی", is_alike=True, at=NOON)
    with pytest.raises(NotFound):
        actions.decide_synonym(actor=admin, one="sara", other="fired", is_alike=True, at=NOON)
    actions.forget_missed(at=NOON + queries.MISSED_FOR + timedelta(hours=1))

    assert not RewordedSearch.objects.exists()


def test_the_pages(browse, sara, reza, nima, admin, found):
    ref = f"{found.type}:{found.id}"
    for person in (sara, reza, nima):
        client = browse(person)
        client.get("/search/", {"q": "wire transfer"})
        page = client.get("/search/", {"q": "حواله بانکی"}).content.decode()
        assert client.post("/search/opened", {"q": "حواله بانکی", "ref": ref}).status_code == 204
    assert f'data-ref="{ref}"' in page
    assert client.post("/search/opened", {"q": "x", "ref": "../1"}).status_code == 404
    judged, answers = browse(admin), []
    for answer in ("yes", "no"):
        answers.append("Called by two names" in judged.get("/administration/searches/").content.decode())
        judged.post("/administration/searches/synonyms", {"one": "wire transfer", "other": "حواله بانکی", "answer": answer})
    answers.append("Called by two names" in judged.get("/administration/searches/").content.decode())

    assert answers == [True, True, False]
    assert client.post("/administration/searches/synonyms", {"one": "a", "other": "b", "answer": "yes"}).status_code == 404
