"""Where mails go."""

import socketserver
import threading
from pathlib import Path

import pytest
from django.core.mail import get_connection, send_mail

from hamsoo.site.config import Config, ConfigError
from hamsoo.site.mail import mail_settings


def test_without_a_server_mails_are_kept_in_a_folder_and_not_logged(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    chosen = mail_settings(Config(home=tmp_path))
    connection = get_connection(chosen["EMAIL_BACKEND"], file_path=chosen["EMAIL_FILE_PATH"])
    send_mail("Reset", "the-secret-key", "hamsoo@example.org", ["sara@example.org"], connection=connection)
    connection.close()
    assert [("the-secret-key" in path.read_text()) for path in (tmp_path / "mail").iterdir()] == [True]
    assert "the-secret-key" not in "".join(capfd.readouterr())


@pytest.mark.parametrize(
    ("url", "port", "starttls", "whole"),
    [
        ("smtp://sara:a%40b@mail.example.org", 587, True, False),
        ("smtps://sara:a%40b@mail.example.org", 465, False, True),
        ("smtp://mail.example.org:25", 25, False, False),
    ],
)
def test_an_address_says_it_all(tmp_path: Path, url: str, port: int, starttls: bool, whole: bool) -> None:
    chosen = mail_settings(Config.from_env({"HAMSOO_HOME": str(tmp_path), "HAMSOO_EMAIL_URL": url}))
    assert (chosen["EMAIL_HOST"], chosen["EMAIL_PORT"]) == ("mail.example.org", port)
    assert (chosen["EMAIL_USE_TLS"], chosen["EMAIL_USE_SSL"]) == (starttls, whole)
    if "@mail" in url:
        assert (chosen["EMAIL_HOST_USER"], chosen["EMAIL_HOST_PASSWORD"]) == ("sara", "a@b")


def test_another_scheme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="HAMSOO_EMAIL_URL"):
        Config.from_env({"HAMSOO_HOME": str(tmp_path), "HAMSOO_EMAIL_URL": "imap://mail.example.org"})


class _Server(socketserver.StreamRequestHandler):
    """As much SMTP as one plain mail needs."""

    received: list[bytes] = []

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        in_data = False
        while line := self.rfile.readline():
            if in_data:
                self.received.append(line)
                if line == b".\r\n":
                    in_data = False
                    self.wfile.write(b"250 kept\r\n")
            elif line.upper().startswith(b"DATA"):
                in_data = True
                self.wfile.write(b"354 go on\r\n")
            elif line.upper().startswith(b"QUIT"):
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 fine\r\n")


def test_a_mail_arrives_at_the_server(tmp_path: Path) -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        chosen = mail_settings(Config(home=tmp_path, email_url="smtp://127.0.0.1:25"))
        connection = get_connection(
            chosen["EMAIL_BACKEND"], host="127.0.0.1", port=server.server_address[1], use_tls=chosen["EMAIL_USE_TLS"], timeout=5
        )
        assert send_mail("Hello", "words", "hamsoo@example.org", ["sara@example.org"], connection=connection) == 1
        server.shutdown()
    assert b"words\r\n" in _Server.received
