"""Does the finder find who was made to know, in all words for it.

The demonstration organisation was written around fields of knowledge, each with planted experts and with words for it. Every word is
asked for:

    literal   all its parts stand in the field's questions and answers
    synonym   none of them does, but the skills know it as another name of something in the same language that does
    language  none of them does, and what does is named in the other language only
    unknown   none of them does, and no skill is called so

P@5 is the share of the planted experts (strength above 0.3) that stand among the first five, of as many as can stand there; beside it
stricter, the share among the first as many as there are.
Baselines: by lot, and who wrote most. The searcher is a colleague who was not made to know it.

Run from the top of the repository: `python -m bench.planted`. It starts servers of its own and stops them (about two minutes).
"""

import random
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from bench.measures import interval
from bench.servers import installation
from hamsoo.kernel.text import analyse, analyse_query, fold

if TYPE_CHECKING:
    from hamsoo.desk.demo.specs import Organisation, TopicSpec

STRONG = 0.3
LISTED = 5


class Query(NamedTuple):
    """What is asked for, of which kind it is, and the addresses of those who were made to know."""

    words: str
    kind: str
    experts: frozenset[str]


def queries(organisation: "Organisation", known: Collection[str]) -> list[Query]:
    """Return every word of every field that has experts; words of which only some parts stand in its talk are of no kind.

    `known` are the folded names of skills.
    """
    found = []
    for topic in organisation.topics:
        experts = frozenset(key for key, strength in topic.experts if strength > STRONG)
        said = _said(organisation, topic)
        for terms in ((topic.label.fa, *topic.terms_fa), (topic.label.en, *topic.terms_en)):
            is_talked = any(set(analyse_query(term)) <= said for term in terms)
            for term in terms:
                words = set(analyse_query(term))
                kind = "literal" if words <= said else None if words & said else "unknown"
                if kind == "unknown" and fold(term) in known:
                    kind = "synonym" if is_talked else "language"
                if kind and experts:
                    found.append(Query(term, kind, experts))
    return found


def _said(organisation: "Organisation", topic: "TopicSpec") -> set[str]:
    words: set[str] = set()
    for question in organisation.questions:
        if question.topic == topic.key:
            for text in (question.title, question.body, *(answer.body for answer in question.answers)):
                words.update(analyse(text))
    return words


def share(found: Sequence[str], experts: frozenset[str], listed: int) -> float:
    """Return the share of the experts that stand among the first `listed` of `found`, of as many as can stand there."""
    return len(experts.intersection(found[:listed])) / min(listed, len(experts))


def measure() -> None:
    """Fill an organisation and print the table."""
    from hamsoo.desk.demo import loader
    from hamsoo.desk.demo.organisation import build
    from hamsoo.finder.experts import experts
    from hamsoo.kernel import clock
    from hamsoo.ledger import runner
    from hamsoo.people.models import Person, SkillName

    loader.ensure(lambda _line: None)
    runner.settle()
    at = clock.now()
    organisation = build(today=at.date())
    asked = queries(organisation, set(SkillName.objects.values_list("key", flat=True)))
    by_address = {person.mail.partition("@")[0]: person for person in Person.objects.active().with_unit()}
    names = {person.pk: name for name, person in by_address.items()}
    written = Counter(answer.author for question in organisation.questions for answer in question.answers)
    most = [name for name, _count in written.most_common()]

    def ours(query: Query) -> list[str]:
        searcher = next(person for name, person in sorted(by_address.items()) if name not in query.experts)
        return [names[expert.person.pk] for expert in experts(person=searcher, need=query.words, at=at, limit=LISTED)]

    by_kind = {kind: [query for query in asked if query.kind == kind] for kind in ("literal", "synonym", "language", "unknown")}
    rankings: dict[str, Callable[[Query], Sequence[str]]] = {
        "by lot": lambda _query: random.sample(sorted(by_address), LISTED),
        "most active": lambda _query: most,
        "ours": ours,
    }
    for kind, chosen in by_kind.items():
        print(f"{kind}: {len(chosen)} queries")
        for name, ranking in rankings.items():
            found = [(ranking(query), query.experts) for query in chosen]
            rows = [share(listed, people, LISTED) for listed, people in found]
            strict = fmean(share(listed, people, min(LISTED, len(people))) for listed, people in found)
            low, high = interval(rows)
            print(f"  {name:12} P@5 {fmean(rows):.3f}  ({low:.3f} … {high:.3f})   among as many as there are {strict:.3f}")


def main() -> None:
    """Run it on servers of its own."""
    random.seed(20261130)
    with installation():
        measure()


if __name__ == "__main__":
    main()
