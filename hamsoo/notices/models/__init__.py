"""Who is told of what (`inbox`, `listening`: projections of the log), how they want it (`choices`), and the mails (`letter`)."""

from hamsoo.notices.models.choices import Choice, Rhythm
from hamsoo.notices.models.inbox import InboxItem, Mark, ReadUpTo
from hamsoo.notices.models.letter import Letter
from hamsoo.notices.models.listening import Listening

__all__ = ["Choice", "InboxItem", "Letter", "Listening", "Mark", "ReadUpTo", "Rhythm"]
