"""How often somebody may still try a password."""

import time

from allauth.core.internal import ratelimit
from django.core.cache import cache


def attempts_left(usage: ratelimit.RateLimitUsage) -> int:
    """Return how many attempts the limits that `usage` was counted against still allow: what the strictest of them leaves."""
    rates = ratelimit.get_rates(app="allauth.account", action="login_failed")
    now = time.time()
    spent = [cache.get(single.cache_key, []) for single in usage.usage]
    return min(rate.amount - sum(at > now - rate.duration for at in attempts) for rate, attempts in zip(rates, spent, strict=True))
