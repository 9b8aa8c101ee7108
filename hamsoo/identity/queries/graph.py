"""A customer as a picture: its records on a circle, and the decisions between them as lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from hamsoo.identity.models import Customer, Decision, SourceRecord
from hamsoo.identity.queries.customers import records_of
from hamsoo.people.models import Person

WIDTH, HEIGHT, FLAT = 320, 220, 84
"""The size of the picture, and its height where one or two records stand side by side."""
MOST = 24
_RADIUS_X, _RADIUS_Y = 120, 78


@dataclass(frozen=True, slots=True)
class Node:
    """A record and where it stands."""

    record: SourceRecord
    x: float
    y: float

    @property
    def label_y(self) -> float:
        """Return where its words stand: outside of the circle."""
        return self.y + (20 if self.y >= HEIGHT / 2 or self.y == FLAT / 2 else -12)


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two records: `kind` is hand, model or apart."""

    kind: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture; `left_out` records that its reader sees are not in it."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]
    left_out: int
    height: int
    width: int = WIDTH

    @property
    def record_count(self) -> int:
        """Return how many records of the customer its reader sees."""
        return len(self.nodes) + self.left_out


def picture(*, person: Person | None, customer: Customer) -> Picture:
    """Return the records of a customer that `person` sees and the decisions between them."""
    visible = records_of(person=person, customer=customer)
    rows = list(visible[: MOST + 1])
    shown = rows[:MOST]
    places = {row.pk: _place(number, len(shown)) for number, row in enumerate(shown)}
    held = Decision.objects.effective().filter(a__in=places, b__in=places).exclude(kind=Decision.Kind.LATER)
    edges = {
        (a, b): Edge("apart" if kind == Decision.Kind.APART else "model" if automatic else "hand", *places[a], *places[b])
        for a, b, kind, automatic in held.order_by("-is_automatic", "pk").values_list("a", "b", "kind", "is_automatic")
    }
    nodes = [Node(row, *places[row.pk]) for row in shown]
    left_out = visible.count() - len(shown) if len(rows) > MOST else 0
    return Picture(nodes, list(edges.values()), left_out, HEIGHT if len(nodes) > 2 else FLAT)


def _place(number: int, count: int) -> tuple[float, float]:
    if count <= 2:
        return WIDTH * (2 * number + 1) / (2 * count), FLAT / 2
    turn = 2 * pi * number / count - pi / 2
    return round(WIDTH / 2 + _RADIUS_X * cos(turn), 1), round(HEIGHT / 2 + _RADIUS_Y * sin(turn), 1)
