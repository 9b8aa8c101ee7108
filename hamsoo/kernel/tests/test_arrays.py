"""Many numbers as one parameter."""

import pytest
from django.db import connection

from hamsoo.kernel.arrays import array


@pytest.mark.django_db
@pytest.mark.parametrize("numbers", [[], [7], [3, -1, 2**40]])
def test_the_database_reads_the_numbers_back(numbers):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::bigint[]", [array(numbers)])
        assert cursor.fetchone() == (numbers,)
