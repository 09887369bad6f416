"""Addresses of convenant besides its pages."""

from django.urls import URLPattern, path
from django.views.decorators.http import conditional_page, require_safe

from convenant.feeds import ProjectenFeed, VrijgavenFeed
from convenant.views import convenant, dossier, lessen, project

app_name = "convenant"
urlpatterns: list[URLPattern] = [
    path("convenant/<slug:slug>/vergelijk", convenant.vergelijk, name="vergelijk"),
    path("convenant/<slug:slug>/tekenen", convenant.tekenen, name="tekenen"),
    path("convenant/<slug:slug>/getekend", convenant.getekend, name="getekend"),
    path("projecten.atom", conditional_page(require_safe(ProjectenFeed())), name="projecten_feed"),
    path("vrijgaven.atom", conditional_page(require_safe(VrijgavenFeed())), name="vrijgaven_feed"),
    path("projecten/nieuw", project.nieuw, name="project_nieuw"),
    path("projecten/<slug:slug>/bewerken", project.bewerken, name="project_bewerken"),
    path("projecten/<slug:slug>/fase", project.fase, name="project_fase"),
    path("projecten/<slug:slug>/les", lessen.toepassen, name="project_les"),
    path("projecten/<slug:slug>/les/<int:pk>/uitkomst", lessen.uitkomst, name="les_uitkomst"),
    path("projecten/<slug:slug>/dossier/nieuw", dossier.nieuw, name="dossier_nieuw"),
    path("projecten/<slug:slug>/dossier/vrijgeven", dossier.vrijgeven, name="dossier_vrijgeven"),
]
