"""The verbs of people. Roles and the sign-in policy have none: whoever could change those could give themselves everything."""

from django.utils.translation import gettext_lazy as _

from hamsoo.people.models import Scope
from hamsoo.people.rights import declare

MANAGE_RECORDS = declare("people.manage_records", _("Keep the company's record of people and units"), (Scope.ALL, Scope.UNIT))
INVITE = declare("people.invite", _("Invite colleagues to sign in"), (Scope.ALL, Scope.UNIT))
