"""Facts about people and the structure they work in."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event, Personal
from hamsoo.ledger.traits import Indexed, Ref, Timeline


class UnitCreated(Event, icon="network", sentence=_("The unit “%(title)s” was created")):
    """A unit came into being; its space follows."""

    unit_id: int
    parent_id: int | None = None


class UnitChanged(Event, Timeline, icon="network", sentence=_("The unit “%(title)s” was arranged anew")):
    """A unit got another head or another place."""

    unit_id: int
    parent_id: int | None = None
    head_id: int | None = None


class PersonJoined(Event, Indexed, Timeline, icon="user-plus", sentence=_("%(title)s joined")):
    """A colleague was entered into the company's record."""

    person_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class PersonRecordChanged(Event, Indexed, Timeline, icon="id-card", sentence=_("The record of %(title)s changed")):
    """The company's record of a colleague changed; `fields` are names of fields, never their values."""

    person_id: int
    fields: tuple[str, ...]

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class ProfileEdited(Event, Indexed, Timeline, icon="user-pen", sentence=_("%(actor)s edited their profile")):
    """A colleague changed the parts of the profile that are theirs."""

    person_id: int
    fields: tuple[str, ...]

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class SkillDeclared(Event, Indexed, Timeline, icon="sparkles", sentence=_("%(actor)s added the skill “%(title)s”")):
    """A colleague said to have a skill."""

    person_id: int
    skill_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class SkillWithdrawn(Event, Indexed, icon="minus", sentence=_("%(actor)s removed the skill “%(title)s”")):
    """A colleague took a skill from their profile."""

    person_id: int
    skill_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class SkillEndorsed(Event, Indexed, Timeline, icon="thumbs-up", sentence=_("%(actor)s endorsed “%(title)s”")):
    """A colleague confirmed somebody's skill."""

    person_id: int
    skill_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class EndorsementWithdrawn(Event, Indexed, icon="minus", sentence=_("%(actor)s took back the word for “%(title)s”")):
    """A colleague does not confirm somebody's skill any more."""

    person_id: int
    skill_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


class PersonLeft(Event, Indexed, Timeline, icon="door-open", sentence=_("%(title)s left")):
    """A colleague does not work here any more; account, sessions and tokens ended with it."""

    person_id: int

    def rereads(self) -> list[Ref]:
        return [Ref("person", self.person_id)]


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
