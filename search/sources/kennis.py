"""Lessons, terms, cases and articles."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet

from basis.markdown import plain
from kennis.context.praktijk import casus_parts
from kennis.models import Artikel, Artikelreeks, Begrip, Bron, Casus, Label, Les, Relatie
from kring.models import Kring
from search.documents import SearchDocument
from search.sections import Part, joined, stream_parts
from search.sources import follows, shown_in, source
from search.sources.pages import frame, published_on, stream_headings, year


def lessons() -> QuerySet[Les]:
    """Lessons with whom they are from."""
    return Les.objects.select_related("kring", "organisatie", "auteur")


@source(Les, lessons)
def les_document(les: Les) -> SearchDocument:
    """A lesson: its story, its advice and where it belongs."""
    day = published_on(les)
    facts = [les.get_thema_display(), les.get_fase_display() or "", les.kring.title if les.kring else ""]
    return SearchDocument(
        **frame(les),
        soort="les",
        tekst="\n".join(plain(text) for text in (les.advies, les.situatie, les.gebeurtenis, les.oorzaak)),
        labels=(les.get_contractvorm_display(),) if les.contractvorm else (),
        thema=les.thema,
        kring=les.kring.slug if les.kring else "",
        fase=str(les.fase or ""),
        jaar=year(day),
        datum=day,
        bijzonderheden=tuple(fact for fact in facts if fact),
        demonstratie=les.demonstratie,
    )


@shown_in(Kring)
def lessons_of_kring(kring: Kring) -> QuerySet[Les]:
    """Lessons tell their kring."""
    return Les.objects.filter(kring=kring)


def glossary() -> QuerySet[Begrip]:
    """Terms with their names, sources and relations."""
    return Begrip.objects.prefetch_related("labels", "bronnen", "relaties__naar")


@source(Begrip, glossary)
def begrip_document(begrip: Begrip) -> SearchDocument:
    """A term; all its names find it, and mean the same in every question."""
    names = tuple(label.tekst for label in begrip.labels.all())
    sources = [
        f"{bron.titel}, p. {bron.pagina}" if bron.pagina else bron.titel for bron in begrip.bronnen.all()
    ]
    relations = [
        f"{begrip.title} {row.get_soort_display()} {row.naar.title}. {row.toelichting}"
        for row in begrip.relaties.all()
    ]
    texts = (begrip.definitie, begrip.uitleg, begrip.toelichting, begrip.voorbeeld)
    return SearchDocument(
        **frame(begrip),
        soort="begrip",
        tekst="\n".join((*(plain(text) for text in texts), *relations)),
        labels=names,
        vormen=() if begrip.is_vervallen else (begrip.title, *names),
        thema=begrip.thema,
        extra={
            "definitie": plain(begrip.definitie),
            "ook": " · ".join(begrip.ook_wel),
            "bron": sources[0] if sources else "",
            "peildatum": begrip.peildatum.isoformat(),
        },
    )


@shown_in(Begrip)
def related_terms(begrip: Begrip) -> QuerySet[Begrip]:
    """Terms that tell of their relation with `begrip` by its name."""
    return Begrip.objects.filter(relaties__naar=begrip).distinct()


@follows(Relatie)
def telling_term(relatie: Relatie) -> Iterable[Model]:
    """The term that carries the relation."""
    return Begrip.objects.filter(pk=relatie.van_id)


@follows(Label)
@follows(Bron)
def term_of(row: Label | Bron) -> Iterable[Model]:
    """The term that a name or a source belongs to."""
    return Begrip.objects.filter(pk=row.begrip_id)


@source(Casus)
def casus_document(casus: Casus) -> SearchDocument:
    """A case from practice."""
    story = (Part(plain(row["tekst"]), row["anker"], row["titel"]) for row in casus_parts(casus))
    text, sections = joined([Part(casus.partijen), *story])
    facts = [casus.plaats, casus.get_thema_display(), casus.get_niveau_display() if casus.niveau else ""]
    return SearchDocument(
        **frame(casus),
        soort="casus",
        tekst=text,
        secties=sections,
        thema=casus.thema,
        gemeente=casus.gemeente,
        niveau=casus.niveau,
        bijzonderheden=tuple(fact for fact in facts if fact),
    )


@source(Artikel)
def artikel_document(artikel: Artikel) -> SearchDocument:
    """An article of a series, found by its headings too."""
    text, sections = joined(stream_parts(artikel.inhoud))
    return SearchDocument(
        **frame(artikel),
        soort="artikel",
        tekst=text,
        secties=sections,
        koppen=stream_headings(artikel.inhoud),
        bijzonderheden=(artikel.bron,) if artikel.bron else (),
    )


@source(Artikelreeks)
def reeks_document(reeks: Artikelreeks) -> SearchDocument:
    """A series of articles."""
    return SearchDocument(**frame(reeks), soort="artikel", tekst=plain(reeks.inleiding))
