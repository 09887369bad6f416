"""Passages: the right part, safe, and no more marks than words that fit."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from search.analysis import get_analysis
from search.analysis.normalise import placed, placed_with
from search.highlight import PASSAGE, marks_of, passage
from search.plan import Forms, build
from search.query import parse


def shown(question: str, text: str, forms: Forms | None = None) -> str:
    analysis = get_analysis()
    return str(passage(text, marks_of(build(parse(question), analysis, forms or {}), analysis), analysis))


def marked(html: str) -> list[str]:
    return [piece.split("</mark>")[0] for piece in html.split('<mark class="nl-mark">')[1:]]


def test_every_form_of_a_word_is_marked() -> None:
    assert marked(shown("gemeente", "De gemeenten en één Gemeente, niet de mee.")) == [
        "gemeenten",
        "Gemeente",
    ]


def test_a_compound_is_marked_by_its_part() -> None:
    assert marked(shown("sanering", "De bodemsanering duurt.")) == ["bodemsanering"]


def test_marks_stand_on_the_text_as_it_was() -> None:
    assert marked(shown("coordinatie", "Onze coördinatie. Co\u0308ordinatie!")) == [
        "coördinatie",
        "Co\u0308ordinatie",
    ]


def test_another_name_counts_as_a_whole() -> None:
    forms: Forms = {("mvi",): (("maatschappelijk", "verantwoord", "inkopen"),)}
    html = shown("mvi", "Maatschappelijk werk. Maatschappelijk verantwoord inkopen.", forms)
    assert marked(html) == ["Maatschappelijk", "verantwoord", "inkopen"]


def test_the_passage_is_where_the_words_are() -> None:
    text = (
        "Begin. " + "Vulling over niets. " * 60 + "Hier staat de proefsleuf bij de kademuur. " + "Slot. " * 60
    )
    html = shown("kademuur proefsleuf", text)
    assert html.startswith("… ")
    assert html.endswith(" …")
    assert marked(html) == ["proefsleuf", "kademuur"]


def test_the_passage_begins_with_a_sentence_when_one_begins_nearby() -> None:
    text = "Vulling over niets. " * 30 + "Hij vroeg:\nLet op, want de kademuur zakt. " + "Slot. " * 60
    assert shown("kademuur", text).startswith("… Let op, want de <mark")
    far = (
        "Vulling over niets. " * 30 + "Een lange zin zonder einde " * 5 + "tot de kademuur. " + "Slot. " * 60
    )
    assert shown("kademuur", far).startswith("… lange zin zonder einde Een")


WRITTEN = [
    "Gemeente.", "gemeenten", "(bodemsanering)", "CO₂-uitstoot", "de", "risico's,", "RISICO`S", "...", "wadi\n",
    "fi\u00adnanciële", "Élite", "e\u0301lite", "coördinatie", "e-bike:", "steden", "binnensteden", "afgelopen", "raven", "1.000.000", "b.v.", "İ",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(WRITTEN) | st.text(max_size=8)),
    st.sets(
        st.sampled_from(["gemeenten", "sanering", "co2uitstoot", "risico", "financieel", "elite", "ebike", "stad"])
        | st.sampled_from(["coordinatie", "afloop", "raaf", "1000000", "bv", "wadi", "bodem"])
    ),
)  # fmt: skip
def test_finds_what_reading_every_word_finds(texts: list[str], asked: set[str]) -> None:
    analysis = get_analysis()
    stems, text = {analysis.stem(word) for word in asked}, " ".join(texts)
    beginnings = [letters for stem in stems for letters in analysis.beginnings(stem)]

    def fitting(words: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
        return [word for word in words if not stems.isdisjoint(analysis.fits(word[0]))]

    assert fitting(placed_with(text, beginnings)) == fitting(placed(text))


def test_without_a_fitting_word_it_is_the_beginning() -> None:
    assert shown("kademuur", "Begin van de tekst.") == "Begin van de tekst."


def test_the_text_is_escaped() -> None:
    assert shown("asfalt", "<script>x</script> asfalt & zand") == (
        '&lt;script&gt;x&lt;/script&gt; <mark class="nl-mark">asfalt</mark> &amp; zand'
    )


@given(st.text(max_size=900), st.text(max_size=30))
def test_any_text_is_safe_and_short(text: str, question: str) -> None:
    html = shown(question, text)
    rest = html.replace('<mark class="nl-mark">', "").replace("</mark>", "")
    assert "<" not in rest
    assert len(rest) <= 6 * PASSAGE
