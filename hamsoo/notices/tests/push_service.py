"""A service of a browser's maker for tests: over HTTPS on this machine, with a browser's keys, opening what comes."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509.oid import NameOID

from hamsoo.notices import webpush

AUTH = b"sixteen-bytes-ok"


class Browser:
    """Somebody's browser: its keys, and what it was told. `status` is what its service answers."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.told: list[dict[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.status = 201
        self.endpoint = ""

    @property
    def keys(self) -> dict[str, str]:
        return {"endpoint": self.endpoint, "p256dh": webpush.encoded(webpush.public_of(self.key)), "auth": webpush.encoded(AUTH)}

    def opened(self, body: bytes) -> bytes:
        """Open a message as a browser does (RFC 8291, from the other side)."""
        salt, length = body[:16], body[20]
        sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), body[21 : 21 + length])

        def derived(material: bytes, salt: bytes, info: bytes, size: int) -> bytes:
            return HKDF(algorithm=hashes.SHA256(), length=size, salt=salt, info=info).derive(material)

        info = b"WebPush: info\x00" + webpush.public_of(self.key) + body[21 : 21 + length]
        shared = derived(self.key.exchange(ec.ECDH(), sender), AUTH, info, 32)
        content = derived(shared, salt, b"Content-Encoding: aes128gcm\x00", 16)
        opened = AESGCM(content).decrypt(derived(shared, salt, b"Content-Encoding: nonce\x00", 12), body[21 + length :], None)
        return opened.rstrip(b"\x00").removesuffix(b"\x02")


def certificate(folder: Path) -> Path:
    """Write a certificate for `push.example` with its key into one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "push.example")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    signed = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("push.example")]), critical=False).sign(key, hashes.SHA256())
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path = folder / "push.pem"
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def service(folder: Path) -> Iterator[tuple[Browser, ssl.SSLContext]]:
    """Run the service; yield the browser behind it, and what trusts its certificate."""
    browser, path = Browser(), certificate(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            browser.headers.append(dict(self.headers))
            browser.told.append(json.loads(browser.opened(body)))
            self.send_response(browser.status)
            self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(path)
    server.socket = own.wrap_socket(server.socket, server_side=True)
    browser.endpoint = f"https://push.example:{server.server_port}/send/abc"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield browser, ssl.create_default_context(cafile=str(path))
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
