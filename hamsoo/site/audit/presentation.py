"""How facts that only administrators read are said to them; nobody else is told anything."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from hamsoo.chat.events import KeepingSet
from hamsoo.kernel.numbers import format_number
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.presentation import Details
from hamsoo.people.models import Account, Person
from hamsoo.people.queries import names_of
from hamsoo.site.audit import kinds
from hamsoo.site.rules import is_administrator

EVENTS = (*kinds.ACCESS, *kinds.INSTALLATION, KeepingSet)

# The names allauth gives to what it tells people about.
_CHANGES = {
    "password_changed": gettext_noop("password changed"),
    "password_reset": gettext_noop("password reset"),
    "password_set": gettext_noop("password set"),
    "totp_activated": gettext_noop("code generator added"),
    "totp_deactivated": gettext_noop("code generator removed"),
    "webauthn_added": gettext_noop("passkey added"),
    "webauthn_removed": gettext_noop("passkey removed"),
    "recovery_codes_generated": gettext_noop("new recovery codes"),
    "account_connected": gettext_noop("company account linked"),
    "account_disconnected": gettext_noop("company account unlinked"),
}


def details(facts: Sequence[Fact], person: Person) -> Mapping[int, Details]:
    """Tell administrators who came in and what was done to the installation."""
    if not is_administrator(person):
        return {}
    subjects = [getattr(fact.event, "person_id", 0) for fact in facts]
    people = names_of([*subjects, *(fact.actor.id or 0 for fact in facts if fact.actor.type == "person")])
    accounts = Account.objects.in_bulk({number for fact in facts if (number := getattr(fact.event, "account_id", None))})
    found = {}
    for fact in facts:
        event: Any = fact.event
        account = accounts.get(getattr(event, "account_id", None) or 0)
        actor = people.get(fact.actor.id or 0) if fact.actor.type == "person" else None
        words = {
            "actor": str(actor or account or _("The system")),
            "account": str(account or _("an unknown address")),
            "change": _(_CHANGES.get(change := getattr(event, "change", ""), change)) if getattr(event, "change", "") else "",
            "title": str(people.get(getattr(event, "person_id", 0)) or ""),
            "followup": getattr(event, "followup", ""),
            "kind": getattr(event, "kind", ""),
            "days": _days(event) if isinstance(event, KeepingSet) else "",
        }
        found[fact.id] = Details(words, actor.get_absolute_url() if actor else "", person=actor)
    return found


def _days(event: KeepingSet) -> str:
    if event.days is None:
        return _("without a limit")
    return ngettext("%(count)s day", "%(count)s days", event.days) % {"count": format_number(event.days, get_language() or "fa")}
