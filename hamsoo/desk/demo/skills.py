"""Plant the expertise: the written experts, and a little knowledge for everybody else."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hamsoo.desk.demo.roster import Roster, department
from hamsoo.desk.demo.script import TopicScript
from hamsoo.desk.demo.specs import Label, PersonSpec, SkillSpec, TopicSpec

MOST_TOPICS = 4


def plant(*, rng: Random, roster: Roster, scripts: Sequence[TopicScript]) -> tuple[tuple[PersonSpec, ...], tuple[TopicSpec, ...]]:
    """Return the people with their skills, and the topics with their experts, strongest first.

    Topics written with one expert or none stay so; the others also get beginners from the unit's department.
    """
    known: dict[str, dict[str, float]] = {person.key: {} for person in roster.people}
    for script in scripts:
        for key, strength in script.who:
            if key in known:
                known[key][script.key] = strength
    _spread(rng, roster, scripts, known)
    everybody = tuple(known)
    people = tuple(replace(person, skills=_skills(rng, known[person.key], everybody)) for person in roster.people)
    return people, tuple(_topic(script, known) for script in scripts)


def _spread(rng: Random, roster: Roster, scripts: Sequence[TopicScript], known: dict[str, dict[str, float]]) -> None:
    parents = {unit.key: unit.parent for unit in roster.units}
    shared = [script for script in scripts if len(script.who) > 1]
    for person in roster.people:
        home = department(person.unit, parents)
        near = [topic for topic in shared if department(topic.unit, parents) == home] or shared
        wanted = rng.choice((1, 1, 2, 2, 3))
        own = known[person.key]
        for topic in rng.sample(near, min(len(near), MOST_TOPICS)):
            if len(own) >= wanted:
                break
            own.setdefault(topic.key, round(rng.uniform(0.15, 0.35), 2))


def _skills(rng: Random, own: dict[str, float], everybody: tuple[str, ...]) -> tuple[SkillSpec, ...]:
    """Return the skills strongest first; a few strong ones are left off the profile, to be discovered."""
    ranked = sorted(own.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        SkillSpec(
            topic=topic,
            strength=strength,
            declared=rng.random() < 0.75,
            endorsed_by=tuple(rng.sample(everybody, int(strength * rng.uniform(0, 14)))),
        )
        for topic, strength in ranked
    )


def _topic(script: TopicScript, known: dict[str, dict[str, float]]) -> TopicSpec:
    experts = [(key, own[script.key]) for key, own in known.items() if script.key in own]
    return TopicSpec(
        key=script.key,
        label=Label(script.fa, script.en),
        terms_fa=script.terms_fa,
        terms_en=script.terms_en,
        unit=script.unit,
        experts=tuple(sorted(experts, key=lambda item: (-item[1], item[0]))),
    )
