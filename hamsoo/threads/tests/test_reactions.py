"""Reactions and follows: done; refused and nothing changed; told."""

import pytest

from hamsoo.kernel.errors import Invalid, NotFound
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.traits import Ref, Told
from hamsoo.threads import actions, queries
from hamsoo.threads.models import Follow, Reaction
from hamsoo.threads.queries import Tally
from hamsoo.threads.tests.things import unit_space, write_note
from tests.world import NOON

__all__ = ["unit_space"]


def _newest_told() -> list[Told]:
    entry = Entry.objects.latest("id")
    return list(facts_by_id([entry.pk])[entry.pk].event.told())  # type: ignore[attr-defined]


def test_thanks_are_told_to_the_owner_and_the_same_twice_is_once(sara, reza, world) -> None:
    note = write_note(sara, world.organisation)
    given = actions.react(actor=reza, target=note.ref, kind="thanks", at=NOON)
    assert _newest_told() == [Told(sara.pk, "thanks")]
    entries = Entry.objects.count()
    assert actions.react(actor=reza, target=note.ref, kind="thanks", at=NOON) == given
    assert (Reaction.objects.count(), Entry.objects.count()) == (1, entries)


def test_other_reactions_are_a_nod_and_no_news(sara, reza, world) -> None:
    note = write_note(sara, world.organisation)
    actions.react(actor=reza, target=note.ref, kind="like", at=NOON)
    assert _newest_told() == []


def test_reactions_are_a_closed_set(sara, world) -> None:
    note = write_note(sara, world.organisation)
    with pytest.raises(Invalid):
        actions.react(actor=sara, target=note.ref, kind="anger", at=NOON)
    assert Reaction.objects.count() == 0


def test_strangers_can_neither_react_nor_follow(sara, nima, unit_space) -> None:
    note = write_note(sara, unit_space)
    with pytest.raises(NotFound):
        actions.react(actor=nima, target=note.ref, kind="like", at=NOON)
    with pytest.raises(NotFound):
        actions.follow(actor=nima, target=note.ref, at=NOON)
    assert (Reaction.objects.count(), Follow.objects.count()) == (0, 0)


def test_a_reaction_can_be_taken_back_once(sara, reza, world) -> None:
    note = write_note(sara, world.organisation)
    actions.react(actor=reza, target=note.ref, kind="like", at=NOON)
    actions.withdraw_reaction(actor=reza, target=note.ref, kind="like", at=NOON)
    entries = Entry.objects.count()
    actions.withdraw_reaction(actor=reza, target=note.ref, kind="like", at=NOON)
    assert (Reaction.objects.count(), Entry.objects.count()) == (0, entries)


def test_comments_are_reacted_to_by_those_who_see_them(sara, reza, nima, unit_space) -> None:
    note = write_note(sara, unit_space)
    comment = actions.comment(actor=sara, target=note.ref, body="One", at=NOON).comment
    actions.react(actor=reza, target=comment.ref, kind="thanks", at=NOON)
    assert _newest_told() == [Told(sara.pk, "thanks")]
    with pytest.raises(NotFound):
        actions.react(actor=nima, target=comment.ref, kind="thanks", at=NOON)


def test_tallies_count_by_kind_and_say_what_is_mine(sara, reza, nima, world, django_assert_num_queries) -> None:
    notes = [write_note(sara, world.organisation) for _number in range(3)]
    for person in (sara, reza, nima):
        actions.react(actor=person, target=notes[0].ref, kind="like", at=NOON)
    actions.react(actor=reza, target=notes[0].ref, kind="thanks", at=NOON)
    kept = actions.comment(actor=sara, target=notes[1].ref, body="One", at=NOON).comment
    gone = actions.comment(actor=sara, target=notes[1].ref, body="Two", at=NOON).comment
    actions.remove_comment(actor=sara, comment_id=gone.pk, at=NOON)
    with django_assert_num_queries(1):
        found = queries.tallies(person=reza, refs=[note.ref for note in notes])
    assert found == {
        notes[0].ref: Tally(0, {"like": 3, "thanks": 1}, frozenset({"like", "thanks"})),
        notes[1].ref: Tally(1, {}, frozenset()),
        notes[2].ref: Tally(),
    }
    assert kept.removed_at is None


def test_people_and_things_are_followed_once_and_left_again(sara, reza, world) -> None:
    note = write_note(sara, world.organisation)
    for target in (note.ref, Ref("person", reza.pk), note.ref):
        actions.follow(actor=sara, target=target, at=NOON)
    assert queries.followed(person=sara) == {note.ref, Ref("person", reza.pk)}
    assert queries.followed(person=sara, type="person") == {Ref("person", reza.pk)}
    assert queries.followed(person=reza) == set()
    actions.unfollow(actor=sara, target=note.ref, at=NOON)
    assert not queries.follows(person=sara, target=note.ref)
    names = list(Entry.objects.filter(name__startswith="threads.").order_by("id").values_list("name", flat=True))
    assert names == ["threads.Followed", "threads.Followed", "threads.Unfollowed"]


def test_colleagues_are_found_for_mentions_in_either_script(sara, reza, nima) -> None:
    assert queries.to_mention(person=sara, text="كريمي") == [reza]
    assert queries.to_mention(person=sara, text="nim ah") == [nima]
    assert queries.to_mention(person=sara, text="zzz") == []
