"""Posts and blogs, told in browsers: a picture and a poll from a phone in Persian, a vote from a desk in English, an article."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import SignIn, submit
from tests.browser.test_main_job import check

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("people")]

AUTHOR, VOTER = "golnaz.safavi", "kiarash.fathi"
SAVED = re.compile(r"/drafts/\d+/$")


def picture(name: str) -> FilePayload:
    buffer = BytesIO()
    Image.new("RGB", (1200, 600), (22, 110, 116)).save(buffer, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def test_a_picture_and_a_poll_are_posted_and_voted_on(sign_in: SignIn) -> None:
    author = sign_in(AUTHOR, size="phone")
    composer = author.locator("#composer")
    composer.locator("textarea").fill("کدام روز **دور هم** بنشینیم؟")
    composer.locator("input[type=file]").set_input_files([picture("نقشه‌ها.jpg")])
    expect(composer.locator(".attached .one bdi")).to_have_text("نقشه\u200cها.webp")
    with author.expect_response(re.compile(r"/attachments/\d+/$")):
        composer.locator("[data-alt]").fill("طرح اتاق")
        composer.locator("[data-alt]").press("Tab")
    composer.locator(".poll-new summary").click()
    for text in ("شنبه", "دوشنبه", "سه‌شنبه"):
        composer.locator("[name=option]").filter(visible=True).and_(composer.locator(":placeholder-shown")).first.fill(text)
    expect(composer.locator("[name=option]")).to_have_count(4)
    look_ahead(author)
    hand_over(author)
    name_by_letters(author)
    check(author)
    composer.locator("button.btn-primary").click()
    item = author.locator("#feed-items article").first
    expect(item.locator(".attachments img")).to_have_attribute("alt", "طرح اتاق")
    expect(composer.locator(".attached .one")).to_have_count(0)
    address = item.locator("[data-open]").get_attribute("href")
    assert address
    author.goto(address)
    check(author)

    # Somebody else votes at a desk; the author's page shows it without reloading.
    expect(author.locator("html[data-live=on]")).to_have_count(1)
    voter = sign_in(VOTER, language="en")
    voter.goto(address)
    voter.locator(".poll label").nth(1).click()
    voter.get_by_role("button", name="Vote", exact=True).click()
    expect(voter.locator(".poll")).to_contain_text("Change my vote")
    check(voter)
    expect(author.locator(".poll")).to_contain_text("۱ رأی")


HAND_OVER = """(area, [kind, name]) => {
    const given = new DataTransfer()
    given.items.add(new File(['a plan'], name, { type: 'text/plain' }))
    const more = { bubbles: true, cancelable: true, clipboardData: given, dataTransfer: given }
    return !area.dispatchEvent(kind === 'paste' ? new ClipboardEvent(kind, more) : new DragEvent(kind, more))
}"""


def hand_over(page: Page) -> None:
    """Drop a file on the composer and paste another into it; both are taken, and let go again."""
    composer = page.locator("#composer")
    area = composer.locator("textarea")
    for kind, name in (("dragover", "x.txt"), ("drop", "dropped.txt"), ("paste", "pasted.txt")):
        assert area.evaluate(HAND_OVER, [kind, name])
    for name in ("dropped.txt", "pasted.txt"):
        line = composer.locator(".attached .one", has_text=name)
        line.locator("[data-detach]").click()
        expect(line).to_have_count(0)


def name_by_letters(page: Page) -> None:
    """Name a customer and a topic: what is offered after a sign and some letters is taken with the keyboard, and leads there."""
    composer = page.locator("#composer")
    area, options = composer.locator("textarea"), composer.locator(".mentions [role=option]")
    before = area.input_value()
    for sign, letters, kind in (("@", "بیمه", "source_record"), ("#", "ب", "skill")):
        area.press("End")
        area.press_sequentially(f" {sign}{letters}")
        wanted = options.and_(composer.locator(f'[data-mention*="({kind}:"]')).first
        expect(wanted).to_be_visible()
        while wanted.get_attribute("aria-selected") != "true":
            area.press("ArrowDown")
        area.press("Enter")
        expect(area).to_have_value(re.compile(rf"{sign}\[[^\]]+\]\({kind}:\d+\) $"))
    composer.locator("[data-preview]").click()
    expect(composer.locator('.preview a.mention[href^="/customers/"]')).to_have_count(1)
    expect(composer.locator('.preview a.mention[href^="/skills/"]')).to_have_count(1)
    composer.locator("[data-preview]").click()
    area.fill(before)


def look_ahead(page: Page) -> None:
    """Mark a word with the keyboard, and see how the text will read."""
    composer = page.locator("#composer")
    composer.locator(".formatting summary").click()
    composer.locator("[data-preview]").click()
    expect(composer.locator(".preview strong")).to_have_text("دور هم")
    composer.locator("[data-preview]").click()
    composer.locator("textarea").press("ControlOrMeta+a")
    composer.locator("textarea").press("ControlOrMeta+i")
    expect(composer.locator("textarea")).to_have_value("*کدام روز **دور هم** بنشینیم؟*")


def test_an_article_is_saved_while_it_is_written_and_published(sign_in: SignIn) -> None:
    author = sign_in(VOTER, language="en")
    author.goto("/drafts/")
    check(author)
    author.get_by_role("button", name="Write an article").click()
    author.wait_for_url(SAVED)
    with author.expect_response(lambda answer: answer.request.method == "POST" and bool(SAVED.search(answer.url))):
        author.locator("[name=title]").fill("What the second line hears")
    author.reload()
    expect(author.locator("[name=title]")).to_have_value("What the second line hears")
    author.locator("[name=body]").fill("## First\n\nTen calls.")
    author.locator("input[type=file]").set_input_files([picture("cover.jpg")])
    author.locator(".attached [name=cover]").check()
    author.locator("[name=space]").select_option(index=1)
    check(author)
    submit(author.get_by_role("button", name="Publish", exact=True))
    expect(author.locator("img.cover")).to_be_visible()
    check(author)
    # Whoever leaves the page at once may leave before it was asked for.
    with author.expect_response(lambda answer: answer.request.method == "POST" and "/bookmark" in answer.url):
        author.get_by_role("button", name="Keep for myself").click()
    author.goto("/bookmarks/")
    expect(author.locator("main li")).to_contain_text("What the second line hears")
    check(author)
