"""Articles: written, changed without losing a word, published, found; drafts are their owner's alone."""

from collections.abc import Callable
from datetime import date, timedelta
from time import process_time

import pytest
from django.test import Client
from django.urls import reverse

from hamsoo.customers.tests.cast import space_of
from hamsoo.finder.queries import search
from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.knowledge import actions, queries
from hamsoo.knowledge.models import Article, ArticleVersion
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.people.models import Person
from tests.world import NOON, World

LATER = NOON + timedelta(hours=1)


def facts() -> list[str]:
    return list(Entry.objects.filter(name__startswith="knowledge.").order_by("pk").values_list("name", flat=True))


def test_every_version_is_kept_and_compared(world: World, sara: Person, reza: Person, nima: Person) -> None:
    service = [space_of(world.service).pk]
    made = actions.write(actor=sara, title=" Two  voices\x00", body="Agree first.\nThen write.", places=service, is_published=True, at=NOON)
    assert (made.title, made.version_count, made.state) == ("Two voices", 1, "published")
    changed = actions.edit(
        actor=reza, article=made, title="Two voices", body="Agree first.\nThen write today.", note="When", seen=1, at=LATER
    )
    assert (
        actions.edit(actor=reza, article=changed, title="Two voices", body="Agree first.\nThen write today.", at=LATER).version_count == 2
    )
    with pytest.raises(Conflict):
        actions.edit(actor=sara, article=made, title="Mine", body="Mine", seen=1, at=LATER)
    older, newer = queries.version(article=changed, number=1), queries.version(article=changed, number=2)
    assert [(piece.kind, piece.words) for piece in queries.compared(older.body, newer.body)] == [
        ("same", "Agree first.\nThen write"[:-5]),
        ("removed", "write."),
        ("added", "write today."),
    ]
    assert (newer.by, newer.note, ArticleVersion.objects.count()) == (reza, "When", 2)
    with pytest.raises(NotFound):
        queries.article(person=nima, pk=made.pk)
    assert facts() == ["knowledge.ArticlePublished", "knowledge.ArticleChanged"]


def test_a_draft_is_its_owners_alone_and_what_is_published_is_found(world: World, sara: Person, nima: Person) -> None:
    made = actions.write(actor=sara, title="کیف امانی", body="دو امضا می‌خواهد.", at=NOON)
    with pytest.raises(NotFound):
        queries.article(person=nima, pk=made.pk)
    settle()
    assert search(person=sara, text="کیف امانی").hits == []
    actions.publish(actor=sara, article=made, at=LATER)
    settle()
    assert [hit.document.id for hit in queries.suggest(person=nima, text="کیف امانی")] == [made.pk]
    actions.hide(actor=sara, article=made, at=LATER)
    settle()
    assert queries.suggest(person=nima, text="کیف امانی") == []


def test_refused_and_nothing_changed(world: World, sara: Person, nima: Person) -> None:
    finance = [space_of(world.finance).pk]
    wrong = (
        {"title": "", "body": "x"},
        {"title": "x", "body": " \x00"},
        {"title": "x" * 200, "body": "x"},
        {"title": "x", "body": "x" * 60_001},
    )
    for words in wrong:
        with pytest.raises(Invalid):
            actions.write(actor=sara, at=NOON, **words)
    with pytest.raises(NotFound):
        actions.write(actor=sara, title="x", body="x", places=finance, at=NOON)
    assert not Article.objects.exists()
    made = actions.write(actor=sara, title="x", body="x", is_published=True, places=[space_of(world.service).pk], at=NOON)
    for act in (actions.publish, actions.hide, actions.review):
        with pytest.raises((NotFound, NotAllowed)):
            act(actor=nima, article=made, at=NOON)


def test_the_owner_is_asked_whether_it_is_still_true(world: World, sara: Person) -> None:
    made = actions.write(actor=sara, title="x", body="x", is_published=True, review_on=date(2026, 12, 1), at=NOON)
    settle()
    assert deadlines.scan(at=NOON + timedelta(days=11)) >= 1
    assert facts()[-1] == "knowledge.ReviewDue"
    assert actions.review(actor=sara, article=made, at=LATER).review_on == date(2026, 11, 21) + timedelta(days=180)


def test_pages(world: World, sara: Person, browse: Callable[..., Client], django_assert_num_queries) -> None:
    client = browse(sara)
    place = str(space_of(world.service).pk)
    made = client.post(reverse("knowledge:new"), {"title": "Two voices", "body": "**Agree** first.", "places": place, "publish": "1"})
    assert made.status_code == 303
    article = Article.objects.get()
    client.post(reverse("knowledge:edit", args=[article.pk]), {"title": "Two voices", "body": "Agree today.", "seen": "1", "note": "Day"})
    for name, counted in (("knowledge:list", 3), ("knowledge:glossary", 2)):
        client.get(reverse(name))
        with django_assert_num_queries(counted):
            assert client.get(reverse(name)).status_code == 200
    shown = client.get(reverse("knowledge:version", args=[article.pk, 2])).content.decode()
    assert ("<del>**Agree**</del>" in shown, "<ins>Agree</ins>" in shown) == (True, True)
    assert client.get(reverse("knowledge:version", args=[article.pk, 10**30])).status_code == 404


@pytest.mark.parametrize(("old", "new"), [("a\n", "a\nb\n"), ("a ", "a b "), ("\n", "\n\n")])
def test_versions_that_would_take_long_to_compare_are_told_apart_whole(old: str, new: str) -> None:
    begun = process_time()
    found = queries.compared(old * 3_000, new * 3_000)
    assert process_time() - begun < 4
    assert "".join(piece.words for piece in found if piece.kind != "removed") == new * 3_000
