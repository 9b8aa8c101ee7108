"""What the facts of questions and requests say alike."""

from hamsoo.ledger.traits import Ref, Told


def about_question(pk: int) -> Ref:
    """Return the question with this id."""
    return Ref("question", pk)


def told_as(kind: str, *person_ids: int) -> list[Told]:
    """Return that these people are told for one reason, each once."""
    return [Told(person_id, kind) for person_id in dict.fromkeys(person_ids)]
