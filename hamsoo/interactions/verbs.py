"""The verbs of interactions. Reading and writing are none: whoever reads or writes where a correspondence stands may."""

from django.utils.translation import gettext_lazy as _

from hamsoo.people.models import Scope
from hamsoo.people.rights import declare

KEEP_MAILBOXES = declare("interactions.keep_mailboxes", _("Keep mailboxes, and look after mails that did not arrive"), (Scope.ALL,))
