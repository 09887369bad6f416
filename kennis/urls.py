"""Addresses of kennis besides its pages."""

from django.urls import path

from kennis.views import begrippen, kaart, lessen, voorstel

app_name = "kennis"
urlpatterns = [
    path("lessen/schrijven", lessen.schrijven, name="les_schrijven"),
    path("lessen/mijn", lessen.mijn, name="les_mijn"),
    path("lessen/voorbeeld", lessen.markdown_voorbeeld, name="markdown_voorbeeld"),
    path("lessen/<slug:slug>/bewerken", lessen.bewerken, name="les_bewerken"),
    path("lessen/<slug:slug>/concept", lessen.concept, name="les_concept"),
    path("lessen/<slug:slug>/beoordelen", lessen.beoordelen, name="les_beoordelen"),
    path("begrippen/voorstellen", voorstel.begrip_voorstellen, name="begrip_voorstellen"),
    path("begrippen/naam/<slug:naam>", kaart.homoniem, name="homoniem"),
    path("begrippen/naam/<slug:naam>/kaart", kaart.homoniem_kaart, name="homoniem_kaart"),
    path("begrippen/<slug:slug>/kaart", kaart.begrip_kaart, name="begrip_kaart"),
    path("id/begrip/<slug:ref>", begrippen.begrip_id, name="begrip_id"),
]
