"""Pages of people: the directory, profiles, and what is one's own."""

from hamsoo.people.views.directory import directory
from hamsoo.people.views.profile import edit, me, presence, profile
from hamsoo.people.views.settings import address, settings
from hamsoo.people.views.skills import endorsement, skill, skills

__all__ = ["address", "directory", "edit", "endorsement", "me", "presence", "profile", "settings", "skill", "skills"]
