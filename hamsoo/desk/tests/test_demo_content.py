"""The demo organisation holds together: references, times, language and planted expertise."""

from datetime import date

import pytest

from hamsoo.desk.demo import Organisation, build

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def organisation() -> Organisation:
    return build(today=TODAY)


def test_same_seed_and_day_give_the_same_organisation(organisation: Organisation) -> None:
    assert build(today=TODAY) == organisation
    assert build(today=TODAY, seed=8) != organisation
