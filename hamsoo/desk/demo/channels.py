"""What colleagues say in the channels of the customer of the picture and of its case, put in through the actions."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from hamsoo.cases import actions as cases
from hamsoo.cases import queries
from hamsoo.chat import actions as chat
from hamsoo.chat.models import Conversation
from hamsoo.customers import actions as customers
from hamsoo.desk.demo.worktime import TEHRAN
from hamsoo.people.models import Person

_OF_CUSTOMER = (
    ("amir.rezaei", "تا قفل کیف برداشته نشده، هیچ پیشنهاد تازه‌ای از ما به سپهر نرود."),
    ("sara.mohammadi", "قفل از طرف HSM است؛ دوشنبه ساعت ۶ برداشته می‌شود و همین‌جا می‌نویسم."),
    ("niloofar.sharifi", "پس تا دوشنبه هر که از سپهر تلفن داشت، همین را بگوید."),
)
_OF_CASE = (
    ("negar.ahmadi", "ماندهٔ حساب را دوباره شمردم: ۱٫۳ میلیارد، اگر لغو از پایان آذر باشد."),
    ("niloofar.sharifi", "ممنون. پاسخ واحد را می‌نویسم و پیش از فرستادن این‌جا می‌گذارم."),
)


def talk_about(*, people: Mapping[str, Person], case_id: int, today: date) -> None:
    """Talk about a case, and about its customer."""
    case = queries.case(person=people[_OF_CASE[0][0]], pk=case_id)
    at = datetime.combine(today - timedelta(days=1), time(11, 10), TEHRAN)
    if case.record is not None:
        opener = people[_OF_CUSTOMER[0][0]]
        _say(customers.talk_about(actor=opener, record=case.record, at=at), _OF_CUSTOMER, people, at)
    at += timedelta(minutes=30)
    _say(cases.talk_about(actor=people[_OF_CASE[0][0]], case=case, at=at), _OF_CASE, people, at)


def _say(talk: Conversation, said: tuple[tuple[str, str], ...], people: Mapping[str, Person], at: datetime) -> None:
    for number, (who, text) in enumerate(said):
        when, known_as = at + timedelta(minutes=4 * number), uuid5(NAMESPACE_URL, f"{talk.pk} {text}")
        chat.send(actor=people[who], conversation_id=talk.pk, body=text, client_id=known_as, at=when)
