"""Reading cases: `reading` is one case and what hangs on it, `handing` its hand-offs, `conversation` what was said in it."""

from hamsoo.cases.queries.clocks import calendars, clocks_of, policies
from hamsoo.cases.queries.conversation import Conversation, Said, conversation, last_contact_id, message_ids, together
from hamsoo.cases.queries.handing import hand_off, hand_offs, times_returned
from hamsoo.cases.queries.reading import Outline, case, links, may_read, notes, outline, phases, watchers

__all__ = [
    "Conversation",
    "Outline",
    "Said",
    "calendars",
    "case",
    "clocks_of",
    "conversation",
    "hand_off",
    "hand_offs",
    "last_contact_id",
    "links",
    "may_read",
    "message_ids",
    "notes",
    "outline",
    "phases",
    "policies",
    "times_returned",
    "together",
    "watchers",
]
