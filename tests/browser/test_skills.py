"""A skill, told in a browser: its owner names it, a colleague confirms it with a reason, and the unit's map shows it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("people")]

# Who has the skill, who confirms it, the skill, and why: nobody of them acts in another story.
STORIES = {
    ("fa", "desktop"): ("setareh.noori", "vahid.karami", "آرام‌کردن مشتری خشمگین", "تماس ساعت نُه شب را او به پایان خوش رساند."),
    ("en", "phone"): ("dorsa.khalili", "sina.maleki", "Chaos engineering", "She pulled the plug, and the gateway went on."),
}


@pytest.mark.parametrize(("language", "size"), list(STORIES))
def test_name_and_confirm_a_skill(sign_in: SignIn, language: str, size: str) -> None:
    owner_code, colleague_code, skill, reason = STORIES[language, size]
    owner = sign_in(owner_code, language=language, size=size)
    owner.goto("/people/me/")
    owner.fill("#id_skill_name", skill)
    owner.press("#id_skill_name", "Enter")
    expect(owner.locator("#skills li.skill", has_text=skill)).to_be_visible()
    check(owner)

    colleague = sign_in(colleague_code, language=language, size=size)
    confirm(colleague, owner.url, skill, reason)

    # The owner reads who said so and why, and goes on to everybody who has it.
    owner.reload()
    mine = owner.locator("#skills li.skill", has_text=skill)
    expect(mine.locator("b")).to_have_text("۱" if language == "fa" else "1")
    mine.locator("a").first.click()
    expect(owner.locator("main")).to_contain_text(reason)
    check(owner)
    owner.locator("main a[href^='/skills/']").last.click()
    expect(owner.locator("h1")).to_contain_text(skill)
    check(owner)
    look_at_the_map(owner)


def confirm(page: Page, profile: str, skill: str, reason: str) -> None:
    """Confirm the skill of whoever stands at `profile`, and say why."""
    page.goto(profile)
    page.locator("#skills li.skill", has_text=skill).locator("a").first.click()
    page.locator("main a[href$='/endorsement']").click()
    check(page)
    page.fill("[name=reason]", reason)
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(lambda url: not url.endswith("/endorsement"))


def look_at_the_map(page: Page) -> None:
    """The map of the unit is wider than a phone: it is scrolled within itself, and reached with the keyboard."""
    page.goto("/people/me/")
    page.locator("a[href*='/people/?unit=']").first.click()
    page.locator("main a[href$='/skills']").click()
    page.wait_for_url("**/people/units/*/skills")
    chart = page.locator("[role=region]:has(table.heat)")
    expect(chart).to_be_visible()
    chart.focus()
    expect(chart).to_be_focused()
    check(page)
