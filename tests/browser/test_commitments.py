"""One voice, told in a browser: a draft goes against what another department promised; it is written all the same, and decided."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn, submit
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("commitments")]

DRAFT = "خانم بهرامی گرامی، سرویس شما لغو شده است."
WHY = "نامهٔ رسمی لغو را خودشان فرستاده‌اند."


def test_a_draft_is_stopped_written_all_the_same_and_decided(sign_in: SignIn) -> None:
    writer = sign_in("negar.ahmadi", language="fa", size="phone")
    writer.goto("/commitments/?whose=all&state=conflict")
    writer.locator("li.promise a[href^='/customers/']").first.click()
    writer.wait_for_url(re.compile(r"/customers/\d+/$"))
    expect(writer.locator(".conflict a", has_text="یک‌صدا کردن").first).to_be_visible()
    writer.locator("a[href$='/draft']").click()
    writer.fill("textarea[name=text]", DRAFT)
    expect(writer.locator("#voice .finding h3.text-danger").first).to_contain_text("لغو شده است")
    expect(writer.locator(".voice-mirror .mark-conflict")).to_have_text("لغو شده است")
    submit(writer.locator("#draft-form .bar button.btn-primary"))
    expect(writer.locator("#draft-form [role=alert]")).to_be_visible()
    check(writer)
    writer.fill("input[name=reason]", WHY)
    submit(writer.locator("#draft-form .bar button.btn-primary"))
    writer.wait_for_url(re.compile(r"/customers/\d+/$"))

    decider = sign_in("maryam.sadeghi", language="en", size="desktop")
    decider.goto("/commitments/?whose=all&state=conflict")
    decider.locator("li.promise > span > a").first.click()
    decider.locator(".conflict a.btn-error").click()
    decider.wait_for_url(re.compile(r"/commitments/conflicts/\d+/$"))
    expect(decider.locator("aside", has_text=WHY)).to_be_visible()
    decider.locator("input[name=winner]").first.check()
    decider.fill("textarea[name=reason]", "They wrote that they leave.")
    check(decider)
    submit(decider.locator("main form button.btn-primary"))
    expect(decider.locator(".callout", has_text="They wrote that they leave.")).to_be_visible()
    expect(decider.locator("main form button.btn-primary")).to_have_count(0)
