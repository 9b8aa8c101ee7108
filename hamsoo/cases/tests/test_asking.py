"""A request to a colleague that is asked from a case: who reads the case meets it there, others learn nothing of it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hamsoo.cases import actions
from hamsoo.cases.tests.test_working import opened, refused
from hamsoo.ledger.traits import Ref
from hamsoo.people.models import Person
from hamsoo.questions import actions as questions
from hamsoo.questions import queries
from hamsoo.questions.models import Question
from tests.world import NOON, World


@pytest.mark.parametrize("is_confidential", [False, True])
def test_who_is_asked_meets_the_case_as_far_as_they_read_it(
    world: World, sara: Person, reza: Person, browse: Callable[..., Client], *, is_confidential: bool
) -> None:
    case = opened(world, sara)
    if is_confidential:
        actions.close_to_others(actor=sara, case=case, at=NOON)

    words = {"title": "When does the cover begin?", "places": world.organisation.pk, "urgency": "today", "about": f"case:{case.pk}"}
    answer = browse(sara).post(reverse("questions:new_request", args=[reza.pk]), words)

    question = Question.objects.get()
    for person, reads in ((sara, True), (reza, not is_confidential)):
        told = queries.thread(person=person, pk=question.pk).about
        assert (told is not None and told.title) == (reads and str(case))
        for address in (answer["Location"], question.get_absolute_url()):
            page = browse(person).get(address).content.decode()
            assert ("When does the cover begin?" in page, case.subject in page, f"/cases/{case.pk}/" in page) == (True, reads, reads)


def test_nobody_asks_about_a_case_that_they_do_not_read(world: World, sara: Person, reza: Person) -> None:
    case = opened(world, sara)
    actions.close_to_others(actor=sara, case=case, at=NOON)

    assert refused(lambda: questions.ask(actor=reza, title="What of it?", about=Ref("case", case.pk), at=NOON)) == "NotFound"
    assert not Question.objects.exists()
