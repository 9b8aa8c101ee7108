"""Sealing a message for one browser (RFC 8291), and saying who sends it (VAPID, RFC 8292). No network and no database.

The key that says who we are follows from the installation's own secret, so there is nothing more to keep or to lose.
"""

import base64
import os
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

LONGEST = 3000
"""Bytes of a message: services take 4096 with all that sealing adds."""
_VALID = timedelta(hours=12)
_RECORD = 4096
_LAST = b"\x02"
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the curve P-256: a private key is a number from 1 to one less than this."""


def encoded(content: bytes) -> str:
    """Write bytes as services and browsers do: base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Read what `encoded` writes; raise `ValueError` for what it does not."""
    return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)


def public_key_in(text: str) -> ec.EllipticCurvePublicKey:
    """Return the public key of a browser; raise `ValueError` for what is none."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(text))


def own_key(secret: str) -> ec.EllipticCurvePrivateKey:
    """Return the key of this installation that follows from its secret."""
    material = _derived(secret.encode(), salt=b"hamsoo", info=b"web push: who sends", length=48)
    return ec.derive_private_key(int.from_bytes(material) % (_ORDER - 1) + 1, ec.SECP256R1())


def public_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the public part of a key, as browsers take it."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def sealed(message: bytes, *, p256dh: str, auth: str, key: ec.EllipticCurvePrivateKey | None = None, salt: bytes | None = None) -> bytes:
    """Return a message that only the browser with these keys opens. `key` and `salt` are of this one message, and made when left out."""
    browser, own, salt = public_key_in(p256dh), key or ec.generate_private_key(ec.SECP256R1()), salt or os.urandom(16)
    browsers = browser.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    info = b"WebPush: info\x00" + browsers + public_of(own)
    shared = _derived(own.exchange(ec.ECDH(), browser), salt=decoded(auth), info=info, length=32)
    content = _derived(shared, salt=salt, info=b"Content-Encoding: aes128gcm\x00", length=16)
    nonce = _derived(shared, salt=salt, info=b"Content-Encoding: nonce\x00", length=12)
    header = salt + _RECORD.to_bytes(4) + bytes([len(public_of(own))]) + public_of(own)
    return header + AESGCM(content).encrypt(nonce, message + _LAST, None)


def authorization(endpoint: str, *, key: ec.EllipticCurvePrivateKey, contact: str, at: datetime) -> str:
    """Return the header by which a service knows who sends, and whom to write to when something is wrong."""
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int((at + _VALID).timestamp()), "sub": f"mailto:{contact}"}
    return f"vapid t={jwt.encode(claims, key, algorithm='ES256')}, k={encoded(public_of(key))}"


def _derived(material: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(material)
