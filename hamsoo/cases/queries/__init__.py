"""Reading cases: `reading` is one and what hangs on it, `handing`, `conversation`, `clock_rows`; of many `lists` and `clocks`."""

from hamsoo.cases.queries.clock_rows import ClockRow, ClockRows, clock_rows
from hamsoo.cases.queries.clocks import calendars, clocks_of, policies
from hamsoo.cases.queries.conversation import Conversation, Said, conversation, last_contact_id, message_ids, together
from hamsoo.cases.queries.handing import hand_off, hand_offs, times_returned
from hamsoo.cases.queries.lists import (
    MOST_AT_ONCE,
    OPEN,
    PAGE,
    Filters,
    Listed,
    Page,
    board,
    cases,
    choices_of,
    ids_found,
    narrowed,
    types,
    view,
    views,
)
from hamsoo.cases.queries.reading import Outline, case, links, may_read, open_of_customer, outline, phases, watchers

__all__ = [
    "MOST_AT_ONCE",
    "OPEN",
    "PAGE",
    "ClockRow",
    "ClockRows",
    "Conversation",
    "Filters",
    "Listed",
    "Outline",
    "Page",
    "Said",
    "board",
    "calendars",
    "case",
    "cases",
    "choices_of",
    "clock_rows",
    "clocks_of",
    "conversation",
    "hand_off",
    "hand_offs",
    "ids_found",
    "last_contact_id",
    "links",
    "may_read",
    "message_ids",
    "narrowed",
    "open_of_customer",
    "outline",
    "phases",
    "policies",
    "times_returned",
    "together",
    "types",
    "view",
    "views",
    "watchers",
]
