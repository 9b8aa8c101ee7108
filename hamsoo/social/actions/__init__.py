"""Doing things: `publishing` writes posts, `muting` leaves things out of one's feed."""

from hamsoo.social.actions.muting import mute, mute_words, unmute
from hamsoo.social.actions.publishing import Published, edit, publish, remove

__all__ = ["Published", "edit", "mute", "mute_words", "publish", "remove", "unmute"]
