"""Polls: asked, voted on, changed, closed; what is known of an anonymous vote; and who is kept out."""

from datetime import timedelta

import pytest

from hamsoo.kernel.errors import Invalid, NotAllowed, NotFound
from hamsoo.ledger.models import Entry
from hamsoo.social import actions, queries
from hamsoo.social.models import Poll, Post, Vote
from hamsoo.spaces.models import Space
from tests.world import NOON

LATER = NOON + timedelta(minutes=5)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def unit_space(world) -> Space:
    return Space.objects.get(subject_type="unit", subject_id=world.service.pk)


def ask(author, space, *options: str, **more: object) -> Post:
    poll = actions.NewPoll(options or ("Tea", "Coffee"), **more)  # type: ignore[arg-type]
    return actions.publish(actor=author, body="What do we drink?", space_ids=[space.pk], poll=poll, at=NOON).post


def choose(person, post: Post, *texts: str, at=LATER) -> Poll:
    ids = Poll.objects.get(post=post).options.filter(text__in=texts).values_list("pk", flat=True)
    return actions.vote(actor=person, post_id=post.pk, option_ids=ids, at=at)


def counts(person, post: Post) -> dict[str, tuple[int, bool]]:
    standing = queries.standings(person=person, polls=[Poll.objects.get(post=post)])[post.pk]
    return {one.option.text: (one.count, one.is_mine) for one in standing.options}


def test_a_vote_counts_once_and_can_be_changed_and_taken_back(sara, reza, unit_space) -> None:
    post = ask(reza, unit_space)
    for _twice in range(2):
        choose(sara, post, "Tea")
    choose(reza, post, "Tea")
    assert counts(sara, post) == {"Tea": (2, True), "Coffee": (0, False)}
    choose(sara, post, "Coffee")
    assert counts(sara, post) == {"Tea": (1, False), "Coffee": (1, True)}
    choose(sara, post)
    assert counts(sara, post) == {"Tea": (1, False), "Coffee": (0, False)}
    told = Entry.objects.filter(name="social.PollVoted").order_by("id")
    tea, coffee = Poll.objects.get(post=post).options.order_by("place").values_list("pk", flat=True)
    assert [(entry.actor_id, entry.payload["option_ids"]) for entry in told] == [
        (sara.pk, [tea]),
        (reza.pk, [tea]),
        (sara.pk, [coffee]),
        (sara.pk, []),
    ]


def test_several_answers_count_as_one_voter(sara, unit_space) -> None:
    post = ask(sara, unit_space, is_multiple=True)
    choose(sara, post, "Tea", "Coffee")
    standing = queries.standings(person=sara, polls=[post.poll])[post.pk]
    assert (standing.voter_count, [one.share for one in standing.options]) == (1, [100.0, 100.0])


def test_one_answer_where_one_is_asked_for(sara, unit_space) -> None:
    post = ask(sara, unit_space)
    with pytest.raises(Invalid):
        choose(sara, post, "Tea", "Coffee")
    assert Vote.objects.count() == 0


def test_nobody_votes_where_they_do_not_read_nor_for_another_poll(sara, nima, unit_space, world) -> None:
    post, other = ask(sara, unit_space), ask(sara, world.organisation)
    with pytest.raises(NotFound):
        choose(nima, post, "Tea")
    with pytest.raises(NotFound):
        actions.vote(actor=sara, post_id=post.pk, option_ids=[other.poll.options.first().pk], at=LATER)
    assert (Vote.objects.count(), Entry.objects.filter(name="social.PollVoted").count()) == (0, 0)


def test_a_closed_poll_takes_no_votes(sara, reza, unit_space) -> None:
    post = ask(sara, unit_space, closes_at=LATER)
    choose(reza, post, "Tea", at=LATER - timedelta(seconds=1))
    with pytest.raises(actions.PollIsClosed):
        choose(sara, post, "Tea", at=LATER)
    open_one = ask(sara, unit_space)
    with pytest.raises(NotAllowed):
        actions.close_poll(actor=reza, post_id=open_one.pk, at=LATER)
    actions.close_poll(actor=sara, post_id=open_one.pk, at=LATER)
    with pytest.raises(actions.PollIsClosed):
        choose(reza, open_one, "Tea", at=LATER)


def test_of_an_anonymous_vote_neither_rows_nor_facts_tell_whose_it_is(sara, reza, unit_space) -> None:
    post = ask(reza, unit_space, is_anonymous=True)
    choose(sara, post, "Tea")
    choose(sara, post, "Coffee")
    row = Vote.objects.get()
    assert (row.person, len(row.mark), row.option.text) == (None, 64, "Coffee")
    told = Entry.objects.filter(name="social.PollVoted")
    assert {(entry.actor_type, entry.actor_id, tuple(entry.payload["option_ids"])) for entry in told} == {("system", None, ())}
    assert queries.voters(person=sara, poll=post.poll) == {}
    # The voter alone finds it again.
    assert (counts(sara, post)["Coffee"], counts(reza, post)["Coffee"]) == ((1, True), (1, False))


def test_results_of_few_anonymous_votes_are_kept_back(sara, unit_space, browse) -> None:
    post = ask(sara, unit_space, is_anonymous=True)
    choose(sara, post, "Tea")
    shown = browse(sara).get(f"/posts/{post.pk}/poll", headers=HTMX).content.decode()
    assert "The result is shown when 5 have voted" in shown
    assert "100%" not in shown
    standing = queries.standings(person=sara, polls=[post.poll])[post.pk]
    assert standing.is_hidden(LATER)
    actions.close_poll(actor=sara, post_id=post.pk, at=LATER)
    assert not queries.standings(person=sara, polls=[Poll.objects.get(post=post)])[post.pk].is_hidden(LATER)


@pytest.mark.parametrize("options", [(), ("One",), ("One", " One "), tuple("abcdefghijk"), ("One", "x" * 121)])
def test_a_poll_has_some_different_short_options(sara, world, options) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.publish(actor=sara, body="?", space_ids=[world.organisation.pk], poll=actions.NewPoll(options), at=NOON)
    assert (refusal.value.field, Post.objects.count()) == ("option", 0)


def test_a_poll_is_written_and_answered_on_the_page(sara, reza, nima, unit_space, browse) -> None:
    sent = {"body": "Where?", "space": unit_space.pk, "option": ["Here", "There", ""], "poll_days": "3", "poll_multiple": "on"}
    page = browse(reza).post("/posts/", sent, headers=HTMX).content.decode()
    post = Post.objects.get()
    assert f'id="poll-{post.pk}"' in page
    assert (post.poll.is_multiple, post.poll.is_anonymous, post.poll.closes_at - post.at) == (True, False, timedelta(days=3))
    here = post.poll.options.get(text="Here")
    answer = browse(sara).post(f"/posts/{post.pk}/poll", {"option": here.pk}, headers=HTMX).content.decode()
    assert ("Change my vote" in answer, "100%" in answer, "Close the poll" in answer) == (True, True, False)
    assert "checked" in browse(sara).get(f"/posts/{post.pk}/poll?change=1", headers=HTMX).content.decode()
    assert "Sara Mohammadi" in browse(reza).get(f"/posts/{post.pk}/poll/voters").content.decode()
    closed = browse(reza).post(f"/posts/{post.pk}/poll/closing", headers=HTMX).content.decode()
    assert "Change my vote" not in closed
    for address in ("", "/voters"):
        assert browse(nima).get(f"/posts/{post.pk}/poll{address}").status_code == 404


def test_a_refused_poll_keeps_what_was_written(sara, world, browse) -> None:
    sent = {"body": "Where?", "space": world.organisation.pk, "option": ["Here"]}
    answer = browse(sara).post("/posts/", sent, headers=HTMX)
    assert (answer.status_code, 'value="Here"' in answer.content.decode(), Post.objects.count()) == (422, True, 0)
