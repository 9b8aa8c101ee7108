"""Why somebody is told: the kinds of notices, in words. An event names its kind; one that is not listed here is plain news."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Kind:
    """A reason to be told; `asks` says that the reader is waited for, so that a mail goes out too unless they chose otherwise.

    `speaks` says that somebody speaks to the reader: that is pushed too, as what asks.
    """

    label: StrPromise
    icon: str
    asks: bool = False
    speaks: bool = False

    @property
    def is_pushed(self) -> bool:
        """Return whether it is pushed to who chose nothing."""
        return self.asks or self.speaks


NEWS = Kind(_("News"), icon="bell")

KINDS = {
    "mention": Kind(_("Names you"), icon="at-sign", speaks=True),
    "turn": Kind(pgettext_lazy("a kind of notices", "Request goes on"), icon="route"),
    "request": Kind(_("Waits for you"), icon="send", asks=True),
    "answer": Kind(_("Answer"), icon="message-circle-reply", speaks=True),
    "acceptance": Kind(_("Accepted"), icon="circle-check"),
    "decline": Kind(_("Declined"), icon="circle-x"),
    "message": Kind(_("Message"), icon="message-circle", speaks=True),
    "comment": Kind(_("Comment"), icon="message-square"),
    "reply": Kind(pgettext_lazy("a kind of notices", "Reply"), icon="reply"),
    "thanks": Kind(_("Thanks"), icon="heart-handshake"),
    "praise": Kind(_("Recognition"), icon="trophy"),
    "tracked": Kind(_("Tracker"), icon="radar"),
    "group": Kind(_("Group"), icon="users"),
    "handover": Kind(_("Handed over"), icon="package-open", asks=True),
    "case": Kind(pgettext_lazy("of a customer", "Case"), icon="folder-open"),
    "delivery": Kind(pgettext_lazy("a kind of notices", "Mail did not arrive"), icon="mail-x", asks=True),
    "team": Kind(_("Account team"), icon="building-2"),
    "commitment": Kind(pgettext_lazy("a kind of notices", "Commitment"), icon="handshake"),
    "conflict": Kind(pgettext_lazy("a kind of notices", "Out of step"), icon="unlink", asks=True),
    "invitation": Kind(pgettext_lazy("a kind of notices", "Invites you"), icon="mail-plus", asks=True),
    "reminder": Kind(_("Reminder"), icon="bell-ring", asks=True),
    "promise": Kind(pgettext_lazy("a kind of notices", "Promise of time"), icon="clock-alert", asks=True),
    "report": Kind(pgettext_lazy("a kind of notices", "Report"), icon="flag"),
    "share": Kind(pgettext_lazy("a kind of notices", "Shared"), icon="share-2"),
    "join": Kind(_("Wants to join"), icon="user-plus", asks=True),
}


def kind(name: str) -> Kind:
    """Return what `name` means."""
    return KINDS.get(name, NEWS)
