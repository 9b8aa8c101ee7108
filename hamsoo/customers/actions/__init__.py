"""Doing things: `adding` makes customers by hand, `linking` takes records out and back in."""

from hamsoo.customers.actions.adding import add, change
from hamsoo.customers.actions.linking import join, take_out

__all__ = ["add", "change", "join", "take_out"]
