"""What the finder may know of customers: which of them a name in a search means."""

from collections import defaultdict
from collections.abc import Sequence

from hamsoo.finder.subjects import Subject
from hamsoo.identity.models import SourceRecord
from hamsoo.identity.queries import customers_named
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person


def called(person: Person, words: str, limit: int) -> Sequence[Subject]:
    """Return the customers whose names begin so, each with the records of it that `person` sees."""
    found = customers_named(person=person, text=words, limit=limit)
    records: dict[int, list[Ref]] = defaultdict(list)
    rows = SourceRecord.objects.visible_to(person).filter(customer__in=[one.customer_id for one in found])
    for customer_id, pk in rows.order_by("pk").values_list("customer_id", "pk"):
        records[customer_id].append(Ref("source_record", pk))
    return [Subject(str(one), tuple(records[one.customer_id])) for one in found]
