"""The index follows the ledger: a rebuild equals it, twice equals once, and a lost folder is filled again."""

from datetime import timedelta

import pytest
import tantivy

from hamsoo.finder import queries
from hamsoo.finder.index import folder, reading, recent
from hamsoo.finder.index.matching import snapshot
from hamsoo.finder.index.schema import IdTooLarge, key_of, kind_of, parts_of
from hamsoo.finder.ranking.bm25 import MOST_TERMS
from hamsoo.kernel.text import analyse_query
from hamsoo.ledger import projections
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.facts import facts_between, last_position
from hamsoo.ledger.traits import Ref
from hamsoo.people import actions as people
from hamsoo.spaces.queries import space_ids
from tests.world import NOON

pytestmark = pytest.mark.django_db


def content(person, words="service finance lead agent accountant سارا رضا نیما"):
    """Return everything that the index holds for `person`, with scores."""
    index = snapshot(space_ids(person=person))
    found = index.scored(words.split(), limit=100)
    return [(match.key, match.score, match.at) for match in found], index.people_of(found)


@pytest.fixture
def index():
    return projections.projection("finder.index")


def test_a_rebuild_equals_the_live_index(sara, reza, nima, index, settle):
    settle()
    live = content(sara)

    projections.rebuild(index)

    assert [key for key, *_ in live[0]] != []
    assert content(sara) == live


def test_twice_equals_once(sara, reza, nima, index, settle):
    settle()
    once = content(sara)
    batch = facts_between(after=0, until=last_position(), names=["people.PersonJoined"])

    index.apply(batch)
    index.apply(batch[::-1])

    assert content(sara) == once


def test_a_lost_folder_is_filled_from_the_first_fact(sara, nima, index, settle, tmp_path):
    settle()
    before = content(sara)
    # Moved in one step: readers that are open still write their lock beside what would be removed.
    folder.folder().rename(tmp_path / "lost")

    settle()

    assert content(sara) == before


def test_a_folder_without_a_birth_is_made_again(sara, nima, index, settle):
    """The worker was killed between making the index and writing down its birth."""
    settle()
    before = content(sara)
    (folder.folder() / "birth").unlink()

    settle()

    assert content(sara) == before


def test_news_reaches_an_open_reader(world, sara, settle):
    settle()
    assert queries.search(person=sara, text="Kaveh").hits == []
    people.add_person(actor=SYSTEM, code="kaveh", name_fa="کاوه", name_en="Kaveh", unit=world.service, at=NOON)

    settle()

    assert [hit.person.code for hit in queries.search(person=sara, text="Kaveh").hits] == ["kaveh"]


def test_who_leaves_is_not_found_any_more(world, sara, nima, admin, settle):
    settle()
    nima.left_on = NOON.date()
    nima.save()

    assert queries.search(person=sara, text="Nima").hits == []
    assert queries.instant(person=sara, text="Nim") == []


def test_keys_are_of_one_thing():
    ref = Ref("question", 12)
    assert parts_of(key_of(ref)) == (kind_of("question"), 12)
    names = ["person", "unit", "space", "question", "answer", "request", "post", "comment"]
    assert len({kind_of(name) for name in names}) == len(names)
    with pytest.raises(IdTooLarge):
        key_of(Ref("question", 1 << 40))


def test_the_newest_works_are_the_same_from_the_columns_of_all(world, sara, reza, nima, notes, service_space, monkeypatch):
    """Three people, six works of three times: whatever part of them the columns hold, and whoever reads."""
    at = [NOON + timedelta(seconds=second) for second in (0, 1, 1, 2, 2, 2)]
    for number, person in enumerate((sara, reza, nima, sara, reza, sara)):
        notes.write(f"note {number}", space=world.organisation, by=person, at=at[number])
    notes.write("hidden", space=service_space, by=nima, at=at[-1])
    index = snapshot(space_ids(person=sara))

    def works(limit, columns_of):
        monkeypatch.setattr(recent, "MOST_RECENT", columns_of)
        recent._kept.clear()
        return [index.works(people, limit=limit) for people in ([sara.pk], [nima.pk], [reza.pk, sara.pk])]

    with monkeypatch.context() as without:
        without.setattr(recent.Recent, "is_read_by", lambda *_one: False)
        exact = {limit: works(limit, 100) for limit in (1, 2, 3, 10)}

    assert [len(one.keys) for one in exact[10]] == [3, 1, 5]
    assert {limit: [works(limit, most) for most in (1, 3, 4, 100)] for limit in exact} == {limit: [one] * 4 for limit, one in exact.items()}
    assert recent.recent(*reading.searcher()).is_read_by(frozenset(), tantivy.Query.empty_query()) is False


def test_what_was_deleted_is_not_counted(world, sara, nima, notes):
    rows = [notes.write(f"note {number}", "refund", space=world.organisation, by=nima, indexed=False) for number in range(3)]
    notes.index(rows)
    before = snapshot(space_ids(person=sara))
    assert [before.shared_count(term) for term in ("refund", "nothing")] == [3, 0]

    # One of several of a segment, where the index's own statistics keep it.
    notes.remove(rows[:1])

    assert snapshot(space_ids(person=sara)).shared_count("refund") == 2


@pytest.mark.parametrize("is_private", [False, True])
def test_a_long_text_is_found_by_its_words_though_most_of_them_nobody_wrote(world, sara, notes, service_space, is_private):
    document = notes.write("راهنمای بازپرداخت", space=service_space if is_private else world.organisation)
    unknown = " ".join(f"zq{number}x" for number in range(2 * MOST_TERMS))

    matches = snapshot(space_ids(person=sara)).scored(analyse_query(f"{unknown} بازپرداخت"), limit=5)

    assert [match.key for match in matches] == [key_of(document.ref)]
