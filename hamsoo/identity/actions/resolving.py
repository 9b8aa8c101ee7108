"""Who a record is that came or changed: found in the transaction at hand, with the weights of the batch.

Above, records are linked; between, somebody is asked; below, they stay two. What stands on data that has changed is looked at again, and
what was decided by hand holds whatever the model says.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from django.db import connection, transaction

from hamsoo.identity.actions.matching import Match, ask, forget_questions, link_found, take_back
from hamsoo.identity.actions.recomputing import decided, one_at_a_time
from hamsoo.identity.components import Pair as Both
from hamsoo.identity.components import decisive
from hamsoo.identity.models import Decision, GenericValue, SourceRecord
from hamsoo.identity.queries import candidates
from hamsoo.identity.queries.candidates import Compared
from hamsoo.identity.resolution import Guards, Model, Normal, Pair, link, refusal, score, score_seen
from hamsoo.identity.resolution.fields import ORIGIN
from hamsoo.identity.thresholds import HOPELESS, KEEP, LARGEST, LINK, MOST_ASKED, MOST_WEIGHED, REVIEW

_TAKE = "UPDATE identity_sourcerecord SET is_due = FALSE WHERE id = ANY(%s) AND entity = %s AND is_due RETURNING id"
_GUARDS = Guards(largest=LARGEST)


@transaction.atomic
def resolve_records(*, ids: Iterable[int], at: datetime) -> None:
    """Compare records that came or changed with all others, one after the other; who was compared meanwhile is left out."""
    wanted = list(ids)
    # One kind after the other, in the same order everywhere: each is held until the transaction ends.
    for entity, model in candidates.waiting_kinds(wanted):
        one_at_a_time(entity)
        # Taken before they are compared: what comes meanwhile waits for these rows, and is compared afterwards.
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, [wanted, entity])
            due_ids = sorted(pk for (pk,) in cursor.fetchall())
        for pk in due_ids:
            _Resolving(pk, entity, model, at).run()


@transaction.atomic
def compare_again(*, ids: Iterable[int], at: datetime) -> None:
    """Compare records once more of which nothing changed: what tied them to one another, through another record, is gone."""
    wanted = list(ids)
    SourceRecord.objects.filter(pk__in=wanted).update(is_due=True)
    resolve_records(ids=wanted, at=at)


class _Resolving:
    """One record on its way to its customer."""

    def __init__(self, pk: int, entity: str, model: Model, at: datetime) -> None:
        self._pk, self._entity, self._model, self._at = pk, entity, model, at
        self._generic: frozenset[str] = frozenset()
        self._seen: dict[int, Normal] = {}

    def run(self) -> None:
        """Look again at what stands on its data, find who it is, link or ask."""
        found = candidates.blocks(record_id=self._pk, entity=self._entity)
        for key in sorted(found.crowded):
            GenericValue.objects.get_or_create(entity=self._entity, key=key, defaults={"since": self._at})
            self._recheck(candidates.automatic_links_on(key, entity=self._entity), "generic")
        self._generic = found.generic | found.crowded
        links = candidates.still_holding(found.links)
        self._recheck(links, "changed")
        rows = candidates.compared([self._pk, *found.record_ids], entity=self._entity)
        mine = rows[self._pk]
        likely = [one for pk, other in rows.items() if pk != mine.id and (one := self._match(mine, other)).weight >= REVIEW]
        likely.sort(key=lambda one: (-one.weight, one.pair))
        linked = self._link(mine, likely, rows) if likely and likely[0].weight >= LINK else {mine.customer}
        asked = self._questions(likely, rows, linked)
        if found.is_asked or found.links:
            forget_questions(record_id=self._pk, but=asked)
        ask(asked=asked, model_version=self._model.version, at=self._at)

    def _match(self, one: Compared, other: Compared) -> Match:
        a, b = (one, other) if one.id < other.id else (other, one)
        found = score_seen(self._as_seen(a), self._as_seen(b), model=self._model)
        return Match(a.id, b.id, found.weight, found.fields, found.personal)

    def _as_seen(self, row: Compared) -> Normal:
        """Return a record as the model sees it: each once, however many it is compared with."""
        if row.id not in self._seen:
            self._seen[row.id] = self._model.seen(candidates.without(row.normal, self._generic))
        return self._seen[row.id]

    def _recheck(self, links: Sequence[Decision], reason: str) -> None:
        """Take back those of the model's links that do not hold any more."""
        if not links:
            return
        rows = candidates.compared({pk for each in links for pk in each.pair}, entity=self._entity)
        generic = candidates.generic_among({key for row in rows.values() for key in candidates.value_keys(row.normal)}, entity=self._entity)
        gone = []
        for each in links:
            a, b = (candidates.without(rows[pk].normal, generic) for pk in each.pair)
            if refusal(a, b) or score(a, b, model=self._model).weight < KEEP:
                gone.append(each)
        take_back(decisions=gone, reason=reason, at=self._at)

    def _link(self, mine: Compared, likely: Sequence[Match], rows: Mapping[int, Compared]) -> set[int]:
        """Link the record with the customers that the linkage puts it with; return their numbers, its own among them."""
        numbers = [mine.customer, *dict.fromkeys(rows[_other(match, mine.id)].customer for match in likely)]
        members = candidates.members(list(dict.fromkeys(numbers))[:MOST_WEIGHED], of_each=LARGEST, limit=MOST_WEIGHED + LARGEST)
        weighed: dict[int, Compared] = {}
        for _customer, each in groupby(members.items(), key=lambda one: one[1].customer):
            if len(weighed) < MOST_WEIGHED:
                weighed |= dict(each)
        matches = self._all_pairs(weighed)
        together = {weighed[pk].customer for pk in self._linkage(weighed, matches)}
        usable = [one for one in matches if one.weight >= LINK and not refusal(weighed[one.a].normal, weighed[one.b].normal)]
        chosen, joined = _spanning(usable, weighed, mine.customer, together)
        link_found(matches=chosen, model_version=self._model.version, at=self._at)
        return joined

    def _all_pairs(self, rows: Mapping[int, Compared]) -> list[Match]:
        """Compare all records of different customers."""
        ordered = sorted(rows)
        pairs = ((rows[a], rows[b]) for place, a in enumerate(ordered) for b in ordered[place + 1 :])
        return [self._match(a, b) for a, b in pairs if a.customer != b.customer]

    def _linkage(self, rows: Mapping[int, Compared], matches: Sequence[Match]) -> tuple[int, ...]:
        """Return the records that the linkage puts together with this one; customers that there are stay whole."""
        firsts: dict[int, int] = {}
        apart = [held.pair for held in decisive(decided(rows)).values() if not held.is_link]
        refused = [one.pair for one in matches if refusal(rows[one.a].normal, rows[one.b].normal)]
        clusters = link(
            rows,
            [Pair(one.a, one.b, max(one.weight, HOPELESS), one.personal) for one in matches],
            must=[(firsts.setdefault(row.customer, pk), pk) for pk, row in sorted(rows.items())],
            cannot=[*apart, *refused, *candidates.barred(list(rows))],
            sources={pk: row.source for pk, row in rows.items() if row.source is not None},
            systems={pk: str(row.normal[ORIGIN]) for pk, row in rows.items()},
            guards=_GUARDS._replace(again=self._model.again),
        )
        return next(cluster for cluster in clusters if self._pk in cluster)

    def _questions(self, likely: Sequence[Match], rows: Mapping[int, Compared], linked: set[int]) -> dict[Both, tuple[Match, str]]:
        """Return the likeliest pair with each customer that was not linked, and why it was not."""
        best: dict[int, Match] = {}
        for match in likely:
            customer = rows[_other(match, self._pk)].customer
            if customer not in linked:
                best.setdefault(customer, match)
        chosen = list(best.values())[:MOST_ASKED]
        undone = candidates.barred([pk for match in chosen for pk in match.pair]) if chosen else set()
        return {match.pair: (match, _why(match, rows, undone)) for match in chosen}


def _other(match: Match, pk: int) -> int:
    return match.b if match.a == pk else match.a


def _spanning(matches: Sequence[Match], rows: Mapping[int, Compared], first: int, together: set[int]) -> tuple[list[Match], set[int]]:
    """Return the surest matches that tie the customers of `together` to the first, and whom they reach."""
    chosen: list[Match] = []
    joined = {first}
    left = sorted(matches, key=lambda one: (-one.weight, one.pair))
    while True:
        ends = (({rows[one.a].customer, rows[one.b].customer}, one) for one in left)
        found = next(((sides, one) for sides, one in ends if sides <= together | joined and len(sides & joined) == 1), None)
        if found is None:
            return chosen, joined
        joined |= found[0]
        chosen.append(found[1])


def _why(match: Match, rows: Mapping[int, Compared], undone: set[Both]) -> str:
    """Return why the model does not decide: undone, conflict, grey, source, ambiguous."""
    a, b = rows[match.a], rows[match.b]
    if match.pair in undone:
        return "undone"
    if refusal(a.normal, b.normal):
        return "conflict"
    if match.weight < LINK:
        return "grey"
    return "source" if a.source is not None and a.source == b.source else "ambiguous"
