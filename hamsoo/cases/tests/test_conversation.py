"""A long conversation: shown part by part, each thing once, in order; an open page keeps what it shows."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hamsoo.cases.models import Note
from hamsoo.cases.queries import conversation
from hamsoo.cases.tests.contacts import correspondence
from hamsoo.cases.tests.test_working import opened
from hamsoo.interactions.models import Interaction
from hamsoo.people.models import Person
from tests.world import NOON, World


def test_what_was_said_before_comes_part_by_part(
    world: World, sara: Person, nima: Person, browse: Callable[..., Client], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    talk = correspondence(world.service)
    case = opened(world, sara, correspondence=talk)
    # Three in the same minute again and again: contacts before notes, and each in its order.
    moments = [NOON + timedelta(minutes=number // 3) for number in range(130)]
    given = {"correspondence": talk, "direction": "in", "channel": "mail", "name": "Shima Bahrami"}
    Interaction.objects.bulk_create(
        Interaction(at=at, recorded_at=at, text=f"Message {number}.", **given) for number, at in enumerate(moments) if number % 3
    )
    Note.objects.bulk_create(
        Note(case=case, author=sara, body=f"Note {number}.", at=at) for number, at in enumerate(moments) if not number % 3
    )
    order = sorted(range(130), key=lambda number: (number // 3, number % 3 == 0, number))

    parts = [conversation(person=sara, case=case)]
    while parts[0].has_earlier:
        parts.insert(0, conversation(person=sara, case=case, before=parts[0].items[0].key))
    found = [(one.note.body if one.note else one.contact.text) for part in parts for one in part.items]  # type: ignore[union-attr]
    assert [int(words.split()[1].rstrip(".")) for words in found] == order

    client, url = browse(sara), case.get_absolute_url()
    page = client.get(url).content.decode()
    first = conversation(person=sara, case=case).first
    link = f"{url}earlier?show=talk&amp;before={first}"
    assert (link in page, f"Note {order[-1]}." in page, f"Message {order[10]}." in page) == (True, True, False)
    with django_assert_num_queries(10):
        part_of_it = client.get(f"{url}earlier?show=talk&before={first}", headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in part_of_it, part_of_it.count("data-item")) == (False, 50)
    assert client.get(f"{url}earlier?show=notes&before={first}").content.decode().count("data-item") == 26
    # An open page goes on showing what it shows, however much is said.
    Note.objects.bulk_create(Note(case=case, author=sara, body="Later", at=moments[-1] + timedelta(hours=1)) for _number in range(60))
    live = client.get(f"{url}?show=talk&since={first}", headers={"HX-Request": "true"}).content.decode()
    assert (live.count("data-item"), f"since={first}" in live) == (110, True)
    for wrong in ("", "x", "n_1", f"{first}9" * 9, "2026-01-01T00:00:00_1"):
        assert client.get(f"{url}earlier?before={wrong}").status_code == 404
    assert browse(nima).get(f"{url}earlier?before={first}").status_code == 404
