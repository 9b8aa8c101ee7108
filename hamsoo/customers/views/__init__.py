"""Pages of customers."""

from hamsoo.customers.views.lists import customers
from hamsoo.customers.views.single import change, join, new, single, take_out

__all__ = ["change", "customers", "join", "new", "single", "take_out"]
