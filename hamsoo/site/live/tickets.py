"""Short signed tickets: what a browser shows to the hub."""

from typing import NamedTuple

from django.core import signing

_SALT = "hamsoo.live"
SECONDS = 60
"""A ticket opens a stream within this time; the stream itself lives as long as the hub lets it."""


class BadTicket(ValueError):
    """The ticket is forged, damaged or too old."""


class Ticket(NamedTuple):
    """What somebody may hear, each topic with the version of the rights it is heard under ("" where none counts), in which language."""

    topics: dict[str, str]
    language: str


def issue(topics: list[str], language: str = "fa") -> str:
    """Return a ticket for these topics, `chat:7@3` among them."""
    return signing.dumps([language, topics], salt=_SALT, compress=True)


def read(ticket: str) -> Ticket:
    """Return what a ticket says; raise `BadTicket` unless it is ours and fresh."""
    try:
        language, topics = signing.loads(ticket, salt=_SALT, max_age=SECONDS)
    except (signing.BadSignature, TypeError, ValueError) as error:
        raise BadTicket(str(error)) from error
    parts = (str(topic).partition("@") for topic in topics)
    return Ticket({topic: version for topic, _at, version in parts}, str(language))
