"""Who may do what with cases, and the refusals by name: `working` on them, `handing` them on, the `fields` of their types."""

from hamsoo.cases.rules.fields import Field, Moment, checked_fields, checked_values, missing
from hamsoo.cases.rules.handing import can_answer, read_token, require_can_answer, token_of
from hamsoo.cases.rules.promises import TARGET_NAMES, TELLS, can_keep_promises, require_can_keep_promises
from hamsoo.cases.rules.working import (
    NOTE_LENGTH,
    REASON_LENGTH,
    SUBJECT_LENGTH,
    Meanwhile,
    Merged,
    NotOpen,
    Silent,
    can_keep,
    can_work,
    checked_tags,
    optional,
    require_can_keep,
    require_can_work,
    required,
    unit_spaces,
)

__all__ = [
    "NOTE_LENGTH",
    "REASON_LENGTH",
    "SUBJECT_LENGTH",
    "TARGET_NAMES",
    "TELLS",
    "Field",
    "Meanwhile",
    "Merged",
    "Moment",
    "NotOpen",
    "Silent",
    "can_answer",
    "can_keep",
    "can_keep_promises",
    "can_work",
    "checked_fields",
    "checked_tags",
    "checked_values",
    "missing",
    "optional",
    "read_token",
    "require_can_answer",
    "require_can_keep",
    "require_can_keep_promises",
    "require_can_work",
    "required",
    "token_of",
    "unit_spaces",
]
