"""What a profile tells of somebody's answers: by what its reader may see."""

from datetime import timedelta

from django.urls import reverse
from freezegun import freeze_time

from hamsoo.questions import actions
from hamsoo.questions.queries.standing import standing, usual_answer_seconds
from hamsoo.spaces.models import Space
from tests.world import NOON


def answered(asker, author, place, minutes, *, accept=False, thank=False):
    question = actions.ask(actor=asker, title="Which limit holds?", places=[place.pk], at=NOON)
    at = NOON + timedelta(minutes=minutes)
    answer = actions.answer(actor=author, question=question, body="The lower one.", at=at)
    if accept:
        actions.accept_answer(actor=asker, answer=answer, at=at)
    if thank:
        actions.thank(actor=asker, answer=answer, at=at)
    return answer


def test_answers_count_for_those_who_may_read_them(sara, reza, nima):
    service = Space.objects.get(subject_type="unit", subject_id=sara.unit_id)
    for minutes, accept in ((10, True), (20, False), (60, True)):
        answered(reza, sara, service, minutes, accept=accept, thank=accept)
    found = standing(person=reza, author=sara, since=NOON)
    assert (found.answered, found.accepted, len(found.thanks)) == (3, 2, 2)
    assert usual_answer_seconds(person=reza, author=sara) == 20 * 60
    unseen = standing(person=nima, author=sara, since=NOON)
    assert (unseen.answered, unseen.accepted, unseen.thanks) == (0, 0, [])
    assert usual_answer_seconds(person=nima, author=sara) is None
    assert standing(person=reza, author=sara, since=NOON + timedelta(hours=2)).answered == 0


def test_two_answers_tell_no_usual_time(sara, reza):
    service = Space.objects.get(subject_type="unit", subject_id=sara.unit_id)
    for minutes in (10, 20):
        answered(reza, sara, service, minutes)
    assert usual_answer_seconds(person=reza, author=sara) is None


def test_profiles_show_the_season_and_the_usual_time(browse, sara, reza, mina, django_assert_max_num_queries):
    service = Space.objects.get(subject_type="unit", subject_id=sara.unit_id)
    for minutes in (10, 20, 30):
        answered(reza, sara, service, minutes, accept=True, thank=True)
    client = browse(reza)
    address, time = (reverse(f"questions:{name}", args=[sara.pk]) for name in ("standing_of", "answer_time"))
    with freeze_time(NOON + timedelta(hours=1)):
        client.get(address)
        with django_assert_max_num_queries(8):
            page = client.get(address).content.decode()
        assert 'data-w="100"' in page
        assert "Reza Karimi" in page
        assert "Answers in about 20 min" in client.get(time).content.decode()
        assert browse(mina).get(address).status_code == 404
