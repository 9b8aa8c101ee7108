"""Finding customers, and all that is known of one; all of it only as far as the reader sees."""

from hamsoo.customers.queries.lists import PAGE, Cursor, Filters, Listed, Page, customers
from hamsoo.customers.queries.single import Candidate, Single, Source, single

__all__ = ["PAGE", "Candidate", "Cursor", "Filters", "Listed", "Page", "Single", "Source", "customers", "single"]
