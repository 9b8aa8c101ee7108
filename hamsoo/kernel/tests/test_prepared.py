"""Queries put into SQL once: they find what the query finds, for everybody who asks."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from hamsoo.kernel.arrays import array
from hamsoo.kernel.prepared import Prepared, among_given, given
from hamsoo.people.models import Person

pytestmark = pytest.mark.django_db


def test_each_call_finds_what_its_values_name(sara: Person, nima: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    by_id = Prepared(lambda: Person.objects.with_unit().filter(pk=given("person")))
    assert by_id(person=sara.pk) == [sara]
    with django_assert_num_queries(1):
        (found,) = by_id(person=nima.pk)
        assert (found, found.unit) == (nima, nima.unit)
    assert by_id(person=0) == []


def test_many_are_given_as_an_array(sara: Person, nima: Person) -> None:
    those = Prepared(lambda: Person.objects.filter(among_given("pk", "people"), left_on=None).order_by("pk").values_list("pk", "unit_id"))
    people = sorted((sara, nima), key=lambda person: person.pk)
    assert those(people=array(person.pk for person in people)) == [(person.pk, person.unit_id) for person in people]
    assert those(people=array(())) == []


def test_a_missing_value_is_refused() -> None:
    by_id = Prepared(lambda: Person.objects.filter(pk=given("person")))
    with pytest.raises(KeyError, match="person"):
        by_id(people=1)


@pytest.mark.django_db(transaction=True)
def test_another_thread_asks_by_its_own_connection(sara: Person) -> None:
    by_id = Prepared(lambda: Person.objects.filter(pk=given("person")))
    assert by_id(person=sara.pk) == [sara]

    def ask() -> tuple[list[Person], bool]:
        found = by_id(person=sara.pk)
        used = connection.connection is not None
        connection.close()
        return found, used

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(ask).result() == ([sara], True)
