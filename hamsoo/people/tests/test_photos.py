"""Photos: what is kept of what was sent, who gets it, and what is refused."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from PIL import Image

from hamsoo.kernel.errors import Invalid
from hamsoo.ledger.models import Entry
from hamsoo.people import actions, photos
from hamsoo.people.models import Person
from tests.world import NOON

RED, BLUE = (200, 30, 30), (30, 30, 200)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture(kind="JPEG", size=(300, 200), *, halves=False, **options) -> bytes:
    """Draw a red picture; with `halves` its second half across is blue."""
    image = Image.new("RGB", size, RED)
    if halves:
        image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def shown(photo: photos.Photo, size: int = 96) -> Image.Image:
    return Image.open(BytesIO(photo.files[size]))


def is_near(colour, wanted) -> bool:
    return all(abs(one - other) < 25 for one, other in zip(colour, wanted, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_pictures_become_squares_in_three_sizes(kind):
    photo = photos.read(picture(kind))
    for size in photos.SIZES:
        image = shown(photo, size)
        assert (image.format, image.size) == ("WEBP", (size, size))
        assert is_near(image.convert("RGB").getpixel((size // 2, size // 2)), RED)


def test_of_a_moving_picture_the_first_frame_is_kept():
    frames = [Image.new("RGB", (100, 100), RED), Image.new("RGB", (100, 100), BLUE)]
    buffer = BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    image = shown(photos.read(buffer.getvalue()))
    assert not getattr(image, "is_animated", False)
    assert is_near(image.convert("RGB").getpixel((48, 48)), RED)


def test_the_chosen_square_is_kept():
    content = picture(size=(400, 200), halves=True)
    for crop, colour in {(0, 0, 1): RED, (0.5, 0, 1): BLUE, (5, 5, 1): BLUE, (0, 0, 0.05): RED}.items():
        assert is_near(shown(photos.read(content, photos.Crop(*crop))).convert("RGB").getpixel((48, 48)), colour)


def test_where_a_photo_was_taken_is_not_kept():
    image, exif = Image.new("RGB", (400, 200), RED), Image.Exif()
    image.paste(BLUE, (200, 0, 400, 200))
    exif[0x0112] = 6  # Turned by a quarter: what was across is down.
    exif[0x010F] = "Camera of Sara"
    exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 41.0, 21.0), 3: "E", 4: (51.0, 23.0, 20.0)})
    buffer = BytesIO()
    image.save(buffer, "JPEG", exif=exif.tobytes(), comment=b"secret comment")
    sent = buffer.getvalue()
    assert dict(Image.open(BytesIO(sent)).getexif().get_ifd(0x8825))[2] == (35.0, 41.0, 21.0)
    photo = photos.read(sent)
    for content in photo.files.values():
        kept = Image.open(BytesIO(content))
        assert not kept.getexif()
        assert not {"exif", "icc_profile", "xmp"} & set(kept.info)
        assert not any(words in content for words in (b"Camera of Sara", b"secret comment", b"EXIF", b"XMP ", b"ICCP"))
    upright = shown(photo, 256).convert("RGB")
    assert is_near(upright.getpixel((128, 20)), RED)
    assert is_near(upright.getpixel((128, 236)), BLUE)


def png_of(width: int, height: int) -> bytes:
    """Write the beginning of a PNG that says to be so large, without its pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><script>alert(1)</script></svg>'
BAD = {
    "nothing": (b"", "can be read"),
    "text": (b"hello" * 100, "can be read"),
    "svg": (SVG, "can be read"),
    "bmp": (picture("BMP"), "can be read"),
    "truncated jpeg": (picture(size=(900, 900), halves=True)[:2000], "damaged"),
    "truncated png": (picture("PNG", size=(900, 900), halves=True)[:200], "damaged"),
    "half a gif": (picture("GIF", size=(900, 900))[:60], "damaged"),
    "bomb": (png_of(30_000, 30_000), "too many pixels"),
    "a little too large": (png_of(8_000, 7_000), "too many pixels"),
    "dot": (picture("PNG", size=(10, 10)), "too small"),
    "too many bytes": (picture() + b"\0" * photos.LARGEST, "too large"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_pictures_are_refused_with_what_to_do(sara, folder, name):
    content, words = BAD[name]
    with pytest.raises(Invalid) as refusal:
        actions.set_photo(actor=sara, content=content, at=NOON)
    assert refusal.value.field == "photo"
    with translation.override("en"):
        assert words in str(refusal.value)
    sara.refresh_from_db()
    assert sara.photo_version == ""
    assert list(folder.iterdir()) == []


def test_a_picture_that_is_a_script_too_loses_the_script(sara, browse):
    script = b"=1;alert(document.domain)//"
    gif = picture("GIF", size=(100, 100))
    polyglot = gif[:6] + gif[6:] + b"/*" + script + b"*/<script>" + script + b"</script>"
    actions.set_photo(actor=sara, content=polyglot, at=NOON)
    person = Person.objects.get(pk=sara.pk)
    for size in photos.SIZES:
        answer = browse(sara).get(reverse("people:photo", args=[sara.pk, size]), {"v": person.photo_version})
        assert b"alert" not in answer.content
        assert answer.content[:4] + answer.content[8:12] == b"RIFFWEBP"
        assert answer.headers["Content-Type"] == "image/webp"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_photo_is_told_once_and_its_old_files_go(sara, folder, django_capture_on_commit_callbacks):
    actions.set_photo(actor=sara, content=picture(), at=NOON)
    actions.set_photo(actor=sara, content=picture(), at=NOON)
    assert len(list((folder / "people" / str(sara.pk)).iterdir())) == 3
    with django_capture_on_commit_callbacks(execute=True):
        person = actions.set_photo(actor=sara, content=picture(halves=True), crop=photos.Crop(0, 0, 1), at=NOON)
    kept = {path.name for path in (folder / "people" / str(sara.pk)).iterdir()}
    assert kept == {f"{person.photo_version}-{size}.webp" for size in photos.SIZES}
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_photo(actor=sara, at=NOON)
        actions.remove_photo(actor=sara, at=NOON)
    assert list((folder / "people" / str(sara.pk)).iterdir()) == []
    assert [entry.payload["fields"] for entry in Entry.objects.filter(name="people.ProfileEdited")] == [["photo"]] * 3


def test_colleagues_get_photos_and_may_keep_them(sara, reza, mina, parto, browse):
    person = actions.set_photo(actor=sara, content=picture(), at=NOON)
    address = reverse("people:photo", args=[sara.pk, 96])
    answer = browse(reza).get(person.photo_url(32))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, max-age=31536000, immutable")
    assert browse(reza).get(address).headers["Cache-Control"] == "private, no-cache"
    again = browse(reza).get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for stranger in (mina, parto):
        assert browse(stranger).get(address).status_code == 404
    assert browse(None).get(address).status_code == 302
    assert browse(reza).get(reverse("people:photo", args=[sara.pk, 97])).status_code == 404
    assert browse(reza).get(reverse("people:photo", args=[reza.pk, 96])).status_code == 404


def test_faces_show_the_photo_without_a_query_more(sara, reza, browse):
    client = browse(reza)
    client.get(reverse("people:directory"))
    with CaptureQueriesContext(connection) as without:
        client.get(reverse("people:directory"))
    person = actions.set_photo(actor=sara, content=picture(), at=NOON)
    with CaptureQueriesContext(connection) as with_photo:
        page = client.get(reverse("people:directory")).content.decode()
    assert f'src="{reverse("people:photo", args=[sara.pk, 96])}?v={person.photo_version}"' in page
    assert len(with_photo) == len(without)


def test_the_page_takes_a_photo_and_says_what_is_wrong(sara, browse):
    client, address = browse(sara), reverse("people:my_photo")
    sent = SimpleUploadedFile("me.html", picture(halves=True, size=(400, 200)), content_type="text/html")
    answer = client.post(address, {"photo": sent, "left": "0.5", "top": "0", "side": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (303, sara.get_absolute_url())
    got = client.get(reverse("people:photo", args=[sara.pk, 256])).content
    assert is_near(Image.open(BytesIO(got)).convert("RGB").getpixel((128, 128)), BLUE)
    bad = client.post(address, {"photo": SimpleUploadedFile("me.jpg", SVG, content_type="image/jpeg")})
    assert bad.status_code == 422
    assert "Choose a JPEG, PNG, WebP or GIF file" in bad.content.decode()
    assert client.post(address, {}).status_code == 422
    assert (
        client.post(address, {"photo": SimpleUploadedFile("a.jpg", picture()), "left": "nan", "top": "0", "side": "9"}).status_code == 422
    )
    large = SimpleUploadedFile("me.jpg", picture() + b"\0" * photos.LARGEST, content_type="image/jpeg")
    refused = client.post(address, {"photo": large})
    assert refused.status_code == 422
    assert "a photo may have 10 MB" in refused.content.decode()
    assert client.post(address, {"_method": "delete"}).status_code == 303
    assert Person.objects.get(pk=sara.pk).photo_version == ""
