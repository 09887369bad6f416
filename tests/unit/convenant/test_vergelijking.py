"""Two versions of a convenant, article by article and word by word."""

from convenant.vergelijking import ArtikelTekst, Soort, Stuk, regelverschil, vergelijk, woordverschil


def artikel(anker: str, tekst: str = "Gelijk.", nummer: str = "1", titel: str = "Titel") -> ArtikelTekst:
    return ArtikelTekst(anker, nummer, titel, tekst)


def kinds(van: list[ArtikelTekst], tot: list[ArtikelTekst]) -> list[tuple[str, str]]:
    return [(row.artikel.anker, row.soort.value) for row in vergelijk(van, tot)]


def shown(stukken: tuple[Stuk, ...]) -> str:
    marks = {Soort.NIEUW: "+", Soort.WEG: "-", Soort.GELIJK: ""}
    return " ".join(f"{marks[piece.soort]}[{piece.tekst}]" for piece in stukken)


def test_each_article_is_new_gone_changed_or_the_same() -> None:
    old = [artikel("a"), artikel("b"), artikel("c", "Eén brief.")]
    new = [artikel("a"), artikel("c", "Eén klik."), artikel("d")]
    assert kinds(old, new) == [("a", "gelijk"), ("b", "weg"), ("c", "gewijzigd"), ("d", "nieuw")]


def test_what_is_gone_stands_where_it_stood() -> None:
    assert kinds([artikel("x"), artikel("a")], [artikel("a")]) == [("x", "weg"), ("a", "gelijk")]
    assert kinds([artikel("a"), artikel("x")], [artikel("a"), artikel("b")])[1] == ("x", "weg")
    assert kinds([artikel("a")], []) == [("a", "weg")]
    assert kinds([], []) == []


def test_a_new_number_alone_is_no_change_of_the_text() -> None:
    (row,) = vergelijk([artikel("a", nummer="13")], [artikel("a", nummer="14")])
    assert row.soort is Soort.GELIJK
    assert row.is_hernummerd


def test_a_new_title_or_note_is_a_change() -> None:
    (row,) = vergelijk([artikel("a", titel="Stoppen")], [artikel("a", titel="Stoppen mag")])
    assert row.soort is Soort.GEWIJZIGD
    assert shown(row.titel) == "[Stoppen] +[mag]"
    old, new = ArtikelTekst("a", "1", "T", "Tekst.", "Kort."), ArtikelTekst("a", "1", "T", "Tekst.", "Lang.")
    (row,) = vergelijk([old], [new])
    assert row.soort is Soort.GEWIJZIGD
    assert [shown(line.stukken) for line in row.toelichting] == ["-[Kort.]", "+[Lang.]"]


def test_words() -> None:
    assert shown(woordverschil("de fasen hebben een vaste orde", "de fasen hebben een nieuwe orde nu")) == (
        "[de fasen hebben een] -[vaste] +[nieuwe] [orde] +[nu]"
    )
    assert woordverschil("", "") == ()
    assert shown(woordverschil("", "alles nieuw")) == "+[alles nieuw]"
    assert shown(woordverschil("zo is het", "zo is het")) == "[zo is het]"


def test_lines_are_paired_by_what_they_say_and_not_by_their_number() -> None:
    old = "1. Een deelnemer kan stoppen.\n2. Wie stopt, kan later opnieuw meedoen."
    new = "1. Een deelnemer kan stoppen.\n2. Stoppen gaat met een klik.\n3. Wie stopt, kan later opnieuw meedoen."
    assert [shown(row.stukken) for row in regelverschil(old, new)] == [
        "[1. Een deelnemer kan stoppen.]",
        "+[2. Stoppen gaat met een klik.]",
        "-[2.] +[3.] [Wie stopt, kan later opnieuw meedoen.]",
    ]


def test_what_is_gone_comes_before_what_replaces_it() -> None:
    rows = regelverschil("Stuur een brief aan de coördinator.", "Bevestig op het portaal.")
    assert [shown(row.stukken) for row in rows] == [
        "-[Stuur een brief aan de coördinator.]",
        "+[Bevestig op het portaal.]",
    ]


def test_marks_of_markdown_are_not_words_and_nested_items_keep_their_depth() -> None:
    rows = regelverschil("- **open**", "- open\n    - dieper")
    assert [(shown(row.stukken), row.diepte) for row in rows] == [("[- open]", 0), ("+[- dieper]", 1)]


def test_nothing_is_lost() -> None:
    """Every word of both texts is in the outcome, in its order."""
    old = "Een twee drie.\n\nVier vijf.\nZes."
    new = "Zes.\nEen twee vier.\nZeven."
    rows = regelverschil(old, new)
    pieces = [piece for row in rows for piece in row.stukken]
    left = " ".join(piece.tekst for piece in pieces if piece.soort is not Soort.NIEUW)
    right = " ".join(piece.tekst for piece in pieces if piece.soort is not Soort.WEG)
    assert (left.split(), right.split()) == (old.split(), new.split())
