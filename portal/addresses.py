"""Addresses of the portal's own views."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from portal.sitemap import PublicSitemap
from portal.views import health, own, preferences, public, style_guide


def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """The sitemap of public pages."""
    return sitemap(request, {"paginas": PublicSitemap(request)})


urlpatterns: list[URLPattern] = [
    path("mijn", own.mijn, name="mijn"),
    path("licenties", public.licenties, name="licenties"),
    path("postvak", public.postvak, name="postvak"),
    path("postvak/<int:pk>", public.postvak_bericht, name="postvak_bericht"),
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", sitemap_xml, name="sitemap"),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}portal/favicon.svg"), name="favicon"),
    path("weergave", preferences.weergave, name="weergave"),
    path("stijlgids", style_guide.stijlgids, name="stijlgids"),
    path("gezondheid/live", health.live, name="gezondheid_live"),
    path("gezondheid/klaar", health.klaar, name="gezondheid_klaar"),
]
