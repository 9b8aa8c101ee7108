"""HTML of other systems as the Markdown that people write here.

Only what says something is kept: paragraphs, headings, lists, quotations, code, tables, emphasis, links. A picture becomes a link to it,
as pages here show no remote pictures. Characters that would mean something in Markdown are escaped where they would mean it, so that
the text reads as before and formulas stay as they were written.
"""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

_DEEPEST = 40
_BLOCKS = {
    "address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol",
    "p", "pre", "section", "table", "ul",
}  # fmt: skip
_DROPPED = {"script", "style", "template", "iframe", "object", "head"}
_LITERAL = {"code", "kbd", "samp", "tt"}
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**", "s": "~~", "strike": "~~", "del": "~~"}
_SHIFTED = {"sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"), "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")}

# Inside a line: a backslash that would escape, marks of emphasis, code and links, the start of a tag or of an entity.
_SPECIAL = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|[*`\[\]]|(?<![^\W_])_(?=\S)|~(?=~)|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_SUSPECT, _BLANKS = re.compile(r"[\\*`\[\]_~<&]"), re.compile(r"[ \t\r\n\f]+")
# At the start of a line: headings, quotations, list items, rules, fences, the second row of a table.
_STARTS = re.compile(r"#{1,6}(?=\s|$)|>|[-+](?=\s|$)|(?:-{2,}|=+)\s*$|~~~|[|:](?=[-:| ]+$)")
_ITEM = re.compile(r"(?:-|\d+\.) ")
_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in '()<>"\\'}
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def to_markdown(html: str) -> str:
    """Return the text of an HTML fragment as Markdown; empty when it says nothing."""
    try:
        root = lxml_html.fragment_fromstring(html.replace("\x00", ""), create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    return "\n\n".join(_blocks(root, 0)).strip()


def _blocks(element: etree._Element, depth: int) -> Iterator[str]:
    """Yield the blocks of an element; inline content between them is a paragraph of its own."""
    if depth > _DEEPEST:
        yield from filter(None, [_paragraph(_escaped(_text(element)))])
        return
    line = _escaped(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and _holds_blocks(child):
            yield from filter(None, [_paragraph(line)])
            yield from _block(child, depth + 1)
            line = ""
        else:
            line += _inline(child, line, depth + 1)
        line += _escaped(child.tail or "")
    yield from filter(None, [_paragraph(line)])


def _holds_blocks(element: etree._Element) -> bool:
    return element.tag in _BLOCKS or (element.tag not in _DROPPED and element.find(".//p") is not None)


def _block(element: etree._Element, depth: int) -> Iterator[str]:
    tag = element.tag
    if tag == "pre":
        yield _fenced(_text(element).strip("\n"))
    elif tag == "hr":
        yield "---"
    elif tag in ("ul", "ol"):
        yield from filter(None, [_list(element, depth)])
    elif tag == "table":
        yield from filter(None, [_table(element, depth)])
    elif tag == "blockquote":
        inner = "\n\n".join(_blocks(element, depth))
        if inner:
            yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
    elif len(tag) == 2 and tag[0] == "h":
        title = " ".join(_content(element, depth).split())
        if title:
            yield f"{'#' * int(tag[1])} {title}"
    else:
        yield from _blocks(element, depth)


def _paragraph(text: str) -> str:
    """Return inline content as a paragraph: no blanks around its lines, and nothing that begins another block."""
    lines = filter(None, (" ".join(line.split()) for line in text.split("\n")))
    return "\n".join(map(_harmless, lines))


def _harmless(line: str) -> str:
    return "\\" + line if _STARTS.match(line) else _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def _content(element: etree._Element, depth: int) -> str:
    """Return the inline content of an element on one line, except for its line breaks."""
    line = _escaped(element.text or "")
    for child in element:
        line += _inline(child, line, depth + 1)
        line += _escaped(child.tail or "")
    return line


def _inline(element: etree._Element, before: str, depth: int) -> str:
    """Return an element within a line that so far ends with `before`."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _DROPPED:
        return ""
    if tag == "br":
        return "\n"
    if tag == "img":
        return _linked(_escaped(_label(element)), element.get("src") or "")
    if tag in _LITERAL:
        return _code(_text(element))
    if depth > _DEEPEST:
        return _escaped(_text(element))
    return _marked(element, before, depth)


def _marked(element: etree._Element, before: str, depth: int) -> str:
    """Return an element that holds others: a link, raised or lowered figures, emphasis, or only its content."""
    tag, inner = element.tag, _content(element, depth)
    if tag == "a":
        picture = element.find(".//img")
        return _linked(_escaped(_label(picture)) if picture is not None else " ".join(inner.split()), element.get("href") or "")
    if tag in _SHIFTED:
        return inner.translate(_SHIFTED[tag]) if all(ord(letter) in _SHIFTED[tag] for letter in inner) else inner
    return _emphasised(inner, _MARKS[tag], before, element.tail or "") if tag in _MARKS else inner


def _emphasised(inner: str, mark: str, before: str, after: str) -> str:
    """Return `inner` between marks; bare where CommonMark would not read them: beside letters, beside other marks, over several lines."""
    text = inner.strip()
    lead, trail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    opens = lead or not before or before[-1].isspace() or (text[:1].isalnum() and before[-1] not in "*~\\")
    closes = trail or not after or not after[0].isalnum() or text[-1:].isalnum()
    if not text or "\n" in text or mark[0] in (text[0], text[-1]) or not (opens and closes):
        return inner
    return f"{lead}{mark}{text}{mark}{trail}"


def _list(element: etree._Element, depth: int) -> str:
    first = element.get("start") or ""
    items = []
    for number, item in enumerate(element.iterchildren("li"), int(first) if first.isdecimal() else 1):
        mark = f"{number}. " if element.tag == "ol" else "- "
        text = ""
        for block in _blocks(item, depth):
            # A list within an item stays close to its line; any other block stands apart.
            text += ("\n" if _ITEM.match(block) else "\n\n") * bool(text) + block
        items.append(mark + text.replace("\n", "\n" + " " * len(mark)).replace(" " * len(mark) + "\n", "\n"))
    return "\n".join(items)


def _table(element: etree._Element, depth: int) -> str:
    rows = []
    for row in element.iter("tr"):
        rows.append([" ".join(_content(cell, depth).split()).replace("|", r"\|") for cell in row.iterchildren("td", "th")])
    width = max(map(len, rows), default=0)
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]) if width else ""


def _fenced(text: str) -> str:
    return f"{_ticks(text, 3)}\n{text}\n{_ticks(text, 3)}"


def _code(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        return ""
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{_ticks(text, 1)}{pad}{text}{pad}{_ticks(text, 1)}"


def _ticks(text: str, least: int) -> str:
    """Return a run of backticks that `text` does not hold."""
    return "`" * max(least, *(len(run) + 1 for run in re.findall("`+", text)), 1)


def _linked(label: str, address: str) -> str:
    if not re.match(r"(https?://|mailto:)\S+$", address, re.IGNORECASE) or not label:
        return label
    return f"[{label}]({address.translate(_ADDRESS)})"


def _label(picture: etree._Element) -> str:
    """Return what a picture shows, or else the name of its file."""
    return " ".join((picture.get("alt") or "").split()) or (picture.get("src") or "").rstrip("/").rsplit("/", 1)[-1]


def _text(element: etree._Element) -> str:
    return "".join(element.itertext())


def _escaped(text: str) -> str:
    # Blanks become one space, as HTML has it, and those at the ends stay: they part the text from its neighbours.
    plain = _BLANKS.sub(" ", text)
    return _SPECIAL.sub(lambda match: "\\" + match[0], plain) if _SUSPECT.search(plain) else plain
