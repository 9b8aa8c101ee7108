"""What texts link to: looked at by the worker alone, where the installation allows it."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from hamsoo.kernel import outside
from hamsoo.threads import actions, links, queries
from hamsoo.threads.models import LinkPreview
from tests.world import NOON

URL = "https://news.example.org/a"


def jobs() -> list[tuple[str, dict[str, int]]]:
    """Return what the worker has to do."""
    return [(job.task_name, job.args) for job in ProcrastinateJob.objects.order_by("pk")]


@pytest.fixture
def allowed(settings) -> None:
    settings.LINK_PREVIEWS = ("example.org",)


@pytest.mark.parametrize(
    ("hosts", "text", "wanted"),
    [
        ((), f"See {URL}", None),
        (("example.org",), f"See ({URL}), please", URL),
        (("example.org",), f"ببینید {URL}، لطفاً", URL),
        (("example.org",), "https://example.org.evil.example/ https://notexample.org/", None),
        (("example.org",), "https://EXAMPLE.org/x", "https://EXAMPLE.org/x"),
        (("*",), "http://10.0.0.1/admin", "http://10.0.0.1/admin"),
        (("*",), "http://[::1 https://ok.example/", "https://ok.example/"),
        (("*",), "nothing at all", None),
    ],
)
def test_what_may_be_looked_at(settings, hosts, text, wanted) -> None:
    settings.LINK_PREVIEWS = hosts
    assert links.first_link(text) == wanted


@pytest.mark.usefixtures("allowed")
def test_the_worker_looks_and_keeps_the_words(db, monkeypatch) -> None:
    html = (
        b'<title>Plain</title><meta property="og:title" content="A &lt;title&gt;\xe2\x80\xae"><meta name=description content="Two\nlines">'
    )
    monkeypatch.setattr(outside, "fetch", lambda url: outside.Page(html, "text/html", "utf-8"))
    wanted = actions.want_preview(text=f"See {URL}", at=NOON)
    actions.want_preview(text=f"Again {URL}", at=NOON)
    assert wanted is not None
    assert jobs() == [("threads.look_at_link", {"preview_id": wanted.pk})]
    assert queries.previews_of({7: f"See {URL}"}) == {}
    actions.look_at_link(preview_id=wanted.pk, at=NOON)
    found = queries.previews_of({7: f"See {URL}", 8: "none"})[7]
    assert (found.title, found.description) == ("A <title>", "Two lines")
    actions.want_preview(text=URL, at=NOON + timedelta(days=8))
    assert len(jobs()) == 2


@pytest.mark.usefixtures("allowed")
def test_what_is_not_looked_at_has_no_words(db, monkeypatch) -> None:
    def refuse(_url: str) -> outside.Page:
        raise outside.NotLookedAt("not a public address")

    monkeypatch.setattr(outside, "fetch", refuse)
    wanted = actions.want_preview(text=URL, at=NOON)
    assert wanted is not None
    actions.look_at_link(preview_id=wanted.pk, at=NOON)
    assert (queries.previews_of({1: URL}), LinkPreview.objects.get().looked_at) == ({}, NOON)


def test_nothing_is_looked_at_that_is_not_allowed_any_more(db, settings, monkeypatch) -> None:
    one = LinkPreview.objects.create(url=URL, asked_at=NOON)
    settings.LINK_PREVIEWS = ()
    monkeypatch.setattr(outside, "fetch", lambda _url: pytest.fail("looked"))
    actions.look_at_link(preview_id=one.pk, at=NOON)
    assert actions.want_preview(text=URL, at=NOON) is None


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "no-such-charset"])
def test_broken_pages_give_what_can_be_read(charset) -> None:
    page = outside.Page(
        "<title>سلام".encode("utf-8" if charset == "no-such-charset" else charset) + b"\xff<meta content", "text/html", charset
    )
    title, description = links.words_of(page)
    assert (title[:4], description) == ("سلام", "")
