"""What follows from facts about people: mail to who is asked in or guessed at, what leavers left, who has skills that were put in order."""

from collections.abc import Mapping
from typing import cast

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from hamsoo.kernel import clock
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.followups import followup
from hamsoo.people import actions, events, keys
from hamsoo.people.models import Account, Invitation, Person


@followup(events.InvitationSent)
def mail_invitation(fact: Fact) -> None:
    """Send the link; nothing, when the invitation has ended or was sent anew meanwhile."""
    sent = cast("events.InvitationSent", fact.event)
    found = Invitation.objects.open(clock.now()).select_related("person__account", "by")
    invitation = found.filter(pk=sent.invitation_id, round=sent.round).first()
    if invitation is None or invitation.mailed_at:
        return
    account = invitation.person.account
    path = reverse("people:accept_invitation", args=[keys.invitation_key(invitation_id=invitation.pk, round=invitation.round)])
    context = {"invitation": invitation, "url": f"{settings.PUBLIC_URL}{path}"}
    _mail("invitation", to=invitation.email, language=account.language if account else settings.LANGUAGE_CODE, context=context)
    actions.note_invitation_mailed(invitation=invitation, at=clock.now())


@followup(events.SignInSlowed)
def mail_slowed(fact: Fact) -> None:
    """Tell the owner of the account that somebody tries to guess the password; what is nobody's address is told to nobody."""
    slowed = cast("events.SignInSlowed", fact.event)
    account = Account.objects.filter(pk=slowed.account_id, is_active=True).first() if slowed.account_id else None
    if account is None:
        return
    context = {"address": slowed.address, "at": fact.happened_at, "url": f"{settings.PUBLIC_URL}{reverse('mfa_index')}"}
    _mail("slowed", to=account.email, language=account.language, context=context)


@followup(events.SignInPolicyChanged)
def end_other_ways_in(_fact: Fact) -> None:
    """Where colleagues come in by the company's account alone from now on, whoever is in by another way signs in anew."""
    actions.end_sessions_of_passwords(at=clock.now())


@followup(events.PersonLeft)
def tell_of_handover(fact: Fact) -> None:
    """Have what a leaver left open handed over: their manager is told."""
    person = Person.objects.select_related("manager", "unit__head").get(pk=cast("events.PersonLeft", fact.event).person_id)
    actions.note_handover(person=person, at=fact.happened_at, cause=fact.id)


@followup(events.SkillsArranged, events.HoldersReread)
def reread_next_holders(fact: Fact) -> None:
    """Have those who have skills that were put in order read again, part after part."""
    event = cast("events.SkillsArranged | events.HoldersReread", fact.event)
    after = event.person_ids[-1] if isinstance(event, events.HoldersReread) else 0
    actions.reread_holders(skill_ids=event.skill_ids, after=after, cause=fact.id, at=fact.happened_at)


def _mail(name: str, *, to: str, language: str, context: Mapping[str, object]) -> None:
    """Send one of our mails in the language of who gets it."""
    with translation.override(language):
        subject = " ".join(render_to_string(f"people/mail/{name}_subject.txt", context).split())
        send_mail(subject, render_to_string(f"people/mail/{name}.txt", context), None, [to])
