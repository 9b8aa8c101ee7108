"""A small SAML identity provider: metadata over HTTP, and answers to real requests, signed with a key of its own.

What it says can be told wrong in every way that a test asks for.
"""

import base64
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, quote, urlencode, urlsplit
from uuid import uuid4
from xml.sax.saxutils import escape

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils

NAMES = {
    "samlp": "urn:oasis:names:tc:SAML:2.0:protocol",
    "saml": "urn:oasis:names:tc:SAML:2.0:assertion",
    "md": "urn:oasis:names:tc:SAML:2.0:metadata",
    "ds": "http://www.w3.org/2000/09/xmldsig#",
}
MAIL = "urn:oid:0.9.2342.19200300.100.1.3"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
_REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"


class Key:
    """A key with a certificate that it signed itself."""

    def __init__(self) -> None:
        self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp.example")])
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder(name, name, self.private.public_key(), x509.random_serial_number(), now, now + timedelta(days=2))
        plain = serialization.NoEncryption()
        self.pem = self.private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain).decode()
        self.certificate = builder.sign(self.private, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


@dataclass(frozen=True)
class Saying:
    """What an answer says; the words are XML already."""

    subject: str
    mail: str
    request_id: str
    acs: str
    audience: str
    issuer: str
    destination: str = ""
    begins: timedelta = timedelta(minutes=-1)
    ends: timedelta = timedelta(minutes=5)
    assertion_id: str = field(default_factory=lambda: f"_{uuid4().hex}")

    def changed(self, **changes: object) -> "Saying":
        """Return the same answer, otherwise in these points."""
        return replace(self, **changes)  # type: ignore[arg-type]


def _moment(after: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + after).strftime("%Y-%m-%dT%H:%M:%SZ")


def assertion(said: Saying) -> str:
    """Return the assertion, not signed."""
    asked = f' InResponseTo="{said.request_id}"' if said.request_id else ""
    return (
        f'<saml:Assertion xmlns:saml="{NAMES["saml"]}" ID="{said.assertion_id}" Version="2.0" IssueInstant="{_moment()}">'
        f"<saml:Issuer>{said.issuer}</saml:Issuer><saml:Subject>"
        f'<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{said.subject}</saml:NameID>'
        '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">'
        f'<saml:SubjectConfirmationData NotOnOrAfter="{_moment(said.ends)}" Recipient="{said.acs}"{asked}/>'
        "</saml:SubjectConfirmation></saml:Subject>"
        f'<saml:Conditions NotBefore="{_moment(said.begins)}" NotOnOrAfter="{_moment(said.ends)}">'
        f"<saml:AudienceRestriction><saml:Audience>{said.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>"
        f'<saml:AuthnStatement AuthnInstant="{_moment()}" SessionIndex="_{uuid4().hex}"><saml:AuthnContext><saml:AuthnContextClassRef>'
        "urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
        f'<saml:AttributeStatement><saml:Attribute Name="{MAIL}"><saml:AttributeValue>{said.mail}</saml:AttributeValue></saml:Attribute>'
        "</saml:AttributeStatement></saml:Assertion>"
    )


def response(said: Saying, *assertions: str) -> str:
    """Return a response, not signed, that holds these assertions."""
    asked = f' InResponseTo="{said.request_id}"' if said.request_id else ""
    return (
        f'<samlp:Response xmlns:samlp="{NAMES["samlp"]}" xmlns:saml="{NAMES["saml"]}" ID="_{uuid4().hex}" Version="2.0" '
        f'IssueInstant="{_moment()}" Destination="{said.destination or said.acs}"{asked}><saml:Issuer>{said.issuer}</saml:Issuer>'
        '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>'
        f"{''.join(assertions)}</samlp:Response>"
    )


def signed(xml: str, key: Key) -> str:
    """Return the element with an enveloped signature of itself."""
    found = OneLogin_Saml2_Utils.add_sign(xml, key.pem, key.certificate)
    return (found.decode() if isinstance(found, bytes) else found).removeprefix("<?xml version='1.0' encoding='UTF-8'?>\n")


def encoded(xml: str) -> str:
    """Return a message as a form carries it."""
    return base64.b64encode(xml.encode()).decode()


@dataclass
class Provider:
    """A provider that runs."""

    url: str
    key: Key

    @property
    def entity_id(self) -> str:
        """Return its name, which is no address, as with most providers."""
        return "urn:example:idp"

    def asked(self, location: str) -> etree._Element:
        """Return the request with which a browser was sent here."""
        assert location.startswith(f"{self.url}/sso?"), location
        packed = parse_qs(urlsplit(location).query)["SAMLRequest"][0]
        return etree.fromstring(zlib.decompress(base64.b64decode(packed), -15))

    def saying(self, location: str, *, subject: str, mail: str) -> Saying:
        """Return what an honest answer to this request says."""
        request = self.asked(location)
        audience = request.findtext("saml:Issuer", namespaces=NAMES) or ""
        acs = request.get("AssertionConsumerServiceURL") or ""
        return Saying(escape(subject), escape(mail), request.get("ID") or "", acs, audience, self.entity_id)

    def sign_out_query(self, *, to: str, subject: str, key: Key | None) -> str:
        """Return the query of a request to sign somebody out, signed or not."""
        xml = (
            f'<samlp:LogoutRequest xmlns:samlp="{NAMES["samlp"]}" xmlns:saml="{NAMES["saml"]}" ID="_{uuid4().hex}" Version="2.0" '
            f'IssueInstant="{_moment()}" Destination="{to}"><saml:Issuer>{self.entity_id}</saml:Issuer>'
            f"<saml:NameID>{subject}</saml:NameID></samlp:LogoutRequest>"
        )
        packer = zlib.compressobj(wbits=-15)
        query = urlencode({"SAMLRequest": base64.b64encode(packer.compress(xml.encode()) + packer.flush()).decode()}, quote_via=quote)
        if key is None:
            return query
        query += f"&SigAlg={quote(RSA_SHA256, safe='')}"
        signature = key.private.sign(query.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{query}&Signature={quote(base64.b64encode(signature).decode(), safe='')}"


def _metadata(provider: Provider) -> bytes:
    certificate = "".join(provider.key.certificate.splitlines()[1:-1])
    return (
        f'<md:EntityDescriptor xmlns:md="{NAMES["md"]}" entityID="{provider.entity_id}">'
        '<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing">'
        f'<ds:KeyInfo xmlns:ds="{NAMES["ds"]}"><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data>'
        f'</ds:KeyInfo></md:KeyDescriptor><md:SingleLogoutService Binding="{_REDIRECT}" Location="{provider.url}/slo"/>'
        f'<md:SingleSignOnService Binding="{_REDIRECT}" Location="{provider.url}/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>'
    ).encode()


@contextmanager
def running() -> Iterator[Provider]:
    """Serve the metadata of a provider on a free port."""
    server = HTTPServer(("127.0.0.1", 0), _handler(lambda: _metadata(provider)))
    provider = Provider(f"http://localhost:{server.server_port}", Key())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(body: Callable[[], bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = body()
            self.send_response(200)
            self.send_header("Content-Type", "application/samlmetadata+xml")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    return Handler
