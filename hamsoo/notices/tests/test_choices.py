"""How one is told: kinds, places, quiet hours, merging; and when a digest is due."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from freezegun import freeze_time

from hamsoo.kernel import deadlines
from hamsoo.kernel.calendars import default_international, default_iran
from hamsoo.kernel.errors import Invalid
from hamsoo.kernel.models import Deadline
from hamsoo.ledger import runner
from hamsoo.ledger.traits import Ref
from hamsoo.notices import actions, queries, rules
from hamsoo.notices.kinds import KINDS
from hamsoo.notices.models import Choice, Rhythm
from hamsoo.people import actions as people
from hamsoo.questions import actions as questions
from hamsoo.social import actions as social
from hamsoo.spaces.models import Space
from hamsoo.threads import actions as threads
from tests.world import NOON

TEHRAN = ZoneInfo("Asia/Tehran")
HTMX = {"HX-Request": "true"}
USUAL = {
    "digest_at": time(8),
    "weekly_on": 5,
    "on_working_days_only": True,
    "quiet_from": None,
    "quiet_until": None,
    "merges": True,
    "is_mailed": True,
}


def _kinds(person, **which) -> list[str]:
    runner.settle()
    return [line.kind for line in queries.inbox(person=person, **which).items]


def _everything(sara, reza, world) -> None:
    """Have Reza name, answer, and be followed by, Sara."""
    threads.follow(actor=sara, target=Ref("person", reza.pk), at=NOON)
    people.edit_profile(actor=reza, person=reza, about="Custody", at=NOON)
    social.publish(actor=reza, body=f"@[Sara](person:{sara.pk})", space_ids=[world.organisation.pk], at=NOON)
    questions.send_request(actor=reza, expert=sara, question=questions.ask(actor=reza, title="Who signs?", at=NOON), at=NOON)


def test_kinds_are_told_now_later_or_never(sara, reza, world) -> None:
    _everything(sara, reza, world)
    assert sorted(_kinds(sara)) == ["mention", "request", "tracked"]
    actions.choose(actor=sara, at=NOON, kinds={"mention": "digest", "tracked": "never"})
    assert (_kinds(sara), _kinds(sara, is_later=True), queries.unread_count(person=sara)) == (["request"], ["mention"], 1)
    actions.choose(actor=sara, at=NOON, kinds={"mention": "now", "tracked": "digest", "request": "digest"})
    assert (_kinds(sara), sorted(_kinds(sara, is_later=True))) == (["mention"], ["request", "tracked"])


def test_places_are_told_now_later_or_never_but_for_who_is_waited_for(sara, reza, world) -> None:
    _everything(sara, reza, world)
    actions.choose(actor=sara, at=NOON, spaces={world.organisation.pk: "never"})
    assert (sorted(_kinds(sara)), _kinds(sara, is_later=True)) == (["request", "tracked"], [])
    actions.choose(actor=sara, at=NOON, spaces={world.organisation.pk: "digest"})
    assert (sorted(_kinds(sara)), sorted(_kinds(sara, is_later=True))) == (["request", "tracked"], ["mention", "tracked"])


def test_what_stands_in_two_places_is_as_loud_as_the_louder(sara, reza, world) -> None:
    service = Space.objects.get(subject_type="unit", subject_id=world.service.pk)
    social.publish(actor=reza, body=f"@[Sara](person:{sara.pk})", space_ids=[world.organisation.pk, service.pk], at=NOON)
    actions.choose(actor=sara, at=NOON, spaces={world.organisation.pk: "never"})
    assert _kinds(sara) == ["mention"]
    actions.choose(actor=sara, at=NOON, spaces={service.pk: "digest"})
    assert (_kinds(sara), _kinds(sara, is_later=True)) == ([], ["mention"])


@pytest.mark.parametrize(
    ("kinds", "spaces", "field"),
    [
        ({"gossip": "now"}, {}, "kind_gossip"),
        ({"mention": "sometimes"}, {}, "kind_mention"),
        ({"mention": "never", "request": "never"}, {}, "kind_request"),
        ({"mention": "never"}, {999: "never"}, "space_999"),
    ],
)
def test_what_cannot_be_chosen_is_refused_whole(sara, kinds, spaces, field) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.choose(actor=sara, at=NOON, kinds=kinds, spaces=spaces)
    assert refusal.value.field == field
    assert (Choice.objects.count(), Deadline.objects.count()) == (0, 0)


def test_places_of_others_cannot_be_chosen_for(nima, world) -> None:
    service = Space.objects.get(subject_type="unit", subject_id=world.service.pk)
    with pytest.raises(Invalid):
        actions.choose(actor=nima, at=NOON, spaces={service.pk: "never"})
    assert service not in queries.chosen_spaces(person=nima)


def test_the_like_stands_apart_for_who_wants_it_so(sara, reza, world) -> None:
    threads.follow(actor=sara, target=Ref("person", reza.pk), at=NOON)
    for text in ("a", "b"):
        people.edit_profile(actor=reza, person=reza, about=text, at=NOON)
    assert len(_kinds(sara)) == 1
    actions.set_rhythm(actor=sara, at=NOON, **{**USUAL, "merges": False})
    assert len(_kinds(sara)) == 2


def test_a_digest_is_planned_while_something_is_put_off(sara, reza) -> None:
    def planned() -> datetime | None:
        return deadlines.due_at(kind=actions.DIGEST, about=("person", sara.pk))

    actions.plan_digest(person=sara, at=NOON)
    assert planned() is None
    with freeze_time(NOON):
        threads.follow(actor=sara, target=Ref("person", reza.pk), at=NOON, delivery="daily")
        runner.settle()
    # NOON is a Saturday, 12:00 in Tehran: the next one is on Sunday at eight.
    assert planned() == datetime(2026, 11, 22, 4, 30, tzinfo=UTC)
    actions.set_rhythm(actor=sara, at=NOON, **{**USUAL, "digest_at": time(13)})
    assert planned() == datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    actions.stop_mails(actor=sara, at=NOON)
    assert planned() is None


def test_rhythms_that_cannot_be_are_refused(sara) -> None:
    for wrong, field in (
        ({"weekly_on": 7}, "weekly_on"),
        ({"quiet_from": time(20)}, "quiet_until"),
        ({"quiet_until": time(6)}, "quiet_from"),
    ):
        with pytest.raises(Invalid) as refusal:
            actions.set_rhythm(actor=sara, at=NOON, **{**USUAL, **wrong})
        assert refusal.value.field == field
    assert Rhythm.objects.count() == 0


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [(None, None, []), (time(20), time(7), [20, 23, 0, 6]), (time(12), time(14), [12, 13]), (time(9), time(9), [])],
)
def test_quiet_hours_may_cross_midnight(begin, end, hours) -> None:
    rhythm = Rhythm(quiet_from=begin, quiet_until=end)
    found = [hour for hour in range(24) if rules.is_quiet(rhythm, datetime(2026, 11, 21, hour, tzinfo=TEHRAN), TEHRAN)]
    assert set(hours) <= set(found)
    assert {7, 11, 14, 19}.isdisjoint(found)


def test_the_bell_is_silent_in_quiet_hours(sara, reza, world, browse) -> None:
    _everything(sara, reza, world)
    runner.settle()
    actions.set_rhythm(actor=sara, at=NOON, **{**USUAL, "quiet_from": time(20), "quiet_until": time(7)})
    client = browse(sara)
    with freeze_time(NOON):
        assert "count hot" in client.get("/inbox/count", headers=HTMX).content.decode()
    with freeze_time(NOON + timedelta(hours=10)):
        assert "count hot" not in client.get("/inbox/count", headers=HTMX).content.decode()


@pytest.mark.parametrize(
    ("rhythm", "after", "due"),
    [
        ({}, (2026, 11, 21, 7), (2026, 11, 21, 8)),
        ({}, (2026, 11, 21, 8), (2026, 11, 22, 8)),
        # The week ends on Thursday: after Thursday comes Saturday.
        ({}, (2026, 11, 26, 9), (2026, 11, 28, 8)),
        ({"on_working_days_only": False}, (2026, 11, 26, 9), (2026, 11, 27, 8)),
        # An hour in the quiet ones is their end.
        ({"quiet_from": time(22), "quiet_until": time(9)}, (2026, 11, 21, 7), (2026, 11, 21, 9)),
    ],
)
def test_a_digest_is_due_on_a_working_day_at_its_hour(rhythm, after, due) -> None:
    found = rules.next_digest_at(Rhythm(**rhythm), default_iran(), TEHRAN, after=datetime(*after, tzinfo=TEHRAN))
    assert found == datetime(*due, tzinfo=TEHRAN)


def test_a_digest_keeps_its_hour_when_clocks_change() -> None:
    zone = ZoneInfo("Europe/Berlin")
    calendar, rhythm = default_international("Europe/Berlin"), Rhythm(digest_at=time(8), on_working_days_only=False)
    days = [datetime(2026, 10, day, 12, tzinfo=zone) for day in (23, 24, 25)]
    assert [rules.next_digest_at(rhythm, calendar, zone, after=day).hour for day in days] == [6, 7, 7]


def test_who_never_works_gets_the_digest_all_the_same(sara) -> None:
    calendar = default_iran()
    nothing = type(calendar)(calendar.time_zone, (type(calendar.weeks[0])(date.min, {}),))
    found = rules.next_digest_at(Rhythm(), nothing, TEHRAN, after=NOON)
    assert found == datetime(2026, 11, 22, 8, tzinfo=TEHRAN)


def test_the_weekly_digest_comes_on_its_day_or_the_next_working_day() -> None:
    calendar = default_iran()
    days = [date(2026, 11, 21) + timedelta(days=number) for number in range(8)]
    weekly = {
        weekday: [day.weekday() for day in days if rules.is_weekly_day(Rhythm(weekly_on=weekday), calendar, TEHRAN, day)]
        for weekday in (5, 6, 4)
    }
    # Friday is free, so its weekly digest comes on Saturday, 5; on Friday itself there is no digest that could be weekly.
    assert weekly == {5: [5, 5], 6: [6], 4: [5, 4, 5]}


def test_an_unknown_zone_is_read_as_the_usual_one(sara) -> None:
    sara.time_zone = "Mars/Base"
    assert rules.zone_of(sara) == TEHRAN


def test_the_page_shows_and_keeps_choices(sara, world, browse) -> None:
    client = browse(sara)
    page = client.get("/inbox/settings").content.decode()
    assert page.count("<fieldset") >= 14
    assert 'name="kind_request" value="never"' not in page
    fields = {"digest_at": "09:00", "weekly_on": "6", "quiet_from": "20:00", "quiet_until": "07:00", "merges": "on", "is_mailed": "on"}
    form = queries.wishes_of(person=sara)
    assert (form.digest_kinds, form.rhythm.digest_at) == ((), time(8))
    kinds = {f"kind_{name}": "now" for name in KINDS} | {"kind_comment": "digest"}
    spaces = {f"space_{space.pk}": "now" for space in queries.chosen_spaces(person=sara)} | {f"space_{world.organisation.pk}": "never"}
    assert client.post("/inbox/settings", {**fields, **kinds, **spaces}).status_code == 303
    kept = queries.wishes_of(person=sara)
    assert (kept.digest_kinds, kept.never_space_ids, kept.rhythm.digest_at, kept.rhythm.on_working_days_only) == (
        ("comment",),
        (world.organisation.pk,),
        time(9),
        False,
    )
    refused = client.post("/inbox/settings", {**fields, **kinds, **spaces, "quiet_until": ""})
    assert (refused.status_code, "Quiet hours need a beginning and an end." in refused.content.decode()) == (422, True)
    assert client.post("/inbox/settings", {**fields, **kinds, **spaces, "kind_request": "never"}).status_code == 422
    assert queries.wishes_of(person=sara) == kept
