"""Let the written posts appear over the half year, with what colleagues said and felt about them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from hamsoo.desk.demo.figures import Figures, language_of, mentions
from hamsoo.desk.demo.phrases import REPLIES, Phrasebook
from hamsoo.desk.demo.script import Piece, pieces
from hamsoo.desk.demo.specs import (
    ORGANISATION,
    CommentSpec,
    Language,
    PersonSpec,
    PostKind,
    PostSpec,
    Reaction,
    ReactionSpec,
)
from hamsoo.desk.demo.worktime import after, moment
from hamsoo.desk.demo.world import World, pick

HALF_A_YEAR = 183
KINDS: dict[str, PostKind] = {
    "news": "news",
    "announcement": "announcement",
    "win": "win",
    "recognition": "recognition",
    "tip": "tip",
    "life": "life",
}
FEELINGS: dict[PostKind, tuple[Reaction, ...]] = {
    "news": ("like", "like", "insightful"),
    "announcement": ("like", "thanks"),
    "win": ("celebrate", "celebrate", "like"),
    "recognition": ("celebrate", "thanks"),
    "tip": ("thanks", "insightful", "like"),
    "life": ("like", "like", "celebrate"),
}


# How often somebody says a passing word below a post.
PASSING_WORDS: dict[PostKind, float] = {
    "news": 0.5,
    "announcement": 0.5,
    "win": 0.8,
    "recognition": 0.7,
    "tip": 0.5,
    "life": 0.2,
}


@dataclass(slots=True)
class PostScript:
    """A written post: its kind, space, author ('' for anybody of that space), text and remarks."""

    kind: PostKind
    space: str
    by: str
    text: str
    is_recent: bool
    remarks: list[Piece]


def read_posts(text: str) -> Iterator[PostScript]:
    """Yield the posts of a script: `= kind | space`, then `*person text` and `~ remark` paragraphs."""
    kind, space = KINDS["news"], ORGANISATION
    lines: list[str] = []
    for line in [*filter(None, (line.strip() for line in text.splitlines())), "= news | organisation"]:
        if not line.startswith("= "):
            lines.append(line)
            continue
        script: PostScript | None = None
        for piece in pieces(lines):
            if piece.mark == "*":
                if script is not None:
                    yield script
                script = PostScript(kind, space, piece.by, piece.text, piece.is_recent, [])
            elif script is not None:
                script.remarks.append(piece)
        if script is not None:
            yield script
        named, _, place = line[2:].partition("|")
        kind, space, lines = KINDS[named.strip()], place.strip(), []


def make_posts(*, rng: Random, world: World, scripts: Sequence[PostScript]) -> tuple[PostSpec, ...]:
    """Return all posts in the order of writing."""
    writer = _Writer(rng=rng, world=world, phrases=Phrasebook(rng))
    made = [writer.post(script, f"post-{number}") for number, script in enumerate(scripts, start=1)]
    return tuple(sorted(made, key=lambda post: (post.at, post.key)))


@dataclass(slots=True)
class _Writer:
    rng: Random
    world: World
    phrases: Phrasebook

    def post(self, script: PostScript, key: str) -> PostSpec:
        circle = [self.world.person[member] for member in self.world.circles[script.space]]
        here = {person.key: person for person in circle}
        named = set(mentions(script.text))
        author = here.get(script.by) or pick(self.rng, [person for person in circle if person.key not in named])
        at = self._at(author, 3 + self.rng.randrange(5) if script.is_recent else int(self.rng.triangular(1, HALF_A_YEAR, 15)))
        figures = Figures(rng=self.rng, at=at, customers=self.world.customers)
        body = figures.fill(script.text.replace(" // ", "\n\n"))
        remarks = [replace(piece, text=figures.fill(piece.text)) for piece in script.remarks]
        script = replace(script, remarks=remarks)
        told = tuple(key for key in mentions(body) if key in here)
        return PostSpec(
            key=key,
            kind=script.kind,
            author=author.key,
            space=script.space,
            language=language_of(body),
            body=body,
            at=at,
            praises=told if script.kind in ("win", "recognition") else (),
            mentions=told,
            comments=self._comments(self._remarks(script, author, told), circle, author, at),
            reactions=self._reactions(script.kind, circle, author, at),
        )

    def _at(self, author: PersonSpec, days_ago: int) -> datetime:
        day = self.world.end.date() - timedelta(days=days_ago)
        at = moment(self.rng, author, day)
        while at > self.world.end - timedelta(hours=1):
            day -= timedelta(days=1)
            at = moment(self.rng, author, day)
        return at

    def _remarks(self, script: PostScript, author: PersonSpec, told: tuple[str, ...]) -> list[Piece]:
        """Return the written remarks, and now and then a passing word."""
        if self.rng.random() < PASSING_WORDS[script.kind]:
            return [*script.remarks, Piece("~", "", self._passing_word(script, author, told))]
        return script.remarks

    def _comments(self, remarks: list[Piece], circle: list[PersonSpec], author: PersonSpec, at: datetime) -> tuple[CommentSpec, ...]:
        """Return the remarks as comments of the people who belong to the space."""
        others = [person for person in circle if person is not author]
        here = {person.key: person for person in circle}
        made, speaker = [], author
        for piece in remarks:
            speaker = here.get(piece.by) or pick(self.rng, [one for one in others if one is not speaker] or others)
            at = after(self.rng, speaker, at, self.rng.uniform(4, 500))
            if at >= self.world.end:
                break
            made.append(CommentSpec(speaker.key, piece.text, at))
        return tuple(made)

    def _passing_word(self, script: PostScript, author: PersonSpec, told: tuple[str, ...]) -> str:
        language: Language = language_of(script.text)
        meant = self.world.person[told[0]] if script.kind in ("win", "recognition") and told else author
        phrase = self.phrases.next(REPLIES[script.kind][language])
        return phrase.format(name=meant.given.fa if language == "fa" else meant.given.en)

    def _reactions(self, kind: PostKind, circle: list[PersonSpec], author: PersonSpec, at: datetime) -> tuple[ReactionSpec, ...]:
        others = [person for person in circle if person is not author]
        count = min(int(self.rng.lognormvariate(1.7, 0.8)), len(others), 40)
        made = []
        for person in self.rng.sample(others, count):
            when = after(self.rng, person, at, self.rng.uniform(2, 2500))
            if when < self.world.end:
                made.append(ReactionSpec(person.key, self.rng.choice(FEELINGS[kind]), when))
        return tuple(made)
