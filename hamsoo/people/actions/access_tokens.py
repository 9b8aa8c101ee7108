"""Tokens by which programs act as their owner."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hamsoo.kernel.errors import Conflict, Invalid, NotFound
from hamsoo.ledger.actions import record
from hamsoo.ledger.traits import Ref
from hamsoo.people import events, keys
from hamsoo.people.models import ApiToken, Person

MOST_TOKENS, LONGEST_DAYS = 20, 366
_SHOWN = 10


@transaction.atomic
def create_api_token(*, actor: Person, name: str, scope: str, days: int, at: datetime) -> tuple[ApiToken, str]:
    """Make a token that lives `days` days; return it with its key, which nobody can ever see again."""
    if not actor.is_active or actor.account is None or not actor.account.is_active:
        raise NotFound
    if not name.strip():
        raise Invalid(_("Give it a name by which you will know it again."), field="name")
    if scope not in ApiToken.Scope:
        raise Invalid(_("A token reads, or reads and writes."), field="scope")
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid(_("A token lives from one day to a year."), field="days")
    if ApiToken.objects.standing(at).filter(account=actor.account).count() >= MOST_TOKENS:
        raise Conflict(_("You have as many tokens as one can have. Revoke one first."))
    key = keys.new_api_key()
    token = ApiToken.objects.create(
        account=actor.account,
        name=name.strip(),
        scope=scope,
        digest=keys.digest(key),
        beginning=key[:_SHOWN],
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    fact = events.ApiTokenCreated(token_id=token.pk, account_id=token.account_id, scope=scope)
    record(fact, actor=actor, objects=[Ref("account", token.account_id), Ref("person", actor.pk)], spaces=[], at=at)
    return token, key


@transaction.atomic
def revoke_api_token(*, actor: Person, token_id: int, at: datetime) -> ApiToken:
    """Revoke a token of one's own; raise `NotFound` for another's. Twice changes nothing."""
    mine = (
        ApiToken.objects.select_for_update().filter(pk=token_id, account=actor.account_id) if actor.account_id else ApiToken.objects.none()
    )
    token = mine.first()
    if token is None:
        raise NotFound
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        fact = events.ApiTokenRevoked(token_id=token.pk, account_id=token.account_id)
        record(fact, actor=actor, objects=[Ref("account", token.account_id), Ref("person", actor.pk)], spaces=[], at=at)
    return token


def note_token_use(*, token: ApiToken, at: datetime) -> None:
    """Keep when a token was used last, to the minute: a busy program must not write a row with every call."""
    if token.last_used_at is None or at - token.last_used_at >= timedelta(minutes=1):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)
