"""Files: taken in, hung on things, handed out to whoever sees those; and what attackers send."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.ledger.models import Entry
from hamsoo.ledger.traits import Ref
from hamsoo.threads import actions, files, queries
from hamsoo.threads.models import Attachment
from hamsoo.threads.tests.things import unit_space, write_note
from tests.world import NOON

__all__ = ["unit_space"]

DAY = timedelta(days=1)
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Iterator[Path]:
    settings.MEDIA_ROOT = tmp_path
    with translation.override("en"):
        yield tmp_path


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(buffer, kind, **options)
    return buffer.getvalue()


def sent(person, name: str = "notes.txt", content: bytes = b"Hello", at=NOON) -> Attachment:
    return actions.upload(actor=person, file=SimpleUploadedFile(name, content), at=at)


def kept(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_file_is_its_senders_alone_until_it_hangs_on_something(sara, reza, nima, unit_space) -> None:
    note, one = write_note(sara, unit_space), sent(sara)
    assert (one.name, one.size, one.is_picture) == ("notes.txt", 5, False)
    assert queries.attachment(person=sara, pk=one.pk) == one
    with pytest.raises(NotFound):
        queries.attachment(person=reza, pk=one.pk)
    actions.attach(actor=sara, target=note.ref, attachment_ids=[one.pk], at=NOON)
    assert queries.attachment(person=reza, pk=one.pk) == one
    with pytest.raises(NotFound):
        queries.attachment(person=nima, pk=one.pk)
    assert queries.attachments_of([note.ref, Ref("note", 999)]) == {note.ref: [one]}


def test_attaching_says_what_came_and_what_went(sara, world, folder, django_capture_on_commit_callbacks) -> None:
    note, one, other = write_note(sara, world.organisation), sent(sara), sent(sara, "a.png", picture())
    actions.attach(actor=sara, target=note.ref, attachment_ids=[one.pk, other.pk], at=NOON)
    # Pictures stand first.
    assert queries.attachments_of([note.ref])[note.ref] == [other, one]
    with django_capture_on_commit_callbacks(execute=True):
        actions.attach(actor=sara, target=note.ref, attachment_ids=[one.pk], at=NOON)
    payload = Entry.objects.latest("id").payload
    assert (payload["attachment_ids"], payload["removed_ids"]) == ([], [other.pk])
    assert [path.read_bytes() for path in kept(folder)] == [b"Hello"]


def test_nobody_attaches_what_is_not_theirs_or_hangs_elsewhere(sara, reza, world) -> None:
    note, other = write_note(sara, world.organisation), write_note(sara, world.organisation)
    one, hanging = sent(reza), sent(sara)
    actions.attach(actor=sara, target=other.ref, attachment_ids=[hanging.pk], at=NOON)
    entries = Entry.objects.count()
    for pk in (one.pk, hanging.pk, 999_999):
        with pytest.raises(NotFound):
            actions.attach(actor=sara, target=note.ref, attachment_ids=[pk], at=NOON)
    assert (queries.attachments_of([note.ref]), Entry.objects.count()) == ({}, entries)


def test_what_hangs_on_nothing_goes_after_a_day(sara, world, folder, django_capture_on_commit_callbacks) -> None:
    note, one, two = write_note(sara, world.organisation), sent(sara), sent(sara, "b.txt", b"B")
    actions.attach(actor=sara, target=note.ref, attachment_ids=[one.pk], at=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        assert deadlines.scan(at=NOON + DAY - timedelta(seconds=1)) == 0
        assert deadlines.scan(at=NOON + DAY) == 1
    assert list(Attachment.objects.all()) == [one]
    assert [path.read_bytes() for path in kept(folder)] == [b"Hello"]
    assert two.pk != one.pk


def test_files_have_a_limit_that_the_refusal_names(sara, settings) -> None:
    settings.LARGEST_FILE = 1024**2
    with pytest.raises(Invalid) as refusal:
        sent(sara, "film.mp4", b"x" * (1024**2 + 1))
    assert str(refusal.value) == "“film.mp4” is too large: a file may have 1 MB."
    assert Attachment.objects.count() == 0


def test_nobody_fills_the_disk_with_what_they_never_publish(sara, monkeypatch) -> None:
    monkeypatch.setattr("hamsoo.threads.actions.attaching.MOST_WAITING", 1)
    sent(sara)
    with pytest.raises(Conflict):
        sent(sara)


def test_a_thing_takes_so_many_files(sara, world, monkeypatch) -> None:
    monkeypatch.setattr("hamsoo.threads.actions.attaching.MOST", 1)
    note = write_note(sara, world.organisation)
    with pytest.raises(Invalid):
        actions.attach(actor=sara, target=note.ref, attachment_ids=[sent(sara).pk, sent(sara).pk], at=NOON)


def test_pictures_are_turned_upright_and_tell_no_place(sara, folder) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SecretCamera"
    one = sent(sara, "IMG_1.JPG", picture("JPEG", (40, 20), exif=exif, comment=b"Secret place"))
    assert (one.name, one.width, one.height, one.is_picture) == ("IMG_1.webp", 20, 40, True)
    contents = [path.read_bytes() for path in kept(folder)]
    assert len(contents) == 2
    for content in contents:
        assert (content[:4], content[8:12], b"Secret" in content) == (b"RIFF", b"WEBP", False)


def test_large_pictures_are_kept_smaller_in_two_sizes(sara, folder) -> None:
    one = sent(sara, "a.png", picture("PNG", (2100, 300)))
    assert (one.width, one.height) == (2048, 293)
    assert sorted(Image.open(path).size for path in kept(folder)) == [(640, 92), (2048, 293)]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("گزارش‌ها.pdf", "گزارش‌ها.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\sara\\نامه.docx", "نامه.docx"),
        ("\u200b.htaccess", "htaccess"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u2066b\u2069\ufeff\u00ad.txt", "ab.txt"),
        ("no\u200cletters\x00\r\n.txt", "noletters.txt"),
        ("CON.txt", "_CON.txt"),
        ("lpt1", "_lpt1"),
        ('a<b>:"|?*.txt', "a-b------.txt"),
        ("...", "file"),
        ("\u202e", "file"),
        ("name. . ", "name"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("ا" * 300 + ".pdf", "ا" * 98 + ".pdf"),
    ],
)
def test_names_keep_their_words_and_lose_their_tricks(name, wanted) -> None:
    assert files.safe_name(name) == wanted


PDF, ZIP, PROGRAM = b"%PDF-1.7\n", b"PK\x03\x04\x14\x00", b"MZ\x90\x00"


@pytest.mark.parametrize(("name", "content"), [("a.pdf", PDF), ("a.docx", ZIP), ("a.txt", b"\xff\x00"), ("a.svg", b"<svg onload=x>")])
def test_other_files_are_kept_as_they_are(name, content) -> None:
    assert files.read(name, content) == files.Read(name, {"": content}, len(content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", PROGRAM),
        ("a.jpg", b"<html><script>alert(1)</script>"),
        ("a.pdf", PROGRAM),
        ("a.txt", PROGRAM),
        ("a.docx", PDF),
        ("a.pdf", b"no pdf"),
        ("a.zip", b"no zip"),
        ("a.txt", ZIP),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name, content) -> None:
    with pytest.raises(Invalid) as refusal:
        files.read(name, content)
    assert str(refusal.value) == f"“{name}” is not what its name says. Give it the ending that fits its content."


def test_a_picture_with_a_second_file_behind_it_loses_that(sara, folder) -> None:
    sent(sara, "both.gif", picture("GIF") + ZIP + b"<script>alert(1)</script>")
    assert all(b"script" not in path.read_bytes() and b"PK" not in path.read_bytes() for path in kept(folder))


def test_a_program_called_picture_is_one_if_it_is_one(sara) -> None:
    assert sent(sara, "setup.exe", picture("PNG")).name == "setup.exe.webp"


def test_bombs_and_wrecks_are_refused_and_named(monkeypatch) -> None:
    content = picture("PNG", (300, 300))
    with pytest.raises(Invalid, match="is damaged"):
        files.read("a.png", content[: len(content) // 2])
    with pytest.raises(Invalid, match="is empty"):
        files.read("a.png", b"")
    monkeypatch.setattr("hamsoo.kernel.pictures.MOST_PIXELS", 89_999)
    with pytest.raises(Invalid, match="has too many pixels"):
        files.read("a.png", content)


def test_what_is_packed_is_never_unpacked(monkeypatch) -> None:
    """A bomb of zeros, a hundred thousand times its size when it is opened, is kept as the bytes that it is."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError

    for name in ("zipfile.ZipFile.__init__", "zlib.decompress", "gzip.open"):
        monkeypatch.setattr(name, refuse)
    bomb = ZIP + b"\x00" * 4_000
    assert files.read("bomb.zip", bomb).contents == {"": bomb}


def test_pages_hand_files_out_to_be_saved(sara, nima, unit_space, browse) -> None:
    note, one = write_note(sara, unit_space), sent(sara, "نامه.html", b"<script>alert(1)</script>")
    actions.attach(actor=sara, target=note.ref, attachment_ids=[one.pk], at=NOON)
    answer = browse(sara).get(one.get_absolute_url())
    assert answer.content == b"<script>alert(1)</script>"
    assert {name: answer.headers[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")} == {
        "Content-Type": "application/octet-stream",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert browse(nima).get(one.get_absolute_url()).status_code == 404
    assert browse(sara).get(f"/attachments/{one.pk}/other.html").status_code == 404
    again = browse(sara).get(one.get_absolute_url(), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.headers["Cache-Control"]) == (304, "private, no-cache")
    assert browse(nima).get(one.get_absolute_url(), headers={"If-None-Match": answer.headers["ETag"]}).status_code == 404


def test_pictures_are_shown_in_both_sizes(sara, browse) -> None:
    one = sent(sara, "a.png", picture("PNG", (800, 10)))
    for url, width in ((one.get_absolute_url(), 800), (one.thumb_url, 640)):
        answer = browse(sara).get(url)
        assert (answer.headers["Content-Type"], Image.open(BytesIO(answer.content)).width) == ("image/webp", width)
        assert answer.headers["Content-Disposition"] == 'inline; filename="a.webp"'


def test_the_composer_gets_a_line_for_each_file_and_plain_words_for_what_is_refused(sara, mina, browse) -> None:
    client = browse(sara)
    line = client.post("/attachments/", {"file": SimpleUploadedFile("a.png", picture())}).content.decode()
    one = Attachment.objects.get()
    assert f'name="attachments" value="{one.pk}"' in line
    assert f'data-alt="/attachments/{one.pk}/"' in line
    refused = client.post("/attachments/", {"file": SimpleUploadedFile("<b>.png", b"<html>")})
    assert (refused.status_code, refused.headers["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert "“-b-.png” is not what its name says" in refused.content.decode()
    assert client.post("/attachments/").status_code == 422
    named = {"name": "گزارش‌ها.txt", "file": SimpleUploadedFile("x.txt", b"a")}
    assert "گزارش‌ها.txt" in client.post("/attachments/", named).content.decode()
    assert browse(mina).post("/attachments/", {"file": SimpleUploadedFile("a.txt", b"a")}).status_code == 404


def test_who_sent_a_picture_says_what_it_shows(sara, reza, world, browse) -> None:
    note, one = write_note(sara, world.organisation), sent(sara, "a.png", picture())
    assert browse(sara).post(f"/attachments/{one.pk}/", {"alt": " A  red\nbox "}).status_code == 204
    actions.attach(actor=sara, target=note.ref, attachment_ids=[one.pk], at=NOON)
    with pytest.raises(NotFound):
        actions.describe(actor=reza, attachment_id=one.pk, alt="Mine")
    with pytest.raises(Invalid):
        actions.describe(actor=sara, attachment_id=one.pk, alt="x" * 401)
    one.refresh_from_db()
    assert one.alt == "A red box"


def test_comments_carry_files_and_lose_them(sara, reza, world, browse, folder, django_capture_on_commit_callbacks) -> None:
    note, one = write_note(sara, world.organisation), sent(reza, "a.png", picture())
    address = f"/threads/note/{note.pk}/comments"
    page = browse(reza).post(address, {"body": "See", "attachments": [one.pk]}, headers=HTMX).content.decode()
    assert f'src="{one.thumb_url}"' in page
    written = next(iter(queries.threads(person=sara, target=note.ref).items)).comment
    assert f'value="{one.pk}"' in browse(reza).get(f"/threads/comments/{written.pk}/edit", headers=HTMX).content.decode()
    # So does a reply below it, from a form of its own.
    assert page.count("data-attach=") == 2
    two = sent(sara, "b.png", picture())
    page = browse(sara).post(address, {"body": "And", "parent": written.pk, "attachments": [two.pk]}, headers=HTMX).content.decode()
    assert f'src="{two.thumb_url}"' in page
    # Only its files change: the comment was edited.
    actions.edit_comment(actor=reza, comment_id=written.pk, body="See", attachment_ids=[one.pk, sent(reza).pk], at=NOON)
    written.refresh_from_db()
    assert (written.edited_at, len(queries.attachments_of([written.ref])[written.ref])) == (NOON, 2)
    with django_capture_on_commit_callbacks(execute=True):
        actions.close_comments(actor=sara, target=note.ref, at=NOON)
    assert (Attachment.objects.count(), kept(folder)) == (0, [])


@pytest.mark.parametrize("value", ["x", "-1", "٣", "9" * 19])
def test_broken_names_of_files_are_not_found(sara, world, browse, value) -> None:
    note = write_note(sara, world.organisation)
    answer = browse(sara).post(f"/threads/note/{note.pk}/comments", {"body": "See", "attachments": value})
    assert answer.status_code == 404
