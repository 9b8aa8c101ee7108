"""The search index as a reader of the ledger."""

from collections.abc import Iterable, Sequence

from hamsoo.finder import documents
from hamsoo.finder.index import folder, writing
from hamsoo.finder.rights import open_space_ids
from hamsoo.ledger.facts import Fact
from hamsoo.ledger.projections import Projection
from hamsoo.ledger.traits import Indexed, Ref


class SearchIndex(Projection):
    """Rereads what facts say has changed.

    The index commits before the bookmark does: a crash in between repeats a batch, which changes nothing.
    """

    name = "finder.index"
    reads = (Indexed,)
    lane = "search"

    @property
    def version(self) -> int:  # type: ignore[override]
        """Return the number the index was born with, so that a new or lost folder is filled from the first fact."""
        return folder.ensure()

    def apply(self, batch: Sequence[Fact]) -> None:
        """Load each thing that the batch names once, as it is now, and put it in the place of what the index has."""
        wanted = _indexed(ref for fact in batch if isinstance(fact.event, Indexed) for ref in fact.event.rereads())
        if wanted:
            loaded = documents.load(wanted)
            gone = [ref for ref in wanted if ref not in loaded]
            writing.replace(gone=gone, documents=loaded.values(), open_space_ids=open_space_ids())

    def weight(self, fact: Fact) -> int:
        """Return how many things are read again."""
        return max(1, len(fact.event.rereads())) if isinstance(fact.event, Indexed) else 1

    def reset(self) -> None:
        """Empty the index."""
        writing.empty()


def _indexed(refs: Iterable[Ref]) -> list[Ref]:
    """Return each thing that can be indexed once."""
    types = {source.type for source in documents.sources()}
    return [ref for ref in dict.fromkeys(refs) if ref.type in types]
