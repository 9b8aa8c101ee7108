"""Facts about roles: what they allow, and who holds them."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event


class RoleCreated(Event, icon="shield-plus", sentence=_("%(actor)s created the role “%(title)s”")):
    """A role came into being; it allows nothing yet."""

    role_id: int


class RoleDescribed(Event, icon="shield", sentence=_("%(actor)s described the role “%(title)s” anew")):
    """A role got another name or description."""

    role_id: int


class RoleDeleted(Event, icon="shield-minus", sentence=_("%(actor)s deleted a role")):
    """A role is gone, with all that it allowed."""

    role_id: int


class RoleRightsChanged(Event, icon="shield-half", sentence=_("%(actor)s changed what the role “%(title)s” allows")):
    """The rights of a role changed; `given` and `taken` are `verb:scope`."""

    role_id: int
    given: tuple[str, ...]
    taken: tuple[str, ...]


class RoleGiven(Event, icon="shield-plus", sentence=_("%(actor)s gave the role “%(title)s”: %(person)s")):
    """Somebody holds a role: a person, the people of a unit or level, a group of the directory (`kind`, `subject_id`)."""

    role_id: int
    kind: str
    subject_id: int


class RoleTaken(Event, icon="shield-minus", sentence=_("%(actor)s took the role “%(title)s” away: %(person)s")):
    """Somebody does not hold a role any more."""

    role_id: int
    kind: str
    subject_id: int
