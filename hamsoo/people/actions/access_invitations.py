"""Asking colleagues in: the mail follows from the fact, the link works once and for a week."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, keys, rules
from hamsoo.people.models import Account, Invitation, Person

VALID_FOR = timedelta(days=7)


class InvitationNotValid(NotFound):
    """The link was used, is too old, was withdrawn or never existed: nobody learns which."""

    default = _("This invitation is not valid any more. Ask for a new one.")


@transaction.atomic
def invite(*, actor: Person, person: Person, at: datetime) -> Invitation:
    """Ask a colleague in by the address on record; an open invitation is sent anew, and its earlier link ends."""
    person = Person.objects.select_for_update(of=("self",)).select_related("account", "unit").get(pk=person.pk)
    rules.require_can_invite(actor, person)
    if not person.is_active:
        raise Conflict(_("This colleague has left already."))
    if person.account and person.account.has_usable_password():
        raise Conflict(_("This colleague can sign in already."))
    email = _address_of(person)
    fields = {"email": email, "by": actor, "invited_at": at, "expires_at": at + VALID_FOR, "mailed_at": None}
    open_one = Invitation.objects.filter(person=person, accepted_at=None, revoked_at=None).first()
    invitation = open_one or Invitation(person=person, round=0)
    for name, value in fields.items():
        setattr(invitation, name, value)
    invitation.round += 1
    invitation.save()
    invitation.digest = keys.digest(keys.invitation_key(invitation_id=invitation.pk, round=invitation.round))
    invitation.save(update_fields=["digest"])
    fact = events.InvitationSent(invitation_id=invitation.pk, person_id=person.pk, round=invitation.round)
    record(fact, actor=actor, objects=_about(invitation), spaces=[], at=at)
    return invitation


@transaction.atomic
def revoke_invitation(*, actor: Person, invitation: Invitation, at: datetime) -> Invitation:
    """Withdraw an invitation that was not accepted; its link ends."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("person__unit").get(pk=invitation.pk)
    rules.require_can_invite(actor, invitation.person)
    if invitation.accepted_at or invitation.revoked_at:
        raise Conflict(_("This invitation has ended already."))
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    fact = events.InvitationRevoked(invitation_id=invitation.pk, person_id=invitation.person_id)
    record(fact, actor=actor, objects=_about(invitation), spaces=[], at=at)
    return invitation


@transaction.atomic
def accept_invitation(*, key: str, password: str | None, at: datetime) -> Account:
    """Let in who holds the key, once; return the account to sign in with. Without a password it is entered by a passkey.

    Raises:
        InvitationNotValid: whatever is wrong with the key.
    """
    found = Invitation.objects.open(at).select_for_update(of=("self",)).select_related("person__account")
    invitation = found.filter(digest=keys.digest(key)).first() if key else None
    if invitation is None:
        raise InvitationNotValid
    account = _account_for(invitation)
    if password is None:
        account.set_unusable_password()
    else:
        account.set_password(password)
    account.save()
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    fact = events.InvitationAccepted(invitation_id=invitation.pk, person_id=invitation.person_id, account_id=account.pk)
    record(fact, actor=invitation.person, objects=_about(invitation), spaces=[], at=at)
    return account


@transaction.atomic
def note_invitation_mailed(*, invitation: Invitation, at: datetime) -> None:
    """Keep that the mail has left."""
    Invitation.objects.filter(pk=invitation.pk, round=invitation.round).update(mailed_at=at)


def _address_of(person: Person) -> str:
    """Return the address to write to: never one that the inviter chose, or an invitation would be a way into somebody's account."""
    email = (person.account.email if person.account else person.mail).strip().lower()
    if not email:
        raise Invalid(_("%(person)s has no mail address on record. Enter one first.") % {"person": person}, field="who")
    taken = Account.objects.filter(email=email).exclude(pk=person.account_id or 0).exists()
    if taken:
        raise Invalid(_("Somebody else signs in with the address of %(person)s. Mend the record first.") % {"person": person}, field="who")
    return email


def _account_for(invitation: Invitation) -> Account:
    """Return the account of the one invited, made if there is none; the address was proven by the mail."""
    person = invitation.person
    account = person.account
    if account is None:
        if Account.objects.filter(email=invitation.email).exists():
            raise InvitationNotValid
        account = Account.objects.create_user(invitation.email)
        Person.objects.filter(pk=person.pk).update(account=account)
        person.account = account
    EmailAddress.objects.update_or_create(user=account, email=account.email, defaults={"verified": True, "primary": True})
    return account


def _about(invitation: Invitation) -> list[Ref]:
    return [Ref("invitation", invitation.pk), Ref("person", invitation.person_id)]
