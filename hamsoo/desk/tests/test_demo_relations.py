"""The demo's teams, stages and contacts: the same every time, about companies that are there, and all before today."""

from datetime import date

from hamsoo.desk.demo import build
from hamsoo.desk.demo.relations import relations

TODAY = date(2026, 11, 21)


def test_relations_are_the_same_every_time_and_lie_in_the_last_half_year() -> None:
    spec = build(today=TODAY)
    found = relations(spec, today=TODAY)

    assert relations(build(today=TODAY), today=TODAY) == found
    assert len(found) == len(spec.customers)
    people = {person.key for person in spec.people}
    assert {key for one in found for key, _role in one.team} <= people
    days = [contact.at.date() for one in found for contact in one.contacts]
    assert (min(days) > date(2026, 5, 20), max(days) < TODAY) == (True, True)
    assert {contact.kind for one in found for contact in one.contacts} == {
        "call",
        "mail",
        "chat",
        "meeting",
        "visit",
        "invoice",
        "delivery",
        "campaign",
        "note",
    }
    # Who is in a department that comes to no team still calls and writes; nobody in no department does.
    assert all(contact.person in people or contact.system for one in found for contact in one.contacts)
    assert [one.stages[-1][1] for one in found].count("at_risk") == 2
