"""What is a colleague's own: profile, presence, settings, skills, hours."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import translation

from hamsoo.kernel.errors import Invalid, NotAllowed
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry
from hamsoo.ledger.presentation import present
from hamsoo.people import actions, queries
from hamsoo.people.models import Account, Skill
from tests.world import NOON

OFFICE = {"time_zone": "Asia/Tehran", "weeks": [{"days": {"saturday": [["08:00", "13:00"]], "sunday": [["08:00", "13:00"]]}}]}


def told(reader) -> list[str]:
    facts = list(facts_by_id(Entry.objects.order_by("id").values_list("id", flat=True)).values())
    with translation.override("en"):
        return [shown.sentence for _id, shown in sorted(present(facts, person=reader).items())]


def test_the_owner_edits_the_profile_and_it_is_told(sara, nima):
    actions.edit_profile(actor=sara, person=sara, about="Custody", languages={"fa": 5, "en": None}, at=NOON)
    actions.edit_profile(actor=sara, person=sara, about="Custody", at=NOON)
    sara.refresh_from_db()
    assert (sara.about, [(spoken.code, spoken.level) for spoken in sara.spoken.all()]) == ("Custody", [("fa", 5), ("en", None)])
    assert [entry.payload["fields"] for entry in Entry.objects.filter(name="people.ProfileEdited")] == [["about", "languages"]]
    assert told(nima)[-1] == "Sara Mohammadi edited their profile"


def test_nobody_else_edits_it(sara, reza, admin):
    for other in (reza, admin):
        with pytest.raises(NotAllowed):
            actions.edit_profile(actor=other, person=sara, about="x", at=NOON)
    sara.refresh_from_db()
    assert sara.about == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("languages", {"xx": 1}),
        ("languages", {"fa": 6}),
        ("time_zone", "Mars/Base"),
        ("about", "x" * 4001),
        ("working_calendar", {"weeks": []}),
    ],
)
def test_wrong_values_are_refused_with_their_field(sara, field, value):
    with pytest.raises(Invalid):
        actions.edit_profile(actor=sara, person=sara, at=NOON, **{field: value})
    assert not Entry.objects.filter(name="people.ProfileEdited").exists()


def test_the_form_says_what_is_wrong(browse, sara):
    client = browse(sara)
    assert client.post(reverse("people:about"), {"about": "x" * 4001}).status_code == 422
    answer = client.post(reverse("people:about"), {"about": "Hello"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{sara.get_absolute_url()}#part-about")
    sara.refresh_from_db()
    assert sara.about == "Hello"


def test_skills_are_said_confirmed_and_taken_back(sara, reza, nima):
    held = actions.declare_skill(actor=sara, name="کوبرنتیز", at=NOON)
    assert actions.declare_skill(actor=sara, name="كوبرنتيز", at=NOON) == held
    for colleague in (reza, nima, nima):
        actions.endorse_skill(actor=colleague, held=held, at=NOON)
    assert [skill.endorsement_count for skill in queries.skills_of(person=nima, of=sara, at=NOON)] == [2]
    assert told(nima)[-3:] == [
        "Sara Mohammadi added the skill “کوبرنتیز”",
        "Reza Karimi endorsed “کوبرنتیز”",
        "Nima Ahmadi endorsed “کوبرنتیز”",
    ]
    actions.withdraw_endorsement(actor=nima, held=held, at=NOON)
    assert [skill.endorsement_count for skill in queries.skills_of(person=nima, of=sara, at=NOON)] == [1]
    assert "Nima Ahmadi endorsed “کوبرنتیز”" not in told(nima)
    actions.withdraw_skill(actor=sara, held=held, at=NOON)
    assert not any("کوبرنتیز" in sentence for sentence in told(nima))


def test_nobody_confirms_their_own_skill_or_takes_anothers(sara, nima):
    held = actions.declare_skill(actor=sara, name="Kubernetes", at=NOON)
    with pytest.raises(NotAllowed):
        actions.endorse_skill(actor=sara, held=held, at=NOON)
    with pytest.raises(NotAllowed):
        actions.withdraw_skill(actor=nima, held=held, at=NOON)
    assert [skill.endorsement_count for skill in queries.skills_of(person=nima, of=sara, at=NOON)] == [0]


def test_one_skill_has_two_names(sara, nima):
    skill = actions.ensure_skill(name_fa="مدیریت کلید", name_en="Key management")
    assert actions.declare_skill(actor=sara, name="key  management", at=NOON).skill == skill
    assert actions.declare_skill(actor=nima, name="مديريت كليد", at=NOON).skill == skill
    assert Skill.objects.count() == 1
    for name in ("  ", "!!!", "x" * 81):
        with pytest.raises(Invalid):
            actions.ensure_skill(name_fa=name)


def test_presence_is_no_fact(sara):
    facts = Entry.objects.count()
    actions.set_presence(actor=sara, presence="busy", at=NOON)
    sara.refresh_from_db()
    assert (sara.presence, Entry.objects.count()) == ("busy", facts)


def test_settings_are_kept_from_page_and_menu(browse, sara):
    client = browse(sara)
    client.post(reverse("people:settings"), {"language": "fa", "theme": "dark", "calendar": "jalali"})
    account = Account.objects.get(pk=sara.account_id)
    assert (account.language, account.theme, account.calendar, account.uses_shortcuts) == ("fa", "dark", "jalali", False)
    client.post(reverse("ui:appearance"), {"uses_shortcuts": "True"})
    client.post(reverse("ui:appearance"), {"theme": "light"})
    account.refresh_from_db()
    assert (account.theme, account.uses_shortcuts) == ("light", True)
    with pytest.raises(Invalid):
        actions.change_settings(account=account, theme="pink")


def test_the_calendar_can_follow_the_language_again(browse, sara):
    client = browse(sara)
    client.post(reverse("people:settings"), {"language": "en", "theme": "light", "calendar": "jalali"})
    client.post(reverse("people:settings"), {"language": "en", "theme": "light", "calendar": "language"})
    assert Account.objects.get(pk=sara.account_id).calendar == ""
    assert client.get(reverse("people:settings")).context["form"]["calendar"].value() == "language"


def test_the_calendar_follows_the_language_until_it_is_chosen(browse, sara):
    client = browse(sara)
    assert Account().calendar == ""
    actions.change_settings(account=sara.account, language="en", calendar="")
    client.cookies["hamsoo-calendar"] = "jalali"  # What a visitor chose in this browser is not the account's choice.
    assert client.get(reverse("people:settings")).context["appearance"].calendar == "gregorian"
    actions.change_settings(account=sara.account, language="fa")
    assert client.get(reverse("people:settings")).context["appearance"].calendar == "jalali"
    actions.change_settings(account=sara.account, language="en", calendar="jalali")
    assert client.get(reverse("people:settings")).context["appearance"].calendar == "jalali"


def test_hours_say_who_can_be_reached(sara):
    sara = actions.edit_profile(actor=sara, person=sara, working_calendar=OFFICE, at=NOON)
    # NOON is Saturday 12:00 in Tehran.
    open_now = queries.reachability(person=sara, at=NOON)
    assert (open_now.is_open, open_now.until) == (True, datetime(2026, 11, 21, 9, 30, tzinfo=UTC))
    evening = queries.reachability(person=sara, at=datetime(2026, 11, 21, 15, 0, tzinfo=UTC))
    assert (evening.is_open, evening.opens_at) == (False, datetime(2026, 11, 22, 4, 30, tzinfo=UTC))
    sara = actions.edit_profile(actor=sara, person=sara, working_calendar={"time_zone": "Asia/Tehran", "weeks": [{"days": {}}]}, at=NOON)
    assert queries.reachability(person=sara, at=NOON) == queries.Reachability(False, None, None)


def test_the_line_of_a_day_shows_when_somebody_does_not_work(sara):
    hours = {"saturday": [["07:30", "12:30"], ["14:00", "16:00"]]}
    sara = actions.edit_profile(actor=sara, person=sara, working_calendar={"time_zone": "Asia/Tehran", "weeks": [{"days": hours}]}, at=NOON)
    # From eight to five are nine hours; NOON is twelve o'clock.
    ninths = [round(100 * hour / 9, 6) for hour in (4.5, 6, 8, 9)]
    line = queries.day_line(person=sara, at=NOON)
    assert [tuple(round(edge, 6) for edge in span) for span in line.busy] == [(ninths[0], ninths[1]), (ninths[2], ninths[3])]
    assert round(line.now, 6) == round(100 * 4 / 9, 6)
    early = queries.day_line(person=sara, at=datetime(2026, 11, 21, 2, 0, tzinfo=UTC))
    assert (early.busy, early.now) == (line.busy, 0.0)
    evening, sunday = datetime(2026, 11, 21, 13, 30, tzinfo=UTC), datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    assert queries.day_line(person=sara, at=evening) is None
    assert queries.day_line(person=sara, at=sunday) is None
