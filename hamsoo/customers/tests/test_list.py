"""The list: each customer once, as its reader sees it; what narrows it; its parts; its cost."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from hamsoo.customers import queries
from hamsoo.customers.queries import Filters
from hamsoo.customers.tests.cast import company, sepehr
from hamsoo.identity.models import System
from hamsoo.identity.tests.records import make_system, send
from hamsoo.people.models import Person
from tests.world import World


def names(person: Person, **filters: object) -> list[str]:
    return [row.name for row in queries.customers(person=person, filters=Filters(**filters)).rows]  # type: ignore[arg-type]


def test_each_customer_stands_once_by_the_record_that_is_believed_most_of_those_one_sees(world: World, sara: Person, nima: Person) -> None:
    sepehr(world)
    company(world, "داروسازی کیمیا", "shop")

    assert names(nima) == ["داروسازی کیمیا", "شرکت بیمه سپهر"]
    assert names(sara) == ["بیمهٔ سپهر", "داروسازی کیمیا"]
    page = queries.customers(person=nima, filters=Filters())
    assert [[system.code for system in row.systems] for row in page.rows] == [["shop"], ["billing", "crm"]]
    assert [[system.code for system in row.systems] for row in queries.customers(person=sara, filters=Filters()).rows] == [
        ["crm"],
        ["shop"],
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("بیمه", ["بیمهٔ سپهر"]),
        ("بيمه سپهر", ["بیمهٔ سپهر"]),
        ("Bime Sepehr", ["بیمهٔ سپهر"]),
        ("۰۲۱-۸۸۷۷۶۶۵۵", ["بیمهٔ سپهر"]),
        ("+98 21 8877 6655", ["بیمهٔ سپهر"]),
        ("کیمیا", []),
        ("  ", ["بیمهٔ سپهر", "داروسازی کیمیا"]),
        ("؟!", ["بیمهٔ سپهر", "داروسازی کیمیا"]),
    ],
)
def test_words_find_names_in_either_script_and_numbers_however_they_are_written(
    world: World, sara: Person, words: str, found: list[str]
) -> None:
    sepehr(world)
    company(world, "داروسازی کیمیا", "shop")

    assert names(sara, words=words) == found


def test_what_is_hidden_finds_nothing(world: World, sara: Person, nima: Person) -> None:
    sepehr(world)

    assert names(nima, words="10100000007") == ["شرکت بیمه سپهر"]
    assert names(sara, words="10100000007") == []
    billing = System.objects.get(code="billing")
    assert (names(nima, system=billing), names(sara, system=billing)) == (["شرکت بیمه سپهر"], [])


def test_kind_and_system_narrow_together(world: World, sara: Person) -> None:
    sepehr(world)
    shop = make_system("shop", world.organisation)
    send(shop, {"key": "1", "full_name": "Mina Karimi"})
    send(shop, {"key": "2", "name": "Kimia"}, entity="company")

    assert names(sara, entity="person") == ["Mina Karimi"]
    assert names(sara, entity="company", system=shop) == ["Kimia"]
    assert names(sara, system=System.objects.get(code="crm")) == ["بیمهٔ سپهر"]


def test_parts_follow_one_another_and_none_is_missing(world: World, sara: Person) -> None:
    shop = make_system("shop", world.organisation)
    send(shop, *({"key": str(number), "full_name": f"Nobody {number % 3}"} for number in range(7)))
    seen, after = [], None
    while True:
        page = queries.customers(person=sara, filters=Filters(), after=after, limit=2)
        seen += [row.record.key for row in page.rows]
        after = page.after
        if after is None:
            break

    assert seen == ["0", "3", "6", "1", "4", "2", "5"]


def test_the_page(world: World, sara: Person, browse, django_assert_num_queries: DjangoAssertNumQueries) -> None:  # type: ignore[no-untyped-def]
    sepehr(world)
    send(make_system("shop", world.organisation), *({"key": str(number), "full_name": f"Customer {number:03}"} for number in range(60)))
    client, url = browse(sara), reverse("customers:list")
    client.get(url)

    with django_assert_num_queries(14):
        page = client.get(url)
    shown = page.content.decode()
    assert ("بیمهٔ سپهر" in shown, shown.count("Customer 0")) == (True, 98)
    more = client.get(page.context["more_url"], headers={"HX-Request": "true"})
    assert (more.templates[0].name, more.content.decode().count("Customer 0")) == ("customers/_rows.html", 22)
    assert (
        client.get(url, {"q": "Customer 007", "kind": "nonsense", "system": "x", "at": "x"}).context["page"].rows[0].name == "Customer 007"
    )


def test_outsiders_find_no_list(world: World, browse, mina, parto) -> None:  # type: ignore[no-untyped-def]
    for stranger in (mina, parto):
        assert browse(stranger).get(reverse("customers:list")).status_code == 404
