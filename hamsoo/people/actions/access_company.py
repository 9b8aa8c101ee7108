"""Coming in by the company's account for the first time."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people import events
from hamsoo.people.models import Account, Invitation, Person, SignInPolicy


@transaction.atomic
def open_account(*, email: str, at: datetime) -> Account | None:
    """Make the account of the one colleague on record with this address, which the company's provider has confirmed; None for nobody.

    So does an accepted invitation; here policy lets them in. An address that two are on record with, or that somebody else signs in
    with, is nobody's.
    """
    if not SignInPolicy.objects.filter(admits=SignInPolicy.Admits.RECORD).exists():
        return None
    email = email.strip().lower()
    known = list(Person.objects.active().select_for_update(of=("self",)).filter(mail__iexact=email)[:2]) if email else []
    if len(known) != 1 or known[0].account_id is not None or Account.objects.filter(email=email).exists():
        return None
    person = known[0]
    person.account = Account.objects.create_user(email)
    person.save(update_fields=["account"])
    EmailAddress.objects.create(user=person.account, email=email, verified=True, primary=True)
    # The link of an invitation would let in whoever holds it: it is not needed any more.
    Invitation.objects.filter(person=person, accepted_at=None, revoked_at=None).update(accepted_at=at)
    fact = events.AccountOpened(person_id=person.pk, account_id=person.account.pk)
    record(fact, actor=person, objects=[Ref("person", person.pk)], spaces=[], at=at)
    return person.account
