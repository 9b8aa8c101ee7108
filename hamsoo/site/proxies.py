"""Who asks, when a proxy stands in front: believed only from proxies that HAMSOO_TRUSTED_PROXIES names."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
Address = IPv4Address | IPv6Address
_FOR, _PROTO, _VIA = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_VIA"
_FOREIGN = (_FOR, _PROTO, "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


class TrustedProxies:
    """Set REMOTE_ADDR to the one who asked the outermost trusted proxy, and leave its X-Forwarded-Proto to Django.

    From anybody else these headers are dropped: they say whatever a stranger likes. `request.is_passed_on` keeps that there were any.
    """

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the one who really asks."""
        request.is_passed_on = any(name in request.META for name in (*_FOREIGN, _VIA))  # type: ignore[attr-defined]
        peer = _address(request.META.get("REMOTE_ADDR", ""))
        if peer is not None and _is_trusted(peer):
            request.META["REMOTE_ADDR"] = str(_asker(peer, request.META.get(_FOR, "")))
        else:
            for name in _FOREIGN:
                request.META.pop(name, None)
        return self._answer(request)


def _asker(peer: Address, chain: str) -> Address:
    """Walk from the nearest proxy outwards, as long as each is trusted: what lies beyond the first stranger, a stranger wrote."""
    found = peer
    for text in reversed(chain.split(",")):
        if not _is_trusted(found):
            break
        address = _address(text)
        if address is None:
            break
        found = address
    return found


def _is_trusted(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _address(text: str) -> Address | None:
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    # A server that listens at [::] sees IPv4 in this dress.
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found
