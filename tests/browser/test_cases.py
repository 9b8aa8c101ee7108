"""A case, told in browsers: two look at it, one sees the other write and answer, and a third department takes it over before their eyes."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn, submit
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("cases")]

ANSWER = "خانم بهرامی گرامی، تا فردا ظهر پاسخ می‌دهیم."


def test_two_answer_one_case_and_it_is_handed_on(sign_in: SignIn) -> None:
    one = sign_in("sohrab.javan", language="fa")
    one.goto("/cases/?whose=all")
    one.locator("main a", has_text="تمدید خودکار پس از لغو").first.click()
    one.wait_for_url(re.compile(r"/cases/\d+/\?from="))
    address = one.url
    # From case to case of the list, and back, by keys alone.
    one.keyboard.press("j")
    one.wait_for_url(lambda url: url != address and "?from=" in url)
    one.keyboard.press("k")
    one.wait_for_url(address)
    expect(one.locator("html[data-live=on]")).to_have_count(1)
    # An answer at hand is found while one types; it comes filled in, and nothing is sent.
    area = one.locator("#reply-form textarea")
    area.press_sequentially("/پیام شما رسید")
    expect(one.locator("#reply-form [data-answer]")).to_have_count(1)
    area.press("Enter")
    expect(area).to_have_value(re.compile("^شیما بهرامی گرامی"))
    check(one)

    other = sign_in("mina.salehi", language="en", size="phone", theme="dark")
    other.goto(address)
    expect(other.locator("html[data-live=on]")).to_have_count(1)
    # What goes along with one is shown before it acts.
    other.locator("[data-answers-open]").click()
    other.locator("#reply-form textarea").press_sequentially("سپاس")
    other.locator("#reply-form [data-answer]").first.click()
    expect(other.locator("#answer-chosen")).to_contain_text("You watch the case")
    other.locator("#reply-form textarea").fill(ANSWER)
    expect(one.locator("#case-writing")).to_contain_text("مینا صالحی")
    # What one has begun stays while the other's answer arrives.
    one.locator("#reply-form textarea").fill("من هم می‌نویسم")
    submit(other.locator("#reply-form .bar button.btn-primary"))
    expect(one.locator("#case-said .bubble.us", has_text=ANSWER)).to_be_visible()
    expect(one.locator("#reply-form textarea")).to_have_value("من هم می‌نویسم")
    expect(one.locator("#case-writing")).to_be_empty()
    one.locator("[data-write=note]").click()
    expect(one.locator("#reply-form")).to_be_hidden()

    third = sign_in("bahareh.kiani", language="fa")
    third.goto(address)
    submit(third.locator("#hand-off button[value=accepted]"))
    expect(third.locator("#hand-off")).to_have_count(0)
    expect(one.locator("#hand-off")).to_have_count(0)
    check(other)
