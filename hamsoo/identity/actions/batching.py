"""All records at once: learn the weights, compare, and write what differs from what was decided before, in parts.

Loads Splink and DuckDB: nothing that a web process reads imports this. What somebody decided by hand is kept; records that change while the
batch runs are left to be found one by one. A batch that was cut off is begun again: what it wrote stands, and the rest follows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from hamsoo.identity.actions.matching import Match, ask, link_found, take_back
from hamsoo.identity.actions.recomputing import one_at_a_time
from hamsoo.identity.components import Pair
from hamsoo.identity.models import Decision, GenericValue, ReviewPair, SourceRecord, WeightModel
from hamsoo.identity.queries import candidates, learned
from hamsoo.identity.queries.candidates import Compared
from hamsoo.identity.resolution import Guards, Model, refusal, score
from hamsoo.identity.resolution.batch import Resolution, resolve
from hamsoo.identity.resolution.fields import ORIGIN
from hamsoo.identity.resolution.tables import Row
from hamsoo.identity.thresholds import LARGEST, LINK, MOST_ASKED, REVIEW
from hamsoo.kernel.errors import Conflict
from hamsoo.kernel.locks import alone

IN_ONE_PART = 200
"""Decisions of one transaction, at most; a customer is never written in two."""
MOST_QUESTIONS = 20_000
_LOCK = 7_240_021
_SURE = 1000.0
"""More than any weight."""


class BatchIsRunning(Conflict):
    """Another batch is at work."""

    default = _("Another batch is running. Try again when it has ended.")


class Step(StrEnum):
    """What a batch is doing: comparing tells nothing of how far it is."""

    COMPARING = "comparing"
    WRITING = "writing"
    ASKING = "asking"


Progress = Callable[[Step, int, int], None]


@dataclass(slots=True)
class Batch:
    """What a batch did."""

    model_version: str = ""
    record_count: int = 0
    customer_count: int = 0
    linked: int = 0
    taken_back: int = 0
    asked: int = 0
    left_out: int = 0
    """Customers with a record that changed meanwhile."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What is to be written of one customer: links that it lacks, and links of the model that lead out of it."""

    records: tuple[int, ...]
    missing: tuple[Pair, ...]
    wrong: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Comparing:
    """Compares two records as the batch did: by its weights, and without what is generic."""

    model: Model
    generic: frozenset[str]

    def match(self, pair: Pair, rows: dict[int, Compared]) -> Match:
        """Return what the model says of a pair."""
        a, b = sorted(pair)
        generic = (candidates.value_keys(rows[a].normal) | candidates.value_keys(rows[b].normal)) & self.generic
        told = score(candidates.without(rows[a].normal, generic), candidates.without(rows[b].normal, generic), model=self.model)
        return Match(a, b, told.weight, told.fields, told.personal)


def resolve_all(*, entity: str, at: datetime, model: Model | None = None, progress: Progress | None = None) -> Batch:
    """Find out who all records of an entity are. Without a `model` the weights are learned, and kept for what comes later.

    Raises `BatchIsRunning`.
    """
    told = progress or _silent
    with alone(_LOCK, refusal=BatchIsRunning):
        if not SourceRecord.objects.filter(entity=entity).exists():
            return Batch()
        told(Step.COMPARING, 0, 1)
        must, cannot = learned.by_hand(entity)
        found = resolve(_rows(entity), entity=entity, model=model, must=must, cannot=cannot, guards=Guards(largest=LARGEST))  # type: ignore[arg-type]
        batch = Batch(found.model.version, sum(map(len, found.clusters)), len(found.clusters))
        WeightModel.objects.get_or_create(
            entity=entity,
            version=found.model.version,
            defaults={"data": found.model.to_json(), "record_count": batch.record_count, "trained_at": at},
        )
        GenericValue.objects.bulk_create(
            [GenericValue(entity=entity, key=key, since=at) for key in found.generic], ignore_conflicts=True, batch_size=1_000
        )
        comparing = _Comparing(found.model, frozenset(found.generic))
        changes = _changes(found, entity, set(cannot))
        total = sum(len(change.missing) + len(change.wrong) for change in changes)
        for part in _parts(changes):
            _write(part, entity, comparing, at, batch)
            told(Step.WRITING, batch.linked + batch.taken_back, total)
        _ask_all(found, comparing, entity, at, batch, told)
        SourceRecord.objects.filter(entity=entity, is_due=True, changed_at__lte=at).update(is_due=False)
    return batch


def _rows(entity: str) -> Iterator[Row]:
    rows = SourceRecord.objects.filter(entity=entity).order_by("pk").annotate(duplicate_free=F("system__is_duplicate_free"))
    for pk, normal, system, duplicate_free in rows.values_list("pk", "normal", "system", "duplicate_free").iterator(chunk_size=10_000):
        yield Row(pk, {**normal, ORIGIN: str(system)}, system if duplicate_free else None)


def _changes(found: Resolution, entity: str, cannot: set[Pair]) -> list[_Change]:
    """Return, by customer, what differs from what was decided before."""
    cluster = {record: number for number, records in enumerate(found.clusters) for record in records}
    held, wrong = learned.links(entity), defaultdict(list)
    weights: dict[int, list[tuple[float, Pair]]] = defaultdict(list)
    for pk, pair, is_automatic in held:
        a, b = cluster.get(pair[0]), cluster.get(pair[1])
        if a is None or b is None:
            continue
        if a == b:
            weights[a].append((_SURE, pair))
        elif is_automatic:
            wrong[a].append(pk)
    for a, b, weight, _personal in found.pairs:
        if cluster[a] == cluster[b] and (a, b) not in cannot:
            weights[cluster[a]].append((weight, (a, b)))
    changes = []
    for number in sorted({*weights, *wrong}):
        missing = _missing(weights[number])
        if missing or wrong[number]:
            changes.append(_Change(found.clusters[number], missing, tuple(wrong[number])))
    return changes


def _missing(weights: list[tuple[float, Pair]]) -> tuple[Pair, ...]:
    """Return the surest pairs that, with the links that there are, hold a customer together."""
    head: dict[int, int] = {}

    def find(record: int) -> int:
        while (above := head.setdefault(record, record)) != record:
            head[record] = record = head.setdefault(above, above)
        return record

    missing = []
    for weight, (a, b) in sorted(weights, key=lambda one: (-one[0], one[1])):
        one, other = find(a), find(b)
        if one != other:
            head[max(one, other)] = min(one, other)
            if weight < _SURE:
                missing.append((a, b))
    return tuple(missing)


def _parts(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    part: list[_Change] = []
    for change in changes:
        if part and sum(len(one.missing) + len(one.wrong) for one in (*part, change)) > IN_ONE_PART:
            yield part
            part = []
        part.append(change)
    if part:
        yield part


@transaction.atomic
def _write(part: Sequence[_Change], entity: str, comparing: _Comparing, at: datetime, batch: Batch) -> None:
    """Write the changes of some customers, but of those with a record that changed since the batch began."""
    one_at_a_time(entity)
    wrong = {each.pk: each for each in Decision.objects.effective().filter(pk__in=[pk for change in part for pk in change.wrong])}
    touched = {pk for change in part for pk in change.records} | {pk for each in wrong.values() for pk in each.pair}
    standing = dict(SourceRecord.objects.filter(pk__in=touched).values_list("pk", "changed_at"))
    # What was forgotten meanwhile counts as changed.
    changed = {pk for pk in touched if pk not in standing or standing[pk] > at}
    kept = [change for change in part if changed.isdisjoint(change.records)]
    gone = [wrong[pk] for change in kept for pk in change.wrong if pk in wrong and changed.isdisjoint(wrong[pk].pair)]
    take_back(decisions=gone, reason="batch", at=at)
    pairs = [pair for change in kept for pair in change.missing]
    rows = candidates.compared({pk for pair in pairs for pk in pair}, entity=entity)
    matches = [comparing.match(pair, rows) for pair in pairs]
    link_found(matches=matches, model_version=comparing.model.version, at=at)
    batch.linked += len(pairs)
    batch.taken_back += len(gone)
    batch.left_out += len(part) - len(kept)


def _ask_all(found: Resolution, comparing: _Comparing, entity: str, at: datetime, batch: Batch, told: Progress) -> None:
    """Ask about the likeliest pairs of different customers, and forget what an earlier model asked and nobody has answered."""
    pairs = list(islice(_questions(found), MOST_QUESTIONS))
    for begin in range(0, len(pairs), IN_ONE_PART):
        part = pairs[begin : begin + IN_ONE_PART]
        with transaction.atomic():
            one_at_a_time(entity)
            rows = candidates.compared({pk for pair in part for pk in pair}, entity=entity)
            matches = [comparing.match(pair, rows) for pair in part if rows.keys() >= set(pair)]
            ask(asked={match.pair: (match, _why(match, rows)) for match in matches}, model_version=found.model.version, at=at)
        batch.asked += len(part)
        told(Step.ASKING, batch.asked, len(pairs))
    old = ReviewPair.objects.filter(state=ReviewPair.State.OPEN, a__entity=entity, found_at__lt=at)
    old.exclude(model_version=found.model.version).delete()


def _questions(found: Resolution) -> Iterator[Pair]:
    """Yield the likeliest pair of each two customers, of each record `MOST_ASKED` at most."""
    cluster = {record: number for number, records in enumerate(found.clusters) for record in records}
    seen: set[Pair] = set()
    count: dict[int, int] = defaultdict(int)
    for pair in found.to_review(REVIEW, _SURE):
        both = min(cluster[pair.a], cluster[pair.b]), max(cluster[pair.a], cluster[pair.b])
        if both not in seen and max(count[pair.a], count[pair.b]) < MOST_ASKED:
            seen.add(both)
            count[pair.a] += 1
            count[pair.b] += 1
            yield pair.a, pair.b


def _why(match: Match, rows: dict[int, Compared]) -> str:
    a, b = rows[match.a], rows[match.b]
    if refusal(a.normal, b.normal):
        return "conflict"
    if match.weight < LINK:
        return "grey"
    return "source" if a.source is not None and a.source == b.source else "ambiguous"


def _silent(_step: Step, _done: int, _of: int) -> None:
    """Tell nobody."""
