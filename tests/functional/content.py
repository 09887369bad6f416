"""Much or little of everything that pages show, tied together, for tests that care how much there is."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from basis.models.postvak import PostvakBericht
from convenant.actions import BrengIn, GeefVrij, PasLesToe
from convenant.models import Convenantproject
from kennis.actions import DienLesIn, SchrijfLes
from kennis.models import (
    Artikel,
    Artikelreeks,
    Begrip,
    Begrippenverzameling,
    Casus,
    Label,
    Les,
    PraktijkIndex,
    Relatie,
)
from kennis.models.relatie import RelatieSoort
from kring.actions import SchrijfIn
from kring.indeling import Fase
from kring.models import Aanmelding, Bijeenkomst, Kring
from portal.demo.teksten import laad_paginas
from tests.factories.convenant import make_convenant, make_project, make_versie
from tests.factories.kennis import make_begrip, make_casus, make_les
from tests.factories.kring import (
    make_bijeenkomst,
    make_coordinator,
    make_deelname,
    make_gemeente,
    make_kring,
    make_organisatie,
    make_user,
)
from tests.factories.wereld import Wereld
from werkbladen.definitie import load_all
from werkbladen.models import Werkblad, WerkbladenIndex

# How many of the oldest of each kind keep getting more tied to them: what a test visits is among these.
OLDEST = 2
WORD = "sroi"
_numbers = count(1)


def fill(wereld: Wereld, times: int) -> None:
    """So many more of everything; the first of each kind get more relations, lessons, meetings and so on."""
    laad_paginas()
    _names_of_the_demo(wereld)
    for _time in range(times):
        number = next(_numbers)
        _kringen(wereld, number)
        _terms(number)
        _collections(number)
        _projects(wereld, number)
        _lessons(wereld, number)
        _practice(number)
        _meetings(wereld)
        PostvakBericht.objects.create(
            message_id=f"<{number}@test>", recipients="lid@test.example", subject="Dag", body="Tekst"
        )


def _names_of_the_demo(wereld: Wereld) -> None:
    """The kringen and terms that the list of pages names are here too."""
    for name in ("csrd", "esg"):
        if not Begrip.objects.filter(slug=name).exists():
            make_begrip(title=name, slug=name, ref=name)
    for name in ("polderdelta", "zandrug"):
        if not Kring.objects.filter(slug=name).exists():
            kring = make_kring(slug=name)
            make_versie(make_convenant(kring, slug=name), 2, date(2021, 1, 1))
            make_coordinator(wereld.coordinator, kring)


def _kringen(wereld: Wereld, number: int) -> None:
    kring = make_kring(title=f"Kring {WORD} {number}")
    make_convenant(kring)
    latest = wereld.convenant.versies.count()
    make_versie(wereld.convenant, latest + 1, date(2021, 1, 1) + timedelta(days=latest))
    for organisatie in (make_organisatie(), make_gemeente()):
        make_deelname(organisatie, wereld.kring)
    person, waiting = make_user(), make_organisatie()
    Aanmelding.objects.create(
        kring=wereld.kring, organisatie=waiting, aangemeld_door=person, aangemeld_op=timezone.now()
    )
    ended = make_organisatie()
    make_deelname(ended, wereld.kring, tot=timezone.now(), reden="klaar")


def _terms(number: int) -> None:
    term = make_begrip(title=f"{WORD} begrip {number}", slug=f"begrip-{WORD}-{number}", ref=f"ref-{number}")
    Label.objects.create(begrip=term, tekst=f"naam {number}")
    for old in Begrip.objects.exclude(pk=term.pk).order_by("pk")[:OLDEST]:
        Label.objects.create(begrip=old, tekst=f"andere naam {number}")
        Relatie.objects.create(van=old, naar=term, soort=RelatieSoort.VERWANT)
        Relatie.objects.create(van=term, naar=old, soort=RelatieSoort.ONDERSTEUNT)


def _collections(number: int) -> None:
    fields = {"title": f"Verzameling {number}", "omschrijving": "Over iets."}
    collection = Begrippenverzameling.objects.create(ref=f"verzameling-{number}", **fields)
    collection.begrippen.set(Begrip.objects.order_by("pk")[:OLDEST])


def _projects(wereld: Wereld, number: int) -> None:
    leader = wereld.projectleider
    make_project(wereld.kring, wereld.gemeente, leader, Fase.CONSULTATIE, title=f"Project {WORD} {number}")
    now = timezone.now()
    for project in Convenantproject.objects.order_by("pk")[: OLDEST + 1]:
        make_les(wereld.kring, herkomst=project.page_ptr)
        PasLesToe(actor=leader, project=project, les=make_les(wereld.kring), oordeel="toegepast").execute()
        if project.fase() != Fase.CONSULTATIE:
            continue
        for one in range(2):
            BrengIn(
                actor=leader, project=project, soort="vraag", titel=f"Vraag {one}", tekst="Tekst.",
                organisatie=wereld.bedrijf, op=now - timedelta(days=5),
            ).execute()  # fmt: skip
        moment = now - timedelta(seconds=1)
        GeefVrij(actor=leader, project=project, moment=moment, op=moment).execute()


def _written(wereld: Wereld, title: str) -> Les:
    les = Les(
        title=title, kring=wereld.kring, situatie="Situatie.", gebeurtenis="Gebeurtenis.", oorzaak="Oorzaak.",
        advies="Advies.", thema="klimaat",
    )  # fmt: skip
    return SchrijfLes(actor=wereld.lid, les=les).execute()


def _lessons(wereld: Wereld, number: int) -> None:
    terms = list(Begrip.objects.order_by("pk")[:OLDEST])
    fields = {
        "auteur": wereld.lid,
        "organisatie": wereld.bedrijf,
        "herkomst": wereld.project.page_ptr,
        "fase": 3,
    }
    les = make_les(wereld.kring, title=f"Les {WORD} {number}", **fields)
    les.begrippen = terms
    les.save()
    _written(wereld, f"Concept {number}")
    DienLesIn(actor=wereld.lid, les=_written(wereld, f"Wacht {number}")).execute()


def _practice(number: int) -> None:
    casus: Casus = make_casus(title=f"Casus {WORD} {number}")
    casus.begrippen = list(Begrip.objects.order_by("pk")[:OLDEST])
    casus.save()
    reeks = Artikelreeks.objects.first() or PraktijkIndex.objects.get().add_child(
        instance=Artikelreeks(title="Reeks", slug="kritische-succesfactoren")
    )
    text = [("tekst", "## Een kop\n\nTekst.")]
    reeks.add_child(
        instance=Artikel(title=f"Artikel {number}", inhoud=text, bron="Bron", peildatum=timezone.localdate())
    )
    known = set(Werkblad.objects.values_list("definitie", flat=True))
    for definition in load_all():
        if definition.sleutel not in known:
            sheet = Werkblad(title=definition.titel, slug=definition.sleutel, definitie=definition.sleutel)
            WerkbladenIndex.objects.get().add_child(instance=sheet)


def _meetings(wereld: Wereld) -> None:
    make_bijeenkomst(wereld.kring)
    for meeting in Bijeenkomst.objects.order_by("pk")[:OLDEST]:
        SchrijfIn(actor=make_user(), bijeenkomst=meeting).execute()
