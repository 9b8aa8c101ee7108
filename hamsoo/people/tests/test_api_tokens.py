"""Tokens for programs: shown once, kept as a digest, as far as their scope, gone with their owner."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time

from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.ledger.actors import SYSTEM
from hamsoo.ledger.models import Entry
from hamsoo.people import actions, events
from hamsoo.people.models import ApiToken, Person, SignInPolicy
from hamsoo.people.queries.policy import forget_policy
from tests.world import NOON, PASSWORD

READ, WRITE = "/api/v1/questions", "/api/v1/questions"


def _call(key: str | None, method: str = "get", path: str = READ, client: Client | None = None, **sent: object):
    headers = {"Authorization": f"Bearer {key}"} if key is not None else {}
    with freeze_time(NOON):
        return (client or Client()).generic(
            method.upper(), path, json.dumps(sent) if sent else "", content_type="application/json", headers=headers
        )


def _token(person: Person, scope: str = "read", days: int = 30) -> tuple[ApiToken, str]:
    return actions.create_api_token(actor=person, name="Script", scope=scope, days=days, at=NOON)


def test_a_token_lets_a_program_in_as_its_owner(sara, nima):
    token, key = _token(sara)
    assert key.startswith("hmo_")
    assert len(key) == 47
    assert key not in str(ApiToken.objects.values().get())
    answer = _call(key)
    assert answer.status_code == 200, answer.content
    token.refresh_from_db()
    assert token.last_used_at == NOON
    assert Entry.objects.filter(name=events.ApiTokenCreated.name, actor_id=sara.pk).count() == 1


@pytest.mark.parametrize("key", ["", "hmo_", "hmo_" + "x" * 43, "nonsense", "hmo_\x00", "ژ", "hmo_" + "x" * 5_000], ids=range(7))
def test_what_is_no_token_is_refused(sara, key):
    _token(sara)
    assert _call(key.encode("utf-8").decode("latin-1")).status_code == 401


def test_a_reading_token_writes_nothing_even_beside_a_session(sara, browse):
    _token_row, key = _token(sara, "read")
    asked = {"title": "May I?", "body": ""}
    for client in (Client(), browse(sara)):
        # A program that brings a cookie and a CSRF token of its own making must not become a session by it.
        client.cookies["hamsoo-csrf"] = "x" * 32
        with freeze_time(NOON):
            answer = client.post(
                WRITE,
                json.dumps(asked),
                content_type="application/json",
                headers={"Authorization": f"Bearer {key}", "X-CSRFToken": "x" * 32},
            )
        assert answer.status_code == 403, answer.content
        assert answer.json()["code"] == "NotAllowed"


def test_a_writing_token_writes(sara):
    _token_row, key = _token(sara, "write")
    answer = _call(key, "post", WRITE, title="May I?", body="", places=[])
    assert answer.status_code not in (401, 403), answer.content


def test_a_worthless_token_is_not_made_good_by_a_cookie(sara, browse):
    assert _call("hmo_" + "x" * 43, client=browse(sara)).status_code == 401


def test_a_token_counts_in_the_api_only(sara):
    _token_row, key = _token(sara, "write")
    for path in ("/people/me/", "/accounts/tokens/", "/"):
        assert Client().get(path, headers={"Authorization": f"Bearer {key}"}).status_code in (302, 404)


def test_tokens_end_by_time_revocation_and_leaving(sara, nima, admin):
    _short, short_key = _token(sara, days=1)
    with freeze_time(NOON + timedelta(days=1, seconds=1)):
        assert Client().get(READ, headers={"Authorization": f"Bearer {short_key}"}).status_code == 401
    token, key = _token(sara)
    with pytest.raises(NotFound):
        actions.revoke_api_token(actor=nima, token_id=token.pk, at=NOON)
    assert _call(key).status_code == 200
    actions.revoke_api_token(actor=sara, token_id=token.pk, at=NOON)
    actions.revoke_api_token(actor=sara, token_id=token.pk, at=NOON)
    assert _call(key).status_code == 401
    assert Entry.objects.filter(name=events.ApiTokenRevoked.name).count() == 1
    _other, other_key = _token(sara)
    assert _call(other_key).status_code == 200
    actions.leave(actor=SYSTEM, person=sara, left_on=NOON.date(), at=NOON)
    assert _call(other_key).status_code == 401
    assert not ApiToken.objects.filter(account=sara.account, revoked_at=None).exists()


def test_another_password_or_role_ends_tokens(sara, admin, browse):
    assert sara.account
    sara.account.set_password(PASSWORD)
    sara.account.save()
    _row, key = _token(sara)
    changed = {"oldpassword": PASSWORD, "password1": "another-long-secret", "password2": "another-long-secret"}
    with freeze_time(NOON):
        client = Client()
        client.post("/accounts/login/", {"login": sara.account.email, "password": PASSWORD})
        client.post("/accounts/password/change/", changed)
    assert _call(key).status_code == 401
    _row, key = _token(sara)
    role = actions.create_role(actor=admin, name_fa="میزبان", at=NOON)
    assert _call(key).status_code == 200
    actions.give_role(actor=admin, role=role, kind="person", subject_id=sara.pk, at=NOON)
    assert _call(key).status_code == 401
    assert Entry.objects.filter(name=events.ApiTokenRevoked.name).count() == 2


def test_a_closed_account_ends_tokens(sara):
    _row, key = _token(sara)
    assert sara.account
    sara.account.is_active = False
    sara.account.save()
    assert _call(key).status_code == 401


@pytest.mark.parametrize(
    ("changed", "field"), [({"name": " "}, "name"), ({"scope": "all"}, "scope"), ({"days": 0}, "days"), ({"days": 400}, "days")]
)
def test_bad_tokens_are_refused(sara, changed, field):
    wanted = {"name": "Script", "scope": "read", "days": 30, **changed}
    with pytest.raises(Invalid) as refused:
        actions.create_api_token(actor=sara, at=NOON, **wanted)
    assert refused.value.field == field
    assert not ApiToken.objects.exists()


def test_nobody_has_too_many(sara):
    for _number in range(20):
        _token(sara)
    with pytest.raises(Conflict):
        _token(sara)


def test_the_page_shows_a_key_once(sara, browse, mina, django_assert_num_queries):
    client, page = browse(sara), reverse("people:api_tokens")
    shown = client.post(page, {"name": "Script", "scope": "read", "days": "۹۰"}).content.decode()
    token = ApiToken.objects.get()
    assert (token.expires_at - token.created_at).days == 90
    assert shown.count("hmo_") >= 2
    again = client.get(page)
    assert "Script" in again.content.decode()
    assert token.digest not in again.content.decode()
    assert again.content.decode().count("hmo_") == 1
    assert "no-store" in again.headers["Cache-Control"]
    with django_assert_num_queries(2):
        client.get(page)
    assert client.post(page, {"name": "", "scope": "read", "days": "x"}).status_code == 422
    assert browse(mina).get(page).status_code == 404
    client.post(reverse("people:revoke_api_token", args=[token.pk]))
    token.refresh_from_db()
    assert token.revoked_at


def test_a_forced_factor_holds_for_tokens_too(sara, admin):
    _row, key = _token(sara)
    actions.change_sign_in_policy(actor=admin, second_factor=SignInPolicy.SecondFactor.EVERYBODY, grace_days=0, at=NOON - timedelta(days=1))
    assert sara.account
    type(sara.account).objects.filter(pk=sara.account.pk).update(joined_at=NOON - timedelta(days=30))
    forget_policy()
    answer = _call(key)
    assert answer.status_code == 403
    assert answer.json()["code"] == "SecondFactorNeeded"
