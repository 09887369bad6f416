"""Small office files from plain text, so that the demo needs no binaries: DOCX, ODT and PDF."""

import io
import textwrap
import zipfile
import zlib
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
PROLOG = '<?xml version="1.0" encoding="UTF-8"?>'
LINE, LINES_ON_PAGE = 84, 46


def docx(text: str) -> bytes:
    """A Word file of lines of text; a line that begins with `#` is a heading."""
    body = "".join(_word_line(line) for line in _lines(text))
    return _zip(
        {
            "[Content_Types].xml": f'{PROLOG}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}"/></Types>',
            "_rels/.rels": f'{PROLOG}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{RELATION}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'{PROLOG}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        }
    )


def _word_line(line: str) -> str:
    bold = '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr>' if line.startswith("#") else ""
    return f"<w:p><w:r>{bold}<w:t>{escape(_plain(line))}</w:t></w:r></w:p>"


def odt(text: str) -> bytes:
    """The same as OpenDocument text."""
    body = "".join(
        f'<text:h text:outline-level="1">{escape(_plain(line))}</text:h>'
        if line.startswith("#")
        else f"<text:p>{escape(line)}</text:p>"
        for line in _lines(text)
    )
    manifest = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", ODT_TYPE), ("content.xml", "text/xml"))
    )
    return _zip(
        {
            # A reader knows the file by this part, which has to be the first.
            "mimetype": ODT_TYPE,
            "content.xml": f'{PROLOG}<office:document-content xmlns:office="{OFFICE}:office:1.0"'
            f' xmlns:text="{OFFICE}:text:1.0" office:version="1.2"><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
            "META-INF/manifest.xml": f'{PROLOG}<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"'
            f' manifest:version="1.2">{manifest}</manifest:manifest>',
        }
    )


def _zip(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, packing)
    return made.getvalue()


def pdf(text: str) -> bytes:
    """The same as PDF: one of the fonts that every reader has, A4, wrapped lines."""
    lines = [part for line in _lines(text) for part in _wrapped(line)]
    pages = [lines[at : at + LINES_ON_PAGE] for at in range(0, len(lines), LINES_ON_PAGE)]
    kids = " ".join(f"{5 + 2 * place} 0 R" for place in range(len(pages)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (nl-NL) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
    ]
    for place, page in enumerate(pages):
        packed = zlib.compress("\n".join(_pdf_lines(page)).encode("cp1252"))
        look = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R {look} /Contents {6 + 2 * place} 0 R >>".encode(),
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed),
        ]
    return _pdf_file(objects)


def _wrapped(line: str) -> list[str]:
    if line.startswith("#"):
        return ["", line]
    return textwrap.wrap(line, LINE) or [""]


def _pdf_lines(lines: list[str]) -> list[str]:
    drawn = ["BT", "56 780 Td", "16 TL"]
    for line in lines:
        shown = _plain(line).replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        drawn += ["/F2 13 Tf" if line.startswith("#") else "/F1 11 Tf", f"({shown}) Tj T*"]
    return [*drawn, "ET"]


def _pdf_file(objects: list[bytes]) -> bytes:
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(made)


def _lines(text: str) -> list[str]:
    return text.strip().splitlines()


def _plain(line: str) -> str:
    return line.lstrip("# ")
