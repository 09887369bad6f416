"""The open convenant, convenantprojecten and what was released from their consultations."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from basis.markdown import plain
from convenant.models import Bijdrage, Convenant, Convenantproject, ConvenantVersie, Faseovergang, Vrijgave
from kring.indeling import Fase
from search.documents import SearchDocument
from search.sources import follows, key_of, source
from search.sources.pages import frame, published_on, stream_headings, stream_text, year


def convenants() -> QuerySet[Convenant]:
    """Convenants with their kring."""
    return Convenant.objects.select_related("kring")


@source(Convenant, convenants)
def convenant_document(convenant: Convenant) -> SearchDocument:
    """A convenant with the articles, frameworks and arguments of the version in force."""
    version = convenant.versie_in_force()
    streams = [convenant.onderwerpen]
    if version is not None:
        streams += [version.artikelen, version.kaders, version.argumenten]
    return SearchDocument(
        **frame(convenant),
        soort="convenant",
        tekst="\n".join((plain(convenant.aanleiding), plain(convenant.doel), *map(stream_text, streams))),
        koppen=tuple(heading for stream in streams for heading in stream_headings(stream)),
        kring=convenant.kring.slug,
        datum=version.ingangsdatum if version else None,
        bijzonderheden=(convenant.kring.title, _("versie %(n)s") % {"n": version.nummer} if version else ""),
    )


@follows(ConvenantVersie)
def convenant_of_version(version: ConvenantVersie) -> Iterable[Model]:
    """The convenant that the version belongs to."""
    return [version.convenant]


def projects() -> QuerySet[Convenantproject]:
    """Projects with their phase, kring and municipality."""
    return Convenantproject.objects.with_fase()


@source(Convenantproject, projects)
def project_document(project: Convenantproject) -> SearchDocument:
    """A project, found by what it wants, where it is and the phase it is in."""
    phase = Fase(project.fase_nu or Fase.ZOEKEN)
    day = published_on(project)
    return SearchDocument(
        **frame(project),
        soort="project",
        tekst="\n".join((plain(project.doel), plain(project.omschrijving), project.plaats)),
        labels=(project.get_contractvorm_display(),) if project.contractvorm else (),
        thema=project.thema,
        kring=project.kring.slug,
        gemeente=project.gemeente.naam,
        fase=str(phase.value),
        jaar=year(day),
        datum=day,
        bijzonderheden=(project.gemeente.naam, str(phase.label), project.kring.title),
        demonstratie=project.demonstratie,
    )


@follows(Faseovergang)
def project_of_transition(transition: Faseovergang) -> Iterable[Model]:
    """The project that changed phase."""
    return [transition.project]


def contributions() -> QuerySet[Bijdrage]:
    """Contributions that are in a release, with their project."""
    return Bijdrage.objects.filter(vrijgave__isnull=False).select_related(
        "vrijgave", "project__kring", "project__gemeente"
    )


@source(Bijdrage, contributions)
def bijdrage_document(bijdrage: Bijdrage) -> SearchDocument:
    """A contribution to a consultation; found by everyone from the moment of its release, by the clock."""
    release = bijdrage.vrijgave
    if release is None:
        raise LookupError("alleen wat in een vrijgave zit heeft een document")
    project = bijdrage.project
    day = timezone.localdate(release.moment)
    return SearchDocument(
        key=key_of("convenant.Bijdrage", bijdrage.pk),
        soort="dossier",
        soort_naam=str(_("dossier")),
        titel=bijdrage.titel,
        url=f"{project.url}#bijdrage-{bijdrage.pk}",
        acl=project.acl(),
        zichtbaar_vanaf=release.moment,
        tekst=plain(bijdrage.tekst),
        thema=project.thema,
        kring=project.kring.slug,
        gemeente=project.gemeente.naam,
        jaar=year(day),
        datum=day,
        bijzonderheden=(project.title, bijdrage.get_soort_display(), date_format(day, "j F Y")),
        demonstratie=project.demonstratie,
    )


@follows(Vrijgave)
def contributions_of_project(release: Vrijgave) -> Iterable[Model]:
    """All contributions of the project: at this moment they may not point at their release yet."""
    return Bijdrage.objects.filter(project=release.project_id)


@follows(Convenantproject)
def contributions_of(project: Convenantproject) -> Iterable[Model]:
    """What was released of a project is found as long as the project is."""
    return Bijdrage.objects.filter(project=project, vrijgave__isnull=False)
