"""Comments, reactions and follows, through their addresses."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamsoo.ledger.traits import Ref
from hamsoo.threads import actions, queries, targets
from hamsoo.threads.models import Comment
from hamsoo.threads.tests.things import unit_space, write_note
from tests.world import NOON

__all__ = ["unit_space"]

HTMX = {"HX-Request": "true"}


def test_the_panel_is_a_fragment_and_a_page(sara, reza, world, browse) -> None:
    note = write_note(sara, world.organisation)
    actions.comment(actor=reza, target=note.ref, body="**Since** when?", at=NOON)
    address = f"/threads/note/{note.pk}/comments"
    for headers in ({}, HTMX):
        page = browse(sara).get(address, headers=headers).content.decode()
        assert "<strong>Since</strong>" in page
        assert ("<html" in page) == (not headers)


def test_a_comment_is_written_with_and_without_scripts(sara, reza, nima, unit_space, browse) -> None:
    note = write_note(sara, unit_space)
    address = f"/threads/note/{note.pk}/comments"
    assert browse(reza).post(address, {"body": "One"})["Location"] == f"/notes/{note.pk}/"
    answer = browse(reza).post(address, {"body": f"Two @[Nima](person:{nima.pk})"}, headers=HTMX)
    assert "Two" in answer.content.decode()
    assert "may not see this" in answer["HX-Trigger"]
    first = Comment.objects.earliest("id")
    browse(sara).post(address, {"body": "Three", "parent": first.pk}, headers=HTMX)
    assert Comment.objects.latest("id").parent == first
    assert browse(reza).post(address, {"body": " "}, headers=HTMX).status_code == 422
    assert browse(nima).post(address, {"body": "Four"}).status_code == 404
    assert Comment.objects.count() == 3


def test_comments_are_edited_and_removed_in_place(sara, reza, nima, unit_space, browse) -> None:
    note = write_note(sara, unit_space)
    written = actions.comment(actor=reza, target=note.ref, body="One", at=NOON).comment
    address = f"/threads/comments/{written.pk}"
    for person, status in ((reza, 200), (sara, 403), (nima, 404)):
        assert browse(person).get(f"{address}/edit", headers=HTMX).status_code == status
        assert browse(person).post(address, {"body": "Two"}, headers=HTMX).status_code == status
    written.refresh_from_db()
    assert written.body == "Two"
    for person, status in ((sara, 403), (nima, 404), (reza, 200)):
        assert browse(person).post(f"{address}/removal", headers=HTMX).status_code == status
    assert browse(reza).get(address, headers=HTMX).status_code == 404


def test_reactions_are_given_and_taken_back(sara, reza, nima, unit_space, browse) -> None:
    note = write_note(sara, unit_space)
    address = f"/threads/note/{note.pk}/reactions"
    given = browse(reza).post(address, {"kind": "thanks"}, headers=HTMX).content.decode()
    assert 'aria-pressed="true"' in given
    assert f'action="{address}/withdrawal"' in given
    assert 'aria-pressed="true"' not in browse(reza).post(f"{address}/withdrawal", {"kind": "thanks"}, headers=HTMX).content.decode()
    assert browse(reza).post(address, {"kind": "anger"}, headers=HTMX).status_code == 422
    assert browse(nima).post(address, {"kind": "thanks"}).status_code == 404
    assert browse(sara).post(address, {"kind": "thanks"})["Location"] == f"/notes/{note.pk}/"


def test_following_is_a_button(sara, reza, browse) -> None:
    address = f"/threads/person/{reza.pk}/follow"
    assert 'aria-pressed="false"' in browse(sara).get(address, headers=HTMX).content.decode()
    assert 'aria-pressed="true"' in browse(sara).post(address, headers=HTMX).content.decode()
    assert 'aria-pressed="false"' in browse(sara).post(f"{address}/withdrawal", headers=HTMX).content.decode()
    assert queries.followed(person=sara) == set()


def test_colleagues_to_mention_are_options_of_a_listbox(sara, reza, nima, browse) -> None:
    page = browse(sara).get("/threads/mentions?q=nima", headers=HTMX).content.decode()
    assert f'data-mention="@[Nima Ahmadi](person:{nima.pk})"' in page
    assert "Reza" not in page


@pytest.mark.parametrize(
    "address", ["/threads/mentions?q=a", "/threads/note/1/comments", "/threads/person/1/follow", "/threads/comments/1"]
)
def test_customers_and_partners_find_nothing(mina, parto, sara, world, browse, address) -> None:
    write_note(sara, world.organisation)
    for account in (mina, parto):
        assert browse(account).get(address).status_code == 404


@pytest.mark.parametrize("before", ["x", "-1", "٣", "9" * 30, "999999"])
def test_broken_cursors_are_not_found(sara, world, browse, before) -> None:
    note = write_note(sara, world.organisation)
    assert browse(sara).get(f"/threads/note/{note.pk}/comments", {"before": before}).status_code == 404


def test_the_panel_costs_the_same_however_much_is_said(sara, reza, world, browse) -> None:
    note = write_note(sara, world.organisation)
    client, costs = browse(sara), []
    client.get("/threads/mentions")  # The first request of a session asks for more.
    for _round in range(2):
        for number in range(8):
            top = actions.comment(actor=reza, target=note.ref, body=str(number), at=NOON).comment
            actions.comment(actor=sara, target=note.ref, body=str(number), at=NOON, parent_id=top.pk)
        with CaptureQueriesContext(connection) as queries_of_panel:
            client.get(f"/threads/note/{note.pk}/comments", headers=HTMX)
        costs.append(len(queries_of_panel))
    assert costs == [7, 7]


def test_a_number_that_no_id_can_be_is_not_found(sara, world, browse) -> None:
    post = Ref("post", 2**63)
    assert targets.find(person=sara, ref=post) is None
    assert browse(sara).get(f"/threads/post/{post.id}/comments").status_code == 404
