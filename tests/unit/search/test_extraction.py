"""Text out of files: every format, and everything that is broken or hostile ends in a state."""

import os
import random
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from search.extraction import files, limits, process
from search.extraction.result import Result, State
from tests.factories.bestanden import encrypted, make_docx, make_odt, make_pdf, make_pptx, make_zip, pdf_of

BOMB = '<!DOCTYPE x [<!ENTITY a "{}">{}]>'.format(
    "lol" * 100,
    "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
)


def read(folder: Path, content: bytes) -> Result:
    path = folder / "wat-dan-ook"
    path.write_bytes(content)
    return process.extract(path)


@pytest.mark.parametrize(
    ("content", "text", "pages"),
    [
        (make_docx("Nota van uitgangspunten", "CO&#x2082; en één &amp; ander"), "Nota van uitgangspunten\nCO₂ en één & ander", 0),
        (make_odt("Checklist <text:span>kabels</text:span>", "Leg een proefsleuf"), "Checklist kabels\nLeg een proefsleuf", 0),
        (make_odt("Wel<office:annotation><text:p>geheim</text:p></office:annotation>"), "Wel", 0),
        (make_pptx("Marktdag", "Hittestress op het plein"), "Marktdag\nHittestress op het plein", 2),
        (make_pptx(*map(str, range(1, 12))), "\n".join(map(str, range(1, 12))), 11),
        (make_pdf("Verslag consultatie", "Pagina twee: één vraag"), "Verslag consultatie\nPagina twee: één vraag", 2),
        (b"\n\n" + make_pdf("Begint later"), "Begint later", 1),
        (encrypted(make_pdf("Alleen niet afdrukken"), ""), "Alleen niet afdrukken", 1),
    ],
    ids=["docx", "odt", "odt-annotation", "pptx", "pptx-order", "pdf", "pdf-offset", "pdf-empty-password"],
)  # fmt: skip
def test_reads(tmp_path: Path, content: bytes, text: str, pages: int) -> None:
    assert read(tmp_path, content) == Result(State.GELEZEN, text, pages)


def bomb_in_zip() -> bytes:
    return make_zip({"word/document.xml": b"<w:document xmlns:w='w'>" + b" " * (limits.MOST_UNPACKED + 1)})


def nested_stream() -> bytes:
    """A page stream that unpacks to a gigabyte, packed twice."""
    packed = zlib.compress(zlib.compress(b"\0" * 200_000_000, 9), 9)
    head = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(packed)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    kids = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", kids, page, head + packed + b"\nendstream"])


def looping_pages() -> bytes:
    """A tree of pages that is its own child."""
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"])


def truncated_odt() -> bytes:
    whole = make_odt("Een lange tekst " * 200)
    return whole[: len(whole) // 2]


@pytest.mark.parametrize(
    ("content", "states"),
    [
        (b"", {State.GEEN_TEKST}),
        (b"\0" * 2000, {State.ANDERE_SOORT}),
        (b"GIF89a nog een plaatje", {State.ANDERE_SOORT}),
        (b"Gewone tekst die pdf heet", {State.ANDERE_SOORT}),
        (make_zip({"lees.txt": "Geen document"}), {State.ANDERE_SOORT}),
        (make_zip({"content.xml": "<a/>", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), {State.ANDERE_SOORT}),
        (make_docx(""), {State.GEEN_TEKST}),
        (make_pdf("", content=lambda _text: b"0 0 595 842 re f"), {State.GEEN_TEKST}),
        (make_docx("&h;", prolog=BOMB), {State.KAPOT}),
        (make_docx("&x;", prolog='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), {State.KAPOT}),
        (make_zip({"word/document.xml": "<w:document>"}), {State.KAPOT}),
        (make_zip({f"deel{n}": "" for n in range(limits.MOST_PARTS + 1)}), {State.TE_GROOT}),
        (bomb_in_zip(), {State.TE_GROOT}),
        (truncated_odt(), {State.KAPOT}),
        (b"PK\x03\x04" + b"x" * 50, {State.KAPOT}),
        (b"%PDF-1.7\n" + b"x" * 500, {State.KAPOT}),
        (make_pdf("Een zin " * 50)[:300], {State.KAPOT}),
        (encrypted(make_pdf("Geheim"), "sesam"), {State.BEVEILIGD}),
        (looping_pages(), {State.KAPOT, State.GEEN_TEKST, State.TE_GROOT}),
        (nested_stream(), {State.TE_GROOT, State.TE_LANG, State.KAPOT, State.GEEN_TEKST}),
    ],
    ids=[
        "empty", "zeros", "picture", "text", "zip", "spreadsheet", "docx-empty", "scan", "entity-bomb", "entity-file",
        "xml-broken", "many-parts", "zip-bomb", "odt-half", "zip-broken", "pdf-broken", "pdf-half", "pdf-locked",
        "pdf-loop", "pdf-bomb",
    ],
)  # fmt: skip
def test_what_gives_no_text_says_why(tmp_path: Path, content: bytes, states: set[State]) -> None:
    result = read(tmp_path, content)
    assert result.state in states
    assert result.text == ""


def test_a_file_that_is_too_big_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "groot.pdf"
    path.write_bytes(make_pdf("Klein"))
    os.truncate(path, 200_000_000)
    assert process.extract(path) == Result(State.TE_GROOT)


def test_text_is_cut_at_the_limit(tmp_path: Path) -> None:
    result = read(tmp_path, make_docx(*["woord " * 1000] * 200))
    assert result.cut
    assert 0.9 * limits.MOST_TEXT < len(result.text) <= limits.MOST_TEXT


def test_no_more_pages_than_the_limit(tmp_path: Path) -> None:
    result = read(tmp_path, make_pdf(*[f"pagina {number}" for number in range(limits.MOST_PAGES + 3)]))
    assert (result.pages, result.cut) == (limits.MOST_PAGES + 3, True)
    assert result.text.endswith(f"pagina {limits.MOST_PAGES - 1}")


def test_control_characters_do_not_come_along(tmp_path: Path) -> None:
    assert read(tmp_path, make_pdf("voor\x01\x02na")).text in {"voor na", "voorna"}


@pytest.mark.parametrize("make", [make_docx, make_odt, make_pptx, make_pdf])
def test_damage_anywhere_ends_in_a_state(tmp_path: Path, make: object) -> None:
    """In this process, because what is tested is that nothing is raised."""
    chance, path = random.Random(4), tmp_path / "x"  # noqa: S311  (the same damage in every run)
    whole = make("Een zin over de straat", "En nog een")  # type: ignore[operator]
    for _number in range(150):
        broken = bytearray(whole)
        for _change in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        path.write_bytes(broken[: chance.randint(1, len(broken))])
        assert isinstance(files.extract(path), Result)


@pytest.mark.parametrize(
    ("code", "returncodes"),
    [
        ("while True: pass", (-24, -9)),
        ("bytearray(2 * limits.MEMORY)", (1,)),
        ("print('x', file=open(sys.argv[1], 'w'), flush=True)", (1,)),
    ],
    ids=["time", "memory", "writing"],
)
def test_the_limits_hold(tmp_path: Path, code: str, returncodes: tuple[int, ...]) -> None:
    """A process under the limits that goes wild is stopped. One second of time, so that the test is short."""
    lines = [
        "import sys",
        "from search.extraction import limits",
        "limits.CPU_SECONDS = 1",
        "limits.take()",
        code,
    ]
    command = [sys.executable, "-c", "\n".join(lines), str(tmp_path / "geschreven")]
    done = subprocess.run(command, cwd=process.ROOT, capture_output=True, check=False, timeout=120)
    assert done.returncode in returncodes
    assert not (tmp_path / "geschreven").exists() or not (tmp_path / "geschreven").stat().st_size


def test_the_process_knows_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gets none of the environment and does not load Django."""
    assert set(process.ENVIRONMENT) == {"LANG", "PYTHONDONTWRITEBYTECODE"}
    code = "import sys, search.extraction.__main__, search.extraction.pdf; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=process.ROOT, capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_what_is_no_result_is_refused() -> None:
    for text in ("", "[]", "{}", '{"state": "anders", "text": "", "pages": 0, "cut": false}'):
        with pytest.raises(ValueError, match=r".*"):
            Result.loads(text)
