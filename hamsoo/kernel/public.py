"""Which addresses are of the world outside: whoever names one to us may name one of our own network, in any spelling.

A name can lead anywhere, and a second look can lead elsewhere than the first. So a name is asked for once, every address that it has must
be a public one, and exactly one of these is connected to.
"""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


class NoSuchHost(Exception):
    """Nobody is called so."""


class NotPublic(Exception):
    """One of the addresses is not of the world outside; nothing is connected to."""


def is_public(address: Address) -> bool:
    """Return whether an address is one of the world outside; IPv4 inside IPv6, however it is wrapped, counts by what it is."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return is_public(address.ipv4_mapped)
    if isinstance(address, IPv6Address):
        wrapped = [address.sixtofour, *(address.teredo or ())]
        if any(address in network for network in _NAT64) or int(address) >> 32 == 0:
            wrapped.append(IPv4Address(int(address) & 0xFFFFFFFF))
        if any(one is not None and not is_public(one) for one in wrapped):
            return False
        if address.scope_id or address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def address_of(host: str, port: int, *, may_connect: Callable[[Address], bool] = is_public) -> Address:
    """Return the one address of `host` to connect to; raise `NoSuchHost`, or `NotPublic` when any that it has may not be connected to."""
    try:
        found = {ip_address(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, ValueError, UnicodeError) as error:
        raise NoSuchHost(host) from error
    if not found or not all(may_connect(address) for address in found):
        raise NotPublic(host)
    return min(found, key=lambda address: (address.version, int(address)))
