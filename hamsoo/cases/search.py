"""What the finder may know of cases: where they are read, and so of confidential ones in their own space alone."""

from collections.abc import Sequence

from django.db.models import Prefetch

from hamsoo.cases.models import Case, Note
from hamsoo.finder.documents import Document
from hamsoo.ledger.traits import Ref
from hamsoo.spaces.models import places_of


def load(ids: Sequence[int]) -> list[Document]:
    """Return cases as documents: what they are called, what their fields hold, and what colleagues said about them."""
    said = Prefetch("notes", queryset=Note.objects.order_by("at", "pk"))
    rows = Case.objects.filter(pk__in=ids).annotate(places=places_of("case", Case)).prefetch_related(said)
    return [
        Document(
            type="case",
            id=case.pk,
            title=case.subject,
            text="\n".join([*map(str, case.values.values()), *case.tags, *(note.body for note in case.notes.all())]),
            at=case.opened_at,
            space_ids=tuple(case.places),
            people=(),
            url=case.get_absolute_url(),
            about=(Ref("source_record", case.record_id),) if case.record_id else (),
            facets={"state": case.state},
        )
        for case in rows
        if case.places
    ]
