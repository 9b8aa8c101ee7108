"""Writing to a partner that a case is to be handed to: one mail, in both languages, with the link by which they answer."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from hamsoo.cases import rules
from hamsoo.cases.models import HandOff


def write_to_partner(*, hand_off_id: int) -> None:
    """Send the mail of a hand-off that still waits; nothing for one that was answered or withdrawn meanwhile."""
    found = HandOff.objects.select_related("from_unit", "to_partner", "asked_by").filter(pk=hand_off_id).first()
    if found is None or found.to_partner is None or found.answer != HandOff.Answer.NONE:
        return
    url = f"{settings.PUBLIC_URL}{reverse('cases:partner', args=[rules.token_of(found)])}"
    parts = []
    for language in ("fa", "en"):
        with override(language):
            parts.append(render_to_string("cases/mail/hand_off.txt", {"hand_off": found, "url": url}))
    with override("fa"):
        subject = render_to_string("cases/mail/hand_off_subject.txt", {"hand_off": found})
    EmailMessage(
        subject=" ".join(subject.split()),
        body="\n\n———\n\n".join(part.strip() for part in parts),
        to=[found.to_partner.address],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
