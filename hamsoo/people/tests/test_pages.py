"""Pages of people: what they show, to whom, and at what cost."""

import pytest
from django.urls import reverse
from freezegun import freeze_time

from hamsoo.people import actions
from hamsoo.people.models import Unit
from hamsoo.people.queries import units_to_choose
from tests.world import NOON


def test_directory_lists_colleagues_in_persian_order(browse, sara, nima):
    page = browse(sara).get(reverse("people:directory")).content.decode().partition("<main")[2]
    assert page.index("Reza Karimi") < page.index("Sara Mohammadi") < page.index("Nima Ahmadi")


def test_directory_finds_names_in_either_script_and_spelling(browse, sara, nima):
    for words in ("nima", "نيما", "احمدی"):
        page = browse(sara).get(reverse("people:directory"), {"q": words}).content.decode()
        assert "Nima Ahmadi" in page
        assert "Reza Karimi" not in page


def test_profile_shows_record_and_place(browse, sara, reza):
    page = browse(sara).get(sara.get_absolute_url()).content.decode()
    assert "Sara Mohammadi" in page
    assert "Agent" in page
    assert reza.get_absolute_url() in page
    assert reverse("people:about") in page
    assert reverse("people:about") not in browse(sara).get(reza.get_absolute_url()).content.decode()


@pytest.mark.parametrize("route", ["directory", "me", "about", "settings"])
def test_customers_and_partners_find_nothing(browse, mina, parto, route):
    for stranger in (mina, parto):
        assert browse(stranger).get(reverse(f"people:{route}")).status_code == 404


def test_customers_see_no_profile(browse, mina, parto, sara):
    for stranger in (mina, parto):
        assert browse(stranger).get(sara.get_absolute_url()).status_code == 404
    assert browse(None).get(sara.get_absolute_url()).status_code == 302


def test_own_profile_is_where_me_leads(browse, sara):
    assert browse(sara).get(reverse("people:me")).headers["Location"] == sara.get_absolute_url()


def test_a_skill_is_named_and_confirmed_on_the_page(browse, sara, reza):
    browse(sara).post(reverse("people:skills"), {"name": "Kubernetes"}, headers={"HX-Request": "true"})
    held = sara.skills.get()
    answer = browse(reza).post(reverse("people:endorsement", args=[held.pk]), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<b>1</b>" in answer.content.decode()
    answer = browse(reza).delete(reverse("people:endorsement", args=[held.pk]), headers={"HX-Request": "true"})
    assert "<b>1</b>" not in answer.content.decode()


def test_page_costs(browse, sara, reza, nima, django_assert_num_queries):
    actions.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    client = browse(reza)
    client.get(sara.get_absolute_url())
    with django_assert_num_queries(12):
        client.get(sara.get_absolute_url())
    with django_assert_num_queries(13):
        client.get(reverse("people:directory"))


def test_units_are_offered_on_the_way_down(world, sara, admin):
    top = actions.create_unit(actor=admin, code="top", name_fa="شرکت", at=NOON)
    for unit in (world.service, world.finance):
        actions.change_unit(actor=admin, unit=unit, head=None, parent=top, at=NOON)
    night = actions.create_unit(actor=admin, code="night", name_fa="شب", parent=Unit.objects.get(pk=world.service.pk), at=NOON)
    assert [unit.code for unit in units_to_choose(person=sara, chosen=None)] == ["service", "finance"]
    assert [unit.code for unit in units_to_choose(person=sara, chosen=Unit.objects.get(code="service"))] == ["service", "night"]
    assert [unit.code for unit in units_to_choose(person=sara, chosen=night)] == ["service", "night"]


def test_presence_is_chosen_on_ones_own_profile(browse, sara, reza):
    with freeze_time(NOON):
        client = browse(sara)
        assert client.post(reverse("people:presence"), {"presence": "busy"}).headers["Location"] == sara.get_absolute_url()
        assert '<i class="pr busy"' in client.get(sara.get_absolute_url()).content.decode()
    assert 'name="presence"' not in browse(reza).get(sara.get_absolute_url()).content.decode()


def test_nobody_is_available_outside_working_hours(browse, sara, reza):
    actions.set_presence(actor=sara, presence="on", at=NOON)
    with freeze_time(NOON):
        assert '<i class="pr on"' in browse(reza).get(sara.get_absolute_url()).content.decode()
    with freeze_time(NOON.replace(hour=22)):
        page = browse(reza).get(sara.get_absolute_url()).content.decode()
        assert '<i class="pr on"' not in page
        assert '<i class="pr off" title="Off hours"' in page


def test_a_number_with_an_extension_can_be_dialled(browse, sara, admin):
    actions.change_record(actor=admin, person=sara, changes={"phone": "+98 ۹۱۲ 000-3295 (2932)"}, at=NOON)
    assert 'href="tel:+989120003295"' in browse(sara).get(sara.get_absolute_url()).content.decode()
