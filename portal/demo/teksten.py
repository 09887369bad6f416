"""Editorial content of the demo: convenant, begrippen, cases, articles, standard pages and worksheets."""

from decimal import Decimal
from typing import Any

from basis.models import BasePage
from convenant.models import Convenant, ConvenantenIndex, ConvenantVersie
from kennis.models import (
    Artikel,
    Artikelreeks,
    Begrip,
    BegrippenIndex,
    Begrippenverzameling,
    Bron,
    Casus,
    Koppeling,
    Label,
    PraktijkIndex,
    Relatie,
)
from kring.models import Kring
from portal.demo.lezen import Document, documents, yaml_file, yaml_files, yaml_rows
from portal.models import HomePage, StandaardPagina
from werkbladen.definitie import load_all
from werkbladen.models import Werkblad, WerkbladenIndex


def publish_under(parent: BasePage, page: BasePage) -> None:
    """Add a page as an editor does: a revision, published."""
    parent.add_child(instance=page)
    page.save_revision().publish()


def laad_convenanten() -> None:
    """Each kring has the open convenant, with all its versions."""
    source = yaml_file("convenant", "open-convenant.yaml")
    index = ConvenantenIndex.objects.get()
    if not index.inleiding:
        index.inleiding = source["aanleiding"]
        index.save_revision().publish()
    for kring in Kring.objects.filter(convenant__isnull=True):
        convenant = Convenant(
            title=f"Open convenant {kring.regio}",
            slug=kring.slug,
            kring=kring,
            samenvatting=source["samenvatting"][:300],
            aanleiding=source["aanleiding"],
            doel=source["doel"],
            onderwerpen=[("onderwerp", row) for row in source["onderwerpen"]],
            opmerking=source["opmerking"],
            bron=source["bron"],
        )
        publish_under(index, convenant)
        for version in source["versies"]:
            _versie(convenant, version, source)


def _versie(convenant: Convenant, version: dict[str, Any], source: dict[str, Any]) -> None:
    def part(name: str) -> list[dict[str, Any]]:
        return version.get(name) or source.get(name) or []

    ConvenantVersie.objects.create(
        convenant=convenant,
        nummer=version["nummer"],
        ingangsdatum=version["ingangsdatum"],
        toelichting=version["toelichting"],
        artikelen=[("artikel", row) for row in part("artikelen")],
        kaders=[("kader", row) for row in part("kaders")],
        argumenten=[("argument", row) for row in part("argumenten")],
    )


def laad_begrippen() -> None:
    """Terms with labels and sources first, then the relations between them."""
    index = BegrippenIndex.objects.get()
    rows = list(yaml_files("begrippen"))
    known = set(Begrip.objects.values_list("ref", flat=True))
    fresh = [row for row in rows if row["ref"] not in known]
    for row in fresh:
        index.add_child(instance=_begrip(row))
    by_ref = {begrip.ref: begrip for begrip in Begrip.objects.all()}
    revisions = []
    for row in fresh:
        begrip = by_ref[row["ref"]]
        begrip.relaties = [
            Relatie(soort=link["soort"], naar=by_ref[link["naar"]], toelichting=link.get("toelichting", ""))
            for link in row.get("relaties") or []
        ]
        revisions.append(begrip.save_revision(clean=False))
    # A term is held against all others, so that they are all there before the first is published.
    for revision in revisions:
        revision.publish()


def _begrip(row: dict[str, Any]) -> Begrip:
    begrip = Begrip(
        title=row["term"],
        live=False,
        slug=row["ref"],
        ref=row["ref"],
        samenvatting=row["definitie"].strip()[:300],
        definitie=row["definitie"].strip(),
        uitleg=row.get("uitleg") or "",
        toelichting=row.get("toelichting") or "",
        voorbeeld=row.get("voorbeeld") or "",
        thema=row.get("thema") or "",
        status=row["status"],
        peildatum=row["peildatum"],
        notatie=row.get("notatie") or "",
        herzien_voor=row.get("herzien_voor"),
        notitie=row.get("notitie") or "",
    )
    begrip.koppelingen = [
        Koppeling(sort_order=number, **link) for number, link in enumerate(row.get("koppelingen") or [])
    ]
    begrip.labels = [
        Label(sort_order=number, **label) for number, label in enumerate(row.get("labels") or [])
    ]
    begrip.bronnen = [
        Bron(
            sort_order=number,
            **{name: bron.get(name) or "" for name in ("titel", "verwijzing", "pagina", "url")},
        )
        for number, bron in enumerate(row["bronnen"])
    ]
    return begrip


def laad_verzamelingen() -> None:
    """Parts of the glossary."""
    known = set(Begrippenverzameling.objects.values_list("ref", flat=True))
    for row in yaml_rows("verzamelingen.yaml"):
        if row["ref"] not in known:
            chosen = Begrip.objects.filter(ref__in=row.pop("begrippen", []))
            Begrippenverzameling.objects.create(**row).begrippen.set(chosen)


def laad_praktijk() -> None:
    """Cases and the series of articles."""
    index = PraktijkIndex.objects.get()
    known = set(index.get_children().values_list("slug", flat=True))
    terms = {begrip.ref: begrip for begrip in Begrip.objects.all()}
    for document in documents("praktijk"):
        if document.gegevens["slug"] not in known:
            publish_under(index, _casus(document, terms))
    for reeks in yaml_files("artikelen"):
        if reeks["slug"] not in known:
            _reeks(index, reeks)


def _casus(document: Document, terms: dict[str, Begrip]) -> Casus:
    row = document.gegevens
    names = (
        "slug", "samenvatting", "plaats", "gemeente", "thema", "niveau", "partijen", "bron", "bron_pagina",
    )  # fmt: skip
    casus = Casus(
        title=row["titel"],
        **{name: str(row.get(name) or "") for name in names},
        breedtegraad=Decimal(str(row["breedtegraad"])) if row.get("breedtegraad") else None,
        lengtegraad=Decimal(str(row["lengtegraad"])) if row.get("lengtegraad") else None,
        peildatum=row["peildatum"],
        wat=document.sectie("Wat"),
        opbrengst=document.sectie("Wat het opbracht"),
        belemmering=document.sectie("Wat het belemmerde"),
        kosten=document.sectie("Wat het kostte"),
        contact=document.sectie("Wie je kunt vragen"),
    )
    casus.begrippen = [terms[ref] for ref in row.get("begrippen") or [] if ref in terms]
    return casus


def _reeks(index: PraktijkIndex, row: dict[str, Any]) -> None:
    reeks = Artikelreeks(
        title=row["titel"],
        slug=row["slug"],
        samenvatting=row["samenvatting"],
        inleiding=row["inleiding"],
        bron=row.get("bron") or "",
    )
    publish_under(index, reeks)
    mine = [document for document in documents("artikelen") if document.gegevens["reeks"] == row["slug"]]
    for document in sorted(mine, key=lambda document: document.gegevens["volgorde"]):
        data = document.gegevens
        artikel = Artikel(
            title=data["titel"],
            slug=data["slug"],
            samenvatting=data["samenvatting"],
            inhoud=[("tekst", document.tekst)],
            bron=data["bron"],
            bron_pagina=str(data.get("bron_pagina") or ""),
            peildatum=data["peildatum"],
        )
        publish_under(reeks, artikel)


def laad_paginas() -> None:
    """Standard pages under home."""
    home = HomePage.objects.get()
    known = set(home.get_children().values_list("slug", flat=True))
    for document in documents("paginas"):
        data = document.gegevens
        if data["slug"] in known:
            continue
        page = StandaardPagina(
            title=data["titel"],
            slug=data["slug"],
            samenvatting=data["samenvatting"],
            inhoud=[("tekst", document.tekst)],
            peildatum=data.get("peildatum"),
        )
        publish_under(home, page)


def laad_werkbladen() -> None:
    """One page for each worksheet definition."""
    index = WerkbladenIndex.objects.get()
    known = set(Werkblad.objects.values_list("definitie", flat=True))
    for definition in load_all():
        if definition.sleutel not in known:
            page = Werkblad(
                title=definition.titel,
                slug=definition.sleutel,
                definitie=definition.sleutel,
                samenvatting=definition.inleiding[:300],
            )
            publish_under(index, page)
