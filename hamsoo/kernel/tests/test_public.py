"""Which addresses are of the world outside, whatever they are wrapped in."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamsoo.kernel.public import is_public


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        *[
            (one, False)
            for one in ("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1")
        ],
        *[(one, False) for one in ("255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1")],
        *[(one, False) for one in ("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::")],
        ("::ffff:93.184.216.34", True),
    ],
)
def test_public_is_what_everybody_reaches(address, public):
    assert is_public(ip_address(address)) is public


@given(st.integers(0, 2**32 - 1))
def test_an_address_inside_another_counts_by_what_it_is(number: int) -> None:
    inner = ip_address(number)
    for outer in (f"::ffff:{inner}", f"64:ff9b::{inner}", f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1"):
        assert not (is_public(ip_address(outer)) and not is_public(inner))
