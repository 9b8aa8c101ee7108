"""Reading one's own notices: `inbox`, how one wants them (`choices`), what one follows (`tracker`), and letters."""

from hamsoo.notices.queries.choices import (
    Wishes,
    chosen_spaces,
    is_quiet,
    needs_digest,
    next_digest_at,
    planned_digest_at,
    rhythm_of,
    wishes_of,
)
from hamsoo.notices.queries.inbox import (
    MOST_COUNTED,
    PAGE,
    Notice,
    Page,
    alike,
    for_digest,
    inbox,
    last_position_before,
    notice,
    unread_count,
)
from hamsoo.notices.queries.letters import letter, reader_of_letter, told_until
from hamsoo.notices.queries.tracker import Tracked, tracker

__all__ = [
    "MOST_COUNTED",
    "PAGE",
    "Notice",
    "Page",
    "Tracked",
    "Wishes",
    "alike",
    "chosen_spaces",
    "for_digest",
    "inbox",
    "is_quiet",
    "last_position_before",
    "letter",
    "needs_digest",
    "next_digest_at",
    "notice",
    "planned_digest_at",
    "reader_of_letter",
    "rhythm_of",
    "told_until",
    "tracker",
    "unread_count",
    "wishes_of",
]
