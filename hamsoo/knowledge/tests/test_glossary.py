"""The glossary: proposed, agreed on, and found in texts in any form of its words."""

import pytest

from hamsoo.finder.synonyms import renew, widened
from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.knowledge import actions, queries
from hamsoo.knowledge.actions.agreeing import KnownAlready
from hamsoo.knowledge.models import Term
from hamsoo.people.models import Person
from tests.world import NOON, World

WALLET = {
    "name_fa": "کیف امانی",
    "name_en": "custody wallet",
    "meaning": "دو امضا",
    "avoid_fa": "کیف قفل‌شده\nصندوق",
    "avoid_en": "locked wallet",
}


@pytest.fixture
def wallet(admin: Person) -> Term:
    return actions.propose_term(actor=admin, words=WALLET, at=NOON)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("محدودیت کیف امانی شما", [("کیف امانی", False)]),
        ("کیف‌های امانی‌تان", [("کیف‌های امانی‌تان", False)]),
        ("كيف امانى", [("كيف امانى", False)]),
        ("کیف قفل‌شدهٔ شما", [("کیف قفل‌شدهٔ", True)]),
        ("صندوق‌های شما و کیف امانی", [("صندوق‌های", True), ("کیف امانی", False)]),
        ("Your Custody Wallets and the locked wallet", [("Custody Wallets", False), ("locked wallet", True)]),
        ("کیف شما", []),
        ("", []),
    ],
)
def test_words_are_found_in_any_form(wallet: Term, text: str, found: list[tuple[str, bool]]) -> None:
    assert [(text[one.start : one.end], one.is_avoided) for one in queries.terms_in(text, "fa")] == found


def test_the_better_word_is_said_in_the_language_of_the_text(wallet: Term) -> None:
    assert [one.better for one in queries.terms_in("the locked wallet", "en")] == ["custody wallet"]


def test_what_is_proposed_counts_when_it_is_agreed(world: World, sara: Person, nima: Person, admin: Person) -> None:
    made = actions.propose_term(actor=sara, words=WALLET, at=NOON)
    assert (made.state, queries.terms_in("کیف امانی", "fa")) == ("proposed", [])
    for act in (actions.agree, actions.remove_term):
        with pytest.raises(NotAllowed):
            act(actor=nima, pk=made.pk, at=NOON)
    with pytest.raises(NotAllowed):
        actions.change_term(actor=nima, pk=made.pk, words=WALLET, at=NOON)
    actions.agree(actor=admin, pk=made.pk, at=NOON)
    assert [one.term for one in queries.terms_in("کیف امانی", "fa")] == [made]
    with pytest.raises(NotAllowed):
        actions.remove_term(actor=sara, pk=made.pk, at=NOON)
    actions.remove_term(actor=admin, pk=made.pk, at=NOON)
    assert queries.terms(person=sara) == []


def test_refused_and_nothing_changed(wallet: Term, sara: Person) -> None:
    with pytest.raises(KnownAlready):
        actions.propose_term(actor=sara, words=WALLET, at=NOON)
    for wrong in ({"name_fa": ""}, {"meaning": " "}, {"avoid_fa": "لغو"}, {"name_fa": "x" * 81}):
        with pytest.raises(Invalid):
            actions.propose_term(actor=sara, words={"name_fa": "لغو", "meaning": "پایان", **wrong}, at=NOON)
    assert Term.objects.count() == 1
    assert [one.name_fa for one in queries.terms(person=sara, words="custody")] == ["کیف امانی"]


def test_what_is_agreed_is_looked_for_under_all_its_names(admin: Person, sara: Person) -> None:
    proposed = actions.propose_term(actor=sara, words=WALLET, at=NOON)
    assert widened("locked wallet").names == []
    actions.agree(actor=admin, pk=proposed.pk, at=NOON)
    renew()

    assert widened("locked wallet").names == ["کیف امانی", "custody wallet", "کیف قفل‌شده", "صندوق"]
    assert widened("کیف امانی").names == ["custody wallet", "کیف قفل‌شده", "صندوق", "locked wallet"]
