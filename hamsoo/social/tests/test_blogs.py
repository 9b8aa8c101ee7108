"""Blogs: drafts that nobody else sees, publishing at once and at a time, series, and feeds for programs."""

from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.runner import settle
from hamsoo.ledger.traits import Ref, Told
from hamsoo.people import actions as people
from hamsoo.people.models import Person
from hamsoo.social import actions, events, queries
from hamsoo.social.models import Draft, FeedToken, Post
from hamsoo.social.search import load_posts
from hamsoo.spaces import actions as spaces
from hamsoo.spaces.models import Space
from hamsoo.threads import actions as threads
from hamsoo.threads.queries import attachment, attachments_of
from tests.world import NOON, PASSWORD

LATER = NOON + timedelta(hours=2)
HTMX = {"HX-Request": "true"}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def unit_space(world) -> Space:
    return Space.objects.get(subject_type="unit", subject_id=world.service.pk)


def words(space: Space | None = None, *, title: str = "Ten calls", body: str = "What I learned.", **more: object) -> actions.Words:
    return actions.Words(title=title, body=body, space_id=space.pk if space else None, **more)  # type: ignore[arg-type]


def published(author: Person, space: Space, at=NOON, **more: object) -> Post:
    draft = actions.begin_draft(actor=author, at=at)
    done = actions.publish_draft(actor=author, draft_id=draft.pk, words=words(space, **more), at=at)
    assert not isinstance(done, Draft)
    return done.post


def picture(person: Person) -> int:
    buffer = BytesIO()
    Image.new("RGB", (40, 20)).save(buffer, "PNG")
    return threads.upload(actor=person, file=SimpleUploadedFile("a.png", buffer.getvalue()), at=NOON).pk


def test_a_draft_is_its_authors_alone(sara, reza, admin, world, browse, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    draft, file = actions.begin_draft(actor=sara, at=NOON), picture(sara)
    actions.save_draft(actor=sara, draft_id=draft.pk, words=words(world.organisation, attachment_ids=[file], cover_id=file), at=NOON)
    assert [one.title for one in queries.drafts(person=sara)] == ["Ten calls"]
    for other in (reza, admin):
        assert queries.drafts(person=other) == []
        assert browse(other).get(f"/drafts/{draft.pk}/").status_code == 404
        with pytest.raises(NotFound):
            actions.publish_draft(actor=other, draft_id=draft.pk, at=NOON)
        with pytest.raises(NotFound):
            attachment(person=other, pk=file)
    assert (Post.objects.count(), Entry.objects.filter(name__startswith="social.").count()) == (0, 0)


def test_an_article_stands_where_it_is_published_with_its_cover(sara, reza, nima, unit_space, browse, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = picture(sara)
    post = published(sara, unit_space, attachment_ids=[file], cover_id=file, series="Calls")
    assert (post.kind, post.title, post.series, post.cover_id, Draft.objects.count()) == ("article", "Ten calls", "Calls", file, 0)
    fact = facts_by_id([Entry.objects.latest("id").pk]).popitem()[1]
    assert (fact.event, fact.space_ids) == (events.ArticlePublished(post_id=post.pk), (unit_space.pk,))
    assert [one.pk for one in attachments_of([post.ref])[post.ref]] == [file]
    settle()
    for address in (f"/posts/{post.pk}/", "/feed/?tab=all", f"/blogs/persons/{sara.pk}/", f"/blogs/spaces/{unit_space.pk}/"):
        assert "Ten calls" in browse(reza).get(address).content.decode(), address
    for address in ("/feed/?tab=all", f"/blogs/persons/{sara.pk}/", f"/blogs/persons/{sara.pk}/latest"):
        assert "Ten calls" not in browse(nima).get(address).content.decode(), address
    assert browse(nima).get(f"/blogs/spaces/{unit_space.pk}/").status_code == 404
    # A unit is followed, not its space: no door is offered that leads nowhere.
    assert f"/threads/space/{unit_space.pk}/follow" not in browse(reza).get(f"/blogs/spaces/{unit_space.pk}/").content.decode()
    with pytest.raises(NotFound):
        attachment(person=nima, pk=file)


def test_an_article_is_evidence_and_is_found_by_its_title(sara, unit_space) -> None:
    document = load_posts([published(sara, unit_space).pk])[0]
    assert (document.title, document.people, document.facets) == ("Ten calls", ((sara.pk, 0.5),), {"kind": "article"})


@pytest.mark.parametrize(("field", "more"), [("title", {"title": " "}), ("body", {"body": " "}), ("space", {})])
def test_what_is_missing_is_said_and_nothing_is_published(sara, world, field, more) -> None:
    draft = actions.begin_draft(actor=sara, at=NOON)
    with pytest.raises(Invalid) as refusal:
        actions.publish_draft(actor=sara, draft_id=draft.pk, words=words(None if field == "space" else world.organisation, **more), at=NOON)
    assert (refusal.value.field, Post.objects.count(), Draft.objects.count()) == (field, 0, 1)


def test_nobody_writes_for_a_group_that_they_do_not_write_in(sara, nima, unit_space) -> None:
    with pytest.raises(NotAllowed):
        actions.begin_draft(actor=nima, space_id=unit_space.pk, at=NOON)
    draft = actions.begin_draft(actor=nima, at=NOON)
    with pytest.raises(NotAllowed):
        actions.save_draft(actor=nima, draft_id=draft.pk, words=words(unit_space), at=NOON)


def test_articles_do_not_come_without_a_draft(sara, world) -> None:
    with pytest.raises(Invalid):
        actions.publish(actor=sara, body="Hello", kind="article", space_ids=[world.organisation.pk], at=NOON)


def test_a_page_opened_before_does_not_write_over_what_another_saved(sara) -> None:
    draft = actions.begin_draft(actor=sara, at=NOON)
    actions.save_draft(actor=sara, draft_id=draft.pk, words=words(editor="one", opened_at=NOON), at=LATER)
    with pytest.raises(actions.ChangedElsewhere):
        actions.save_draft(actor=sara, draft_id=draft.pk, words=words(title="Old", editor="two", opened_at=NOON), at=LATER)
    # The page that saved it goes on, and one that was opened since may.
    actions.save_draft(actor=sara, draft_id=draft.pk, words=words(title="On", editor="one", opened_at=NOON), at=LATER)
    actions.save_draft(actor=sara, draft_id=draft.pk, words=words(title="New", editor="two", opened_at=LATER), at=LATER)
    assert Draft.objects.get().title == "New"


def test_an_article_is_published_when_it_is_due(sara, unit_space) -> None:
    draft = actions.begin_draft(actor=sara, at=NOON)
    actions.publish_draft(actor=sara, draft_id=draft.pk, words=words(unit_space), publish_at=LATER, at=NOON)
    deadlines.scan(at=LATER - timedelta(seconds=1))
    assert Post.objects.count() == 0
    deadlines.scan(at=LATER)
    assert (Post.objects.get().at, Draft.objects.count()) == (LATER, 0)
    # Whoever carries it out twice publishes once.
    actions.publish_due(draft_id=draft.pk, at=LATER)
    assert Post.objects.count() == 1


def test_a_time_can_be_taken_back_and_lies_ahead(sara, unit_space) -> None:
    draft = actions.begin_draft(actor=sara, at=NOON)
    with pytest.raises(Invalid):
        actions.publish_draft(actor=sara, draft_id=draft.pk, words=words(unit_space), publish_at=NOON, at=NOON)
    actions.publish_draft(actor=sara, draft_id=draft.pk, words=words(unit_space), publish_at=LATER, at=NOON)
    actions.unschedule_draft(actor=sara, draft_id=draft.pk)
    deadlines.scan(at=LATER)
    assert (Post.objects.count(), Draft.objects.get().publish_at) == (0, None)


def test_what_may_not_be_published_any_more_stays_a_draft_and_its_author_is_told(sara, reza) -> None:
    group = spaces.create_group(actor=reza, name_fa="گروه", policy="closed", at=NOON)
    spaces.add_member(actor=reza, space=group, person=sara, at=NOON)
    draft = actions.begin_draft(actor=sara, at=NOON)
    actions.publish_draft(actor=sara, draft_id=draft.pk, words=words(group), publish_at=LATER, at=NOON)
    spaces.remove_member(actor=reza, space=group, person=sara, at=NOON)
    deadlines.scan(at=LATER)
    entry = Entry.objects.get(name="social.ArticleHeldBack")
    assert facts_by_id([entry.pk])[entry.pk].event.told() == [Told(sara.pk, "reminder")]  # type: ignore[attr-defined]
    assert (Post.objects.count(), Draft.objects.get().publish_at) == (0, None)


def test_a_discarded_draft_takes_its_files_along(sara, settings, tmp_path, django_capture_on_commit_callbacks) -> None:
    settings.MEDIA_ROOT = tmp_path
    draft = actions.begin_draft(actor=sara, at=NOON)
    actions.save_draft(actor=sara, draft_id=draft.pk, words=words(attachment_ids=[picture(sara)]), at=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard_draft(actor=sara, draft_id=draft.pk, at=NOON)
    assert (Draft.objects.count(), [path for path in tmp_path.rglob("*") if path.is_file()]) == (0, [])


def test_so_many_drafts_and_no_more(sara, monkeypatch) -> None:
    monkeypatch.setattr("hamsoo.social.actions.blogging.MOST_DRAFTS", 1)
    actions.begin_draft(actor=sara, at=NOON)
    with pytest.raises(Conflict):
        actions.begin_draft(actor=sara, at=NOON)


def test_a_series_is_read_in_order_as_far_as_it_may_be_read(sara, reza, nima, unit_space, world) -> None:
    one = published(sara, world.organisation, title="One", series="Calls")
    two = published(sara, unit_space, title="Two", series="Calls", at=LATER)
    published(reza, world.organisation, title="Of another", series="Calls")
    assert queries.series_of(person=reza, post=two) == [one, two]
    assert queries.series_of(person=nima, post=one) == [one]


def test_writing_on_the_page(sara, world, browse) -> None:
    client = browse(sara)
    address = client.post("/drafts/").headers["Location"]
    saved = client.post(address, {"title": "Ten", "body": "…", "editor": "e"}, headers=HTMX)
    assert (saved.status_code, "draft-saved" in saved.content.decode(), Draft.objects.get().title) == (200, True, "Ten")
    refused = client.post(f"{address}publication", {"title": "Ten calls", "body": "Long text", "editor": "e"})
    assert (refused.status_code, "Long text" in refused.content.decode()) == (422, True)
    sent = {"title": "Ten calls", "body": "Text", "editor": "e", "space": world.organisation.pk}
    later = client.post(f"{address}publication", {**sent, "when": "later", "publish_on": "2099-01-02", "publish_time": "10:00"})
    assert (later.headers["Location"], Draft.objects.get().publish_at.year) == ("/drafts/", 2099)
    assert client.post(f"{address}publication", {"stop": "1"}).status_code == 303
    done = client.post(f"{address}publication", sent)
    post = Post.objects.get()
    assert done.headers["Location"] == f"/posts/{post.pk}/"
    edited = client.post(f"/posts/{post.pk}/edit", {"title": "Eleven calls", "body": "Text"})
    post.refresh_from_db()
    assert (edited.status_code, post.title) == (303, "Eleven calls")


def test_a_feed_reader_reads_what_its_owner_may_read_now(sara, reza, nima, unit_space, world, client, browse) -> None:
    published(reza, unit_space, title="For service\x01\u202e & <you>")
    published(reza, world.organisation, title="For everyone", body="Hello **you**", at=LATER)
    key, other = actions.renew_feed_token(actor=sara, at=NOON), actions.renew_feed_token(actor=nima, at=NOON)
    answer = client.get(f"/blogs/persons/{reza.pk}/atom/{key}")
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == ("application/atom+xml; charset=utf-8", "private, no-store")
    assert _titles(answer) == ["For everyone", "For service & <you>"]
    entry = ElementTree.fromstring(answer.content).find(f"{ATOM}entry")
    assert "<strong>you</strong>" in entry.findtext(f"{ATOM}content")
    assert _titles(client.get(f"/blogs/persons/{reza.pk}/atom/{other}")) == ["For everyone"]
    assert _titles(client.get(f"/blogs/spaces/{unit_space.pk}/atom/{key}")) == ["For service & <you>"]
    assert client.get(f"/blogs/spaces/{unit_space.pk}/atom/{other}").status_code == 404
    # The rights are those of the moment at which it is read.
    people.leave(actor=SYSTEM, person=sara, left_on=NOON.date(), at=NOON)
    assert client.get(f"/blogs/persons/{reza.pk}/atom/{key}").status_code == 404


def _titles(answer) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in ElementTree.fromstring(answer.content).iter(f"{ATOM}entry")]


def test_a_key_is_shown_once_kept_as_a_digest_and_revoked(sara, reza, client, browse) -> None:
    page = browse(sara).post(f"/blogs/address?of=person:{reza.pk}").content.decode()
    key = actions.renew_feed_token(actor=sara, at=NOON)
    assert f"/blogs/persons/{reza.pk}/atom/{sara.pk}." in page
    assert key.partition(".")[2] not in FeedToken.objects.get().digest
    address = f"/blogs/persons/{reza.pk}/atom/"
    # A new key ends the one before.
    assert [client.get(address + one).status_code for one in (key, page.split(address)[1].split('"')[0])] == [200, 404]
    wrong = (f"{reza.pk}.{key.partition('.')[2]}", f"{sara.pk}.", "x", ".", f"{'9' * 30}.x", f"{sara.pk}.{key}", "۱.x")
    assert [client.get(address + one).status_code for one in wrong] == [404] * len(wrong)
    browse(sara).post("/blogs/address", {"revoke": "1"})
    assert client.get(address + key).status_code == 404


def test_a_key_ends_with_the_password_it_was_made_under(sara, reza, client, browse) -> None:
    address = f"/blogs/persons/{reza.pk}/atom/{actions.renew_feed_token(actor=sara, at=NOON)}"
    assert client.get(address).status_code == 200
    assert queries.has_feed_token(person=sara)
    sara.account.set_password(PASSWORD)
    sara.account.save()
    assert client.get(address).status_code == 404
    assert not queries.has_feed_token(person=sara)


def test_a_blog_costs_the_same_however_long_it_is(sara, reza, world, browse, django_assert_num_queries) -> None:
    for number in range(14):
        published(reza, world.organisation, title=f"Number {number}", at=NOON + timedelta(minutes=number))
    client = browse(sara)
    client.get("/drafts/")
    with django_assert_num_queries(5):
        page = client.get(f"/blogs/persons/{reza.pk}/").content.decode()
    assert ("Number 13" in page, "Number 1<" in page) == (True, False)
    rest = page.split(f"/blogs/persons/{reza.pk}/?before=")[1].split('"')[0]
    assert "Number 1<" in client.get(f"/blogs/persons/{reza.pk}/?before={rest}", headers=HTMX).content.decode()
    assert client.get(f"/blogs/persons/{reza.pk}/?before=x").status_code == 404


def test_who_follows_an_author_hears_of_articles_that_they_may_read(sara, reza, nima, unit_space, world, browse) -> None:
    for person in (sara, nima):
        threads.follow(actor=person, target=Ref("person", reza.pk), at=NOON)
    published(reza, unit_space, title="For service")
    published(reza, world.organisation, title="For everyone")
    settle()
    pages = {person: browse(person).get("/tracker/").content.decode() for person in (sara, nima)}
    assert [("For service" in page, "For everyone" in page) for page in pages.values()] == [(True, True), (False, True)]
