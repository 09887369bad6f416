"""What a marked word of a text shows: the card of its term, or of all terms of that name."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from basis.hoofd import hoofd
from basis.kruimels import kruimels
from kennis.autolink.dictionary import homonym_slug
from kennis.autolink.glossary import current_glossary
from kennis.models import Begrip
from kennis.models.begrip import BegripQuerySet

A_MINUTE = 60


@require_safe
def begrip_kaart(request: HttpRequest, slug: str) -> HttpResponse:
    """The card of one term, as a piece of HTML. 404 when not everybody may see it, and for a retired term."""
    term = _for_everybody().filter(slug=slug).first()
    if term is None:
        raise Http404
    return _card([term])


@require_safe
def homoniem_kaart(request: HttpRequest, naam: str) -> HttpResponse:
    """The card of all terms of one name, as a piece of HTML. 404 when there is none."""
    return _card(_named(naam))


@require_safe
def homoniem(request: HttpRequest, naam: str) -> HttpResponse:
    """A page with all terms of one name; the term itself when there is only one. 404 when there is none."""
    terms = _named(naam)
    if len(terms) == 1:
        return redirect(terms[0].get_url(request))
    name = _as_written(terms, naam)
    meanings = _("%(naam)s heeft meer dan één betekenis: %(begrippen)s.")
    text = meanings % {"naam": name, "begrippen": ", ".join(term.title for term in terms)}
    context = hoofd(reverse("kennis:homoniem", args=[homonym_slug(name)]), name, text) | {
        "naam": name,
        "begrippen": terms,
        "kruimels": kruimels((_("Begrippen"), "/begrippen"), (name, "")),
    }
    return render(request, "kennis/homoniem.html", context)


def _card(terms: list[Begrip]) -> HttpResponse:
    # The same for everybody, so without the request: no cookie is read and caches may share it.
    response = HttpResponse(render_to_string("kennis/kaart.html", {"begrippen": terms}))
    patch_cache_control(response, public=True, max_age=A_MINUTE)
    return response


def _for_everybody() -> BegripQuerySet:
    return Begrip.objects.visible_to(AnonymousUser()).current()


def _named(naam: str) -> list[Begrip]:
    """The terms that are called so, whatever the capitals; raises `Http404` when there is none."""
    pks = current_glossary().named.get(naam.lower(), ())
    terms = list(_for_everybody().filter(pk__in=pks).with_frame().alphabetical())
    if not terms:
        raise Http404
    return terms


def _as_written(terms: list[Begrip], naam: str) -> str:
    """The name as an editor wrote it."""
    names = [term.title for term in terms] + [label.tekst for term in terms for label in term.labels.all()]
    return next(name for name in names if homonym_slug(name) == naam.lower())
