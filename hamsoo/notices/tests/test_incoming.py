"""Understanding mails: what is the answer, who wrote it, what machines write, and what is too much."""

from email.message import EmailMessage

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamsoo.kernel.errors import DomainError
from hamsoo.notices import incoming

QUOTES = {
    "gmail": "Yes.\n\nOn Sat, Nov 21, 2026 at 12:00 PM Hamsoo <hamsoo@example.ir> wrote:\n> Who signs?\n> More",
    "gmail, two lines": "Yes.\n\nOn Sat, Nov 21, 2026 at 12:00 PM Hamsoo <\nhamsoo@example.ir> wrote:\n\n> Who signs?",
    "gmail, Persian": "Yes.\n\nدر تاریخ شنبه ۳۰ آبان ۱۴۰۵، همسو <hamsoo@example.ir> نوشت:\n> چه کسی؟",
    "outlook": "Yes.\n\n-----Original Message-----\nFrom: Hamsoo\nSent: Saturday\nTo: Sara\n\nWho signs?",
    "outlook, plain": "Yes.\r\n\r\nFrom: Hamsoo <hamsoo@example.ir>\r\nSent: Saturday\r\nTo: Sara\r\nSubject: x\r\n\r\nWho?",
    "our mark": "Yes.\n\n··· Write your answer above this line ···\n\n- Reza asked",
    "our mark, quoted": "Yes.\n> ··· پاسخ خود را بالای این خط بنویسید ···\n> - Reza",
    "a signature": "Yes.\n-- \nSara Mohammadi\nAgent",
    "a telephone": "Yes.\n\nSent from my iPhone",
    "nothing quoted": "Yes.",
    "only the rest quoted": "Yes.\n> old\n> older\n",
}


def mail(text="Yes.", *, to="reply@example.ir", sender="sara@example.ir", **headers) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Message-ID"] = sender, to, "Re: x", "<1@example.ir>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


@pytest.mark.parametrize("kind", QUOTES)
def test_the_answer_is_what_stands_above(kind):
    assert incoming.answer_in(QUOTES[kind]) == "Yes."


def test_what_a_person_quotes_between_stays():
    text = "> Who signs?\nReza does.\n\n> And who pays?\nNima, on Saturdays he wrote: as always"
    assert incoming.answer_in(text) == text


def test_a_mail_says_who_wrote_what_to_whom():
    found = incoming.read(
        mail("بله\n> چه کسی؟", to="Hamsoo <Reply+ABC@example.ir>, x@y.example", sender="Sara <Sara@Example.ir>").as_bytes()
    )
    assert (found.sender, found.recipients, found.text) == ("sara@example.ir", ("reply+abc@example.ir", "x@y.example"), "بله")
    assert incoming.read(mail().as_bytes(), envelope=["a@b.example"]).recipients == ("a@b.example", "reply@example.ir")


def test_of_html_what_is_read_counts():
    made = mail()
    made.set_content("<style>p{}</style><p>Yes,<br>he does.</p><script>x()</script><blockquote>Who?</blockquote>", subtype="html")
    assert incoming.read(made.as_bytes()).text == "Yes,\nhe does."


def test_files_are_no_answer():
    made = mail("Yes.")
    made.add_attachment(b"secret", maintype="text", subtype="plain", filename="a.txt")
    assert incoming.read(made.as_bytes()).text == "Yes."


@pytest.mark.parametrize(
    "headers",
    [
        *({"Auto_Submitted": one} for one in ("auto-replied", "auto-generated; type=x", "Auto-Notified")),
        *({"Precedence": one} for one in ("bulk", "LIST", "auto_reply", "junk")),
        {"List_Id": "<l.example>"},
        {"X_Auto_Response_Suppress": "All"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"sender": "MAILER-DAEMON@example.ir"},
        {"sender": "no-reply@example.ir"},
        {"sender": "bounces+12@example.ir"},
    ],
)
def test_machines_are_left_aside(headers):
    with pytest.raises(incoming.Ignored):
        incoming.read(mail(**headers).as_bytes())
    assert incoming.read(mail(Auto_Submitted="no").as_bytes()).text == "Yes."


def test_a_bounce_is_left_aside():
    raw = b'From: x@example.ir\r\nContent-Type: multipart/report; boundary="b"\r\n\r\n--b\r\n\r\nfailed\r\n--b--\r\n'
    with pytest.raises(incoming.Ignored):
        incoming.read(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no header at all",
        b"From: a@x.example, b@x.example\r\n\r\nhi",
        b"From: a@x.example\r\nFrom: b@x.example\r\n\r\nhi",
        b"From: nobody\r\n\r\nhi",
    ],
)
def test_whose_mail_it_is_has_to_be_clear(raw):
    with pytest.raises(incoming.Refused):
        incoming.read(raw)


@translation.override("en")
def test_too_much_is_refused_and_said():
    with pytest.raises(incoming.Refused, match="30 MB"):
        incoming.read(b"x" * (incoming.LARGEST + 1))
    parts = b"".join(b"--b\r\nContent-Type: text/x-other\r\n\r\nx\r\n" for _number in range(100))
    with pytest.raises(incoming.Refused, match="too many parts"):
        incoming.read(b'From: a@x.example\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n' + parts + b"--b--\r\n")
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (number, number) for number in range(600))
    with pytest.raises(incoming.Refused):
        incoming.read(b"From: a@x.example\r\n" + deep)


def test_unknown_letters_and_broken_code_are_read_as_well_as_can_be():
    raw = b"From: a@x.example\r\nContent-Type: text/plain; charset=nonsense\r\n\r\nYes \xff\x00"
    assert incoming.read(raw).text == "Yes \ufffd"
    raw = b"From: a@x.example\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!not base64"
    assert isinstance(incoming.read(raw).text, str)


@settings(max_examples=60, deadline=1000, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.text(max_size=200))
def test_any_mail_is_read_refused_or_left_aside(content, text):
    for raw in (content, b"From: a@x.example\r\nTo: " + content, b"From: a@x.example\r\n\r\n" + text.encode("utf-8", "replace")):
        try:
            found = incoming.read(raw)
        except (DomainError, incoming.Ignored):
            continue
        assert "\x00" not in found.text
        assert "@" in found.sender
