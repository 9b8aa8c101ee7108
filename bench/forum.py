"""Threads of a forum for benchmarks: questions with their answers, from a Stack Exchange dump or from JSON lines."""

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

DUMP = Path(__file__).parents[2] / "shared" / "data" / "questions" / "Posts.xml"

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a thread."""

    at: datetime
    author: str
    text: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A question and its answers, the oldest answer first."""

    at: datetime
    author: str
    title: str
    text: str
    answers: tuple[Answer, ...]


def read(path: Path) -> list[Thread]:
    """Return the threads of a `Posts.xml` or of JSON lines, the oldest first."""
    threads = _from_dump(path) if path.suffix == ".xml" else map(_from_json, path.read_text("utf-8").splitlines())
    return sorted(threads, key=lambda thread: thread.at)


def _from_json(line: str) -> Thread:
    """Read one line: {"question": {"at", "author", "title", "text"}, "answers": [{"at", "author", "text", "accepted"}]}."""
    data: dict[str, Any] = json.loads(line)
    question = data["question"]
    answers = [Answer(_time(item["at"]), item["author"], item["text"], bool(item.get("accepted"))) for item in data["answers"]]
    return Thread(_time(question["at"]), question["author"], question["title"], question["text"], _by_time(answers))


def _from_dump(path: Path) -> Iterable[Thread]:
    questions: dict[str, dict[str, str]] = {}
    answers: dict[str, list[Answer]] = {}
    accepted: set[str] = set()
    rows = [dict(row.attrib) for _event, row in etree.iterparse(str(path), tag="row", resolve_entities=False)]
    for row in rows:
        if row["PostTypeId"] == "1":
            questions[row["Id"]] = row
            accepted.add(row.get("AcceptedAnswerId", ""))
    for row in rows:
        if row["PostTypeId"] == "2" and row.get("OwnerUserId"):
            answer = Answer(_time(row["CreationDate"]), row["OwnerUserId"], plain(row["Body"]), row["Id"] in accepted)
            answers.setdefault(row["ParentId"], []).append(answer)
    for number, row in questions.items():
        text = f"{plain(row['Body'])}\n{row.get('Tags', '').replace('<', ' ').replace('>', ' ')}"
        yield Thread(_time(row["CreationDate"]), row.get("OwnerUserId", ""), row["Title"], text, _by_time(answers.get(number, [])))


def plain(markup: str) -> str:
    """Return the text of a piece of HTML."""
    return html.unescape(_TAG.sub(" ", markup))


def _by_time(answers: list[Answer]) -> tuple[Answer, ...]:
    return tuple(sorted(answers, key=lambda answer: answer.at))


def _time(text: str) -> datetime:
    read_at = datetime.fromisoformat(text)
    return read_at if read_at.tzinfo else read_at.replace(tzinfo=UTC)
