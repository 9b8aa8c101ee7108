"""What may be answered already."""

from hamsoo.finder import queries as finder
from hamsoo.people.models import Person

SHORTEST = 6
"""Characters below which a title says too little to look for the like of it."""


def similar(*, person: Person, text: str, limit: int = 4) -> list[finder.Hit]:
    """Return the questions most like `text` that `person` may see, best first."""
    if len(text.strip()) < SHORTEST:
        return []
    return finder.search(person=person, text=text, types=["question"], limit=limit).hits
