"""Short signed tickets: what a browser shows to the hub."""

from django.core import signing

_SALT = "hamsoo.live"
SECONDS = 60
"""A ticket opens a stream within this time; the stream itself lives as long as the hub lets it."""


class BadTicket(ValueError):
    """The ticket is forged, damaged or too old."""


def issue(topics: list[str]) -> str:
    """Return a ticket for these topics."""
    return signing.dumps(topics, salt=_SALT, compress=True)


def topics_of(ticket: str) -> list[str]:
    """Return the topics of a ticket; raise `BadTicket` unless it is ours and fresh."""
    try:
        topics = signing.loads(ticket, salt=_SALT, max_age=SECONDS)
    except signing.BadSignature as error:
        raise BadTicket(str(error)) from error
    return [str(topic) for topic in topics]
