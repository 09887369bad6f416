"""Addresses of the portal's own views."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.generic import RedirectView, TemplateView

from portal.sitemap import PublicSitemap
from portal.views import health, own, public


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
    path("gezondheid/live", health.live, name="gezondheid_live"),
    path("gezondheid/klaar", health.klaar, name="gezondheid_klaar"),
]
if settings.DEBUG:
    urlpatterns += [
        path("stijlgids", TemplateView.as_view(template_name="portal/stijlgids.html"), name="stijlgids")
    ]
