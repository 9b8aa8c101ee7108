"""The verbs of customers. Reading is none: whoever reads the space of a system reads its records."""

from django.utils.translation import gettext_lazy as _

from hamsoo.people.models import Scope
from hamsoo.people.rights import declare

SEE_LOOKS = declare("customers.see_looks", _("See who looked at a customer"), (Scope.ALL,))
KEEP = declare("customers.keep", _("Add customers, and keep their teams, segments and stages"), (Scope.ALL,))
