"""From the record to the first sign-in: an administrator enters a colleague, a mail asks them in, they choose a password."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import HOME, SIZES, SignIn
from tests.browser.test_main_job import check
from tests.demonstration import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("administration")]

# A name and an address may be longer than a phone is wide, and without a place to break them at.
LONG = "سیدمحمدرضاعلی‌اکبرپورحسینی‌نژادطباطبایی‌فراهانی‌دستجردی‌الاصل"
NEW = {("fa", "phone"): ("shahrzad-whose-address-is-longer-than-a-phone-is-wide", LONG), ("en", "desktop"): ("olga-azmoun", "Ольга Азмун")}
WAIT_SECONDS = 20


@pytest.mark.parametrize(("language", "size"), list(NEW))
def test_somebody_new_is_asked_in(sign_in: SignIn, site: Site, browser: Browser, language: str, size: str) -> None:
    code, name = NEW[language, size]
    address = f"{code}@rayanpayam.example"
    admin = sign_in("aryan.khatibi", language=language, size=size)
    admin.goto("/administration/people/new")
    for field, value in {"code": code, "name_fa": name, "mail": address}.items():
        admin.fill(f"main form [name={field}]", value)
    admin.locator("main form button.btn-primary").click()
    admin.wait_for_url(re.compile(r"/administration/people/\d+/$"))
    number = admin.url.split("/")[-2]
    for path in (f"/people/{number}/", f"/people/{number}/card"):
        admin.goto(path)
        check(admin)
    admin.goto("/administration/invitations/")
    admin.fill("[name=who]", name)
    admin.locator("form[action='/administration/invitations/'] button.btn-primary").click()
    expect(admin.locator("main li.row", has_text=address)).to_be_visible()
    check(admin)

    locale = {"fa": "fa-IR", "en": "en-GB"}[language]
    with browser.new_context(viewport=SIZES[size], base_url=site.url, locale=locale, reduced_motion="reduce") as context:
        page = context.new_page()
        page.problems = []  # type: ignore[attr-defined]
        page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)  # type: ignore[attr-defined]
        link = invitation_to(address, site.home / "mail")
        page.goto(link)
        check(page)
        for field in ("password1", "password2"):
            page.fill(f"[name={field}]", "a-quiet-river-at-noon")
        page.locator("form:has([name=password1]) button").click()
        page.wait_for_url(HOME)
        expect(page.locator("#main")).to_be_visible()
        check(page)
        # The link has done its work.
        page.context.clear_cookies()
        page.problems.clear()  # type: ignore[attr-defined]
        answer = page.goto(link)
        assert answer is not None
        assert answer.status == 410


def invitation_to(address: str, folder: Path) -> str:
    """Return the way to the page that the mail to `address` leads to; the worker sends it a moment later."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        for mail in folder.glob("*.log") if folder.exists() else ():
            text = mail.read_bytes().decode(errors="replace").replace("=\n", "")
            if f"To: {address}" in text and (link := re.search(r"/invitations/[^/\s\"<]+/", text)):
                return link[0]
        time.sleep(0.1)
    pytest.fail(f"no invitation to {address} within {WAIT_SECONDS} s")
