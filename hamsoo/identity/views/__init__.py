"""Pages of systems, their records and the review."""

from hamsoo.identity.views.files import file, file_applying, file_progress, file_removal, file_report
from hamsoo.identity.views.hooks import hook, hook_key
from hamsoo.identity.views.marks import marks
from hamsoo.identity.views.records import record, retraction
from hamsoo.identity.views.review import bulk, decision, review, undo
from hamsoo.identity.views.systems import change_system, letting_in, new_system, system, systems

__all__ = [
    "bulk",
    "change_system",
    "decision",
    "file",
    "file_applying",
    "file_progress",
    "file_removal",
    "file_report",
    "hook",
    "hook_key",
    "letting_in",
    "marks",
    "new_system",
    "record",
    "retraction",
    "review",
    "system",
    "systems",
    "undo",
]
