"""Who a session belongs to."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend

from hamsoo.kernel.prepared import Prepared, given
from hamsoo.people.models import Account, Person, leads_of_each, rights_of_each

_COLLEAGUES = Prepared(
    lambda: (
        Person.objects.select_related("account", "unit")
        .annotate(granted=rights_of_each(), leads=leads_of_each())
        .filter(account=given("account"))
        .order_by()
    )
)


class WithColleague(ModelBackend):
    """Finds the account of a session with its colleague, their unit and rights: every page needs them all, in one query."""

    def get_user(self, user_id: Any) -> Account | None:
        """Return the account if it may sign in, or None."""
        people = _COLLEAGUES(account=user_id)
        account = people[0].account if people else Account.objects.filter(pk=user_id).first()
        return account if account is not None and self.user_can_authenticate(account) else None


class PasswordBackend(WithColleague, AuthenticationBackend):
    """Lets in by the house's own password, under allauth's limits."""
