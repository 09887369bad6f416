"""The linker changes nothing but its own tags, does so once, and answers for any input."""

import re

import nh3
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kennis.autolink.dictionary import Dictionary, Name
from kennis.autolink.linker import link
from kennis.autolink.markup import pieces

TERMS = Dictionary(
    [
        Name("ESG", "/begrippen/esg"),
        Name("SROI", "/begrippen/sroi-1"),
        Name("SROI", "/begrippen/sroi-2"),
        Name("open convenant", "/begrippen/open-convenant"),
        Name("convenant", "/begrippen/convenant"),
        Name("A & B", "/begrippen/a-b"),
        Name("para", "/begrippen/para"),
        Name("team's", "/begrippen/team"),
    ]
)
OPENING = re.compile(r'<a class="kk-begriplink" href="/begrippen/[^"]*">')
TWO_MEGABYTES = 2_000_000
WORDS = [
    "ESG",
    "SROI",
    "open",
    "convenant",
    "Convenant",
    "A &amp; B",
    "&",
    "amp;",
    "para",
    "team’s",
    "é",
    "x\u00ad",
    "'s",
]
MARKUP = [
    *(
        "<p>",
        "</p>",
        "<a>",
        "<a href=/begrippen/esg>",
        "</a>",
        "<b>",
        "</b>",
        "<h2>",
        "</h2>",
        "<br>",
        "<table>",
        "<td>",
    ),
    *(
        "<!--",
        "-->",
        "<!",
        "<?x",
        "</",
        "<",
        ">",
        '"',
        "'",
        "=",
        "<svg/>",
        "</svg>",
        "<a title='",
        '<i x="',
        "<script>",
    ),
    *(
        "</script>",
        "<textarea>",
        "</textarea>",
        "&nbsp;",
        "&shy;",
        "&#8217;",
        "&notit;",
        "\x00",
        "\r\n",
        " ",
        "\u00a0",
        "-",
    ),
]


def without(html: str) -> str:
    """`html` without the tags that the linker adds, each with the first closing tag behind it."""
    while found := OPENING.search(html):
        end = html.index("</a>", found.end())
        html = html[: found.start()] + html[found.end() : end] + html[end + 4 :]
    return html


def text_of(html: str) -> str:
    """The text as a browser's parser sees it."""
    return nh3.clean(html, tags=set(), clean_content_tags=set())


broken = st.lists(st.sampled_from(WORDS + MARKUP), max_size=40).map("".join)


@settings(max_examples=400)
@given(broken | st.text(max_size=60))
@example("ESG&#8217;ESG")
def test_nothing_but_own_tags(html: str) -> None:
    linked = link(html, TERMS)
    assert without(linked) == html
    assert link(linked, TERMS) == linked


@settings(max_examples=400)
@given(broken)
def test_text_is_the_same_to_a_browser(html: str) -> None:
    assert text_of(link(html, TERMS)) == text_of(html)


@given(broken | st.text())
def test_pieces_are_all_of_it(html: str) -> None:
    found = list(pieces(html))
    assert "".join(html[piece.start : piece.end] for piece in found) == html
    assert all(piece.start < piece.end for piece in found)


@pytest.mark.parametrize(
    "part",
    [
        *("<", "<a ", '<a "', "<a>", "<!--", "</", "<script>", "<a b='", "<a b=c ", "&amp;", "a\u00ad"),
        *("<h2></h2>ESG<b></b>", "ESG/", "open ", "\x00"),
    ],
)
def test_two_megabytes_of_anything(part: str) -> None:
    html = part * (TWO_MEGABYTES // len(part))
    linked = link(html, TERMS)
    assert linked.count("</a>") <= html.count("ESG")
    assert len(linked) >= TWO_MEGABYTES - len(part)


def test_two_megabytes_of_noise() -> None:
    parts = [*WORDS, *MARKUP]
    html = "".join(parts[number * number * 7919 // 64 % len(parts)] for number in range(TWO_MEGABYTES // 4))
    assert text_of(link(html, TERMS)) == text_of(html)


@pytest.mark.parametrize(
    "html",
    [
        '<p title="ESG > ESG">-</p>',
        "<p title='a>b ESG'>-</p>",
        "<p title=ESG>-</p>",
        '<i x="ESG',
        "<!-- ESG --> <!-- ESG",
        "<script>var ESG = '<p>ESG'</script>",
        "<style>.ESG{}</style><textarea>ESG</textarea><title>ESG</title>",
        "<svg><text>ESG</text></svg>",
        "<a>ESG",
        "<h2>ESG</h3>ESG",
        "<form><p>ESG</p></form>",
        "<details><summary>ESG</summary></details>",
        "<select><option>ESG</select>",
        "&amp;ESG &ESG;",
        "esg@ESG.nl ESG@x www.ESG.nl https://x/ESG /pad/ESG ESG.pdf",
        "ESG_x x_ESG ESGx xESG ESG1 <b>ESG</b>x x<b>ESG</b> ESG'er",
        "E<b>SG</b>",
    ],
)
def test_no_link_here(html: str) -> None:
    assert link(html, TERMS) == html


def test_not_on_the_page_itself() -> None:
    html = "ESG en SROI"
    assert "/begrippen/esg" not in link(html, TERMS, own="/begrippen/esg")
    assert "</a>" not in link("SROI", TERMS, own="/begrippen/sroi-1")
    assert "</a>" not in link("SROI", TERMS, own="/begrippen/naam/sroi")
    # Its own longer name does not become a link to a shorter one.
    assert "</a>" not in link("open convenant", TERMS, own="/begrippen/open-convenant")


def test_a_name_of_two_terms_leads_to_both() -> None:
    assert link("SROI", TERMS) == '<a class="kk-begriplink" href="/begrippen/naam/sroi">SROI</a>'


def test_a_hidden_name_yields_to_a_real_one() -> None:
    terms = Dictionary([Name("ijs", "/a", shown=False), Name("IJs", "/b")])
    assert 'href="/b"' in link("ijs", terms)


def test_names_that_cannot_be_found_do_no_harm() -> None:
    names = ["", " ", "!!!", "-", "\u00ad", "a", "<b>ESG</b>", "x" * 500, '"><script>', "€ 5"]
    terms = Dictionary(Name(name, f"/begrippen/{number}") for number, name in enumerate(names))
    assert link("!!! - a <b>ESG</b> ESG", terms) == "!!! - a <b>ESG</b> ESG"
    assert "</a>" in link("&lt;b>ESG&lt;/b>", terms)
    assert link("x" * 500, terms).endswith("</a>")


def test_an_address_is_escaped() -> None:
    terms = Dictionary([Name("ESG", '/begrippen/"><b>&')])
    assert link("ESG", terms) == '<a class="kk-begriplink" href="/begrippen/&quot;&gt;&lt;b&gt;&amp;">ESG</a>'
