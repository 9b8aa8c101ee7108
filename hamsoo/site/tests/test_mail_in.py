"""`hamsoo mail-in`: what a mail server gets to hear from the program that it hands a mail to."""

from contextlib import nullcontext
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import OperationalError

from hamsoo.site.commands import mail_in as command
from hamsoo.site.mail_in import Said


@pytest.fixture
def hand_over(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(command, "django_ready", lambda **_options: nullcontext())
    monkeypatch.setenv("HAMSOO_LANGUAGE", "en")

    def run(said: Said | Exception, raw: bytes = b"From: a@x.example\r\n\r\nhi") -> tuple[Result, list[Any]]:
        heard: list[Any] = []

        def taken(content: bytes, recipients: tuple[str, ...]) -> Said:
            heard.append((content, recipients))
            if isinstance(said, Exception):
                raise said
            return said

        monkeypatch.setattr("hamsoo.site.mail_in.taken", taken)
        return CliRunner().invoke(command.mail_in, ["reply+x@hamsoo.example"], input=raw), heard

    return run


def test_a_mail_is_taken_with_the_addresses_that_the_server_was_given(hand_over: Any) -> None:
    result, heard = hand_over(Said(is_taken=True))
    assert (result.exit_code, result.output) == (0, "Taken.\n")
    assert heard == [(b"From: a@x.example\r\n\r\nhi", ("reply+x@hamsoo.example",))]
    assert hand_over(Said())[0].output == "Nothing to do.\n"


def test_a_refusal_goes_back_to_who_wrote_it_and_trouble_is_tried_again(hand_over: Any) -> None:
    result, _heard = hand_over(Said(refusal="Too large."))
    assert (result.exit_code, result.stderr) == (77, "Too large.\n")
    assert hand_over(OperationalError("away"))[0].exit_code == 75


def test_no_more_is_read_than_a_mail_may_have(hand_over: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hamsoo.kernel.mail.reading.LARGEST", 10)
    _result, heard = hand_over(Said(), b"x" * 1000)
    assert len(heard[0][0]) == 11
