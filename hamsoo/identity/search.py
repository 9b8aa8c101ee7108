"""What the finder may know of source records: whoever reads a system's space finds its records."""

from collections.abc import Sequence

from hamsoo.finder.documents import Document
from hamsoo.identity.fields import texts
from hamsoo.identity.models import SourceRecord
from hamsoo.people.models import Person

_UNSAID = frozenset(("gender", "company_key", "parent_key", "partner_key"))


def load(ids: Sequence[int]) -> list[Document]:
    """Return records as documents; what their system has removed is found no more."""
    rows = SourceRecord.objects.filter(pk__in=ids, removed_at=None).select_related("system")
    return [
        Document(
            type="source_record",
            id=record.pk,
            title=str(record),
            text="\n".join(" ".join(texts(record.values, field)) for field in sorted(record.values) if field not in _UNSAID),
            at=record.changed_at,
            space_ids=(record.system.space_id,),
            people=(),
            url=record.get_absolute_url(),
            facets={"entity": record.entity},
        )
        for record in rows
    ]


def visible(person: Person, ids: Sequence[int]) -> set[int]:
    """Return which of these records a person may see."""
    return set(SourceRecord.objects.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))
