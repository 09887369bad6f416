"""Reading what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import get_analysis
from search.plan import Forms, Plan, build, literally, windows
from search.query import MAX_CLAUSES, MAX_LENGTH, parse


def words(text: str) -> list[str]:
    return [word for item in parse(text).words for word in item.words]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gelijk aan de streep", ["gelijk", "aan", "de", "streep"]),
        ("AND OR NOT NEAR(a b)", ["and", "or", "not", "near", "a", "b"]),
        ("titel:les* OR (x^2)", ["titel", "les", "or", "x", "2"]),
        ("csrd\x00\x07rapportage", ["csrdrapportage"]),
        ("risico’s", ["risicos"]),
        ("🚧 werk 🚧", ["werk"]),
        ("\u202eloorir\u202c \u2067werk\u2069", ["loorir", "werk"]),
        ("-", []),
        ('"', []),
        ("' OR 1=1 --", ["or", "1", "1"]),
    ],
)
def test_everything_is_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize("quotes", ['""', "“”", "„”", "«»"])
def test_quotes_hold_words_together(quotes: str) -> None:
    query = parse(f"convenant {quotes[0]}gelijk aan de streep{quotes[1]}")
    assert [phrase.words for phrase in query.phrases] == [("gelijk", "aan", "de", "streep")]
    assert words(query.text) == ["convenant"]


def test_an_open_quote_is_no_quote() -> None:
    assert words('"gelijk aan') == ["gelijk", "aan"]


def test_a_minus_leaves_out() -> None:
    query = parse('riool -asfalt -"open bestek" emissie-loos')
    assert [phrase.words for phrase in query.excluded] == [("asfalt",), ("open", "bestek")]
    assert words(query.text) == ["riool", "emissie", "loos"]


def test_leaving_out_alone_is_no_question() -> None:
    assert parse("-asfalt").is_empty


def test_a_long_question_is_shortened() -> None:
    query = parse("woord " * 10_000)
    assert query.shortened
    assert len(query.text) <= MAX_LENGTH
    assert len(query.words) <= MAX_CLAUSES


@given(st.text(max_size=600))
def test_reading_never_fails(text: str) -> None:
    query = parse(text)
    assert len(query.text) <= MAX_LENGTH
    plan = build(query, get_analysis(), {}, {})
    assert plan.is_empty == query.is_empty
    assert all(alternative.stems for concept in plan.concepts for alternative in concept.alternatives)


@given(
    st.lists(
        st.sampled_from(['"', "-", " ", "a", "AND", "*", "(", "“", "\x00", "ë", "'", "\\", "%", "_"]),
        max_size=60,
    )
)
def test_signs_never_fail(pieces: list[str]) -> None:
    parse("".join(pieces))


def test_a_question_of_stop_words_is_a_question() -> None:
    assert len(build(parse("wat is dat"), get_analysis(), {}).concepts) == 3


def test_stop_words_do_not_count_beside_others() -> None:
    plan = build(parse("hoe werkt een bouwteam"), get_analysis(), {})
    assert len(plan.concepts) == 1


def test_a_verb_that_fell_apart_is_put_together() -> None:
    analysis = get_analysis()
    plan = build(parse("wie stelt de begroting op"), analysis, {})
    assert [concept.alternatives[0].stems for concept in plan.concepts] == [
        (analysis.stem("opstellen"),),
        (analysis.stem("begroting"),),
    ]


def test_literally_is_every_word_as_it_was_typed() -> None:
    query = parse('de co-creatie van Wijken "open convenant" -asfalt')
    assert literally(query, get_analysis()) == Plan(
        phrases=(("open", "convenant"), ("co", "creatie"), ("wijken",)), excluded=(("asfalt",),)
    )


def test_a_hyphen_inside_a_word_leaves_nothing_out() -> None:
    query = parse("co-creatie UAV-GC -asfalt –beton -“open bestek”")
    assert words(query.text) == ["co", "creatie", "uav", "gc"]
    assert [phrase.words for phrase in query.excluded] == [("asfalt",), ("beton",), ("open", "bestek")]


def test_a_compound_may_also_be_met_by_its_parts() -> None:
    analysis = get_analysis()
    (concept,) = build(parse("bodemsanering"), analysis, {}).concepts
    stems = {alternative.stems for alternative in concept.alternatives}
    parts = (analysis.stem("bodem"), analysis.stem("sanering"))
    assert stems == {(analysis.stem("bodemsanering"),), parts, parts[:1], parts[1:]}
    # A part alone is a last resort.
    assert min(concept.alternatives, key=lambda one: one.weight).stems in {parts[:1], parts[1:]}


def test_two_words_may_be_one() -> None:
    analysis = get_analysis()
    for concept in build(parse("kansen kaart"), analysis, {}).concepts:
        assert (analysis.stem("kansenkaart"),) in {alternative.stems for alternative in concept.alternatives}


def test_a_name_brings_the_other_names_of_its_term() -> None:
    analysis = get_analysis()
    forms: Forms = {("maatschappelijk", "verantwoord", "inkopen"): (("mvi",),)}
    plan = build(parse("wat is maatschappelijk verantwoord inkopen"), analysis, forms)
    assert all(("mvi",) in {row.stems for row in concept.alternatives} for concept in plan.concepts)


def test_names_may_have_stop_words() -> None:
    forms: Forms = {("gelijk", "aan", "de", "streep"): (("speelveld",),)}
    plan = build(parse("gelijk aan de streep"), get_analysis(), forms)
    assert [len(concept.alternatives) for concept in plan.concepts] == [3, 3]


def test_windows_hold_names_with_a_space_too_many() -> None:
    assert ("nulmeting",) in windows(("nul", "meting"))


def test_no_sign_turns_the_direction_of_the_rest_of_the_line() -> None:
    assert parse("\u202eriool\u202c \u200fكتاب 👷\u200d♀️").text == "riool \u200fكتاب 👷\u200d♀️"
