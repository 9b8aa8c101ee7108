"""Mails out of a mailbox: whole, once each, the eldest first; what fails is tried again and then left, and the others go on."""

import socket
import threading

import pytest

from hamsoo.kernel.mail import imap_session
from hamsoo.kernel.mail.imap import Fetched, ImapMailbox, Unreachable, fetch, given_up
from hamsoo.kernel.models import MailTrouble
from hamsoo.kernel.tests.dovecot import dovecot

__all__ = ["dovecot"]


def mail(name: str) -> bytes:
    return f"Subject: {name}\r\n\r\n{name}\r\n".encode()


def flags(dovecot, name: str) -> list[str]:
    client = dovecot.client(name)
    answer = client.uid("FETCH", "1:*", "(FLAGS)")[1]
    client.logout()
    return [line.decode().partition("FLAGS (")[2].rstrip(")").replace("\\Recent", "").strip() for line in answer if line]


def test_mails_are_taken_whole_and_once_the_eldest_first(dovecot, db, monkeypatch):
    monkeypatch.setattr(imap_session, "_PIECE", 100)
    monkeypatch.setattr(imap_session, "_WINDOW", 2)
    sent = [mail("one"), mail("پیام " * 100), b"x" * 200, mail("four")]
    dovecot.put("whole", *sent)
    box, taken = dovecot.mailbox("whole"), []
    assert fetch(box, limit=3, handle=taken.append) == Fetched(taken=3)
    assert fetch(box, limit=3, handle=taken.append) == Fetched(taken=1)
    assert fetch(box, limit=3, handle=taken.append) == Fetched()
    assert taken == sent
    assert flags(dovecot, "whole") == ["\\Seen HamsooTaken"] * 4


def test_a_mail_that_was_read_by_somebody_is_taken_and_one_that_they_deleted_is_not(dovecot, db):
    dovecot.put("shared", mail("read"), mail("deleted"))
    client = dovecot.client("shared")
    client.store("1", "+FLAGS", "\\Seen")
    client.store("2", "+FLAGS", "\\Deleted")
    client.logout()
    taken = []
    fetch(dovecot.mailbox("shared", security="starttls", port=dovecot.plain_port), limit=9, handle=taken.append)
    assert taken == [mail("read")]


def test_what_was_taken_moves_where_that_is_asked(dovecot, db):
    folder = "پردازش & شده"
    client = dovecot.client("moved")
    client.create(imap_session._quoted(folder))
    client.logout()
    dovecot.put("moved", mail("one"))
    fetch(dovecot.mailbox("moved", taken_folder=folder), limit=9, handle=bytes)
    taken = []
    fetch(dovecot.mailbox("moved", folder=folder), limit=9, handle=taken.append)
    assert (taken, flags(dovecot, "moved")) == ([mail("one")], [])


def test_a_mail_that_fails_three_times_is_left_and_the_others_go_on(dovecot, db):
    dovecot.put("failing", mail("bad"), mail("good"))
    box, taken = dovecot.mailbox("failing"), []

    def handle(raw: bytes) -> None:
        if b"bad" in raw:
            raise ValueError(raw)
        taken.append(raw)

    assert [fetch(box, limit=9, handle=handle) for _time in range(4)] == [
        Fetched(taken=1, failed=1),
        Fetched(failed=1),
        Fetched(given_up=1),
        Fetched(),
    ]
    assert taken == [mail("good")]
    assert given_up() == {f"failing@box@localhost:{dovecot.port}/INBOX": 1}
    assert flags(dovecot, "failing") == ["\\Flagged", "\\Seen HamsooTaken"]
    client = dovecot.client("failing")
    client.store("1", "-FLAGS", "\\Flagged")
    client.logout()
    assert fetch(box, limit=9, handle=handle) == Fetched(failed=1)
    assert fetch(box, limit=9, handle=taken.append) == Fetched(taken=1)
    assert not MailTrouble.objects.exists()


def test_what_is_too_large_is_left_at_once(dovecot, db, monkeypatch):
    monkeypatch.setattr(imap_session, "LARGEST", 1000)
    monkeypatch.setattr(imap_session, "_PIECE", 300)
    dovecot.put("large", mail("x" * 2000), mail("good"))
    taken = []
    assert fetch(dovecot.mailbox("large"), limit=9, handle=taken.append) == Fetched(taken=1, given_up=1)
    assert (taken, MailTrouble.objects.get().error) == ([mail("good")], "TooLarge")


def test_trouble_with_the_server_is_said_without_the_password(dovecot, db):
    wrong = [
        dovecot.mailbox("x", ca_file=None),
        dovecot.mailbox("x", folder="Nowhere"),
        dovecot.mailbox("x", folder="a\r\nb"),
        ImapMailbox("localhost", "x@box", "wrong-secret", port=dovecot.port, ca_file=dovecot.ca_file),
    ]
    for box in wrong:
        with pytest.raises(Unreachable) as caught:
            fetch(box, limit=1, handle=bytes)
        assert "secret" not in f"{caught.value} {box!r}"


def test_a_server_that_says_nothing_is_left(db):
    with socket.create_server(("127.0.0.1", 0)) as server:
        box = ImapMailbox("127.0.0.1", "x", "y", port=server.getsockname()[1], security="none", timeout=0.05)
        with pytest.raises(Unreachable):
            fetch(box, limit=1, handle=bytes)


def test_a_server_without_marks_of_ones_own_is_served_too(db):
    """Some know only what has been seen, log in by name alone, and answer with too many words."""
    said: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        script = threading.Thread(target=_plain_server, args=(server, said))
        script.start()
        box = ImapMailbox("127.0.0.1", "x", "y", port=server.getsockname()[1], security="none", timeout=5)
        taken = []
        assert fetch(box, limit=9, handle=taken.append) == Fetched(taken=1)
        script.join(timeout=5)
    assert taken == [b"hello"]
    assert b"1:1 UNDELETED UNSEEN" in said[4]
    assert b"STORE 7 +FLAGS.SILENT (\\Seen)" in said[-2]


ANSWERS = {
    b"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n",
    b"SELECT": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 3] ok\r\n* OK [PERMANENTFLAGS (\\Seen \\Flagged)] ok\r\n",
    b"SEARCH": b"* SEARCH 7\r\n",
    b"FETCH": b"* 1 FETCH (FLAGS (\\Seen))\r\n* 1 FETCH (UID 7 BODY[]<0> {5}\r\nhello)\r\n",
    b"LOGOUT": b"* BYE\r\n",
}


def _plain_server(server: socket.socket, said: list[bytes]) -> None:
    connection, _address = server.accept()
    with connection, connection.makefile("rb") as lines:
        connection.sendall(b"* OK hello\r\n")
        for line in lines:
            said.append(line)
            tag, command, *rest = line.split()
            word = rest[0] if command == b"UID" else command
            connection.sendall(ANSWERS.get(word, b"") + tag + b" OK done\r\n")
            if command == b"LOGOUT":
                return
