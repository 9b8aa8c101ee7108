"""Let the questions of the scripts be asked and answered by the people of the organisation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain
from random import Random

from hamsoo.desk.demo.figures import Figures, customer_in, language_of, mentions
from hamsoo.desk.demo.phrases import REMINDERS, THANKS, Phrasebook
from hamsoo.desk.demo.script import AnswerScript, Piece, QuestionScript, TopicScript
from hamsoo.desk.demo.specs import (
    ORGANISATION,
    AnswerSpec,
    CommentSpec,
    PersonSpec,
    QuestionSpec,
    Reaction,
    ReactionSpec,
    TopicSpec,
)
from hamsoo.desk.demo.worktime import after, moment
from hamsoo.desk.demo.world import ASKS, World, pick

HALF_A_YEAR = 183
FEELINGS: tuple[Reaction, ...] = ("thanks", "thanks", "thanks", "like", "like", "insightful")
UNIT_SHARE, GROUP_SHARE = 0.22, 0.18


def make_questions(*, rng: Random, world: World, scripts: Sequence[TopicScript]) -> tuple[QuestionSpec, ...]:
    """Return all questions in the order of asking."""
    writer = _Writer(rng=rng, world=world, phrases=Phrasebook(rng))
    asked = chain.from_iterable(writer.conversations(script) for script in scripts)
    return tuple(sorted(asked, key=lambda question: (question.at, question.key)))


@dataclass(slots=True)
class _Circle:
    """Where a conversation is held and who can take part."""

    space: str
    members: list[PersonSpec]


@dataclass(slots=True)
class _Talk:
    """One conversation on its way: what it is about, who asked, where, and its figures."""

    key: str
    topic: TopicSpec
    circle: _Circle
    asker: PersonSpec
    figures: Figures


@dataclass(slots=True)
class _Writer:
    rng: Random
    world: World
    phrases: Phrasebook

    def conversations(self, script: TopicScript) -> Iterator[QuestionSpec]:
        """Yield the questions of a topic, each followed by those that ask the same again."""
        topic = self.world.topic[script.key]
        for number, question in enumerate(script.questions, start=1):
            days = int(self.rng.triangular(1, HALF_A_YEAR, 20))
            if question.again:
                days = max(days, 60)
            if question.is_recent:
                days = self.rng.randrange(7, 10)
            first = self._ask(topic, question, f"{topic.key}-{number}", days)
            yield first
            for repeat, wording in enumerate(question.again, start=1):
                later = self.rng.randrange(1, max(2, days - 30))
                yield self._ask_again(topic, first, wording, f"{first.key}-again-{repeat}", later)

    def _ask(self, topic: TopicSpec, script: QuestionScript, key: str, days_ago: int) -> QuestionSpec:
        circle = self._circle(topic, script)
        asker = self._asker(topic, circle, script)
        at = self._asked_at(asker, days_ago)
        figures = Figures(rng=self.rng, at=at, customers=self.world.customers)
        title, body = figures.fill(script.title), figures.fill(script.body)
        talk = _Talk(key, topic, circle, asker, figures)
        return QuestionSpec(
            key=key,
            topic=topic.key,
            author=asker.key,
            space=circle.space,
            language=language_of(title + body),
            title=title,
            body=paragraphs(body),
            at=at,
            duplicate_of=None,
            mentions=mentions(body),
            answers=() if self._is_waiting(at) else self._answers(talk, script.answers, at),
            comments=self._remarks(talk, script.remarks, asker, at),
            customer=customer_in(title + body, self.world.customers),
        )

    def _ask_again(self, topic: TopicSpec, first: QuestionSpec, wording: str, key: str, days_ago: int) -> QuestionSpec:
        """Ask the earlier question in other words; somebody points to the answer that was given then."""
        title, _, body = wording.partition(" // ")
        script = QuestionScript(by="", title=title, body=body)
        told = next((answer for answer in first.answers if answer.accepted_at), None)
        if told is not None:
            language = language_of(told.body)
            name = self.world.person[told.author].given
            gist = told.body.split("\n")[0].split(". ")[0].split("؛")[0].rstrip(".")
            phrase = self.phrases.next(REMINDERS[language])
            gist = gist.replace("«", "‹").replace("»", "›")
            text = phrase.format(name=name.fa if language == "fa" else name.en, gist=gist)
            others = [key for key, strength in topic.experts if strength > 0.3 and key != told.author]
            reminder = self.rng.choice([*others, first.author])
            script.answers.append(AnswerScript(reminder, text, accepted=self.rng.random() < 0.6))
        asked = self._ask(topic, script, key, days_ago)
        answers = tuple(answer for answer in asked.answers if asked.at > first.at)
        return replace(asked, duplicate_of=first.key, answers=answers)

    def _circle(self, topic: TopicSpec, script: QuestionScript) -> _Circle:
        """Choose the space: the experts' department, a group of the topic, or everybody's."""
        named = {script.by, *(answer.by for answer in script.answers)} - {""}
        spaces = [(ORGANISATION, 1 - UNIT_SHARE - GROUP_SHARE)]
        if topic.experts:
            spaces.append((f"unit:{self.world.department_of(topic.experts[0][0])}", UNIT_SHARE))
        about = [group for group in self.world.groups if topic.key in group.topics]
        spaces += [(f"group:{group.key}", GROUP_SHARE / len(about)) for group in about]
        (space,) = self.rng.choices([name for name, _ in spaces], [weight for _, weight in spaces])
        members = self.world.circles[space]
        if not named <= set(members) or len(members) < 6:
            space, members = ORGANISATION, self.world.circles[ORGANISATION]
        return _Circle(space, [self.world.person[key] for key in members])

    def _asker(self, topic: TopicSpec, circle: _Circle, script: QuestionScript) -> PersonSpec:
        if script.by in self.world.person:
            return self.world.person[script.by]
        busy = {key for key, strength in topic.experts if strength > 0.3}
        busy |= {answer.by for answer in script.answers}
        free = [person for person in circle.members if person.key not in busy]
        homes = ASKS[self.world.departments[topic.unit]]
        return pick(self.rng, free, {person.key for person in free if self.world.department_of(person.key) in homes})

    def _asked_at(self, asker: PersonSpec, days_ago: int) -> datetime:
        """Return a working moment at least an hour before the end of the story."""
        day: date = self.world.end.date() - timedelta(days=days_ago)
        at = moment(self.rng, asker, day)
        while at > self.world.end - timedelta(hours=1):
            day -= timedelta(days=1)
            at = moment(self.rng, asker, day)
        return at

    def _is_waiting(self, at: datetime) -> bool:
        """Say whether nobody has come to answer yet; that happens to some of the newest questions."""
        return at > self.world.end - timedelta(days=6) and self.rng.random() < 0.5

    def _answers(self, talk: _Talk, scripts: list[AnswerScript], at: datetime) -> tuple[AnswerSpec, ...]:
        """Return the answers that came in time; each follows the one before it."""
        made: list[AnswerSpec] = []
        silent = {talk.asker.key}
        for script in scripts:
            author = self._answerer(talk, script, silent)
            if author is None:
                continue
            silent.add(author.key)
            at = after(self.rng, author, at, self._delay(talk.topic, author))
            if at >= self.world.end:
                break
            made.append(self._answer(talk, f"{talk.key}-a{len(made) + 1}", script, author, at))
        return tuple(made)

    def _answerer(self, talk: _Talk, script: AnswerScript, silent: set[str]) -> PersonSpec | None:
        """Choose who answers: the named person, an expert for a good answer, else whoever is near."""
        free = {person.key: person for person in talk.circle.members if person.key not in silent}
        if script.by in free:
            return free[script.by]
        experts = [(free[key], strength**2.5) for key, strength in talk.topic.experts if key in free]
        if experts and (script.accepted or self.rng.random() < 0.7):
            return self.rng.choices([person for person, _ in experts], [weight for _, weight in experts])[0]
        home = self.world.departments[talk.topic.unit]
        near = [person for person in free.values() if self.world.department_of(person.key) == home]
        others = near if len(near) > 1 else list(free.values())
        return pick(self.rng, others) if others else None

    def _delay(self, topic: TopicSpec, author: PersonSpec) -> float:
        """Return working minutes until the answer: minutes for experts, hours or days for others."""
        knows = dict(topic.experts).get(author.key, 0.1)
        return min(self.rng.lognormvariate(0, 1.0) * author.reply_minutes * (1.6 - knows) * 1.4, 4 * 1440)

    def _answer(self, talk: _Talk, key: str, script: AnswerScript, author: PersonSpec, at: datetime) -> AnswerSpec:
        accepted_at = after(self.rng, talk.asker, at, self.rng.uniform(4, 240))
        is_accepted = script.accepted and accepted_at < self.world.end
        remarks = list(script.remarks)
        if is_accepted and not remarks and self.rng.random() < 0.3:
            remarks.append(Piece("~", "", self._thanks(script.text, author)))
        return AnswerSpec(
            key=key,
            author=author.key,
            body=paragraphs(talk.figures.fill(script.text)),
            at=at,
            accepted_at=accepted_at if is_accepted else None,
            comments=self._remarks(talk, remarks, author, at),
            reactions=self._reactions(talk, author, at, most=7 if script.accepted else 2),
        )

    def _thanks(self, text: str, author: PersonSpec) -> str:
        language = language_of(text)
        name = author.given.fa if language == "fa" else author.given.en
        return self.phrases.next(THANKS[language]).format(name=name)

    def _remarks(self, talk: _Talk, pieces: list[Piece], author: PersonSpec, at: datetime) -> tuple[CommentSpec, ...]:
        """Return the remarks in order, by turns of the asker and the author unless somebody is named."""
        made = []
        here = {person.key: person for person in talk.circle.members}
        for number, piece in enumerate(pieces):
            speaker = here.get(piece.by, author if number % 2 else talk.asker)
            at = after(self.rng, speaker, at, self.rng.uniform(3, 150))
            if at >= self.world.end:
                break
            made.append(CommentSpec(speaker.key, talk.figures.fill(piece.text), at))
        return tuple(made)

    def _reactions(self, talk: _Talk, author: PersonSpec, at: datetime, *, most: int) -> tuple[ReactionSpec, ...]:
        readers = [person for person in talk.circle.members if person.key != author.key]
        kind = self.rng.choice(FEELINGS)
        made = []
        for person in self.rng.sample(readers, min(self.rng.randrange(most + 1), len(readers))):
            when = after(self.rng, person, at, self.rng.uniform(2, 2000))
            if when < self.world.end:
                made.append(ReactionSpec(person.key, kind, when))
        return tuple(made)


def paragraphs(text: str) -> str:
    """Return the text with its written paragraph marks (` // `) as blank lines."""
    return text.replace(" // ", "\n\n")
