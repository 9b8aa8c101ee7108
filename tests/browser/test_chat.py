"""Conversations, told in browsers: two at once, without a connection, and after being taken out."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("chat")]

# Nobody of them acts in another story.
ONE, OTHER, THIRD = "nima.hakimi", "tina.ashrafi", "milad.sattari"

LINE = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
PRESENCE = """state => fetch('/people/me/presence', {
    method: 'POST', redirect: 'manual', body: new URLSearchParams({ presence: state }),
    headers: JSON.parse(document.body.getAttribute('hx-headers:inherited')),
})"""


def messages(page: Page) -> list[str]:
    """Return what stands in the conversation, in order; what has not arrived is among it, at the end."""
    return [
        text.strip()
        for text in page.locator(
            "main [data-list] > .msg .prose, main [data-list] > .msg.pending .msg-body > p:first-child"
        ).all_inner_texts()
    ]


def write(page: Page, text: str) -> None:
    page.locator("main form[data-send] textarea").fill(text)
    # Under a thumb, Enter begins a line.
    page.locator("main form[data-send] .chat-send").click()


def live(page: Page) -> None:
    expect(page.locator("html[data-live=on]")).to_have_count(1)


def begin(page: Page, *names: str, name: str = "") -> str:
    """Begin a conversation with colleagues found by name; return its address."""
    page.goto("/chat/new")
    for one in names:
        page.fill("#who", one)
        page.locator("#chat-people label", has_text=one).locator("input").check()
        expect(page.locator("[data-picked] label", has_text=one)).to_be_visible()
    page.fill("input[name=name]", name)
    page.locator("main form.form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/chat/\d+/$"))
    return page.url


def test_two_talk_in_both_languages_at_a_desk_and_on_a_phone(sign_in: SignIn) -> None:
    one, other = sign_in(ONE, language="fa"), sign_in(OTHER, language="en", size="phone")
    other.goto("/chat/")
    check(other)
    address = begin(one, "تینا")
    check(one)
    live(one)
    live(other)
    write(one, "سلام، **قفل** دوشنبه باز می‌شود؟")
    expect(one.locator("main .msg:not(.pending) .prose").last).to_have_text("سلام، قفل دوشنبه باز می‌شود؟")

    # The list of the other one shows it without being loaded again, and the conversation opens where it is new.
    line = other.locator(f'#chat-lines li[data-line="{address.split("/")[-2]}"]')
    expect(line).to_contain_text("قفل دوشنبه")
    line.locator("a").click()
    expect(other.locator("main .chat-new")).to_be_visible()
    live(other)
    # Whether somebody can be asked changes on a page that shows them, in its language.
    sign = other.locator("header [data-presence] .pr")
    sign.evaluate("sign => { sign.title = '' }")
    for state in ("away", "busy"):
        one.evaluate(PRESENCE, state)
    expect(sign).to_have_attribute("title", re.compile("In a meeting|Off hours"))
    other.locator("main form[data-send] textarea").press_sequentially("Ye")
    expect(one.locator("main [data-said]")).to_contain_text("در حال نوشتن")
    other.locator("main form[data-send] textarea").fill("Yes, at 06:00")
    other.locator("main form[data-send] .chat-send").tap()
    expect(one.locator("main .msg .prose").last).to_have_text("Yes, at 06:00")
    write(one, "سپاس")
    expect(one.locator("main [data-said]")).to_have_text("دیده شد")

    # Arrow up mends the last message, a reaction is seen by both, and a thread stands beside.
    one.locator("main form[data-send] textarea").press("ArrowUp")
    one.locator("main .chat-edit textarea").fill("سپاس فراوان")
    one.locator("main .chat-edit textarea").press("Enter")
    expect(other.locator("main .msg .prose").last).to_have_text("سپاس فراوان")
    answer = one.locator("main .msg", has_text="06:00").last
    answer.hover()
    answer.locator(".msg-tools [data-react=thanks]").click()
    expect(answer.locator(".react[aria-pressed=true]")).to_be_visible()
    expect(other.locator("main .react[aria-pressed=false]").last).to_be_visible()
    answer.hover()
    answer.locator(".msg-tools [data-pane]").click()
    one.locator("#chat-pane textarea").fill("ساعت تهران؟")
    one.locator("#chat-pane textarea").press("Enter")
    expect(one.locator("#chat-pane .msg:not(.pending)")).to_have_count(2)
    expect(other.locator("main .msg-thread").last).to_contain_text("1 answer")
    check(one)
    check(other)
    one.locator("header a[href$='/search']").click()
    one.locator("#chat-found input[name=q]").fill("at 06")
    expect(one.locator("#chat-results a").first).to_contain_text("Yes, at 06:00")
    assert address == other.url.partition("?")[0]


def test_nothing_is_lost_and_nothing_doubled_without_a_connection(sign_in: SignIn) -> None:
    one, other = sign_in(ONE, language="fa"), sign_in(OTHER, language="en", size="phone")
    address = begin(one, "تینا", name="Offline")
    other.goto(address)
    live(one)
    live(other)
    write(one, "first")
    expect(other.locator("main .msg .prose").last).to_have_text("first")

    # A slow line: what is written stands there at once, and arrives.
    line = one.context.new_cdp_session(one)
    line.send("Network.emulateNetworkConditions", {**LINE, "latency": 400, "downloadThroughput": 6_000, "uploadThroughput": 3_000})
    write(one, "slowly")
    expect(one.locator("main .msg").last).to_contain_text("slowly")
    expect(other.locator("main .msg .prose").last).to_have_text("slowly")
    expect(one.locator("main .msg.pending")).to_have_count(0)
    line.send("Network.emulateNetworkConditions", LINE)
    line.detach()

    one.context.set_offline(True)
    for text in ("second", "third", "fourth"):
        write(one, text)
    expect(one.locator("main .msg.pending[data-state=waiting]")).to_have_count(1)
    expect(one.locator("main .msg.pending")).to_have_count(3)
    write(other, "meanwhile")
    expect(other.locator("main .msg .prose").last).to_have_text("meanwhile")
    # What waits outlives the page.
    one.context.set_offline(False)
    one.reload()
    expected = ["first", "slowly", "meanwhile", "second", "third", "fourth"]
    expect(one.locator("main .msg:not(.pending)")).to_have_count(6)
    expect(other.locator("main .msg:not(.pending)")).to_have_count(6)
    assert messages(one) == messages(other) == expected

    # The server has taken it, but its answer is lost on a slow line: it is sent again, and is one message.
    lost = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)
            route.abort()

    one.route(re.compile(r"/chat/\d+/messages$"), lose)
    write(one, "fifth")
    expect(other.locator("main .msg:not(.pending)")).to_have_count(7)
    expect(one.locator("main .msg.pending")).to_have_count(0)
    one.reload()
    expect(one.locator("main .msg:not(.pending)")).to_have_count(7)
    assert lost == [200]
    assert messages(one) == messages(other) == [*expected, "fifth"]


def test_who_is_taken_out_hears_nothing_more(sign_in: SignIn) -> None:
    owner, gone = sign_in(ONE, language="fa"), sign_in(THIRD, language="en")
    address = begin(owner, "تینا", "میلاد", name="Renewal")
    gone.goto(address)
    live(owner)
    live(gone)
    write(owner, "for all of us")
    expect(gone.locator("main .msg .prose").last).to_have_text("for all of us")
    owner.locator(".chat-people").click()
    owner.locator("#chat-about li", has_text="میلاد").locator("form button").click()
    expect(owner.locator("#chat-about li", has_text="میلاد")).to_have_count(0)
    write(owner, "between us")
    expect(owner.locator("main .msg:not(.pending) .prose").last).to_have_text("between us")
    live(gone)
    gone.wait_for_timeout(500)
    assert messages(gone) == ["for all of us"]
    assert gone.goto(address).status == 404
