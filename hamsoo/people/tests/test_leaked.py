"""Passwords that have leaked: looked up in a file of our own, which is made from a list that is read as a stream."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamsoo.kernel.errors import Invalid
from hamsoo.people.leaked import is_leaked, load


def _list(passwords, folder: Path) -> Path:
    lines = sorted(hashlib.sha1(one.encode()).hexdigest().upper() for one in passwords)
    path = folder / "list.txt"
    path.write_text("".join(f"{line}:{number}\n" for number, line in enumerate(lines, 1)))
    return path


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.text(min_size=1, max_size=12, alphabet=st.characters(exclude_categories=["Cs"])), min_size=1, max_size=40), st.data())
def test_what_is_in_the_list_is_found_and_nothing_else(tmp_path_factory, passwords, data):
    folder = tmp_path_factory.mktemp("leaked")
    target = folder / "kept.bin"
    assert load(source=_list(passwords, folder), target=target) == len(passwords)
    assert all(is_leaked(one, path=target) for one in passwords)
    other = data.draw(st.text(min_size=13, max_size=20))
    assert not is_leaked(other, path=target)


def test_without_a_file_nothing_has_leaked(tmp_path):
    assert not is_leaked("password", path=tmp_path / "none.bin")
    (tmp_path / "junk.bin").write_bytes(b"no such file of ours")
    assert not is_leaked("password", path=tmp_path / "junk.bin")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("hello\n", "Line 1 is no SHA-1 hash"),
        ("F" * 40 + ":1\n" + "A" * 40 + ":1\n", "Line 2 is out of order"),
        ("A" * 40 + ":1\n" + "A" * 39 + ":1\n", "Line 2 is no SHA-1 hash"),
        ("Z" * 40 + "\n", "Line 1 is no SHA-1 hash"),
        ("\n\n", "The file holds no hash"),
        ("", "The file holds no hash"),
    ],
)
def test_a_bad_list_leaves_the_file_that_was_there(tmp_path, lines, said):
    target = tmp_path / "kept.bin"
    load(source=_list(["old"], tmp_path), target=target)
    source = tmp_path / "bad.txt"
    source.write_text(lines)
    with pytest.raises(Invalid) as refused, override("en"):
        load(source=source, target=target)
    with override("en"):
        assert said in str(refused.value)
    assert is_leaked("old", path=target)
    assert [path.name for path in tmp_path.glob("kept*")] == ["kept.bin"]


def test_a_leaked_password_can_not_be_chosen(tmp_path, monkeypatch):
    kept = tmp_path / "kept.bin"
    monkeypatch.setattr(django_settings, "LEAKED_PASSWORDS", kept)
    validate_password("an-unusual-secret")
    load(source=_list(["an-unusual-secret"], tmp_path), target=kept)
    with pytest.raises(ValidationError) as refused:
        validate_password("an-unusual-secret")
    assert [error.code for error in refused.value.error_list] == ["password_leaked"]
