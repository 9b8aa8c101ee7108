"""The picture over a group: who sets it, what is kept of it, who sees it."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.ledger.models import Entry
from hamsoo.spaces import actions, covers
from tests.world import NOON


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(size=(400, 300), colour="teal") -> bytes:
    made, buffer = Image.new("RGB", size, colour), BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera maker"
    made.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def make(owner, policy="closed"):
    return actions.create_group(actor=owner, name_fa="کوه", policy=policy, at=NOON)


def test_owners_set_a_picture_of_which_only_the_picture_is_kept(sara, nima, django_capture_on_commit_callbacks):
    space = make(sara)
    with pytest.raises(NotAllowed):
        actions.set_cover(actor=nima, space=space, content=picture(), at=NOON)
    first = actions.set_cover(actor=sara, space=space, content=picture(), at=NOON)
    assert actions.set_cover(actor=sara, space=space, content=picture(), at=NOON).cover_version == first.cover_version
    assert [entry.payload["fields"] for entry in Entry.objects.filter(name="spaces.GroupDescribed")] == [["cover"]]
    name = covers.file_name(space.pk, first.cover_version)
    with default_storage.open(name) as stored:
        content = stored.read()
    with Image.open(BytesIO(content)) as kept:
        assert (kept.size, kept.format, b"Camera" in content) == (covers.SIZE, "WEBP", False)
    with django_capture_on_commit_callbacks(execute=True):
        actions.set_cover(actor=sara, space=space, content=None, at=NOON)
    assert not default_storage.exists(name)


@pytest.mark.parametrize("content", [b"", b"<svg/>", picture()[:200], picture((100, 900)), b"x" * (covers.LARGEST + 1)])
def test_what_is_no_picture_is_refused(sara, content):
    space = make(sara)
    with pytest.raises(Invalid) as refusal:
        actions.set_cover(actor=sara, space=space, content=content, at=NOON)
    assert refusal.value.field == "cover"
    space.refresh_from_db()
    assert space.cover_version == ""


def test_whoever_may_know_of_the_group_sees_it(browse, sara, nima):
    space, secret = make(sara), make(sara, "secret")
    for one in (space, secret):
        url = reverse("spaces:cover", args=[one.pk])
        assert browse(sara).get(url).status_code == 404
        sent = SimpleUploadedFile("a.jpg", picture(), content_type="image/jpeg")
        assert browse(sara).post(url, {"cover": sent}).status_code == 303
    shown = browse(nima).get(reverse("spaces:cover", args=[space.pk]))
    assert (shown.status_code, shown.headers["Content-Type"], shown.headers["Cache-Control"]) == (200, "image/webp", "private, no-cache")
    assert f"/groups/{space.pk}/cover?v=" in browse(nima).get(space.get_absolute_url()).content.decode()
    assert browse(nima).get(reverse("spaces:cover", args=[secret.pk])).status_code == 404
    assert browse(nima).post(reverse("spaces:cover", args=[space.pk])).status_code == 403
    bad = SimpleUploadedFile("a.jpg", b"none", content_type="image/jpeg")
    assert browse(sara).post(reverse("spaces:cover", args=[space.pk]), {"cover": bad}).status_code == 422
