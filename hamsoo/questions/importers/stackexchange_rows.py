"""The rows of a Stack Exchange dump: what its files hold, and what may be wrong with it."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from django.utils.translation import gettext_noop as _

from hamsoo.kernel.imports import MISSING, Flaw, Meter, Problem, Row, Unreadable, xml_rows
from hamsoo.kernel.imports.markdown import to_markdown
from hamsoo.questions.models.asking import TITLE_LENGTH
from hamsoo.questions.rules import BODY_LENGTH

POSTS_FILE, USERS_FILE = "Posts.xml", "Users.xml"
PEOPLE, QUESTIONS, ANSWERS, ACCEPTANCES = "people", "questions", "answers", "acceptances"
FORMER = "former"
"""The key of the one person who stands for all whose accounts were deleted."""

_QUESTION, _ANSWER = "1", "2"
_NAME_LENGTH, _ROOM_FOR_TAGS = 120, 1000
_NUMBER = re.compile(r"-?\d{1,18}")
_REQUIRED: dict[str, dict[str, str]] = {
    PEOPLE: {"name": "DisplayName", "at": "CreationDate"},
    QUESTIONS: {"title": "Title", "body": "Body", "at": "CreationDate"},
    ANSWERS: {"question": "ParentId", "body": "Body", "at": "CreationDate"},
    ACCEPTANCES: {},
}
_LONGEST = {"name": _NAME_LENGTH, "title": TITLE_LENGTH, "body": BODY_LENGTH - _ROOM_FOR_TAGS}
_AGAIN = _("Fetch the dump again, or mend this row.")


def instant(text: str) -> datetime:
    """Return the time that a dump writes as 2018-03-12T17:00:45.567; all of them are UTC. Raise ValueError for other text."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def read(folder: Path, meter: Meter) -> Iterator[Row]:
    """Yield posts and, of all people, those who wrote one: thousands only read, and are not our business."""
    authors: set[str] = set()
    for line, post in xml_rows(folder / POSTS_FILE, root="posts", meter=meter):
        for row in _of_post(line, post):
            if row.data.get("author") == FORMER and FORMER not in authors:
                yield Row(PEOPLE, 0, FORMER, {"name": FORMER, "at": row.data["at"]})
            authors.add(str(row.data.get("author")))
            yield row
    for line, user in xml_rows(folder / USERS_FILE, root="users", meter=meter):
        if user.get("Id", "") in authors:
            yield Row(PEOPLE, line, user["Id"], {"name": " ".join(user.get("DisplayName", "").split()), "at": user.get("CreationDate")})


def _of_post(line: int, post: Mapping[str, str]) -> Iterator[Row]:
    """Yield what a post is here: a question and perhaps its acceptance, an answer, or (pages about tags and the site) nothing."""
    key, kind, at = post.get("Id", ""), post.get("PostTypeId"), post.get("CreationDate")
    if kind is None:
        raise Unreadable(Problem(POSTS_FILE, line, "PostTypeId", MISSING, _AGAIN, {"column": "PostTypeId"}))
    if kind not in (_QUESTION, _ANSWER):
        return
    data = {
        "author": post.get("OwnerUserId") or FORMER,
        "body": to_markdown(post.get("Body", "")),
        "at": at,
        "edited_at": post.get("LastEditDate"),
    }
    if kind == _ANSWER:
        yield Row(ANSWERS, line, key, {**data, "question": post.get("ParentId")})
        return
    tags = " ".join(f"#{tag}" for tag in re.findall(r"[^<>|]+", post.get("Tags", "")))
    yield Row(QUESTIONS, line, key, {**data, "title": " ".join(post.get("Title", "").split()), "tags": tags})
    if accepted := post.get("AcceptedAnswerId"):
        yield Row(ACCEPTANCES, line, key, {"question": key, "answer": accepted, "at": at})


def check(row: Row) -> Iterator[Flaw]:
    """Yield what is wrong with one row: a missing or broken number, a missing text or time, a text that is too long."""
    if not row.key:
        yield Flaw("Id", MISSING, _AGAIN)
    elif row.key != FORMER and not _NUMBER.fullmatch(row.key):
        yield Flaw("Id", _("“%(value)s” is not a number."), _AGAIN, {"value": row.key[:40]})
    for name, column in _REQUIRED[row.sheet].items():
        if not row.data[name]:
            yield Flaw(column, MISSING, _AGAIN)
        elif name in _LONGEST and len(str(row.data[name])) > _LONGEST[name]:
            yield Flaw(column, _("This is longer than %(count)s characters."), _("Shorten it."), {"count": _LONGEST[name]})
    yield from _time_flaws(row)


def _time_flaws(row: Row) -> Iterator[Flaw]:
    for name, column in (("at", "CreationDate"), ("edited_at", "LastEditDate")):
        try:
            instant(str(row.data.get(name) or "2008-07-31"))
        except ValueError:
            yield Flaw(
                column, _("“%(value)s” is not a time."), _("Write it like 2018-03-12T17:00:45.567."), {"value": str(row.data[name])[:40]}
            )
