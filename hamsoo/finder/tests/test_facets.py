"""What narrows the results, counted over what the searcher may open."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from hamsoo.finder import queries
from hamsoo.people.models import Unit
from hamsoo.spaces import actions as spaces
from tests.world import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(world, sara, reza, nima, notes, service_space, finance_space):
    """Three of Sara's, one of Reza's in service; two of Nima's, one of them in finance; over two years."""
    for number in range(3):
        notes.write(f"Refund {number}", space=world.organisation, by=sara, at=NOON - timedelta(days=30 * number))
    notes.write("Refund", space=service_space, by=reza, at=NOON - timedelta(days=400))
    notes.write("Refund", space=world.organisation, by=nima, at=NOON)
    notes.write("Refund", space=finance_space, by=nima, at=NOON - timedelta(days=800))
    return notes


def facets(person, text):
    with override("en"):
        found = queries.answer(person=person, text=text, at=NOON, calendar="jalali").facets
    return [[(option.label, option.count) for option in options] for options in (found.who, found.where, found.when)]


def test_who_where_and_when(written, sara, nima):
    assert facets(sara, "refund") == [
        [("Sara Mohammadi", 3), ("Reza Karimi", 1), ("Nima Ahmadi", 1)],
        [("Rayan Payam", 4), ("Service", 1)],
        [("1405", 4), ("1404", 1)],
    ]
    assert facets(nima, "refund") == [
        [("Sara Mohammadi", 3), ("Nima Ahmadi", 2)],
        [("Rayan Payam", 4), ("Finance", 1)],
        [("1405", 4), ("1403", 1)],
    ]


def test_months_of_one_year(written, sara):
    assert facets(sara, "refund from:sara")[2] == [("Aban 1405", 1), ("Mehr 1405", 1), ("Shahrivar 1405", 1)]


def test_what_leaves_all_is_not_offered(written, sara):
    assert facets(sara, "from:nima") == [[], [], []]


def test_every_option_leaves_as_many_as_it_says(written, world, sara, nima, settle):
    settle()
    inner = Unit.objects.create(code="desk", name_fa="میز", name_en="Desk", parent=world.service, path="")
    Unit.objects.filter(pk=inner.pk).update(path=f"{world.service.path}{inner.pk}/")
    written.write("Refund", space=spaces.ensure_unit_space(unit=Unit.objects.get(pk=inner.pk), at=NOON), by=nima)
    for text in ("refund", "in:service", "from:sara"):
        results = queries.answer(person=sara, text=text, at=NOON, calendar="jalali")
        for options in (results.facets.who, results.facets.where, results.facets.when):
            for option in options:
                narrowed = f'{text} {option.filter.name}:"{option.filter.value}"'
                if not text.startswith(option.filter.name):
                    assert queries.answer(person=sara, text=narrowed, at=NOON).total == option.count, narrowed


def test_the_page_offers_them_beside_the_results(browse, written, sara):
    page = browse(sara).get("/search/", {"q": "refund"})
    part = browse(sara).get("/search/", {"q": "refund from:@sara"}, headers={"HX-Request": "true"})

    assert page.context["facets"][0] == (
        "Who",
        [
            ("Sara Mohammadi", 3, "/search/?q=from%3A%40sara+refund", False),
            ("Reza Karimi", 1, "/search/?q=from%3A%40reza+refund", False),
            ("Nima Ahmadi", 1, "/search/?q=from%3A%40nima+refund", False),
        ],
    )
    assert 'id="facets" class="grid gap-6 content-start" hx-swap-oob="true"' in part.content.decode()
