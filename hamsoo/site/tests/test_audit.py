"""The audit log, and what failed: for administrators only."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from hamsoo.chat import actions as chat
from hamsoo.kernel import deadlines
from hamsoo.kernel.errors import NotFound
from hamsoo.kernel.models import Deadline
from hamsoo.ledger.facts import facts_by_id
from hamsoo.ledger.models import Entry, FollowupRun
from hamsoo.people import actions as people
from hamsoo.people.models import Account, Person
from hamsoo.site import actions
from hamsoo.site.audit.queries import audit
from hamsoo.social import actions as social
from hamsoo.spaces import actions as spaces
from hamsoo.threads import actions as threads
from tests.world import NOON, PASSWORD

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


def said(person: Person, **filters: object) -> list[str]:
    with override("en"):
        return [item.sentence for item in audit(person=person, **filters).items]


def newest(name: str):
    return next(iter(facts_by_id([Entry.objects.filter(name=name).latest("pk").pk]).values()))


@pytest.fixture
def sara_account(sara: Person) -> Account:
    assert sara.account
    sara.account.set_password(PASSWORD)
    sara.account.save()
    return sara.account


def test_signing_in_and_out_are_facts(client: Client, sara: Person, sara_account: Account, admin: Person) -> None:
    client.post(reverse("account_login"), {"login": sara_account.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")
    entered = newest("people.SignedIn")
    assert (entered.actor.type, entered.actor.id, entered.channel) == ("person", sara.pk, "web")
    assert (entered.event.account_id, entered.event.address) == (sara_account.pk, "192.0.2.7")
    client.post(reverse("account_logout"))
    assert newest("people.SignedOut").actor.id == sara.pk
    assert said(admin, kind="access") == ["Sara Mohammadi signed out", "Sara Mohammadi signed in"]


def test_a_refused_sign_in_keeps_only_whose_it_was(client: Client, sara: Person, sara_account: Account, admin: Person) -> None:
    for email in (sara_account.email, "my-secret-password@typed.example"):
        client.post(reverse("account_login"), {"login": email, "password": "wrong"})
    assert said(admin, kind="access") == [
        "Signing in as an unknown address failed",
        "Signing in as sara@rayanpayam.example failed",
    ]
    assert not Entry.objects.filter(payload__icontains="secret").exists()
    assert said(admin, who=sara)[:1] == ["Signing in as sara@rayanpayam.example failed"]


def test_a_changed_password_is_a_fact(client: Client, sara: Person, sara_account: Account, admin: Person) -> None:
    client.post(reverse("account_login"), {"login": sara_account.email, "password": PASSWORD})
    new = "another-good-password-7"
    answer = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    assert said(admin, kind="access")[0] == "Sara Mohammadi changed how they sign in: password changed"


def test_filters(admin: Person, sara: Person, nima: Person) -> None:
    people.change_record(actor=admin, person=sara, changes={"phone": "1"}, at=NOON)
    people.change_record(actor=admin, person=nima, changes={"phone": "2"}, at=LATER)
    actions.note_backup(byte_count=7, file_count=1, at=LATER)
    assert said(admin, kind="people", since=LATER) == ["The record of Nima Ahmadi changed"]
    assert said(admin, who=sara, kind="people")[0] == "The record of Sara Mohammadi changed"
    assert said(admin, kind="installation", until=LATER) == []
    assert said(admin, kind="installation") == ["A backup was made"]


def test_the_log_goes_on_where_it_stopped(admin: Person) -> None:
    for number in range(5):
        actions.note_backup(byte_count=number, file_count=0, at=NOON)
    first = audit(person=admin, kind="installation", limit=3)
    rest = audit(person=admin, kind="installation", limit=3, before=first.before)
    assert [item.fact.event.byte_count for item in (*first.items, *rest.items)] == [4, 3, 2, 1, 0]
    assert rest.before is None


def test_a_secret_group_stays_secret(admin: Person, nima: Person) -> None:
    for policy in ("open", "secret"):
        spaces.create_group(actor=nima, name_fa=policy, name_en=policy.title(), policy=policy, at=NOON)
    assert "Nima Ahmadi founded the group “Open”" in said(admin, kind="rights")
    assert not any("Secret" in sentence for sentence in said(admin))


@pytest.mark.parametrize("path", ["/audit/", "/administration/followups/"])
def test_only_administrators_find_these_pages(browse, sara: Person, reza: Person, mina: Account, admin: Person, path: str) -> None:
    assert [browse(somebody).get(path).status_code for somebody in (sara, reza, mina, admin)] == [404, 404, 404, 200]
    assert browse(None).get(path).status_code == 302
    with pytest.raises(NotFound):
        audit(person=sara)


def test_the_page_speaks_both_languages(browse, admin: Person, sara: Person, django_assert_max_num_queries) -> None:
    actions.note_backup(byte_count=7, file_count=1, at=NOON)
    browser = browse(admin)
    browser.get("/audit/")
    with django_assert_max_num_queries(20):
        assert "A backup was made" in browser.get("/audit/").content.decode()
    admin.account.language = "fa"
    admin.account.save()
    assert "پشتیبان گرفته شد" in browser.get("/audit/").content.decode()


def test_wrong_filters_are_said_at_their_field(browse, admin: Person) -> None:
    browser = browse(admin)
    assert "No colleague goes by this name." in browser.get("/audit/?who=nobody").content.decode()
    for query in ("day=yesterweek", "day=9999-12-31", "day=0001-01-01", "kind=nonsense", "before=x", "before=99999999999999999999"):
        assert browser.get(f"/audit/?{query}").status_code == 422
    assert browser.get("/audit/?day=2026-11-21&who=Admin&kind=access").status_code == 200


@pytest.fixture
def dead() -> FollowupRun:
    entry = Entry.objects.latest("pk")
    return FollowupRun.objects.create(
        followup="x.send", entry=entry, state="dead", next_at=NOON, finished_at=NOON, attempt_count=8, error="Traceback <b>"
    )


def test_a_dead_followup_is_shown_and_tried_again(browse, admin: Person, sara: Person, dead: FollowupRun) -> None:
    browser = browse(admin)
    shown = browser.get("/administration/followups/").content.decode()
    assert "x.send" in shown
    assert "Traceback &lt;b&gt;" in shown
    assert browse(sara).post(f"/administration/followups/{dead.pk}/retry").status_code == 404
    dead.refresh_from_db()
    assert dead.state == "dead"
    assert browser.post(f"/administration/followups/{dead.pk}/retry").status_code == 303
    dead.refresh_from_db()
    assert (dead.state, dead.attempt_count, dead.finished_at) == ("waiting", 0, None)
    assert browser.post(f"/administration/followups/{dead.pk}/retry").status_code == 404
    assert said(admin, kind="installation") == ["Admin had “x.send” tried again"]


def test_a_failing_deadline_is_shown_and_tried_again(browse, admin: Person, sara: Person) -> None:
    deadlines.set_deadline(kind="x.remind", about=("request", 7), due_at=LATER)
    assert "x.remind" not in browse(admin).get("/administration/followups/").content.decode()
    Deadline.objects.update(attempt_count=3, error="ValueError")
    due = Deadline.objects.get()
    assert "x.remind" in browse(admin).get("/administration/followups/").content.decode()
    assert browse(sara).post(f"/administration/deadlines/{due.pk}/retry").status_code == 404
    assert browse(admin).post(f"/administration/deadlines/{due.pk}/retry").status_code == 303
    due.refresh_from_db()
    assert (due.attempt_count, due.error, due.due_at < LATER + timedelta(days=3650)) == (0, "", True)
    assert said(admin, kind="installation") == ["Admin had the deadline “x.remind” tried again"]


def test_what_was_decided_about_posts_values_and_keeping_is_read_by_administrators_as_far_as_they_may_see(
    admin: Person, sara: Person, nima: Person, world
) -> None:
    everywhere, secret = world.organisation, spaces.create_group(actor=sara, name_fa="راز", policy="secret", at=NOON)
    spaces.add_member(actor=sara, space=secret, person=nima, at=NOON)
    for space, keeper in ((everywhere, admin), (secret, sara)):
        post = social.publish(actor=nima, body=f"Hello {space.kind}", space_ids=[space.pk], at=NOON).post
        reporter = sara if keeper == admin else keeper
        report = threads.report(actor=reporter, target=post.ref, reason="false", note="", at=NOON)
        threads.decide(actor=keeper, target=post.ref, decision="hidden", answer="Not so", at=NOON)
        threads.restore(actor=keeper, report_id=report.pk, at=NOON)
    social.keep_value(actor=admin, name_fa="یکی", at=NOON)
    chat.set_keeping(actor=admin, days=30, at=NOON)
    assert said(admin, kind="order") == [
        "Admin set how long messages are kept: 30 days",
        "Admin changed the values of the organisation",
        "Admin put “Hello organisation” back",
        "Admin decided on the report about “Hello organisation”",
    ]
