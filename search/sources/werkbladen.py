"""Worksheets, found by their questions."""

from search.documents import SearchDocument
from search.sources import source
from search.sources.pages import frame
from werkbladen.models import Werkblad


@source(Werkblad)
def werkblad_document(werkblad: Werkblad) -> SearchDocument:
    """A worksheet; what people fill in is nobody else's business and is not here."""
    return SearchDocument(**frame(werkblad), soort="werkblad", tekst="\n".join(_questions(werkblad)))


def _questions(werkblad: Werkblad) -> list[str]:
    try:
        definition = werkblad.vragen()
    except FileNotFoundError:
        return []
    sections = [text for section in definition.secties for text in (section.titel, section.toelichting)]
    questions = [
        text
        for section in definition.secties
        for vraag in section.vragen
        for text in (vraag.label, vraag.hulp)
    ]
    return [text for text in (definition.inleiding, *sections, *questions) if text]
