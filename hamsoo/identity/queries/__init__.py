"""Finding systems, records and customers; all of it only as far as the reader sees."""

from hamsoo.identity.labels import field_label
from hamsoo.identity.queries.customers import customer, customers_named, links_between, links_of, records_of
from hamsoo.identity.queries.forgotten import StaysOut, forgotten_among, systems_that_forgot
from hamsoo.identity.queries.golden import Golden, Origin, golden, golden_of
from hamsoo.identity.queries.review import veil
from hamsoo.identity.queries.searching import records_found, records_reached_at
from hamsoo.identity.queries.sensitive import NOTHING, Hidden, hidden_from
from hamsoo.identity.queries.sources import decision, record, system, system_called, systems

__all__ = [
    "NOTHING",
    "Golden",
    "Hidden",
    "Origin",
    "StaysOut",
    "customer",
    "customers_named",
    "decision",
    "field_label",
    "forgotten_among",
    "golden",
    "golden_of",
    "hidden_from",
    "links_between",
    "links_of",
    "record",
    "records_found",
    "records_of",
    "records_reached_at",
    "system",
    "system_called",
    "systems",
    "systems_that_forgot",
    "veil",
]
