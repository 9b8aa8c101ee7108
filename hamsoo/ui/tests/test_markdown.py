"""Markdown that attackers write, and Markdown that colleagues write."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamsoo.kernel.markdown import DEEPEST, plain
from hamsoo.ui.markdown import LONGEST, mentioned, render

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "![x](https://tracker.example/p.png)",
    "![x](javascript:alert(1))",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/" onmouseover="alert(1))',
    "`<script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    '``` "onclick=alert(1)\nx\n```',
    "<style>*{display:none}</style>",
    "<p hx-get=/admin hx-trigger=load>x</p>",
    "<div x-data='{}' x-init='alert(1)'>x</div>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<form action=https://evil.example><input name=p></form>",
    "@[<img src=x onerror=alert(1)>](person:1)",
    '@["onmouseover="alert(1)](person:1)',
    "[a]: javascript:alert(1)\n\n[a]",
    "<!-- --><script>alert(1)</script>-->",
    "\u202e<script>alert(1)</script>",
]
ELEMENT = re.compile(r"<\s*/?\s*([a-z0-9]+)([^>]*)>", re.IGNORECASE)
HARMLESS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br", "a", "em", "strong", "s", "del"),
    *("table", "thead", "tbody", "tr", "th", "td", "bdi", "b", "div"),
}
ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*)"')


def assert_harmless(html: str) -> None:
    body = html.removeprefix('<div class="prose" hx-ignore>')
    for name, rest in ELEMENT.findall(body):
        assert name.lower() in HARMLESS, html
        for attribute, value in ATTRIBUTE.findall(rest):
            assert attribute in {"href", "rel", "dir", "class", "start"}, html
            if attribute == "href":
                assert re.match(r"(https?:|mailto:|/|#|[^:]*$)", value, re.IGNORECASE), html


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_becomes_harmless_text(attack):
    assert_harmless(render(attack))


@given(st.text(alphabet=st.sampled_from("<>\"'&/()[]!@`*_#|~:-= \n\u200cاabcjs\u202e\u2066x1")))
def test_no_text_becomes_anything_but_harmless(text):
    assert_harmless(render(text))


@given(st.text())
def test_any_text_can_be_rendered(text):
    assert_harmless(render(text))


def test_pictures_are_words_only():
    assert "tracker.example/p.png" not in re.findall(r'src="([^"]*)"', render("![a](https://tracker.example/p.png)"))
    assert "<img" not in render("![a](https://tracker.example/p.png)")


def test_links_do_not_vouch_for_their_target():
    html = render("[site](https://example.org)")

    assert html == (
        '<div class="prose" hx-ignore><p dir="ltr">'
        '<a href="https://example.org" rel="nofollow noopener noreferrer ugc">site</a></p>\n</div>'
    )


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("سلام دنیا", '<p dir="rtl">'),
        ("Hello world", '<p dir="ltr">'),
        ("API پرداخت از کار افتاد", '<p dir="rtl">'),
        ("12:30", "<p>"),
        ("# سر", '<h1 dir="rtl">'),
        ("> نقل قول\n>\n> second", '<blockquote dir="rtl">\n<p dir="rtl">نقل قول</p>\n<p dir="ltr">second</p>'),
        ("- یک\n- two words", '<ul dir="ltr">\n<li>یک</li>'),
        ("2. یک", '<ol start="2" dir="rtl">'),
    ],
)
def test_every_block_runs_in_the_direction_of_its_words(text, opening):
    assert opening in render(text)


def test_half_spaces_stay():
    assert "می\u200cشود" in render("می\u200cشود")


def test_direction_overrides_go():
    assert render("a\u202eb\u2066c").count("abc") == 1


def test_a_mention_is_a_word_of_its_own_direction():
    assert "<bdi>@سارا محمدی</bdi>" in render("سپاس @[سارا محمدی](person:12)")


def test_a_mention_inside_code_is_text():
    assert "<bdi>" not in render("`@[Sara](person:12)`")


def test_the_mentioned_are_counted_once_and_in_order():
    assert mentioned("@[A](person:3) @[B](person:1) @[A](person:3)") == [3, 1]


def test_deep_nesting_is_bounded():
    html = render("> " * 500 + "x")

    assert html.count("<blockquote") <= DEEPEST


BOMBS = [
    *("[", "*", "`", "> ", "|", "a\n", "a\n\n", "- a\n", "@[", "[a](b)", "![", "**a *b ", "~~", "[a]: b\n", "](", "<a", "\\", "&amp;"),
    *(
        "|a|b|c|\n|-|-|-|\n",
        "|" * 200 + "\n" + "|-" * 200 + "\n",
        " - a\n  - b\n   - c\n",
        "1. 2. 3. ",
        "> - > - ",
        "\u0301",
        "\u202e\u2066",
    ),
    *("```\n", "# ", "***\n", "*a_b*c_", "[[[](", "@[a](person:1)", "a  \n"),
]


@pytest.mark.parametrize("unit", BOMBS)
def test_a_text_made_to_be_slow_takes_no_more_than_its_share(unit):
    # The processor's time, a quarter of the longest text: what grows with the square would take minutes.
    text = unit * (LONGEST // 4 // len(unit))
    began = time.process_time()
    render(text)

    assert time.process_time() - began < 2


def test_a_text_that_is_too_long_is_cut():
    assert len(render("a" * (LONGEST + 5))) < LONGEST + 200


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(BOMBS), min_size=1, max_size=3), st.integers(1, 30))
def test_no_mixture_of_bombs_becomes_anything_but_harmless(units, times):
    assert_harmless(render("".join(units) * times))


def test_ten_megabytes_of_marks_are_a_short_text():
    text = "e" + "\u0301" * 10_000_000
    began = time.process_time()

    assert render(text) == '<div class="prose" hx-ignore><p dir="ltr">e' + "\u0301" * 4 + "</p>\n</div>"
    assert plain(text, length=100_000) == "e" + "\u0301" * 4 + "…"
    assert time.process_time() - began < 2


def test_marks_that_people_write_stay():
    words = "مُحَمَّدٌ و Việt Nam"

    assert words in render(words)
