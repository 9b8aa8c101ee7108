"""Who is told of what (`inbox`, `listening`: projections of the log), how they want it (`choices`), and the mails (`letter`)."""

from hamsoo.notices.models.choices import Choice, Rhythm
from hamsoo.notices.models.inbox import INBOX, InboxItem, Mark, ReadUpTo
from hamsoo.notices.models.incoming import IncomingMail
from hamsoo.notices.models.letter import Letter, MailRound
from hamsoo.notices.models.listening import Listening
from hamsoo.notices.models.push import PushChoice, PushDevice, PushRound

__all__ = [
    "INBOX",
    "Choice",
    "InboxItem",
    "IncomingMail",
    "Letter",
    "Listening",
    "MailRound",
    "Mark",
    "PushChoice",
    "PushDevice",
    "PushRound",
    "ReadUpTo",
    "Rhythm",
]
