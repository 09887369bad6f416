"""The open convenant, convenantprojecten and what was released from their consultations."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from basis.markdown import plain
from convenant.models import Bijdrage, Convenant, Convenantproject, ConvenantVersie, Faseovergang, Vrijgave
from kring.indeling import Fase
from kring.models import Kring, Organisatie
from search.documents import SearchDocument
from search.sections import Part, joined, stream_parts
from search.sources import follows, key_of, shown_in, source
from search.sources.pages import frame, published_on, stream_headings, year


def convenants() -> QuerySet[Convenant]:
    """Convenants with their kring."""
    return Convenant.objects.select_related("kring")


def next_version(convenant: Convenant) -> datetime | None:
    """The midnight at which the next version that is agreed comes into force."""
    coming = convenant.versies.filter(ingangsdatum__gt=timezone.localdate()).order_by("ingangsdatum").first()
    if coming is None:
        return None
    return timezone.make_aware(datetime.combine(coming.ingangsdatum, time()))


@source(Convenant, convenants, changes=next_version)
def convenant_document(convenant: Convenant) -> SearchDocument:
    """A convenant with the articles, frameworks and arguments of the version in force."""
    version = convenant.versie_in_force()
    streams = [convenant.onderwerpen]
    if version is not None:
        streams += [version.artikelen, version.kaders, version.argumenten]
    text, sections = joined(_parts(convenant, version))
    return SearchDocument(
        **frame(convenant),
        soort="convenant",
        tekst=text,
        secties=sections,
        koppen=tuple(heading for stream in streams for heading in stream_headings(stream)),
        kring=convenant.kring.slug,
        datum=version.ingangsdatum if version else None,
        bijzonderheden=(convenant.kring.title, _("versie %(n)s") % {"n": version.nummer} if version else ""),
    )


def _parts(convenant: Convenant, version: ConvenantVersie | None) -> Iterator[Part]:
    """Every part of the page with its anchor; those of the articles never change."""
    yield Part(plain(convenant.aanleiding), "aanleiding", _("Aanleiding"))
    yield Part(plain(convenant.doel), "doel", _("Wat we willen bereiken"))
    yield from _as_one(convenant.onderwerpen, "onderwerpen", _("Waar we aan werken"))
    if version is None:
        return
    for block in version.artikelen:
        value, title = block.value, _("Artikel %(nummer)s: %(titel)s") % block.value
        words = (title, plain(value["tekst"]), plain(value["toelichting"]))
        yield Part("\n".join(word for word in words if word), value["anker"], title)
    yield from _as_one(version.kaders, "kaders", _("Kaders: wat boven dit convenant staat"))
    yield from _as_one(version.argumenten, "argumenten", _("Argumenten voor en tegen"))


def _as_one(value: StreamValue, anchor: str, title: str) -> Iterator[Part]:
    """A stream that has one anchor together."""
    text = "\n".join(part.tekst for part in stream_parts(value))
    if text:
        yield Part(text, anchor, title)


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


@shown_in(Vrijgave)
def contributions_released(release: Vrijgave) -> QuerySet[Bijdrage]:
    """What is in the release."""
    return release.bijdragen.all()


@shown_in(Convenantproject)
def contributions_of(project: Convenantproject) -> QuerySet[Bijdrage]:
    """What was released of a project tells which project, and is found as long as the project is."""
    return contributions().filter(project=project)


@shown_in(Kring)
def convenant_of_kring(kring: Kring) -> QuerySet[Convenant]:
    """The convenant tells its kring."""
    return Convenant.objects.filter(kring=kring)


@shown_in(Kring)
def projects_of_kring(kring: Kring) -> QuerySet[Convenantproject]:
    """Projects tell their kring."""
    return Convenantproject.objects.filter(kring=kring)


@shown_in(Kring)
def contributions_in_kring(kring: Kring) -> QuerySet[Bijdrage]:
    """Contributions are counted under the kring of their project."""
    return contributions().filter(project__kring=kring)


@shown_in(Organisatie)
def projects_of_gemeente(organisatie: Organisatie) -> QuerySet[Convenantproject]:
    """Projects tell their municipality."""
    return Convenantproject.objects.filter(gemeente=organisatie)


@shown_in(Organisatie)
def contributions_of_gemeente(organisatie: Organisatie) -> QuerySet[Bijdrage]:
    """Contributions are counted under the municipality of their project."""
    return contributions().filter(project__gemeente=organisatie)
