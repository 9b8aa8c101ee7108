"""Read the written material: topics with their questions, in a plain script.

    = key | Persian label | English label | unit that looks after it
    fa: terms, in Persian
    en: terms, in English
    who: person 0.9, person 0.6          (empty: nobody knows; one: everything hangs on one person)

    ? title of a question                (`?person title` fixes who asks)
    its body
    ! an answer that is accepted         (`!person text` fixes who answers)
    + a further answer
    ~ a remark on the answer above it, or on the question
    & another wording: somebody asks the same again, later

`(recent)` before a text sets it in the last days.
A line without a mark continues the one above. `{customer}`, `{amount}` and the like are filled in later.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE = re.compile(r"^([?!+~&*])([a-z]+\.[a-z]+)? (\(recent\) )?(.*)$")
_SKILL = re.compile(r"([a-z]+\.[a-z]+) ([01]\.\d+)")


@dataclass(slots=True)
class Piece:
    """One marked paragraph of a script; `by` is the person fixed for it, or ''."""

    mark: str
    by: str
    text: str
    is_recent: bool = False


@dataclass(slots=True)
class AnswerScript:
    """A written answer and the remarks below it."""

    by: str
    text: str
    accepted: bool
    remarks: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class QuestionScript:
    """A written question with its answers, remarks and other wordings."""

    by: str
    title: str
    body: str
    is_recent: bool = False
    answers: list[AnswerScript] = field(default_factory=list)
    remarks: list[Piece] = field(default_factory=list)
    again: list[str] = field(default_factory=list)


@dataclass(slots=True)
class TopicScript:
    """A topic as written: labels, words, planted people and questions."""

    key: str
    fa: str
    en: str
    unit: str
    terms_fa: tuple[str, ...] = ()
    terms_en: tuple[str, ...] = ()
    who: tuple[tuple[str, float], ...] = ()
    questions: list[QuestionScript] = field(default_factory=list)


def pieces(lines: list[str]) -> Iterator[Piece]:
    """Yield the marked paragraphs of some lines, with their continuation lines joined on.

    The second line of a question stays apart from its title by a line break.
    """
    current: Piece | None = None
    for line in lines:
        if found := _LINE.match(line):
            if current is not None:
                yield current
            current = Piece(found[1], found[2] or "", found[4].strip(), is_recent=bool(found[3]))
        elif current is None:
            raise ValueError(f"a line belongs to nothing: {line!r}")
        else:
            first_of_body = current.mark == "?" and "\n" not in current.text
            current.text += ("\n" if first_of_body else " ") + line.strip()
    if current is not None:
        yield current


def read_topics(text: str) -> list[TopicScript]:
    """Return the topics of one script. Raises ValueError for a line that does not fit."""
    topics: list[TopicScript] = []
    body: list[str] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith("= "):
            _close(topics, body)
            key, fa, en, unit = (cell.strip() for cell in line[2:].split("|"))
            topics.append(TopicScript(key, fa, en, unit))
        elif line.startswith("fa:"):
            topics[-1].terms_fa = tuple(term.strip() for term in line[3:].split("،"))
        elif line.startswith("en:"):
            topics[-1].terms_en = tuple(term.strip() for term in line[3:].split(","))
        elif line.startswith("who:"):
            topics[-1].who = tuple((key, float(strength)) for key, strength in _SKILL.findall(line))
        else:
            body.append(line)
    _close(topics, body)
    return topics


def _close(topics: list[TopicScript], body: list[str]) -> None:
    """Put the collected lines into the last topic and empty them."""
    for piece in pieces(body):
        _place(topics[-1].questions, piece)
    body.clear()


def _place(questions: list[QuestionScript], piece: Piece) -> None:
    if piece.mark == "?":
        title, _, body = piece.text.partition("\n")
        questions.append(QuestionScript(piece.by, title, body, piece.is_recent))
        return
    question = questions[-1]
    if piece.mark in "!+":
        question.answers.append(AnswerScript(piece.by, piece.text, accepted=piece.mark == "!"))
    elif piece.mark == "&":
        question.again.append(piece.text)
    elif piece.mark == "~":
        (question.answers[-1].remarks if question.answers else question.remarks).append(piece)
    else:
        raise ValueError(f"mark {piece.mark!r} has no place in a topic")
