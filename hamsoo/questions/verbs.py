"""The verbs of questions."""

from django.utils.translation import gettext_lazy as _

from hamsoo.people.models import Scope
from hamsoo.people.rights import declare

SEE_GAPS = declare("questions.see_gaps", _("See what nobody knows, and who carries most"), (Scope.ALL, Scope.UNIT))
