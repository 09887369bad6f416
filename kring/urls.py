"""Addresses of kring besides its pages."""

from django.urls import URLPattern, path

from kring.views import beheer, bijeenkomst, deelname, organisatie

app_name = "kring"
urlpatterns: list[URLPattern] = [
    path("organisatie/nieuw", organisatie.nieuw, name="organisatie_nieuw"),
    path("organisatie/<slug:slug>", organisatie.detail, name="organisatie"),
    path("deelname/<int:pk>/beeindigen", deelname.beeindigen, name="deelname_beeindigen"),
    path("aanmelding/<int:pk>", beheer.aanmelding, name="aanmelding"),
    path("kenniskringen/<slug:slug>/beheer", beheer.beheer, name="beheer"),
    path("kenniskringen/<slug:slug>/deelnemers", deelname.deelnemers, name="deelnemers"),
    path("bijeenkomsten/<slug:slug>/inschrijven", bijeenkomst.inschrijven, name="inschrijven"),
    path("bijeenkomsten/<slug:slug>/afmelden", bijeenkomst.afmelden, name="afmelden"),
]
