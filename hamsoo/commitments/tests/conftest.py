"""A customer to promise something to."""

import pytest

from hamsoo.customers.tests.cast import company
from hamsoo.identity.models import SourceRecord
from tests.world import World


@pytest.fixture
def record(world: World) -> SourceRecord:
    """Return the one record of Sepehr Insurance, which everybody reads."""
    return company(world, "بیمهٔ سپهر", "crm")
