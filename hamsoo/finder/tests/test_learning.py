from datetime import timedelta

import pytest

from hamsoo.finder import actions, learning
from hamsoo.finder.models import LearnedWeights
from hamsoo.finder.ranking.mixing import DEFAULT, SIGNALS, Weights
from hamsoo.ledger.models import Entry
from tests.world import NOON

pytestmark = pytest.mark.django_db

SUBJECTS = ("custody wallet", "refund transfer")


def threads(notes, world, by, *, count, space=None):
    """Questions about two subjects in turn, an hour apart; of each, `by` says who answers."""
    space = space or world.organisation
    written = []
    for number in range(count):
        at = NOON - timedelta(hours=2 * (count - number))
        words = SUBJECTS[number % 2]
        question = notes.write(f"How does {words} number {number} work?", space=space, at=at, indexed=False)
        answer = notes.write(
            "",
            f"The {words} works so.",
            space=space,
            by=by(number),
            at=at + timedelta(minutes=30),
            type="reply",
            parent=question.ref,
            indexed=False,
        )
        written += [question, answer]
    notes.index(written)
    return written


@pytest.fixture
def experts_by_subject(nima, reza, sara):
    """Nima knows custody; Reza knows refunds, and Sara answers now and then."""
    return lambda number: sara if number % 10 == 9 else (nima, reza)[number % 2]


def test_nothing_is_learned_from_few_questions(world, notes, experts_by_subject):
    threads(notes, world, experts_by_subject, count=30)

    assert actions.learn(at=NOON) is None
    assert learning.current_weights() == DEFAULT
    assert not Entry.objects.filter(name="finder.RankingLearned").exists()


def test_what_ranks_better_is_used_and_told(world, notes, experts_by_subject, monkeypatch):
    misled = Weights((3.0, 0.0, 0.0, -1.0, -1.0, 0.0, 0.0))
    monkeypatch.setattr(learning, "DEFAULT", misled)
    monkeypatch.setattr("hamsoo.finder.ranking.mixing.learned.__kwdefaults__", {"default": misled, "strength": 0.5})
    threads(notes, world, experts_by_subject, count=80)

    taught = actions.learn(at=NOON)

    row = LearnedWeights.objects.get()
    assert taught.precision > taught.default_precision
    assert taught.weights.values[SIGNALS.index("share")] > misled.values[SIGNALS.index("share")]
    assert (tuple(row.values), row.at) == (taught.weights.values, NOON)
    assert learning.current_weights() == taught.weights
    fact = Entry.objects.get(name="finder.RankingLearned")
    assert fact.payload == {
        "example_count": taught.example_count,
        "default_precision": taught.default_precision,
        "precision": taught.precision,
    }


def test_what_ranks_no_better_is_left(world, notes, experts_by_subject, monkeypatch):
    monkeypatch.setattr(learning, "learned", lambda examples: Weights((-1.0,) * len(SIGNALS)))
    threads(notes, world, experts_by_subject, count=80)

    taught = actions.learn(at=NOON)

    assert taught.precision < taught.default_precision
    assert not LearnedWeights.objects.exists()
    assert learning.current_weights() == DEFAULT


def test_what_not_everybody_reads_teaches_nothing(world, notes, experts_by_subject, finance_space, nima):
    threads(notes, world, experts_by_subject, count=80)
    before = learning.lesson()

    threads(notes, world, lambda _number: nima, count=80, space=finance_space)

    assert learning.lesson() == before


def test_a_question_is_ranked_as_it_stood_when_it_was_asked(world, notes, experts_by_subject, nima):
    threads(notes, world, experts_by_subject, count=80)
    before = learning.lesson(most=40)

    later = notes.write("Custody", "custody wallet " * 5, space=world.organisation, by=nima, at=NOON + timedelta(days=1))

    assert later.title == "Custody"
    assert learning.lesson(most=40) == before


def test_an_old_number_of_signals_is_not_read(world):
    LearnedWeights.objects.create(at=NOON, values=[1.0, 2.0], example_count=9, default_precision=0.1, precision=0.2)

    assert learning.current_weights() == DEFAULT
