"""Makers of small files: whole ones, and broken and hostile ones."""

import io
import zipfile
import zlib
from collections.abc import Callable

from django.core.files.base import ContentFile
from pypdf import PdfWriter
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def make_zip(parts: dict[str, str | bytes], *, squeeze: bool = True) -> bytes:
    """A zip with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED if squeeze else zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def make_docx(*paragraphs: str, prolog: str = "") -> bytes:
    """A Word file; a text may hold XML."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    xml = f'<?xml version="1.0"?>{prolog}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def make_odt(*paragraphs: str) -> bytes:
    """An OpenDocument text."""
    body = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
    spaces = 'xmlns:office="urn:o" xmlns:text="urn:t"'
    xml = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return make_zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": xml})


def make_pptx(*slides: str) -> bytes:
    """A presentation with a line on each slide."""
    parts: dict[str, str | bytes] = {"ppt/presentation.xml": "<p/>"}
    for number, text in enumerate(slides, 1):
        parts[f"ppt/slides/slide{number}.xml"] = (
            f'<p:sld xmlns:p="urn:p" xmlns:a="{DRAWING}"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>'
        )
    return make_zip(parts)


def make_pdf(*pages: str, content: Callable[[str], bytes] | None = None) -> bytes:
    """A PDF with a line of text on each page, or with the page streams that `content` makes."""
    streams = [(content or _line)(text) for text in pages]
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for place, stream in enumerate(streams):
        box = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * place} 0 R >>".encode())
        packed = zlib.compress(stream)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + packed + b"\nendstream")
    return pdf_of(objects)


def _line(text: str) -> bytes:
    return b"BT /F1 12 Tf 72 720 Td (" + text.encode("cp1252") + b") Tj ET"


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF of these numbered objects, the first of which is its catalogue."""
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        made += b"%010d 00000 n \n" % place
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(made)


def encrypted(pdf: bytes, password: str) -> bytes:
    """The same PDF behind a password."""
    writer, made = PdfWriter(clone_from=io.BytesIO(pdf)), io.BytesIO()
    writer.encrypt(password, algorithm="AES-256")
    writer.write(made)
    return made.getvalue()


def upload(title: str, content: bytes, name: str = "bestand.docx") -> AbstractDocument:
    """A document as an editor uploads it."""
    return get_document_model().objects.create(title=title, file=ContentFile(content, name=name))
