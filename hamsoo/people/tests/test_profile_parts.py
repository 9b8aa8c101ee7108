"""The parts of a profile: written by their owner, ordered, hidden from some, told to those who see them."""

from datetime import UTC, date, datetime

import pytest

from hamsoo.finder import people as documents
from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.ledger.models import Entry
from hamsoo.people import actions, queries
from hamsoo.people.models import Leave, Person, ProfileItem, RecordSource
from tests.world import NOON

JOB = {"title": "Support engineer", "organisation": "Sepehr", "since_on": date(2015, 3, 21), "until_on": date(2019, 9, 1), "text": "HSM"}


def parts(reader, of):
    return queries.profile_parts(person=Person.objects.get(pk=reader.pk), of=Person.objects.get(pk=of.pk), at=NOON)


def facts(name="people.ProfileEdited"):
    return [entry.payload["fields"] for entry in Entry.objects.filter(name=name).order_by("id")]


def test_lines_are_added_changed_moved_and_removed(sara, nima):
    first = actions.add_item(actor=sara, part="experience", values=JOB, at=NOON)
    second = actions.add_item(actor=sara, part="experience", values={"title": "  Trainee\u202e  \n ", "organisation": "Kimia"}, at=NOON)
    assert [item.title for item in parts(nima, sara).of("experience")] == ["Support engineer", "Trainee"]
    actions.move_item(actor=sara, item=second, by=-1)
    actions.move_item(actor=sara, item=second, by=-1)
    actions.change_item(actor=sara, item=first, values={**JOB, "title": "Architect"}, at=NOON)
    actions.change_item(actor=sara, item=first, values={**JOB, "title": "Architect"}, at=NOON)
    assert [item.title for item in parts(nima, sara).of("experience")] == ["Trainee", "Architect"]
    actions.remove_item(actor=sara, item=second, at=NOON)
    assert [item.title for item in parts(nima, sara).of("experience")] == ["Architect"]
    assert facts() == [["experience"]] * 4


def test_nobody_writes_into_anothers_profile(sara, reza, admin):
    item = actions.add_item(actor=sara, part="interests", values={"title": "Chess", "kind": "hobby"}, at=NOON)
    leave = actions.enter_leave(actor=sara, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2), at=NOON)
    for other in (reza, admin):
        with pytest.raises(NotAllowed):
            actions.change_item(actor=other, item=item, values={"title": "Go", "kind": "hobby"}, at=NOON)
        with pytest.raises(NotAllowed):
            actions.remove_item(actor=other, item=item, at=NOON)
        with pytest.raises(NotAllowed):
            actions.move_item(actor=other, item=item, by=1)
        with pytest.raises(NotAllowed):
            actions.cancel_leave(actor=other, leave=leave, at=NOON)
    assert parts(sara, sara).of("interests") == [item]
    assert Leave.objects.count() == 1


@pytest.mark.parametrize(
    ("part", "values", "field"),
    [
        ("experience", {"title": "   "}, "title"),
        ("experience", {"title": "x" * 161}, "title"),
        ("experience", {**JOB, "text": "x" * 2001}, "text"),
        ("experience", {**JOB, "until_on": date(2015, 3, 20)}, "until_on"),
        ("experience", {"title": "x", "link": "https://a.example"}, "link"),
        ("certificates", {"title": "CKA", "link": "javascript:alert(1)"}, "link"),
        ("interests", {"title": "Chess", "kind": "mobile"}, "kind"),
        ("reach", {"title": "no@mail", "kind": "mail"}, "title"),
        ("reach", {"title": "call me", "kind": "mobile"}, "title"),
        ("reach", {"title": "javascript:alert(1)", "kind": "page"}, "title"),
        ("about", {"title": "x"}, "part"),
        ("nonsense", {"title": "x"}, "part"),
    ],
)
def test_wrong_lines_are_refused_with_their_field(sara, part, values, field):
    with pytest.raises(Invalid) as refusal:
        actions.add_item(actor=sara, part=part, values=values, at=NOON)
    assert refusal.value.field == field
    assert not ProfileItem.objects.exists()
    assert facts() == []


def test_a_part_has_a_bounded_number_of_lines(sara):
    ProfileItem.objects.bulk_create(ProfileItem(person=sara, part="interests", kind="hobby", title=f"{n}", rank=n) for n in range(50))
    with pytest.raises(Invalid):
        actions.add_item(actor=sara, part="interests", values={"title": "One more", "kind": "hobby"}, at=NOON)


def test_numbers_are_kept_as_they_are_dialled(sara):
    item = actions.add_item(actor=sara, part="reach", values={"title": "+98 ۹۱۲ 000-1234", "kind": "mobile"}, at=NOON)
    assert (item.title, item.dialled) == ("+98 912 000-1234", "+989120001234")


AUDIENCES = [("everyone", {"sara", "reza", "nima", "admin"}), ("unit", {"sara", "reza"}), ("me", {"sara"})]


@pytest.mark.parametrize(("audience", "seen_by"), AUDIENCES)
def test_parts_are_shown_to_whom_their_owner_chose(world, sara, reza, nima, admin, audience, seen_by):
    # An administrator of another unit is a colleague like others.
    Person.objects.filter(pk=admin.pk).update(unit=world.finance)
    actions.edit_profile(actor=sara, person=sara, about="Custody", languages={"fa": 5}, at=NOON)
    for part, values in [("experience", JOB), ("reach", {"title": "@sara", "kind": "messenger"})]:
        actions.add_item(actor=sara, part=part, values=values, at=NOON)
    actions.enter_leave(actor=sara, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2), note="Dentist", at=NOON)
    for part in ("about", "experience", "reach", "languages", "leave"):
        actions.show_part(actor=sara, part=part, audience=audience, at=NOON)
    for name, reader in {"sara": sara, "reza": reza, "nima": nima, "admin": admin}.items():
        shown = parts(reader, sara)
        seen = [bool(shown.about), bool(shown.of("experience")), bool(shown.of("reach")), bool(shown.languages), bool(shown.leave)]
        assert seen == [name in seen_by] * 5, name


def test_notes_on_leave_are_for_their_owner(sara, reza):
    actions.enter_leave(actor=sara, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2), note="Dentist", at=NOON)
    assert [leave.note for leave in parts(sara, sara).leave] == ["Dentist"]
    assert [leave.note for leave in parts(reza, sara).leave] == [""]


def test_whom_parts_are_shown_to_is_known_to_their_owner_alone(sara, reza):
    actions.show_part(actor=sara, part="reach", audience="unit", at=NOON)
    actions.show_part(actor=sara, part="reach", audience="unit", at=NOON)
    assert parts(sara, sara).audiences["reach"] == "unit"
    assert parts(reza, sara).audiences == {}
    entry = Entry.objects.get(name="people.PartShownTo")
    assert entry.payload == {"person_id": sara.pk, "part": "reach", "audience": "unit"}
    for part, audience in (("reach", "world"), ("mail", "me")):
        with pytest.raises(Invalid):
            actions.show_part(actor=sara, part=part, audience=audience, at=NOON)


def test_of_parts_that_not_all_see_nobody_is_told(sara):
    actions.show_part(actor=sara, part="about", audience="unit", at=NOON)
    actions.edit_profile(actor=sara, person=sara, about="Secret", languages={"fa": 5}, at=NOON)
    assert facts() == [["languages"]]
    assert facts("people.PrivatePartEdited") == [["about"]]


def test_the_index_reads_only_what_everyone_sees(sara):
    actions.edit_profile(actor=sara, person=sara, about="Custody", at=NOON)
    actions.add_item(actor=sara, part="experience", values=JOB, at=NOON)
    actions.add_item(actor=sara, part="reach", values={"title": "+98 912 000 1234", "kind": "mobile"}, at=NOON)
    [document] = documents.load([sara.pk])
    assert "Custody" in document.text
    assert "Support engineer" in document.text
    assert "1234" not in document.text
    for part in ("about", "experience"):
        actions.show_part(actor=sara, part=part, audience="unit", at=NOON)
    [document] = documents.load([sara.pk])
    assert "Custody" not in document.text
    assert "Support engineer" not in document.text


def test_who_is_on_leave_is_not_there(sara):
    actions.set_presence(actor=sara, presence="on", at=NOON)
    actions.enter_leave(actor=sara, starts_on=date(2026, 11, 21), ends_on=date(2026, 11, 22), at=NOON)
    sara.refresh_from_db()
    # Midnight in Tehran is 20:30 UTC; the third day of the week opens at eight.
    assert sara.absences == [["2026-11-20T20:30:00+00:00", "2026-11-22T20:30:00+00:00"]]
    found = queries.reachability(person=sara, at=NOON)
    end, opens = datetime(2026, 11, 22, 20, 30, tzinfo=UTC), datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
    assert (found.is_open, found.opens_at, found.on_leave_until) == (False, opens, end)
    assert sara.presence_at(NOON) == "off"
    actions.cancel_leave(actor=sara, leave=Leave.objects.get(), at=NOON)
    sara.refresh_from_db()
    assert (sara.absences, queries.reachability(person=sara, at=NOON).is_open, sara.presence_at(NOON)) == ([], True, "on")
    told = Entry.objects.filter(name__contains="Leave").order_by("id").values_list("name", flat=True)
    assert list(told) == ["people.LeaveEntered", "people.LeaveCancelled"]


def test_leave_moves_with_the_time_zone(sara):
    actions.enter_leave(actor=sara, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 1), at=NOON)
    sara = actions.edit_profile(actor=sara, person=sara, time_zone="Europe/Berlin", at=NOON)
    assert sara.absences == [["2026-11-30T23:00:00+00:00", "2026-12-01T23:00:00+00:00"]]
    assert (sara.working_calendar["time_zone"], queries.working_calendar(sara).time_zone.key) == ("Europe/Berlin", "Europe/Berlin")


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "field"),
    [
        (date(2026, 12, 5), date(2026, 12, 4), "ends_on"),
        (date(2026, 12, 10), date(2026, 12, 12), "starts_on"),
        (date(2026, 12, 1), date(2026, 12, 31), "starts_on"),
        (date(2026, 12, 12), date(2030, 12, 12), "ends_on"),
    ],
)
def test_leave_that_overlaps_or_ends_before_it_begins_is_refused(sara, starts_on, ends_on, field):
    actions.enter_leave(actor=sara, starts_on=date(2026, 12, 8), ends_on=date(2026, 12, 10), at=NOON)
    with pytest.raises(Invalid) as refusal:
        actions.enter_leave(actor=sara, starts_on=starts_on, ends_on=ends_on, at=NOON)
    assert refusal.value.field == field
    assert Leave.objects.count() == 1


def test_leave_before_and_after_another_is_taken(sara, reza):
    actions.enter_leave(actor=sara, starts_on=date(2026, 12, 8), ends_on=date(2026, 12, 10), at=NOON)
    actions.enter_leave(actor=sara, starts_on=date(2026, 12, 7), ends_on=date(2026, 12, 7), at=NOON)
    actions.enter_leave(actor=sara, starts_on=date(2026, 12, 11), ends_on=date(2026, 12, 11), at=NOON)
    actions.enter_leave(actor=reza, starts_on=date(2026, 12, 8), ends_on=date(2026, 12, 10), at=NOON)
    assert Leave.objects.count() == 4


def test_the_record_says_where_it_comes_from(sara, reza, admin):
    actions.change_record(actor=admin, person=sara, changes={"phone": "+98 21 1"}, source="ldap", at=NOON)
    sources = queries.record_sources(person=sara, of=sara)
    assert (sources["phone"].source, sources["name_fa"].source) == ("ldap", "administrator")
    assert "joined_on" not in sources
    assert queries.record_sources(person=reza, of=sara) == {}
    assert set(queries.record_sources(person=admin, of=sara)) == set(sources)
    with pytest.raises(ValueError, match="rumour"):
        actions.change_record(actor=admin, person=sara, changes={"phone": "2"}, source="rumour", at=NOON)
    assert RecordSource.objects.get(person=sara, field="phone").source == "ldap"


def test_hints_name_what_is_missing_until_dismissed(sara):
    def missing():
        return queries.missing(of=Person.objects.get(pk=sara.pk), shown=parts(sara, sara), has_skills=False)

    assert missing() == ["photo", "about", "skills", "customers", "experience", "languages", "reach", "hours"]
    actions.edit_profile(actor=sara, person=sara, about="Custody", at=NOON)
    actions.add_item(actor=sara, part="experience", values=JOB, at=NOON)
    actions.dismiss_hint(actor=sara, hint="photo")
    actions.dismiss_hint(actor=sara, hint="photo")
    assert missing() == ["skills", "customers", "languages", "reach", "hours"]
    actions.add_item(actor=sara, part="customers", values={"title": "Sepehr"}, at=NOON)
    assert missing() == ["skills", "languages", "reach", "hours"]
    with pytest.raises(Invalid):
        actions.dismiss_hint(actor=sara, hint="nonsense")
