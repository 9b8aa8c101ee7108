"""Reading mails: what is said by whom, and whatever else a mail may be made of."""

import base64
import time
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamsoo.kernel.errors import DomainError
from hamsoo.kernel.mail.authentication import authentication
from hamsoo.kernel.mail.parsing import LARGEST
from hamsoo.kernel.mail.reading import Refused, read

BEGIN = b"From: Mina <mina@example.com>\r\nTo: help@example.ir\r\n"
SALAM = "سلام، سفارش من نرسید"


def raw(headers: bytes = b"", body: bytes = b"Hello") -> bytes:
    return BEGIN + headers + b"\r\n" + body


def made(text: str = "Hello", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = "Mina <mina@example.com>", "help@example.ir", "<1@example.com>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def test_a_mail_is_understood():
    mail = made(
        f"{SALAM}\n> old\n",
        Subject="سفارش ۱۲۳۴",
        Cc="Ali <ali@example.com>, x@y.example",
        Date="Mon, 30 Nov 2026 12:00:00 +0330",
        In_Reply_To="<a@example.ir>",
        References="<b@example.ir> <a@example.ir>",
    )
    mail.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="صورتحساب.pdf")
    found = read(mail.as_bytes(), envelope=["Help+Key@Example.ir"])
    assert (found.sender.name, found.sender.address, found.subject) == ("Mina", "mina@example.com", "سفارش ۱۲۳۴")
    assert (found.text, found.quoted) == (SALAM, "> old")
    assert found.recipients == ("help+key@example.ir", "help@example.ir", "ali@example.com", "x@y.example")
    assert found.said_at == datetime(2026, 11, 30, 8, 30, tzinfo=UTC)
    assert (found.message_id, found.in_reply_to) == ("<1@example.com>", ("<a@example.ir>",))
    assert found.references == ("<b@example.ir>", "<a@example.ir>")
    [file] = found.files
    assert (file.name, file.kind, file.content, file.is_inline) == ("صورتحساب.pdf", "application/pdf", b"%PDF-1", False)
    assert not found.is_automatic
    assert found.bounce is None


def test_pictures_in_the_text_are_known_by_what_the_text_calls_them():
    mail = made()
    mail.add_alternative('<p>Look: <img src="cid:one@x"></p>', subtype="html")
    mail.get_payload()[1].add_related(b"\x89PNG", maintype="image", subtype="png", cid="<one@x>")
    [file] = read(mail.as_bytes()).files
    assert (file.content_id, file.is_inline, file.kind) == ("one@x", True, "image/png")


@pytest.mark.parametrize(
    ("charset", "content", "expected"),
    [
        ("windows-1256", SALAM.replace("ی", "ي").encode("cp1256"), SALAM.replace("ی", "ي")),
        ("us-ascii", SALAM.replace("ی", "ي").encode("cp1256"), SALAM.replace("ی", "ي")),
        ("iso-8859-1", SALAM.encode(), SALAM),
        ("windows-1256", SALAM.encode(), SALAM),
        ("iso-8859-1", "Zürich café".encode("latin-1"), "Zürich café"),
        ("utf-16", SALAM.encode("utf-16"), SALAM),
        ("zlib", b"plain", "plain"),
        ("punycode", b"plain-" * 3, "plain-" * 3),
        ("no such", b"a\xff\x00", "a\ufffd"),
    ],
)
def test_letters_are_what_they_are_and_not_what_they_say(charset, content, expected):
    header = f'Content-Type: text/plain; charset="{charset}"\r\nContent-Transfer-Encoding: base64\r\n'.encode()
    assert read(raw(header, base64.b64encode(content))).text == expected


def test_words_of_headers_are_read_however_they_were_written():
    assert read(raw(b"Subject: " + SALAM.encode() + b"\r\n")).subject == SALAM
    assert read(raw(b"Subject: =?windows-1256?B?" + base64.b64encode("سلام".encode("cp1256")) + b"?=\r\n")).subject == "سلام"
    assert read(raw(b"Subject: a\r\n b\tc\x00d =?utf-8?q?e=0D=0ABcc:_f?=\r\n")).subject == "a b c d e Bcc: f"


def bounce(*, action: bytes = b"failed", kind: bytes = b"message/rfc822") -> bytes:
    return b"\r\n".join(
        [
            b"From: MAILER-DAEMON@mx.example.com",
            b"To: help@example.ir",
            b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
            b"",
            b"--b\r\nContent-Type: text/plain\r\n\r\nSorry",
            b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n",
            b"Final-Recipient: rfc822; Mina@Example.com\r\nAction: " + action + b"\r\nStatus: 5.1.1",
            b"Diagnostic-Code: smtp; 550 no such user\r\n",
            b"--b\r\nContent-Type: " + kind + b"\r\n\r\nMessage-ID: <7.a@example.ir>\r\nSubject: x\r\n\r\nOurs\r\n--b--\r\n",
        ]
    )


def test_what_comes_back_says_for_whom_it_was_and_which_one():
    found = read(bounce())
    assert found.is_automatic
    assert found.bounce is not None
    assert (found.bounce.recipient, found.bounce.message_id) == ("mina@example.com", "<7.a@example.ir>")
    assert (found.bounce.reason, found.bounce.is_final) == ("5.1.1 550 no such user", True)
    late = read(bounce(action=b"delayed", kind=b"text/rfc822-headers"))
    assert late.bounce is not None
    assert (late.bounce.message_id, late.bounce.is_final) == ("<7.a@example.ir>", False)


PROVEN = "mx.example.ir; dkim=pass header.d=example.com; spf=fail smtp.mailfrom=x@other.example"
DISOWNED = "mx.example.ir; dkim=pass header.d=example.com; dmarc=fail header.from=example.com"
# What a sender wrote into their address, or a server into a remark, is no statement; what does not end says nothing.
QUOTED = 'mx.example.ir; spf=pass smtp.mailfrom="; dmarc=pass header.from=example.com "@evil.example'
REMARKED = "mx.example.ir; spf=pass (a; dkim=pass header.d=example.com) smtp.mailfrom=evil.example"
OPEN = 'mx.example.ir; spf=pass smtp.mailfrom="a\\"; dkim=pass header.d=example.com'
UNKNOWN = ("unknown", "unknown", "unknown", False)


@pytest.mark.parametrize(
    ("values", "host", "expected"),
    [
        ([PROVEN], "example.com", ("pass", "fail", "none", True)),
        ([PROVEN], "mail.example.com", ("pass", "fail", "none", True)),
        ([PROVEN], "notexample.com", ("pass", "fail", "none", False)),
        ([PROVEN], "com", ("pass", "fail", "none", False)),
        (["mx.example.ir 1; dmarc=pass (p=none) header.from=example.com"], "example.com", ("none", "none", "pass", True)),
        ([DISOWNED], "example.com", ("pass", "none", "fail", False)),
        (["mx.example.ir; spf=pass smtp.mailfrom=a@example.com"], "example.com", ("none", "pass", "none", True)),
        # Nobody else's word counts, and of two by the same name the one that stands above.
        (["mx.other.example; dkim=pass header.d=example.com"], "example.com", UNKNOWN),
        (["mx.example.ir; dkim=none", PROVEN], "example.com", ("none", "none", "none", False)),
        ([QUOTED], "example.com", ("none", "pass", "none", False)),
        ([REMARKED], "example.com", ("none", "pass", "none", False)),
        ([OPEN], "example.com", UNKNOWN),
        ([], "example.com", UNKNOWN),
    ],
)
def test_only_the_word_of_our_own_server_proves_a_sender(values, host, expected):
    found = authentication(values, server="mx.example.ir", host=host)
    assert (found.dkim, found.spf, found.dmarc, found.is_proven) == expected
    assert not authentication(values, server="", host=host).is_proven


def nested(count: int) -> bytes:
    return b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(count))


HOSTILE = {
    "nothing": b"",
    "no header": b"no header at all",
    "too large": b"x" * (LARGEST + 1),
    "lines alone": BEGIN + b"\r\n" + b"\n" * 3_000_000,
    "deep": BEGIN + nested(1_000),
    "mails in mails": BEGIN + b"Content-Type: message/rfc822\r\n\r\n" * 1_000,
    "many parts": BEGIN + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * 100_000,
    "deep and long": BEGIN + nested(90) + b"\n" * 500_000,
    "two senders": b"From: a@x.example, b@x.example\r\n\r\nhi",
    "two From": b"From: a@x.example\r\nFrom: b@x.example\r\n\r\nhi",
    "a sender within a sender": b"From: a@x.example <b@x.example> <c@x.example>\r\n\r\nhi",
    "nobody": b"From: nobody\r\n\r\nhi",
    "comments without end": b"From: " + b"(" * 60_000 + b" a@x.example\r\n\r\nhi",
}
STRANGE = {
    "no date": raw(),
    "no such date": raw(b"Date: Mon, 99 Foo 99999999999999 99:99:99 +9999\r\n"),
    "the future": raw(b"Date: Mon, 30 Nov 2099 12:00:00 +0000\r\n"),
    "2,000 recipients": raw(b"Cc: " + b",\r\n ".join(b"p%d@example.com" % n for n in range(2_000)) + b"\r\n"),
    "a long header": raw(b"X-Long: " + b"a " * 2_000_000 + b"\r\n"),
    "a header of semicolons": raw(b"Content-Type: text/plain" + b";" * 1_000_000 + b"\r\n"),
    "many headers": raw(b"X: y\r\n" * 100_000),
    "encoded words": raw(b"Subject: " + b"=?" * 50_000 + b"\r\n"),
    "NULs": raw(b"Subject: a\x00b\r\n", b"c\x00d"),
    "deep HTML": raw(b"Content-Type: text/html\r\n", b"<div>" * 60_000),
    "quotes": raw(b"", b">" * 300_000 + b"\n" + b"On " * 100_000),
    "broken code": raw(b"Content-Transfer-Encoding: base64\r\n", b"!!!not base64"),
    "a boundary of nothing": raw(b'Content-Type: multipart/mixed; boundary=""\r\n', b"--\r\n\r\nx\r\n----"),
    "no boundary": raw(b"Content-Type: multipart/mixed\r\n"),
}


def in_time(content: bytes):
    """Read, in less processor time than anybody could be held up with."""
    begin = time.process_time()
    try:
        return read(content)
    finally:
        assert time.process_time() - begin < 3


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_cannot_be_read_is_refused_soon(kind):
    with pytest.raises(Refused):
        in_time(HOSTILE[kind])


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_only_strange_is_read(kind):
    found = in_time(STRANGE[kind])
    assert found.sender.address == "mina@example.com"
    assert "\x00" not in f"{found.text}{found.subject}"


def test_of_strange_mails_the_rest_is_right():
    assert [read(STRANGE[kind]).said_at for kind in ("no date", "no such date")] == [None, None]
    assert read(STRANGE["the future"]).said_at == datetime(2099, 11, 30, 12, tzinfo=UTC)
    assert len(read(STRANGE["2,000 recipients"]).cc) == 2_000
    with translation.override("en"), pytest.raises(Refused, match="may have 40 MB"):
        read(HOSTILE["too large"])


@settings(max_examples=40, deadline=1000, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=300), st.text(max_size=200), st.sampled_from(["Content-Type", "Authentication-Results", "Date", "Subject", "From"])
)
def test_any_mail_is_read_or_refused(content, text, name):
    header = f"{name}: ".encode() + content
    for one in (content, BEGIN + header, BEGIN + header + b"\r\n\r\n" + text.encode("utf-8", "replace"), bounce(action=content)):
        try:
            found = read(one, trusted_server="mx.example.ir")
        except DomainError:
            continue
        assert "\x00" not in f"{found.text}{found.subject}{found.sender.name}"
        assert not found.authentication.is_proven
