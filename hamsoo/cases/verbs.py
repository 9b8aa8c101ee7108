"""The verbs of cases. Reading and working on them is none: that is asked of the spaces they stand in."""

from django.utils.translation import gettext_lazy as _

from hamsoo.people.models import Scope
from hamsoo.people.rights import declare

KEEP = declare("cases.keep", _("Keep the types of cases, the answers at hand and the partners"), (Scope.ALL,))
