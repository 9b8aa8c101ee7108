"""Whom and what some people of the demonstration follow from the first day on, so that the tracker has something to tell."""

from collections.abc import Iterable
from datetime import datetime

from hamsoo.people.models import Person
from hamsoo.threads import actions as threads
from hamsoo.threads.queries import suggestions

WORDS = ("تمدید گواهی", "مدیریت کلید")


def follow_those_near(*, people: Iterable[Person], at: datetime) -> None:
    """Have each follow their unit at once, and in a daily digest their manager, who reports to them, and some words.

    Half a year of news told at once would fill their inboxes.
    """
    for person in people:
        for thing in suggestions(person=person):
            is_person = thing.ref.type == "person"
            delivery = "daily" if is_person else "now"
            threads.follow(
                actor=person, target=thing.ref, at=at, delivery=delivery, is_named=thing.ref.id == person.manager_id and is_person
            )
        for words in WORDS:
            followed = threads.follow_topic(actor=person, words=words, at=at)
            threads.choose(actor=person, target=followed.target, at=at, delivery="daily")
