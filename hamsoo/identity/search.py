"""What the finder may know of source records: whoever reads a system's space finds its records."""

from collections.abc import Mapping, Sequence

from hamsoo.finder.documents import Document
from hamsoo.identity.fields import texts
from hamsoo.identity.models import SourceRecord
from hamsoo.identity.queries.sensitive import Place, marked_in
from hamsoo.people.models import Person

_UNSAID = frozenset(("gender", "company_key", "parent_key", "partner_key"))


def load(ids: Sequence[int]) -> list[Document]:
    """Return records as documents, without fields that need a right; what their system has removed is found no more."""
    rows = list(SourceRecord.objects.filter(pk__in=ids, removed_at=None).select_related("system"))
    marked = marked_in({record.system_id for record in rows})
    return [
        Document(
            type="source_record",
            id=record.pk,
            title=str(record),
            text="\n".join(" ".join(texts(record.values, field)) for field in _said(record, marked)),
            at=record.changed_at,
            space_ids=(record.system.space_id,),
            people=(),
            url=record.get_absolute_url(),
            facets={"entity": record.entity},
        )
        for record in rows
    ]


def _said(record: SourceRecord, marked: Mapping[Place, frozenset[str]]) -> list[str]:
    """Return the fields that search may know: it asks who reads a record, and not who sees which of its fields."""
    unsaid = _UNSAID | marked.get((record.system_id, record.entity), frozenset())
    return [field for field in sorted(record.values) if field not in unsaid]


def visible(person: Person, ids: Sequence[int]) -> set[int]:
    """Return which of these records a person may see."""
    return set(SourceRecord.objects.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))
