"""A mail to a customer as it goes out: in the name of its mailbox, in their language, with the address that answers it."""

from collections.abc import Sequence
from email.utils import formataddr

from django.core.files.storage import default_storage
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from hamsoo.interactions.addressing import reply_address
from hamsoo.interactions.models import Interaction, Mailbox
from hamsoo.threads.models import Attachment

_REFERENCES = 20


def compose(sent: Interaction, mailbox: Mailbox, *, before: Sequence[Interaction], files: Sequence[Attachment]) -> EmailMultiAlternatives:
    """Return the mail; `before` are the contacts that came before it in its correspondence, the oldest first.

    What comes back goes to the key of its reader as well: so a report of it is known to be about this correspondence.
    """
    correspondence = sent.correspondence
    language, [to, *_others] = correspondence.language, sent.recipients["to"]
    key = reply_address(mailbox=mailbox.address, correspondence_id=correspondence.pk, to=to, at=sent.at)
    words, markup = in_frame(mailbox, language=language, text=sent.text, name=correspondence.contact_name, is_automatic=sent.is_automatic)
    mail = EmailMultiAlternatives(
        subject=subject_in_frame(mailbox, _subject(sent), language=language),
        body=words,
        from_email=key,
        to=[to],
        cc=sent.recipients.get("cc", []),
        reply_to=[key],
        headers={"From": formataddr((mailbox.said_in(language, "name"), mailbox.address)), **_headers(sent, before)},
    )
    mail.attach_alternative(markup, "text/html")
    for file in files:
        with default_storage.open(file.stored_as()) as stored:
            mail.attach(file.name, stored.read(), "image/webp" if file.is_picture else "application/octet-stream")
    return mail


def in_frame(mailbox: Mailbox, *, language: str, text: str, name: str, is_automatic: bool = False) -> tuple[str, str]:
    """Return what is written as it goes out in the name of a mailbox, with its head and foot: as plain text, and as HTML."""
    context = {
        "text": text,
        "head": mailbox.said_in(language, "head"),
        "greeting": "" if is_automatic else mailbox.said_in(language, "greeting").replace("{name}", name),
        "signature": "" if is_automatic else mailbox.said_in(language, "signature"),
        "foot": mailbox.said_in(language, "foot"),
        "language": language,
        "direction": "rtl" if language == "fa" else "ltr",
    }
    words = render_to_string("interactions/mail/message.txt", context).strip()
    return f"{words}\n", render_to_string("interactions/mail/message.html", context)


def subject_in_frame(mailbox: Mailbox, subject: str, *, language: str) -> str:
    """Return a subject in the form of a mailbox; one that has it already, as an answer to an answer has, stays as it is."""
    form = mailbox.said_in(language, "subject")
    own = form.replace("{subject}", "").strip()
    return subject if not own or own in subject else form.replace("{subject}", subject)


def _subject(sent: Interaction) -> str:
    """Return what it is about. Of what the other side wrote a machine repeats nothing."""
    if sent.is_automatic:
        return render_to_string("interactions/mail/acknowledgement_subject.txt", {}).strip()
    about = " ".join((sent.subject or sent.correspondence.subject).split())
    return about if sent.subject else f"Re: {about}" if about and not about.lower().startswith("re:") else about or "—"


def _headers(sent: Interaction, before: Sequence[Interaction]) -> dict[str, str]:
    known = [one.message_id for one in before if one.message_id]
    last = next((one.message_id for one in reversed(before) if one.message_id and one.direction == Interaction.Direction.IN), "")
    answered = last or (known[-1] if known else "")
    headers = {"Message-ID": sent.message_id, "Content-Language": sent.correspondence.language}
    if answered:
        headers |= {"In-Reply-To": answered, "References": " ".join([*known[-_REFERENCES:]])}
    if sent.is_automatic:
        headers |= {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All", "Precedence": "auto_reply"}
    return headers
