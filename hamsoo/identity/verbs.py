"""The verbs of identity."""

from django.utils.translation import gettext_lazy as _

from hamsoo.people.models import Scope
from hamsoo.people.rights import declare

KEEP_SYSTEMS = declare("identity.keep_systems", _("Keep source systems and take over their records"), (Scope.ALL,))
FORGET = declare("identity.forget", _("Forget customers for ever, and say after how long"), (Scope.ALL,))
REVIEW = declare("identity.review", _("Decide which records are one customer"), (Scope.ALL,))
SEE_FINANCIAL = declare("identity.see_financial", _("See financial fields of customers"), (Scope.ALL,))
SEE_PRIVATE = declare("identity.see_private", _("See private fields of customers"), (Scope.ALL,))
