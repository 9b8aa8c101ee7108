"""Does the finder find who was made to know? The demonstration organisation was written around fields of knowledge, each with planted
experts, and with words for it that its talk may use or not. Every such word is asked for.

    literal   all its words stand in the field's questions and answers
    synonym   none of them stands there, though the field is talked about in this language too
    other     none of them stands there, and the talk is in the other language only

P@5 is the share of planted experts (strength above 0.3) among the first five, or among as many as there are experts where there are fewer.
Baselines: by lot, and who wrote most. The searcher is a colleague who was not made to know it.

Run from the top of the repository: `python -m bench.planted`. It starts servers of its own and stops them (about two minutes).
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from bench.measures import interval
from bench.servers import installation
from hamsoo.kernel.text import analyse, analyse_query

if TYPE_CHECKING:
    from hamsoo.desk.demo.specs import Organisation, TopicSpec

STRONG = 0.3
LISTED = 5


class Query(NamedTuple):
    """What is asked for, of which kind it is, and the addresses of those who were made to know."""

    words: str
    kind: str
    experts: frozenset[str]


def queries(organisation: "Organisation") -> list[Query]:
    """Return every word of every field that has experts; words of which only some stand in its talk are of no kind."""
    found = []
    for topic in organisation.topics:
        experts = frozenset(key for key, strength in topic.experts if strength > STRONG)
        said = _said(organisation, topic)
        for language, terms in (("fa", (topic.label.fa, *topic.terms_fa)), ("en", (topic.label.en, *topic.terms_en))):
            found += [Query(term, kind, experts) for term in terms if experts and (kind := _kind(term, language, said))]
    return found


def _said(organisation: "Organisation", topic: "TopicSpec") -> dict[str, set[str]]:
    words: dict[str, set[str]] = defaultdict(set)
    for question in organisation.questions:
        if question.topic == topic.key:
            for text in (question.title, question.body, *(answer.body for answer in question.answers)):
                words[question.language].update(analyse(text))
    return words


def _kind(term: str, language: str, said: dict[str, set[str]]) -> str | None:
    words, everything = set(analyse_query(term)), set().union(*said.values())
    if words <= everything:
        return "literal"
    return None if words & everything else "synonym" if language in said else "other"


def share(found: Sequence[str], experts: frozenset[str]) -> float:
    """Return the share of experts among the first of `found`."""
    count = min(LISTED, len(experts))
    return len(experts.intersection(found[:count])) / count


def measure() -> None:
    """Fill an organisation and print the table."""
    from hamsoo.desk.demo import loader
    from hamsoo.desk.demo.organisation import build
    from hamsoo.finder.experts import experts
    from hamsoo.kernel import clock
    from hamsoo.ledger import runner
    from hamsoo.people.models import Person

    loader.ensure(lambda _line: None)
    runner.settle()
    at = clock.now()
    organisation = build(today=at.date())
    asked = queries(organisation)
    by_address = {person.mail.partition("@")[0]: person for person in Person.objects.active().with_unit()}
    names = {person.pk: name for name, person in by_address.items()}
    written = Counter(answer.author for question in organisation.questions for answer in question.answers)
    most = [name for name, _count in written.most_common()]

    def ours(query: Query) -> list[str]:
        searcher = next(person for name, person in sorted(by_address.items()) if name not in query.experts)
        return [names[expert.person.pk] for expert in experts(person=searcher, need=query.words, at=at, limit=LISTED)]

    rankings: dict[str, Callable[[Query], Sequence[str]]] = {
        "by lot": lambda _query: random.sample(sorted(by_address), LISTED),
        "most active": lambda _query: most,
        "ours": ours,
    }
    for kind in ("literal", "synonym", "other"):
        chosen = [query for query in asked if query.kind == kind]
        print(f"{kind}: {len(chosen)} queries")
        for name, ranking in rankings.items():
            rows = [share(ranking(query), query.experts) for query in chosen]
            low, high = interval(rows)
            print(f"  {name:12} P@5 {fmean(rows):.3f}  ({low:.3f} … {high:.3f})")


def main() -> None:
    """Run it on servers of its own."""
    random.seed(20261130)
    with installation():
        measure()


if __name__ == "__main__":
    main()
