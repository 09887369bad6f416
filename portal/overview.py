"""What the front page and a member's own page show: counted, dated, and only what the viewer may see."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from basis.json_ld import Data, ding, document
from basis.page_context import page_context
from basis.visibility import kring_pks
from convenant.context.projecten import project_kaart, verdeling
from convenant.models import Convenantproject, Toepassing, Vrijgave
from kennis.kaarten import les_kaarten
from kennis.models import Begrip, Casus, Les
from kring.indeling import Fase
from kring.models import Aanmelding, Bijeenkomst, Deelname, Kring, Organisatie
from kring.overzicht import agenda
from portal.models import HomePage

Viewer = User | AnonymousUser
Row = dict[str, Any]


@page_context(HomePage)
def front_page(page: HomePage, request: HttpRequest) -> Row:
    """The context of the front page; a fixed number of queries."""
    viewer = request.user
    context: Row = {
        "deuren": _doors(),
        "lessen": les_kaarten(Les.objects.visible_to(viewer).with_frame().newest_first()[:3], request),
        "vrijgave": _latest_release(),
        "bijeenkomsten": agenda(_upcoming(viewer)[:1], request),
        "getallen": _numbers(viewer),
        "fasen": verdeling(Convenantproject.objects.visible_to(viewer).per_fase()),
        "json_ld": site_json_ld(page),
    }
    if isinstance(viewer, User):
        context["eigen_kringen"] = own_kringen(viewer)
        context["wacht"] = waiting(viewer)
    return context


def site_json_ld(page: HomePage) -> Data:
    """The portal as a site with its own search, and who publishes it."""
    base = settings.BASE_URL
    action = ding("SearchAction", target=f"{base}/zoeken?q={{vraag}}") | {
        "query-input": "required name=vraag"
    }
    return document(
        "WebSite",
        name=settings.SITE_NAME,
        url=f"{base}/",
        inLanguage="nl",
        description=page.samenvatting,
        potentialAction=action,
        publisher=ding("Organization", name=settings.SITE_NAME, url=f"{base}/"),
    )


def own_page(request: HttpRequest, viewer: User) -> Row:
    """The context of a member's own page."""
    kringen = own_kringen(viewer)
    fresh = Les.objects.visible_to(viewer).filter(kring__in=kringen).with_frame().newest_first()
    return {
        "eigen_kringen": kringen,
        "organisaties": list(Organisatie.objects.of_person(viewer).order_by("naam")),
        "aanmeldingen": own_requests(viewer),
        "wacht": waiting(viewer),
        "eigen_lessen": Les.objects.written_by(viewer)
        .with_stand()
        .with_frame()
        .order_by("-latest_revision_created_at")[:5],
        "nieuwe_lessen": les_kaarten(fresh[:3], request),
        "bijeenkomsten": agenda(_upcoming(viewer).filter(kring__in=kringen)[:3], request),
        "projecten": [project_kaart(item, request) for item in _own_projects(viewer)],
    }


def own_kringen(viewer: User) -> list[Kring]:
    """The kringen that `viewer` takes part in or coordinates."""
    return list(Kring.objects.visible_to(viewer).filter(pk__in=kring_pks(viewer)).order_by("title"))


def own_requests(viewer: User) -> list[Aanmelding]:
    """What the organisations of `viewer` asked and a coordinator has yet to decide."""
    mine = Aanmelding.objects.pending().filter(
        organisatie__in=Organisatie.objects.of_person(viewer), kring__in=Kring.objects.visible_to(viewer)
    )
    return list(mine.latest_first().with_parties())


def waiting(viewer: User) -> list[Row]:
    """What waits for `viewer` to act: a text, a number and where to go."""
    kringen = list(Kring.objects.visible_to(viewer).coordinated_by(viewer))
    # Somebody else decides about one's own lesson.
    lessons = (
        Les.objects.awaiting_coordinator(kringen).exclude(auteur=viewer) if kringen else Les.objects.none()
    )
    waiting_lessons = Counter(lessons.values_list("kring", flat=True))
    requests = Counter(Aanmelding.objects.pending().filter(kring__in=kringen).values_list("kring", flat=True))
    rows = []
    for kring in kringen:
        number = waiting_lessons.get(kring.pk, 0) + requests.get(kring.pk, 0)
        if number:
            text = ngettext(
                "%(n)s ding wacht op je in %(kring)s", "%(n)s dingen wachten op je in %(kring)s", number
            )
            url = reverse("kring:beheer", kwargs={"slug": kring.slug})
            rows.append(
                {"tekst": text % {"n": number, "kring": kring.title}, "url": url, "knop": _("Bekijk")}
            )
    for les in Les.objects.written_by(viewer).sent_back():
        text = _("“%(titel)s” kwam terug van de coördinator") % {"titel": les.title}
        url = reverse("kennis:les_bewerken", kwargs={"slug": les.slug})
        rows.append({"tekst": text, "url": url, "knop": _("Pas aan")})
    return rows + _without_outcome(viewer)


def _without_outcome(viewer: User) -> list[Row]:
    """The projects that `viewer` leads and that wait for what came of their lessons."""
    due = Toepassing.objects.without_outcome().values("project")
    text = _("Leg bij “%(titel)s” vast welke lessen hielpen")
    return [
        {"tekst": text % {"titel": project.title}, "url": f"{project.url}#lessen", "knop": _("Leg vast")}
        for project in _own_projects(viewer).filter(fase_nu=Fase.EVALUATIE, pk__in=due)
    ]


def _doors() -> list[Row]:
    return [
        {
            "titel": _("Begrip opzoeken"),
            "tekst": _("Van CSRD tot SROI, in gewone taal en met bron."),
            "url": "/begrippen",
        },
        {
            "titel": _("Lessen lezen"),
            "tekst": _("Wat andere projecten leerden, begint met het advies."),
            "url": "/lessen",
        },
        {
            "titel": _("Convenantprojecten volgen"),
            "tekst": _("Dertien fasen op één lijn. Wat er in een consultatie is gedeeld, lees jij ook."),
            "url": "/projecten",
        },
    ]


def _upcoming(viewer: Viewer) -> QuerySet[Bijeenkomst]:
    return Bijeenkomst.objects.visible_to(viewer).upcoming().select_related("kring")


def _own_projects(viewer: User) -> QuerySet[Convenantproject]:
    return Convenantproject.objects.visible_to(viewer).led_by(viewer).with_fase()


def _latest_release() -> list[Row]:
    release = Vrijgave.objects.released().select_related("project").first()
    if release is None:
        return []
    number = release.bijdragen.count()
    event = {
        "datum": release.moment,
        "titel": release.project.title,
        "url": f"{release.project.url}#dossier",
        "tekst": ngettext(
            "%(n)s bijdrage uit de marktconsultatie, voor iedereen tegelijk",
            "%(n)s bijdragen uit de marktconsultatie, voor iedereen tegelijk",
            number,
        )
        % {"n": number},
        "soort": "dossier",
        "nadruk": True,
    }
    return [event]


def _numbers(viewer: Viewer) -> list[Row]:
    today = timezone.localdate()
    participants = Deelname.objects.visible_to(viewer).on_day(today).values("organisatie").distinct().count()
    return [
        {"getal": participants, "label": _("deelnemers vandaag"), "url": "/convenant#register"},
        {"getal": Les.objects.visible_to(viewer).count(), "label": _("lessen"), "url": "/lessen"},
        {
            "getal": Begrip.objects.visible_to(viewer).current().count(),
            "label": _("begrippen"),
            "url": "/begrippen",
        },
        {"getal": Casus.objects.visible_to(viewer).count(), "label": _("praktijkcases"), "url": "/praktijk"},
    ]
