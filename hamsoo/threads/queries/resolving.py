"""Finding what stands below this app as something to follow: colleagues, units, skills, groups, topics; and comments to react to."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from hamsoo.kernel.markdown import plain
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person, Skill, Unit
from hamsoo.spaces.models import Space
from hamsoo.spaces.queries import space_ids
from hamsoo.threads import targets
from hamsoo.threads.models import Comment
from hamsoo.threads.queries.following import topics_of


def resolve_people(person: Person, ids: Sequence[int]) -> dict[int, targets.Target]:
    """Find colleagues as somebody to follow."""
    found = Person.objects.visible_to(person).filter(pk__in=ids)
    return {one.pk: targets.Target(Ref("person", one.pk), (), one.name, one.get_absolute_url(), (one.pk,)) for one in found}


def resolve_person(person: Person, person_id: int) -> targets.Target | None:
    """Find a colleague as somebody to follow."""
    return resolve_people(person, [person_id]).get(person_id)


def resolve_units(person: Person, ids: Sequence[int]) -> dict[int, targets.Target]:
    """Find units; every colleague knows all of them."""
    found = Unit.objects.filter(pk__in=ids) if person.is_active else []
    directory = reverse("people:directory")
    return {one.pk: targets.Target(Ref("unit", one.pk), (), one.name, f"{directory}?unit={one.pk}", ()) for one in found}


def resolve_unit(person: Person, unit_id: int) -> targets.Target | None:
    """Find one unit."""
    return resolve_units(person, [unit_id]).get(unit_id)


def resolve_skills(person: Person, ids: Sequence[int]) -> dict[int, targets.Target]:
    """Find skills; every colleague knows all of them."""
    found = Skill.objects.filter(pk__in=ids) if person.is_active else []
    return {one.pk: targets.Target(Ref("skill", one.pk), (), one.name, reverse("people:skill_page", args=[one.pk]), ()) for one in found}


def resolve_skill(person: Person, skill_id: int) -> targets.Target | None:
    """Find one skill."""
    return resolve_skills(person, [skill_id]).get(skill_id)


def resolve_groups(person: Person, ids: Sequence[int]) -> dict[int, targets.Target]:
    """Find groups that `person` reads. What is written there can be followed; comments belong to what is written."""
    found = Space.objects.filter(pk__in=space_ids(person=person).intersection(ids), kind=Space.Kind.GROUP)
    return {one.pk: targets.Target(Ref("space", one.pk), (), one.name, one.get_absolute_url(), ()) for one in found}


def resolve_group(person: Person, space_id: int) -> targets.Target | None:
    """Find one group."""
    return resolve_groups(person, [space_id]).get(space_id)


def resolve_topics(person: Person, ids: Sequence[int]) -> dict[int, targets.Target]:
    """Find topics that `person` follows."""
    found = topics_of(person=person, ids=ids)
    return {
        pk: targets.Target(Ref("topic", pk), (), topic.words, f"/search/?{urlencode({'q': topic.words})}", ())
        for pk, topic in found.items()
    }


def resolve_topic(person: Person, topic_id: int) -> targets.Target | None:
    """Find one topic that `person` follows."""
    return resolve_topics(person, [topic_id]).get(topic_id)


def resolve_comments(person: Person, ids: Sequence[int]) -> dict[int, targets.Target]:
    """Find comments as something to react to: for whoever sees them and what they are on."""
    comments = list(Comment.objects.visible_to(person).standing().filter(pk__in=ids))
    things = targets.find_many(person=person, refs=(comment.target for comment in comments))
    # A comment stands where its thing stands.
    return {
        comment.pk: targets.Target(
            comment.ref, thing.space_ids, plain(comment.body), f"{thing.url.partition('#')[0]}#comment-{comment.pk}", (comment.author_id,)
        )
        for comment in comments
        if (thing := things.get(comment.target))
    }


def resolve_comment(person: Person, comment_id: int) -> targets.Target | None:
    """Find one comment as something to react to."""
    return resolve_comments(person, [comment_id]).get(comment_id)
