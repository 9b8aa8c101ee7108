"""A real OpenLDAP server for tests: its own folder, a free port, a certificate of its own, stopped in the end."""

import contextlib
import datetime
import ipaddress
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from ldap3 import MODIFY_REPLACE, Connection, Server
from ldap3.core.exceptions import LDAPNoSuchObjectResult

BASE = "dc=rayan,dc=example"
ROOT, PASSWORD = f"cn=admin,{BASE}", "directory-secret"
_CONFIG = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
pidfile {folder}/slapd.pid
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/server.key
sizelimit 100
database mdb
suffix "{base}"
rootdn "{root}"
rootpw {password}
directory {folder}/data
maxsize 104857600
limits dn.exact="cn=reader,{base}" size.prtotal=unlimited size=100
overlay ppolicy
"""
READER = f"cn=reader,{BASE}"


@dataclass
class Directory:
    """A running server."""

    port: int
    ca_file: Path

    @property
    def url(self) -> str:
        return f"ldap://localhost:{self.port}"

    def root(self) -> Connection:
        return Connection(Server("localhost", port=self.port, get_info="NONE"), ROOT, PASSWORD, auto_bind=True, raise_exceptions=True)

    def empty(self) -> None:
        """Leave nothing but the base, and who reads."""
        with self.root() as connection:
            with contextlib.suppress(LDAPNoSuchObjectResult):
                found = connection.extend.standard.paged_search(BASE, "(objectClass=*)", paged_size=100, generator=False)
                for dn in sorted((entry["dn"] for entry in found), key=len, reverse=True):
                    connection.delete(dn)
            connection.add(BASE, ["dcObject", "organization"], {"o": "Rayan", "dc": "rayan"})
            connection.add(READER, ["applicationProcess", "simpleSecurityObject"], {"cn": "reader", "userPassword": PASSWORD})

    def add_unit(self, dn: str) -> None:
        with self.root() as connection:
            connection.add(f"{dn},{BASE}", ["organizationalUnit"])

    def add(self, dn: str, **attributes: str) -> str:
        given = {"cn": dn.partition("=")[2].partition(",")[0], "sn": "x", **attributes}
        with self.root() as connection:
            connection.add(f"{dn},{BASE}", ["inetOrgPerson"], given)
        return f"{dn},{BASE}"

    def change(self, dn: str, **attributes: str | list[str]) -> None:
        given = {name: [value] if isinstance(value, str) and value else list(value) for name, value in attributes.items()}
        with self.root() as connection:
            connection.modify(dn, {name: [(MODIFY_REPLACE, values)] for name, values in given.items()})

    def delete(self, dn: str) -> None:
        with self.root() as connection:
            connection.delete(dn)


@pytest.fixture(scope="session")
def running_slapd() -> Iterator[Directory]:
    """Start slapd once for all tests of a worker."""
    program = shutil.which("slapd") or shutil.which("/usr/sbin/slapd")
    if program is None:
        reason = "THERE IS NO SLAPD ON THIS MACHINE: no test of the directory has run. Install Debian's `slapd` package."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="hamsoo-slapd-") as name:
        folder = Path(name)
        (folder / "data").mkdir()
        make_certificate(folder)
        config = folder / "slapd.conf"
        config.write_text(_CONFIG.format(folder=folder, base=BASE, root=ROOT, password=PASSWORD))
        port = free_port()
        log = (folder / "log").open("wb")
        process = subprocess.Popen([program, "-d", "0", "-f", str(config), "-h", f"ldap://127.0.0.1:{port}"], stderr=log, stdout=log)
        try:
            _wait(port, process, folder / "log")
            yield Directory(port, folder / "server.pem")
        finally:
            process.terminate()
            process.wait(timeout=10)
            log.close()


@pytest.fixture
def slapd(running_slapd: Directory) -> Directory:
    """Begin with an empty directory."""
    running_slapd.empty()
    return running_slapd


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"slapd ended: {log.read_text(errors='replace')[-2000:]}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("slapd did not start")


def make_certificate(folder: Path) -> None:
    """Make a certificate for localhost that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "server.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    no_password = serialization.NoEncryption()
    (folder / "server.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, no_password)
    )
