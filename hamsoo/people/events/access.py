"""Facts about who came in, and how."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event, Personal


class SignedIn(Event, icon="log-in", sentence=_("%(actor)s signed in")):
    """Somebody signed in; `address` is where the request came from."""

    account_id: int
    address: Personal[str] = None


class SignInFailed(Event, icon="shield-alert", sentence=_("Signing in as %(account)s failed")):
    """A sign-in was refused. Without `account_id` the address was nobody's; what was typed is kept nowhere."""

    account_id: int | None = None
    address: Personal[str] = None


class SignedOut(Event, icon="log-out", sentence=_("%(actor)s signed out")):
    """Somebody signed out."""

    account_id: int


class AccessChanged(Event, icon="key-round", sentence=_("%(actor)s changed how they sign in: %(change)s")):
    """A password, passkey or other second step was set, changed or removed; `change` names which."""

    account_id: int
    change: str
    address: Personal[str] = None
