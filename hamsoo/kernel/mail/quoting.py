"""What of a text its writer says now, and what they quote; and the words of HTML."""

import re

from lxml import etree, html

MARK = "···"
"""What the line begins with above which an answer is written."""

_WROTE = r"(wrote|نوشت|نوشته است|نوشته‌اند)\s*:\s*$"
_ATTRIBUTION = re.compile(rf"^(on|در)\b.{{4,300}}\b{_WROTE}", re.IGNORECASE)
_ADDRESSED = re.compile(rf"^.{{0,200}}<[^<>\s]+@[^<>\s]+>.{{0,80}}{_WROTE}", re.IGNORECASE)
_DIVIDERS = re.compile(r"^\s*(-{2,}\s*(original message|پیام اصلی|forwarded message)\s*-{2,}|_{20,}|-{20,})\s*$", re.IGNORECASE)
_HEADER = re.compile(r"^\s*\*?(from|sent|to|subject|date|از|فرستنده|فرستاده‌شده|به|موضوع|تاریخ)\s*:\*?\s", re.IGNORECASE)
_SIGNATURE = re.compile(r"^(-- ?|sent from my .{1,60}|get outlook for .{1,60}|ارسال‌? ?شده از .{1,60})$", re.IGNORECASE)
_LONGEST_LINE = 1_000
_GONE = "//script|//style|//head|//blockquote|//*[@id='divRplyFwdMsg']|//*[contains(@class,'gmail_quote')]"


def split(text: str) -> tuple[str, str]:
    """Return what was written above the quotation, without a signature; and the rest."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n")]
    end = next((number for number, line in enumerate(lines) if _ends(line, lines[number : number + 3])), len(lines))
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith(">")):
        end -= 1
    return "\n".join(lines[:end]).strip(), "\n".join(lines[end:]).strip()


def answer_in(text: str) -> str:
    """Return what was written above the quotation, without a signature."""
    return split(text)[0]


def _ends(line: str, ahead: list[str]) -> bool:
    """Return whether the quotation or the signature begins with this line; who is quoted may stand in up to three lines."""
    line = line[:_LONGEST_LINE]
    if line.lstrip("> ").startswith(MARK) or _DIVIDERS.match(line) or _SIGNATURE.match(line.strip()):
        return True
    if _ADDRESSED.match(line) or any(_ATTRIBUTION.match(" ".join(ahead[:count])[:700]) for count in (1, 2, 3) if all(ahead[:count])):
        return True
    return len(ahead) == 3 and all(_HEADER.match(part[:_LONGEST_LINE]) for part in ahead)


def without_markup(markup: str) -> str:
    """Return what a person reads of HTML, without what it quotes; nothing of scripts, styles and pictures."""
    if not markup.strip():
        return ""
    try:
        page = html.document_fromstring(markup.replace("\x00", ""), parser=html.HTMLParser(huge_tree=False, no_network=True))
    except (etree.LxmlError, ValueError):
        return ""
    for gone in page.xpath(_GONE):
        gone.drop_tree()
    for line in page.xpath("//br|//p|//div|//li|//tr"):
        line.tail = f"\n{line.tail or ''}"
    return str(page.text_content())
