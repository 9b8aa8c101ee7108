"""Doing things: `publishing` writes posts."""

from hamsoo.social.actions.publishing import Published, edit, publish, remove

__all__ = ["Published", "edit", "publish", "remove"]
