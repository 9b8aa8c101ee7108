"""A real Dovecot for tests: its own folder, free ports, a certificate of its own, stopped in the end. Every name is a mailbox."""

import imaplib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hamsoo.kernel.mail.imap import ImapMailbox
from hamsoo.people.tests.slapd import free_port, make_certificate

PASSWORD = 'رمز box "secret" \\'
_CONFIG = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
listen = 127.0.0.1
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain_port}
  }}
  inet_listener imaps {{
    port = {port}
  }}
}}
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
passdb {{
  driver = passwd-file
  args = scheme=plain username_format=%d {folder}/passwords
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u allow_all_users=yes
}}
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
auth_failure_delay = 0 secs
namespace inbox {{
  inbox = yes
  separator = /
}}
"""


@dataclass
class Dovecot:
    """A running server."""

    port: int
    plain_port: int
    ca_file: Path

    def mailbox(self, name: str, **more: object) -> ImapMailbox:
        """Return a mailbox; it is made where it is not there yet."""
        given = {"port": self.port, "ca_file": self.ca_file, "timeout": 5.0, **more}
        return ImapMailbox("localhost", f"{name}@box", PASSWORD, **given)

    def client(self, name: str) -> imaplib.IMAP4:
        """Return how somebody else looks into a mailbox."""
        client = imaplib.IMAP4("127.0.0.1", self.plain_port, timeout=5)
        client.authenticate("PLAIN", lambda _challenge: f"\0{name}@box\0{PASSWORD}".encode())
        client.select()
        return client

    def put(self, name: str, *mails: bytes) -> None:
        """Put mails into a mailbox, as their delivery does."""
        client = self.client(name)
        for mail in mails:
            client.append("INBOX", "", None, mail)
        client.logout()


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """Start Dovecot once for all tests of a worker."""
    program = shutil.which("dovecot") or shutil.which("/usr/sbin/dovecot")
    if program is None or not Path("/usr/lib/dovecot/imap").exists():
        reason = "THERE IS NO DOVECOT ON THIS MACHINE: no test of fetching mails has run. Install Debian's `dovecot-imapd` package."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="hamsoo-dovecot-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        make_certificate(folder)
        running = Dovecot(free_port(), free_port(), folder / "server.pem")
        config = _write_config(folder, running)
        process = subprocess.Popen([program, "-F", "-c", str(config)])
        try:
            _wait(running, process, folder / "log")
            yield running
        finally:
            process.terminate()
            process.wait(timeout=10)


def _write_config(folder: Path, running: Dovecot) -> Path:
    is_root = os.geteuid() == 0
    me = pwd.getpwuid(os.geteuid())
    owner = pwd.getpwnam("nobody") if is_root else me
    (folder / "mail").mkdir()
    if is_root:
        os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
    (folder / "passwords").write_text("box:{PLAIN}" + PASSWORD + "::::::\n")
    (folder / "passwords").chmod(0o644)
    config = folder / "dovecot.conf"
    config.write_text(
        _CONFIG.format(
            folder=folder,
            port=running.port,
            plain_port=running.plain_port,
            internal="dovecot" if is_root else me.pw_name,
            internal_group="dovecot" if is_root else me.pw_name,
            login="dovenull" if is_root else me.pw_name,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
        )
    )
    return config


def _wait(running: Dovecot, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and process.poll() is None:
        try:
            running.client("first").logout()
        except (OSError, imaplib.IMAP4.error):
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"Dovecot did not start: {log.read_text(errors='replace')[-2000:] if log.exists() else ''}")
