"""One's own searches, past and saved; what several people did not find, for administrators."""

from datetime import timedelta

import pytest

from hamsoo.finder import actions, queries
from hamsoo.finder.models import LONGEST_SEARCH, MissedSearch, PastSearch, SavedSearch
from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.ledger.models import Entry
from tests.world import NOON

pytestmark = pytest.mark.django_db

SEARCH = "/search/"


def past(person):
    return [one.text for one in queries.own_searches(person=person).past]


def saved(person):
    return [(one.name, one.text) for one in queries.own_searches(person=person).saved]


def search(person, text, minutes=0, **asked):
    return actions.search(actor=person, text=text, at=NOON + timedelta(minutes=minutes), **asked)


def test_past_searches_are_once_each_newest_first_and_few(sara, nima, monkeypatch):
    monkeypatch.setattr(actions, "MOST_PAST", 3)
    for minute, text in enumerate(["refund", "from:nima", "Order", "كليد", "REFUND ", "", "  "]):
        search(sara, text, minute)
    search(sara, "second page", 9, cursor=20)

    assert past(sara) == ["REFUND", "كليد", "Order"]
    assert past(nima) == []


def test_odd_searches_are_kept_too(sara):
    for text in ("🙂", "\u200f", "ﷺ" * 400, "a", "x" * 2000):
        search(sara, text)

    assert max(len(text) for text in past(sara)) == LONGEST_SEARCH


def test_past_searches_are_cleared(sara, nima):
    search(sara, "refund")
    search(nima, "refund")
    actions.clear_past(actor=sara, at=NOON)
    actions.clear_past(actor=sara, at=NOON)

    assert (past(sara), past(nima)) == ([], ["refund"])
    assert Entry.objects.filter(name="finder.PastSearchesCleared").count() == 1


def test_a_search_is_saved_under_a_name_and_removed(sara, nima):
    one = actions.save_search(actor=sara, name=" Late  refunds ", text="refund after:1405", at=NOON)
    actions.save_search(actor=sara, name="", text="بازپرداخت", at=NOON)
    actions.save_search(actor=sara, name="Late refunds", text="refund after:1404", at=NOON)

    assert saved(sara) == [("بازپرداخت", "بازپرداخت"), ("Late refunds", "refund after:1404")]
    assert saved(nima) == []
    with pytest.raises(NotFound):
        actions.remove_search(actor=nima, pk=one.pk, at=NOON)
    actions.remove_search(actor=sara, pk=one.pk, at=NOON)
    assert saved(sara) == [("بازپرداخت", "بازپرداخت")]
    names = Entry.objects.filter(name__startswith="finder.").order_by("id").values_list("name", flat=True)
    assert list(names) == [*["finder.SearchSaved"] * 3, "finder.SavedSearchRemoved"]


@pytest.mark.parametrize(("name", "text"), [("x", ""), ("x", " \x00 "), ("x", "y" * 301), ("x" * 81, "y")])
def test_what_cannot_be_saved(sara, name, text):
    with pytest.raises(Invalid):
        actions.save_search(actor=sara, name=name, text=text, at=NOON)

    assert not SavedSearch.objects.exists()


def test_so_many_are_too_many(sara, monkeypatch):
    monkeypatch.setattr(actions, "MOST_SAVED", 2)
    for name in ("one", "two", "two"):
        actions.save_search(actor=sara, name=name, text="refund", at=NOON)

    with pytest.raises(Conflict):
        actions.save_search(actor=sara, name="three", text="refund", at=NOON)
    assert SavedSearch.objects.count() == 2


def test_what_several_did_not_find_is_told_to_administrators(world, sara, reza, nima, admin, notes):
    notes.write("Refund", space=world.organisation)
    for person in (sara, reza, nima):
        search(person, "Zeppelin  in:zzz")
        search(person, "refund")
    for person in (sara, reza, reza, sara):
        search(person, "secret plan")

    assert [(one.words, one.searcher_count, one.last_at) for one in queries.missed_searches(person=admin, at=NOON)] == [
        ("zeppelin zzz", 3, NOON)
    ]
    with pytest.raises(NotFound):
        queries.missed_searches(person=sara, at=NOON)
    facts = Entry.objects.filter(name="finder.SearchMissed")
    assert facts.count() == 7
    assert {(entry.actor_type, tuple(entry.payload)) for entry in facts} == {("system", ("filter_count",))}


def test_what_was_missed_long_ago_is_forgotten(sara, reza, nima, admin, notes):
    for person in (sara, reza, nima):
        search(person, "zeppelin")
    late = NOON + queries.MISSED_FOR + timedelta(seconds=1)

    assert queries.missed_searches(person=admin, at=late) == []
    actions.forget_missed(at=NOON)
    assert MissedSearch.objects.count() == 3
    actions.forget_missed(at=late)
    assert MissedSearch.objects.count() == 0


def test_the_pages(browse, world, sara, reza, nima, admin, notes):
    client = browse(sara)
    client.get(SEARCH, {"q": "zeppelin"})
    answer = client.post("/search/saved", {"name": "My <b>", "text": "refund from:me"})
    page = client.get(SEARCH).content.decode()
    options = client.get("/search/own").content.decode()

    assert answer["Location"] == "/search/?q=refund+from%3Ame"
    assert page.count("My &lt;b&gt;") == 2
    assert "<bdi>zeppelin</bdi>" in page
    assert options.count('role="option"') == 2
    pk = SavedSearch.objects.get().pk
    assert browse(nima).post(f"/search/saved/{pk}/removal").status_code == 404
    client.post(f"/search/saved/{pk}/removal")
    client.post("/search/past/removal")
    assert not SavedSearch.objects.exists()
    assert not PastSearch.objects.filter(person=sara).exists()
    for person in (reza, nima):
        browse(person).get(SEARCH, {"q": "zeppelin"})
    assert "<bdi>zeppelin</bdi>" in browse(admin).get("/administration/searches/").content.decode()
    assert client.get("/administration/searches/").status_code == 404
