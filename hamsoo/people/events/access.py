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


class SignInSlowed(Event, icon="timer", sentence=_("Signing in as %(account)s is slowed down after too many attempts")):
    """So many sign-ins were refused that the next ones are not even looked at for a while. Without `account_id` it was nobody's address."""

    account_id: int | None = None
    address: Personal[str] = None


class SessionsEnded(Event, icon="monitor-off", sentence=_("%(actor)s ended sessions of %(account)s")):
    """Sessions were ended before their time: by their owner, or because a right was given or taken."""

    account_id: int
    count: int


class InvitationSent(Event, icon="mail-plus", sentence=_("%(actor)s invited %(title)s to sign in")):
    """A colleague was asked in by mail; `round` counts how often. The mail follows from this fact."""

    invitation_id: int
    person_id: int
    round: int


class InvitationAccepted(Event, icon="mail-check", sentence=_("%(title)s accepted the invitation")):
    """The one who was invited came in for the first time."""

    invitation_id: int
    person_id: int
    account_id: int


class InvitationRevoked(Event, icon="mail-x", sentence=_("%(actor)s withdrew the invitation of %(title)s")):
    """The link in the mail is worth nothing any more."""

    invitation_id: int
    person_id: int


class AccountOpened(Event, icon="user-check", sentence=_("%(title)s came in for the first time by the company’s account")):
    """Policy lets in whom the record knows: a confirmed address made a colleague's account, without an invitation."""

    person_id: int
    account_id: int


class ApiTokenCreated(Event, icon="key-round", sentence=_("%(actor)s made a token for a program")):
    """A program may act as its owner from now on; `scope` says how far."""

    token_id: int
    account_id: int
    scope: str


class ApiTokenRevoked(Event, icon="key-round", sentence=_("%(actor)s revoked a token of %(account)s")):
    """A program may not act as its owner any more."""

    token_id: int
    account_id: int


class SignInPolicyChanged(Event, icon="shield-check", sentence=_("%(actor)s changed what signing in asks for")):
    """From now on others must have a second factor or within another time, others come in by the company's account, or by it alone."""

    second_factor: str
    grace_days: int
    role_ids: tuple[int, ...] = ()
    admits: str = "accounts"
    is_company_only: bool = False
