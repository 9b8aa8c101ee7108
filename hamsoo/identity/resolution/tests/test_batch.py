"""A batch finds who is who, whatever order the records come in, and leaves apart what only a household or an office shares."""

import duckdb
import pytest

from hamsoo.identity.resolution import normalise
from hamsoo.identity.resolution.batch import resolve
from hamsoo.identity.resolution.comparisons import PERSON
from hamsoo.identity.resolution.fields import ORIGIN
from hamsoo.identity.resolution.tables import MOST_BEARERS, Row, filled, find_common, load


def rows_of(*people, source=None):
    return [Row(number, normalise(values, entity="person"), source) for number, values in enumerate(people)]


SARA = {"full_name": "سارا محمدی", "phone": "09121234567"}
SARA_LATIN = {"full_name": "Sara Mohammadi", "phone": "+98 912 123 4567"}
SISTER = {"full_name": "رویا محمدی", "phone": "09121234567"}


def test_one_person_in_two_scripts_is_found_and_her_sister_is_not():
    rows = rows_of(SARA, SISTER, SARA_LATIN)
    assert list(resolve(rows, entity="person").clusters) == [(0, 2), (1,)]
    assert list(resolve(rows[::-1], entity="person").clusters) == [(0, 2), (1,)]


def test_what_was_decided_holds():
    rows = rows_of(SARA, SISTER, SARA_LATIN)
    assert list(resolve(rows, entity="person", must=[(0, 1)], cannot=[(0, 2)]).clusters) == [(0, 1), (2,)]


def test_different_national_ids_are_never_joined():
    rows = rows_of({**SARA, "national_id": "0013542419"}, {**SARA, "national_id": "0084575948"})
    found = resolve(rows, entity="person")
    assert list(found.clusters) == [(0,), (1,)]
    assert list(found.refused) == [(0, 1)]


def test_a_source_without_duplicates_has_two_people():
    assert list(resolve(rows_of(SARA, SARA, source="crm"), entity="person").clusters) == [(0,), (1,)]


def test_what_very_many_have_in_common_is_not_compared():
    people = [
        {"full_name": f"{given} {family}", "phone": "02188776655"}
        for given in ("علی", "رضا", "زهرا", "مینا")
        for family in ("کریمی", "نوری", "صادقی")
    ]
    found = resolve(rows_of(*people), entity="person")
    assert len(people) > MOST_BEARERS
    assert list(found.generic) == ["phone:+982188776655"]
    assert len(found.clusters) == len(people)


def test_two_companies_that_each_have_a_contact_called_sales_stay_two():
    rows = rows_of(
        {"full_name": "فروش", "phone": "02188776655", "company": "شرکت پارس آریا"},
        {"full_name": "فروش", "phone": "02144332211", "company": "شرکت کاوه"},
    )
    assert len(resolve(rows, entity="person").clusters) == 2


def test_a_mailbox_of_two_people_of_one_name_is_no_persons_own():
    one, two = {"full_name": "رضا کریمی", "email": "karimi@mail.example"}, {"full_name": "رضا کریمی", "email": "reza@mail.example"}
    people = [
        one,
        {**one, "national_id": "0013542419"},
        {**one, "national_id": "0084575948"},
        *({**two, "birth_date": day} for day in ("1350/1/1", "1351/1/1")),
        *({**two, "email": "home@mail.example", "birth_date": day} for day in ("1340/1/1", "1370/1/1")),
    ]
    with duckdb.connect() as connection:
        load(connection, rows_of(*people), entity="person")
        assert find_common(connection, entity="person")["emails"] == ("home@mail.example", "karimi@mail.example")


@pytest.mark.parametrize(("systems", "is_weighed"), [(("crm", "crm"), False), (("crm", "shop"), True)])
def test_where_all_come_from_one_system_nothing_is_learned_of_it(systems: tuple[str, ...], is_weighed: bool):
    rows = [Row(number, {"given": "sara", ORIGIN: system}) for number, system in enumerate(systems)]
    with duckdb.connect() as connection:
        load(connection, rows, entity="person")
        assert [one.column for one in filled(connection, PERSON)] == ["given", *([ORIGIN] if is_weighed else [])]
