"""Signing in and out: password, passkey, one-time codes, devices. No page may ask the content policy for more than it gives."""

import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, CDPSession, Page, Route, expect

from tests.browser.conftest import HOME, submit
from tests.demonstration import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("people")]

SIGN_OUT = "#user-menu form[action='/accounts/logout/'] button"
ACCOUNT_PAGES = ("/accounts/2fa/", "/accounts/2fa/webauthn/", "/accounts/password/change/", "/accounts/sessions/", "/accounts/email/")
PASSKEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Visitor:
    """Somebody in front of a browser of their own; `problems` is what the console complained about."""

    def __init__(self, browser: Browser, site: Site, who: str, language: str) -> None:
        self.context = browser.new_context(base_url=site.url, locale={"fa": "fa-IR", "en": "en-GB"}[language], reduced_motion="reduce")
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.problems: list[str] = []
        self.page.on("console", lambda message: self.problems.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.email = f"{who}@rayanpayam.example"
        self.password = site.sign_ins[self.email]

    def enter_password(self, password: str | None = None) -> None:
        """Fill in the way in."""
        self.page.goto("/accounts/login/")
        self.page.fill("input[name=login]", self.email)
        self.page.fill("input[name=password]", password or self.password)
        self.page.press("input[name=password]", "Enter")

    def sign_in(self) -> None:
        """Sign in with the password alone."""
        self.enter_password()
        self.page.wait_for_url(HOME)

    def open_guarded(self, address: str) -> None:
        """Open a page that asks for the password once more first."""
        self.page.goto(address)
        self.page.wait_for_url("**/accounts/reauthenticate/**")
        self.page.fill("input[name=password]", self.password)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(f"**{address}")

    def sign_out(self) -> None:
        """Sign out as the menu does."""
        self.page.goto("/people/me/")
        self.page.locator(SIGN_OUT).evaluate("button => button.click()")
        self.page.wait_for_url("**/accounts/login/**")


class Visitors:
    """Makes visitors, and sends them home after the story."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser, self._site = browser, site
        self.all: list[Visitor] = []

    def __call__(self, who: str, language: str = "fa") -> Visitor:
        """Return somebody who is not signed in yet."""
        visitor = Visitor(self._browser, self._site, who, language)
        self.all.append(visitor)
        return visitor


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visitors]:
    visitors = Visitors(browser, site)
    yield visitors
    for visitor in visitors.all:
        visitor.context.close()


def add_authenticator(visitor: Visitor) -> CDPSession:
    """Give the browser a platform authenticator that says yes by itself."""
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEY})
    return session


def test_a_wrong_password_lets_nobody_in(visit: Visitors) -> None:
    visitor = visit("kaveh.jafari")
    visitor.enter_password("not-the-password")
    expect(visitor.page.locator("[role=alert]").first).to_be_visible()
    visitor.page.goto("/people/")
    visitor.page.wait_for_url("**/accounts/login/**")


def test_a_part_still_under_way_does_not_overtake_who_signs_out(visit: Visitors) -> None:
    visitor = visit("hoda.samadi")
    visitor.sign_in()
    page = visitor.page
    held: list[Route] = []
    page.goto("/people/me/")

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/ui/panels/rest", hold)
    with page.expect_request("**/ui/panels/rest"):
        page.evaluate("() => { htmx.ajax('GET', '/ui/panels/rest', {swap: 'none'}).then(() => console.log('answered')) }")

    def leave(route: Route) -> None:
        page.on("console", lambda said: route.continue_() if said.text == "answered" else None)
        held[0].fulfill(status=200, headers={"HX-Redirect": "/accounts/login/?next=/people/me/"})

    page.route("**/accounts/logout/", leave)
    page.locator(SIGN_OUT).evaluate("button => button.click()")
    page.wait_for_url("**/accounts/login/**")
    assert page.url.endswith("/accounts/login/")


def test_a_passkey_opens_the_door_without_a_password(visit: Visitors) -> None:
    visitor = visit("kaveh.jafari")
    add_authenticator(visitor)
    visitor.sign_in()
    page = visitor.page
    visitor.open_guarded("/accounts/2fa/webauthn/add/")
    page.fill("input[name=name]", "Laptop")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("Laptop")
    visitor.sign_out()
    page.click("#passkey_login")
    page.wait_for_url(HOME)
    page.goto("/people/me/")
    expect(page.locator("main h1")).to_be_visible()
    assert visitor.problems == []


def test_one_time_codes_are_asked_for_after_the_password(visit: Visitors) -> None:
    visitor = visit("mohsen.lotfi", "en")
    visitor.sign_in()
    page = visitor.page
    visitor.open_guarded("/accounts/2fa/totp/activate/")
    secret = page.locator("#authenticator_secret, input[name=authenticator_secret]").first.input_value()
    page.fill("input[name=code]", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.press("input[name=code]", "Enter")
    page.wait_for_url(lambda url: "/activate/" not in url)
    page.goto("/accounts/2fa/recovery-codes/")
    recovery = page.locator("#recovery_codes").input_value().split()[0]
    visitor.sign_out()
    visitor.enter_password()
    page.wait_for_url("**/accounts/2fa/authenticate/**")
    page.fill("input[name=code]", "000000")
    page.press("input[name=code]", "Enter")
    expect(page.locator("input[name=code]")).to_be_visible()
    page.fill("input[name=code]", recovery)
    page.press("input[name=code]", "Enter")
    page.wait_for_url(HOME)
    assert [problem for problem in visitor.problems if "422" not in problem and "400" not in problem] == []


def test_another_device_is_signed_out_from_the_list(visit: Visitors) -> None:
    here, there = visit("hoda.samadi"), visit("hoda.samadi")
    here.sign_in()
    there.sign_in()
    here.page.goto("/accounts/sessions/")
    submit(here.page.locator("form[action$='/others/end'] button"))
    here.page.goto("/people/me/")
    assert "/accounts/login/" not in here.page.url
    there.page.goto("/people/me/")
    there.page.wait_for_url("**/accounts/login/**")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_account_page_keeps_to_the_policy(visit: Visitors, language: str) -> None:
    visitor = visit("iman.tavakoli", language)
    visitor.sign_in()
    for address in ACCOUNT_PAGES:
        answer = visitor.page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
    assert visitor.problems == []
