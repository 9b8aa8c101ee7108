"""The company's record: who writes it, what is refused, what is said."""

from datetime import date

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse

from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.people import actions, queries
from hamsoo.people.models import Person, Unit
from tests.world import NOON


def last_fact() -> tuple[str, dict[str, object]]:
    entry = Entry.objects.latest("id")
    return entry.name, entry.payload


def test_administrators_and_imports_change_the_record(sara, admin):
    for actor, position in ((admin, "Senior agent"), (SYSTEM, "Lead agent")):
        changed = actions.change_record(actor=actor, person=sara, changes={"position_en": position, "level": 4}, at=NOON)
        assert changed.position_en == position
    assert last_fact() == ("people.PersonRecordChanged", {"person_id": sara.pk, "fields": ["position_en"]})


def test_colleagues_do_not_even_change_their_own(sara, reza, nima):
    facts = Entry.objects.count()
    for actor in (sara, reza, nima):
        with pytest.raises(NotAllowed):
            actions.change_record(actor=actor, person=sara, changes={"level": 1}, at=NOON)
    sara.refresh_from_db()
    assert (sara.level, Entry.objects.count()) == (5, facts)


def test_nothing_else_is_changed_this_way(sara, admin):
    for field in ("is_administrator", "account", "about", "left_on", "id", "sort_key"):
        with pytest.raises(Invalid) as refusal:
            actions.change_record(actor=admin, person=sara, changes={field: True}, at=NOON)
        assert refusal.value.field == field


def test_a_wrong_value_names_its_field(sara, admin):
    with pytest.raises(Invalid) as refusal:
        actions.change_record(actor=admin, person=sara, changes={"mail": "no address"}, at=NOON)
    assert refusal.value.field == "mail"


def test_a_changed_name_is_found_and_sorted_anew(sara, admin):
    actions.change_record(actor=admin, person=sara, changes={"name_fa": "آرزو محمدی", "name_en": "Arezou Mohammadi"}, at=NOON)
    assert [person.pk for person in queries.directory(person=admin, filters=queries.Filters(words="ارزو")).people] == [sara.pk]
    assert queries.directory(person=admin).people[0].pk == sara.pk


def test_nobody_reports_to_themselves_through_others(sara, reza, admin):
    assert sara.manager == reza
    with pytest.raises(Invalid):
        actions.change_record(actor=admin, person=reza, changes={"manager": sara}, at=NOON)
    with pytest.raises(Invalid):
        actions.change_record(actor=admin, person=reza, changes={"manager": reza}, at=NOON)


def test_units_move_with_all_below(world, admin):
    night = actions.create_unit(actor=admin, code="night", name_fa="شب", parent=world.service, at=NOON)
    watch = actions.create_unit(actor=admin, code="watch", name_fa="نگهبانی", parent=night, at=NOON)
    actions.change_unit(actor=admin, unit=night, parent=world.finance, head=admin, at=NOON)
    assert Unit.objects.get(pk=watch.pk).ancestor_ids == [world.finance.pk, night.pk, watch.pk]
    assert Unit.objects.get(pk=night.pk).head == admin
    with pytest.raises(Invalid):
        actions.change_unit(actor=admin, unit=night, head=None, parent=watch, at=NOON)


def test_who_leaves_is_signed_out_at_once(browse, sara, admin):
    client = browse(sara)
    assert client.get(sara.get_absolute_url()).status_code == 200
    UserSession.objects.create(user=sara.account, ip="127.0.0.1", session_key=client.session.session_key)
    with pytest.raises(NotAllowed):
        actions.leave(actor=sara, person=sara, left_on=date(2026, 11, 21), at=NOON)
    gone = actions.leave(actor=admin, person=sara, left_on=date(2026, 11, 21), at=NOON)
    assert not gone.is_active
    assert client.get(sara.get_absolute_url()).status_code == 302
    assert not UserSession.objects.filter(user=sara.account).exists()
    assert last_fact() == ("people.PersonLeft", {"person_id": sara.pk})
    with pytest.raises(Conflict):
        actions.leave(actor=admin, person=sara, left_on=date(2026, 11, 22), at=NOON)


def test_leavers_stay_in_the_record_but_not_in_the_directory(browse, sara, reza, admin):
    actions.leave(actor=admin, person=sara, left_on=date(2026, 11, 21), at=NOON)
    assert sara.pk not in [person.pk for person in queries.directory(person=admin).people]
    assert "Does not work here any more" in browse(reza).get(reverse("people:profile", args=[sara.pk])).content.decode()
    assert queries.person_for_mail(address="sara@rayanpayam.example") is None


def test_people_are_known_by_their_addresses(sara, nima, admin):
    actions.change_record(actor=admin, person=sara, changes={"mail": "Sara.M@rayanpayam.example"}, at=NOON)
    for address in ("sara.m@rayanpayam.example", " SARA@rayanpayam.example "):
        assert queries.person_for_mail(address=address) == sara
    assert queries.person_for_mail(address="") is None


def test_the_directory_goes_on_where_it_stopped(world, admin):
    for number in range(7):
        actions.add_person(actor=SYSTEM, code=f"n{number}", name_fa="هم‌نام", unit=world.finance, at=NOON)
    first = queries.directory(person=admin, filters=queries.Filters(unit=world.finance), limit=4)
    rest = queries.directory(person=admin, filters=queries.Filters(unit=world.finance), after=first.after, limit=4)
    assert (len(first.people), len(rest.people), rest.after) == (4, 3, None)
    assert len({person.pk for person in first.people + rest.people}) == 7


def test_place_in_the_organisation(sara, reza, nima, admin):
    actions.change_record(actor=admin, person=reza, changes={"manager": admin}, at=NOON)
    actions.change_record(actor=admin, person=nima, changes={"manager": reza}, at=NOON)
    around = queries.around(of=Person.objects.get(pk=sara.pk))
    assert (around.managers, around.reports) == ([admin, reza], [])
    assert around.peers == [sara, nima]
    assert queries.around(of=Person.objects.get(pk=reza.pk)).reports == [sara, nima]
