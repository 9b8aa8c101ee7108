"""Put the demo organisation together from its written material."""

from datetime import date
from random import Random

from hamsoo.desk.demo.groups import make_groups
from hamsoo.desk.demo.material import POSTS, REQUESTS, TOPICS
from hamsoo.desk.demo.posts import make_posts, read_posts
from hamsoo.desk.demo.questions import make_questions
from hamsoo.desk.demo.requests import make_requests, read_requests
from hamsoo.desk.demo.roster import read_customers, read_roster
from hamsoo.desk.demo.script import read_topics
from hamsoo.desk.demo.skills import plant
from hamsoo.desk.demo.specs import Label, Organisation
from hamsoo.desk.demo.worktime import end_of_story
from hamsoo.desk.demo.world import World

NAME = Label("رایان‌پیام", "Rayan Payam")


def build(*, seed: int = 7, today: date, people: int = 120) -> Organisation:
    """Return the demo organisation with half a year of talk before `today`.

    The same seed, day and number of people give an equal organisation. Raises ValueError below 40 people.
    """
    topics = [topic for text in TOPICS for topic in read_topics(text)]
    roster = read_roster(rng=_stream(seed, "roster"), today=today, count=people)
    persons, planted = plant(rng=_stream(seed, "skills"), roster=roster, scripts=topics)
    groups = make_groups(rng=_stream(seed, "groups"), people=persons, topics=planted)
    world = World(roster.units, persons, planted, read_customers(), groups, end_of_story(today))
    posts = [post for text in POSTS for post in read_posts(text)]
    requests = [request for text in REQUESTS for request in read_requests(text)]
    return Organisation(
        key="rayanpayam",
        name=NAME,
        units=world.units,
        people=world.people,
        topics=world.topics,
        customers=world.customers,
        groups=world.groups,
        questions=make_questions(rng=_stream(seed, "questions"), world=world, scripts=topics),
        posts=make_posts(rng=_stream(seed, "posts"), world=world, scripts=posts),
        requests=make_requests(rng=_stream(seed, "requests"), world=world, scripts=requests),
    )


def _stream(seed: int, name: str) -> Random:
    """Return random numbers of their own for one part, so that a change in one part moves no other."""
    return Random(f"{seed}/{name}")  # noqa: S311 - repeatable invention, nothing to keep secret
