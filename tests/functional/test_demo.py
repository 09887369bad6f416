"""The demo: all of what it promises, in words of its own, loaded as often as one likes, and nowhere else."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import transaction
from django.db.models import Q
from pytest_django.plugin import DjangoDbBlocker

from basis.models import OutboxBericht
from convenant.models import Convenant, Convenantproject
from dev.paths import ROOT
from kennis.models import Artikel, Artikelreeks, Begrip, Begrippenverzameling, Casus, Les
from kennis.samenhang import fouten, load
from kring.models import Bijeenkomst, Kring, Organisatie
from portal.demo.laden import laad
from portal.demo.lezen import INHOUD, yaml_rows

pytestmark = [pytest.mark.timeout(300), pytest.mark.xdist_group("demo")]
SOURCES = ROOT.parent / "shared" / "bronnen"
RUN = 8
# To name a source is not to copy from it.
TITLES = (
    "Sociale impact in de context van een wijkgerichte aanpak",
    "Acht kritische succes factoren voor een wijkgerichte aanpak",
)
BEGRIPPENLIJST = {
    "b-corp", "brede-welvaart", "csrd", "donut-economy", "economy-for-the-common-good", "esg", "iso-26000", "mvi",
    "mvo", "mvo-prestatieladder", "oeso-richtlijnen", "people-planet-profit", "pso", "sdg",
}  # fmt: skip
TWO_OF_SROI = {"sroi-methode", "sroi-contracteis"}


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The whole demo, for all tests of this file; gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        list(laad())
        yield
        transaction.set_rollback(True)


def rows() -> dict[str, int]:
    """How many rows each table holds, apart from side effects that still have to be carried out."""
    models = (model for model in apps.get_models() if model is not OutboxBericht)
    return {model._meta.label: model._default_manager.count() for model in models}


def test_loading_again_changes_nothing(demo: None) -> None:
    """Not one row more."""
    before = rows()
    list(laad())
    assert rows() == before


def test_nobody_gets_mail_about_what_the_demo_tells(demo: None) -> None:
    """The past sends no letters."""
    assert not OutboxBericht.objects.pending().filter(kind="mail.send").exists()


def test_glossary_is_whole(demo: None) -> None:
    """The list of the source documents, both meanings of SROI, and much more."""
    refs = set(Begrip.objects.live().values_list("ref", flat=True))
    assert len(refs) >= 55
    assert refs >= BEGRIPPENLIJST | TWO_OF_SROI | {"vsme"}
    assert Begrip.objects.filter(relaties__isnull=True, omgekeerde_relaties__isnull=True).count() == 0


def test_glossary_hangs_together(demo: None) -> None:
    """What editors are refused is not in the demo either; collections and history are there."""
    assert fouten(load()) == []
    assert set(Begrip.objects.live()) == set(Begrip.objects.filter(wijzigingen__isnull=False))
    assert {row.ref for row in Begrippenverzameling.objects.all()} >= {"verantwoorden", "inkopen", "klimaat"}
    known = set(Begrip.objects.values_list("ref", flat=True))
    for row in yaml_rows("verzamelingen.yaml"):
        assert known >= set(row.get("begrippen", ()))
        assert len(Begrippenverzameling.objects.get(ref=row["ref"]).leden(AnonymousUser())) > 4


def test_every_term_names_its_source_and_the_day_it_was_checked(demo: None) -> None:
    """The law moves, so a claim without a date is worth nothing."""
    bare = Begrip.objects.filter(bronnen__isnull=True) | Begrip.objects.filter(peildatum__isnull=True)
    assert not set(bare.values_list("ref", flat=True))
    assert not Casus.objects.filter(bron="").exists()
    assert not Artikel.objects.filter(bron="").exists()


def test_numbers_of_the_csrd_are_those_of_today(demo: None) -> None:
    """More than 1,000 employees and more than 450 million euro; the old threshold only as history."""
    csrd = Begrip.objects.get(ref="csrd")
    assert "1.000 werknemers" in csrd.uitleg
    assert "450 miljoen" in csrd.uitleg
    assert "250" not in csrd.definitie + csrd.uitleg


def test_there_is_enough_to_see(demo: None) -> None:
    """The numbers that the demo promises."""
    assert Casus.objects.live().count() >= 13
    assert Artikelreeks.objects.get(slug="kritische-succesfactoren").get_children().live().count() == 8
    assert Kring.objects.live().count() == 3
    assert Organisatie.objects.count() >= 12
    assert Bijeenkomst.objects.live().count() >= 8
    lessons = Les.objects.live()
    assert lessons.count() >= 30
    assert not lessons.filter(thema="").exists()
    assert not lessons.filter(fase=None).exists()
    came_or_went = Q(herkomst__isnull=False) | Q(toepassingen__isnull=False)
    assert lessons.filter(came_or_went).distinct().count() >= 25


def test_projects_are_spread_over_the_phases(demo: None) -> None:
    """From the first to the last."""
    phases = [project.fase() for project in Convenantproject.objects.live()]
    assert len(phases) >= 8
    assert len(set(phases)) >= 7
    assert {min(phases), max(phases)} == {1, 13}


def test_each_project_only_went_forward(demo: None) -> None:
    """Phases follow each other, and so do their days."""
    for project in Convenantproject.objects.all():
        steps = list(project.overgangen.order_by("pk").values_list("fase", "op"))
        assert all(one[0] < other[0] and one[1] <= other[1] for one, other in pairwise(steps)), project


def test_the_convenant_is_whole(demo: None) -> None:
    """Nine topics; frames with source and date; arguments on both sides."""
    for convenant in Convenant.objects.all():
        assert len(convenant.onderwerpen) == 9
        versie = convenant.versie_in_force()
        assert versie is not None
        assert len(versie.artikelen) >= 8
        assert all(kader.value["bron"] and kader.value["peildatum"] for kader in versie.kaders)
        assert len(versie.argumenten) >= 4


def test_what_is_made_up_says_so(demo: None) -> None:
    """People, companies and projects of the demo are marked."""
    assert not Kring.objects.filter(demonstratie=False).exists()
    assert not Organisatie.objects.filter(demonstratie=False).exists()
    assert not Convenantproject.objects.filter(demonstratie=False).exists()
    assert not Bijeenkomst.objects.filter(demonstratie=False).exists()


def words(text: str) -> list[str]:
    """The words of a text in small letters, without the titles of sources."""
    for title in TITLES:
        text = re.sub(re.sub(r"\s+", r"\\s+", title), " ¶ ", text, flags=re.IGNORECASE)
    return re.findall(r"[^\W_]+|¶", text.lower())


def runs(path: Path) -> Iterator[str]:
    """Every row of eight words of a file."""
    found = words(path.read_text(encoding="utf-8"))
    return (" ".join(found[start : start + RUN]) for start in range(len(found) - RUN + 1))


def test_no_sentence_is_copied_from_the_sources() -> None:
    """Facts are taken over, sentences are not: no eight words in a row are the same."""
    if not SOURCES.is_dir():
        pytest.skip("de brondocumenten staan niet naast dit project; alleen daar is dit te vergelijken")
    known = {run for path in SOURCES.glob("*.txt") for run in runs(path)}
    texts = [path for path in INHOUD.rglob("*") if path.suffix in {".md", ".yaml"}]
    copied = [f"{path.name}: {run}" for path in texts for run in runs(path) if run in known]
    assert len(texts) > 100
    assert not copied, "\n".join(copied)


def test_refused_outside_the_demo_settings(db: None) -> None:
    """No demo people in a real portal."""
    with pytest.raises(CommandError, match="demo-instellingen"):
        call_command("demo", "laad")


def test_check_refuses_demo_accounts_elsewhere(demo: None, settings: LazySettings) -> None:
    """A database with demo accounts does not pass the check of another environment."""
    settings.DEMO = False
    with pytest.raises(SystemCheckError, match="demo-accounts"):
        call_command("check", databases=["default"])
    settings.DEMO = True
    call_command("check", databases=["default"])
