"""Contacts with customers, made as the tables have them: tests of cases need no mail server."""

from datetime import datetime

from hamsoo.identity.models import SourceRecord
from hamsoo.interactions.models import Correspondence, Interaction, Mailbox
from hamsoo.people.models import Unit
from hamsoo.spaces import actions as spaces
from tests.world import NOON


def mailbox(unit: Unit) -> Mailbox:
    return Mailbox.objects.create(address=f"{unit.code}@rayanpayam.example", name_fa=unit.name_fa, unit=unit, created_at=NOON)


def correspondence(unit: Unit, record: SourceRecord | None = None, subject: str = "Renewed?") -> Correspondence:
    """Begin a correspondence of a unit with Shima Bahrami of a customer."""
    made = Correspondence.objects.create(
        record=record,
        unit=unit,
        mailbox=Mailbox.objects.filter(unit=unit).first(),
        subject=subject,
        contact_name="Shima Bahrami",
        contact_address="sh.bahrami@sepehr.example",
        opened_at=NOON,
        last_at=NOON,
    )
    spaces.place(type="correspondence", object_id=made.pk, space_ids=[spaces.ensure_unit_space(unit=unit, at=NOON).pk], at=NOON)
    return made


def wrote(about: Correspondence, text: str = "Which of the two?", at: datetime = NOON, **further: object) -> Interaction:
    """Have the customer write."""
    given = {"direction": "in", "channel": "mail", "name": "Shima Bahrami", **further}
    return Interaction.objects.create(correspondence=about, at=at, recorded_at=at, text=text, **given)
