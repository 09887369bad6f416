"""Markdown by people becomes harmless HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basis import markdown


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[klik](javascript:alert(1))",
        '<a href="//elders.example" hx-get="/uitloggen">klik</a>',
        '<p style="position:fixed">over alles heen</p>',
        "<iframe src=https://elders.example></iframe>",
    ],
)
def test_hostile_markup_is_harmless(hostile: str) -> None:
    """Nothing that runs, loads or covers comes through."""
    html = markdown.render(hostile)
    for word in ("<script", "<img", "onerror", "javascript:", "hx-", "style=", "<iframe"):
        assert word not in html


def test_headings_start_below_the_page_title() -> None:
    """Whatever marks a writer begins with, a page goes from h1 to h2 and a member's text starts at h3."""
    assert "<h3" in markdown.render("# Kop")
    assert "<h3" in markdown.render("## Kop")
    for heading in ("# Kop", "## Kop"):
        assert '<h2 id="kop">' in markdown.render(heading, top_level=2)


def test_tables_and_lists_survive() -> None:
    """What members use most."""
    html = markdown.render("| a | b |\n| - | - |\n| 1 | 2 |\n\n- een\n- twee")
    assert '<table tabindex="0">' in html
    assert html.count("<li>") == 2


def test_plain_has_no_markup() -> None:
    """Words only."""
    assert markdown.plain("**Vet** en [link](https://x.example)\n\n- punt") == "Vet en link punt"
    assert markdown.plain("GWW & bouw < 5 km") == "GWW & bouw < 5 km"


@given(st.text(max_size=300))
def test_any_text_renders(text: str) -> None:
    """No input makes the renderer fail or lets a script through."""
    assert "<script" not in markdown.render(text).lower()
