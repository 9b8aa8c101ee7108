"""Small dumps of the form that Stack Exchange gives out, made here."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

Fields = Mapping[str, str | int]

_ENTITIES = {"\n": "&#xA;"}

QUESTION = {"PostTypeId": 1, "CreationDate": "2018-03-12T17:00:45.567", "Body": "<p>What is <em>it</em>?</p>", "Tags": "<gates><q#>"}
ANSWER = {"PostTypeId": 2, "CreationDate": "2018-03-13T08:30:00.000", "Body": "<p>It is <code>this</code>.</p>"}


def user(number: int, name: str = "", **fields: str) -> Fields:
    return {"Id": number, "DisplayName": name or f"User {number}", "CreationDate": "2018-03-01T10:00:00.000", **fields}


def question(number: int, author: int, **fields: str | int) -> Fields:
    return {"Id": number, **QUESTION, "OwnerUserId": author, "Title": f"Question {number}", **fields}


def answer(number: int, to: int, author: int, **fields: str | int) -> Fields:
    return {"Id": number, **ANSWER, "OwnerUserId": author, "ParentId": to, **fields}


def without(fields: Fields, *names: str) -> Fields:
    return {name: value for name, value in fields.items() if name not in names}


def xml(root: str, rows: Iterable[Fields]) -> str:
    lines = []
    for row in rows:
        attributes = [f"{name}={quoteattr(str(value), _ENTITIES)}" for name, value in row.items()]
        lines.append(f"  <row {' '.join(attributes)} />")
    return "\n".join(['\ufeff<?xml version="1.0" encoding="utf-8"?>', f"<{root}>", *lines, f"</{root}>", ""])


def write(folder: Path, *, posts: Iterable[Fields], users: Iterable[Fields]) -> Path:
    """Write both files; return the folder. The first row stands in line 3."""
    folder.mkdir(exist_ok=True)
    (folder / "Posts.xml").write_text(xml("posts", posts), encoding="utf-8")
    (folder / "Users.xml").write_text(xml("users", users), encoding="utf-8")
    return folder


def small(folder: Path) -> Path:
    """Write two questions, three answers of which one is accepted, a page about a tag, and four users of whom one wrote nothing."""
    return write(
        folder,
        posts=[
            question(1, 7, AcceptedAnswerId=3, Title="Can it be simulated?"),
            answer(2, 1, 8),
            answer(3, 1, 9, Body="<p>Yes, with <strong>error correction</strong>.</p>"),
            question(4, 8),
            {"Id": 5, "PostTypeId": 5, "CreationDate": "2018-03-12T17:00:45.567", "Body": "<p>About a tag.</p>"},
            without(answer(6, 4, 0), "OwnerUserId"),
        ],
        users=[user(7, "Ada"), user(8, "بهار نوری"), user(9, "Grace"), user(10, "Reader")],
    )


def many(folder: Path, *, questions: int) -> Path:
    """Write so many questions by five people, each with an accepted answer."""
    posts = []
    for number in range(1, questions + 1):
        posts.append(question(2 * number, number % 5, AcceptedAnswerId=2 * number + 1))
        posts.append(answer(2 * number + 1, 2 * number, (number + 1) % 5))
    return write(folder, posts=posts, users=[user(number) for number in range(5)])
