"""A request is kept while it is written: for its author alone, with its files, until it is sent or thrown away."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hamsoo.customers.tests.cast import company
from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.ledger.traits import Ref
from hamsoo.questions import actions
from hamsoo.questions.actions import drafting
from hamsoo.questions.models import Request, RequestDraft
from hamsoo.threads.actions import upload
from hamsoo.threads.models import Attachment
from tests.world import NOON

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def kept(actor, expert, **words):
    return actions.save_request_draft(actor=actor, expert=expert, key=uuid4(), words=actions.Drafted(**words), at=NOON)


def test_what_is_written_is_kept_and_goes_on_and_is_sent_with_all_it_has(browse, world, sara, nima):
    client, saving = browse(sara), reverse("questions:save_draft", args=[nima.pk])
    record = company(world, "Sepehr", "crm")
    file = upload(actor=sara, file=SimpleUploadedFile("policy.txt", b"Cover begins on the first."), at=NOON)
    fresh = client.get(reverse("questions:new_request", args=[nima.pk])).context["key"]
    first = client.post(saving, {"draft": fresh, "title": "When does", "urgency": "nonsense"}, headers=HTMX)
    draft = RequestDraft.objects.get()
    words = {"title": "When does the cover begin?", "body": "In *May*?", "urgency": "week", "places": world.organisation.pk}
    sent = {**words, "draft": fresh, "attachments": [file.pk], "about": f"source_record:{record.pk}"}
    client.post(saving, sent, headers=HTMX)
    page = client.get(draft.get_absolute_url()).content.decode()
    answer = client.post(reverse("questions:new_request", args=[nima.pk]), sent)

    assert "Saved" in first.content.decode()
    for shown in ("When does the cover begin?", "In *May*?", "policy.txt", "Sepehr", f'name="draft" value="{fresh}"'):
        assert shown in page
    assert 'value="week"' in page.split("checked")[0].rsplit("<input", 1)[1]
    request = Request.objects.get()
    assert answer["Location"] == request.get_absolute_url()
    assert (request.urgency, request.question.title, request.question.about) == ("week", words["title"], Ref("source_record", record.pk))
    assert Attachment.objects.get(pk=file.pk).target == request.question.ref
    assert not RequestDraft.objects.exists()


def test_a_draft_is_its_authors_alone(browse, sara, nima, reza):
    draft = kept(sara, nima, title="Secret plan")

    assert "Secret plan" in browse(sara).get("/requests/").content.decode()
    for other in (nima, reza):
        assert "Secret plan" not in browse(other).get(draft.get_absolute_url()).content.decode()
        assert "Secret plan" not in browse(other).get("/requests/").content.decode()
        actions.save_request_draft(actor=other, expert=sara, key=draft.key, words=actions.Drafted(title="x"), at=NOON)
        with pytest.raises(NotFound):
            actions.discard_request_draft(actor=other, draft_id=draft.pk, at=NOON)
    actions.send_request(actor=reza, expert=nima, title="Mine now", draft_key=draft.key, at=NOON)
    assert set(RequestDraft.objects.values_list("author", "title")) == {(sara.pk, "Secret plan"), (nima.pk, "x")}


def test_a_draft_is_thrown_away_with_its_files(browse, sara, nima):
    file = upload(actor=sara, file=SimpleUploadedFile("policy.txt", b"Cover"), at=NOON)
    draft = kept(sara, nima, title="Never mind", attachment_ids=[file.pk])

    browse(sara).post(reverse("questions:discard_draft", args=[draft.pk]))

    assert not RequestDraft.objects.exists()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"title": "x" * 301}, Invalid),
        ({"urgency": "soon"}, Invalid),
        ({"about": Ref("question", 2**62)}, NotFound),
        ({"place": 0}, NotFound),
    ],
)
def test_what_is_not_kept(sara, nima, words, refusal):
    with pytest.raises(refusal):
        kept(sara, nima, **words)

    assert not RequestDraft.objects.exists()


def test_so_many_drafts_are_too_many(monkeypatch, sara, nima):
    monkeypatch.setattr(drafting, "MOST_DRAFTS", 1)
    draft = kept(sara, nima, title="One")
    with pytest.raises(Conflict):
        kept(sara, nima, title="Two")
    actions.save_request_draft(actor=sara, expert=nima, key=draft.key, words=actions.Drafted(title="One\x00 more "), at=NOON)

    assert [one.title for one in RequestDraft.objects.all()] == ["One more"]
