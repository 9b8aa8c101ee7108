"""Doing things with cases: `working` on them, `hand_offs`, `talking` about them, `ties` between them, `closing_to_others`."""

from hamsoo.cases.actions.working import (
    assign,
    close,
    edit,
    open,
    reopen,
    resolve,
    set_customer,
    set_priority,
    take,
    wait,
    work_on,
)

__all__ = ["assign", "close", "edit", "open", "reopen", "resolve", "set_customer", "set_priority", "take", "wait", "work_on"]
