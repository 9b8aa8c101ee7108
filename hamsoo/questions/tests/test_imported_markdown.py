"""HTML of other systems as Markdown: what is kept, what is escaped, and that the text reads as before."""

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from hamsoo.kernel.imports.markdown import to_markdown
from hamsoo.ui.markdown import render


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One</p>\n\n<p>two\nlines</p>", "One\n\ntwo lines"),
        ("<p>One<br>two</p>", "One\ntwo"),
        ("bare <b>text</b> and <i>more</i>", "bare **text** and *more*"),
        ("<p>a<strong> spaced </strong>b</p>", "a **spaced** b"),
        ("<p>un<em>believ</em>able <em>(x)</em>y</p>", "un*believ*able (x)y"),
        ("<h2>Title\nhere</h2><p>x</p>", "## Title here\n\nx"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ('<ol start="3"><li><p>a</p><p>b</p></li><li>c</li></ol>', "3. a\n\n   b\n4. c"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre><code>if a &lt; b:\n    ```\n</code></pre>", "````\nif a < b:\n    ```\n````"),
        ("<p>Use <code>a `b`</code></p>", "Use `` a `b` ``"),
        ('<p><a href="https://x.example/(a)">see</a></p>', "[see](https://x.example/%28a%29)"),
        ('<p><a href="javascript:alert(1)">see</a> <a href="/q/1">here</a></p>', "see here"),
        ('<p><img src="https://x.example/a.png" alt="A [graph]"></p>', r"[A \[graph\]](https://x.example/a.png)"),
        ('<p><a href="https://x.example/"><img src="https://x.example/a.png"></a></p>', "[a.png](https://x.example/)"),
        ("<p>x<sup>2</sup> and <sup>note</sup></p>", "x² and note"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td></tr></table>", "| a | b |\n| --- | --- |\n| 1\\|2 |  |"),
        ("<p># no heading</p><p>1. no list</p><p>- none</p>", "\\# no heading\n\n1\\. no list\n\n\\- none"),
        (r"<p>$\frac{a_1}{b} \{x\} * [0,1]$ snake_case _x_</p>", r"$\frac{a_1}{b} \\{x\\} \* \[0,1\]$ snake_case \_x_"),
        ("<p>&lt;script&gt; &amp;amp; <script>alert(1)</script></p>", r"\<script> \&amp;"),
        ("<!-- nothing -->", ""),
        ("", ""),
    ],
)
def test_to_markdown(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown


def words(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@given(st.lists(st.text(alphabet="ab1 *_`[]()<>&;#-+=~|\\!.$\n", max_size=30), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_text_reads_as_before(paragraphs: list[str]) -> None:
    root = lxml_html.Element("div")
    for text in paragraphs:
        lxml_html.etree.SubElement(root, "p").text = text
    html = lxml_html.tostring(root, encoding="unicode")
    shown = lxml_html.fromstring(str(render(to_markdown(html))))
    assert words("".join(shown.itertext())) == words("".join(paragraphs))


def test_deep_nesting_is_flattened_soon() -> None:
    begun = time.process_time()
    assert "x" in to_markdown("<div>" * 60 + "x" + "<b><ul><li>" * 60)
    assert time.process_time() - begun < 1
