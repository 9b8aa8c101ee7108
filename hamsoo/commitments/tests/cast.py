"""What the tests promise, and how facts are read."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import override

from hamsoo.commitments import actions
from hamsoo.commitments.models import Commitment
from hamsoo.commitments.rules import Claim
from hamsoo.identity.models import SourceRecord
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.presentation import present
from hamsoo.people.models import Person
from tests.world import NOON

CANCELLED = Claim("cancelled", "contract", from_on=date(2026, 12, 21))
RENEWED = Claim("continued", "contract")
LATER = NOON + timedelta(hours=1)


def promise(actor: Person, record: SourceRecord, claim: Claim, **further: Any) -> Commitment:
    """Promise something at noon."""
    return actions.commit(actor=actor, record=record, claim=claim, at=NOON, **further)


def sentences(reader: Person) -> list[str]:
    """Return the facts about promises as `reader` is told them, in English."""
    entries = Entry.objects.filter(name__startswith="commitments.").order_by("pk").values_list("pk", flat=True)
    facts = facts_by_id(entries)
    with override("en"):
        return [shown.sentence for shown in present([facts[pk] for pk in entries], person=reader).values()]
