"""Passages: the right part, safe, and no more marks than words that fit."""

from hypothesis import given
from hypothesis import strategies as st

from search.analysis import get_analysis
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
