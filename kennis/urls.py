"""Addresses of kennis besides its pages."""

from django.urls import path
from django.views.decorators.http import conditional_page, require_safe

from kennis.feeds import BegrippenFeed, LessenFeed, PraktijkFeed
from kennis.views import gekoppeld, kaart, lessen, verbanden, voorstel

app_name = "kennis"
urlpatterns = [
    path("lessen/schrijven", lessen.schrijven, name="les_schrijven"),
    path("lessen/mijn", lessen.mijn, name="les_mijn"),
    path("lessen/voorbeeld", lessen.markdown_voorbeeld, name="markdown_voorbeeld"),
    path("lessen/<slug:slug>/bewerken", lessen.bewerken, name="les_bewerken"),
    path("lessen/<slug:slug>/concept", lessen.concept, name="les_concept"),
    path("lessen/<slug:slug>/beoordelen", lessen.beoordelen, name="les_beoordelen"),
    path("begrippen/voorstellen", voorstel.begrip_voorstellen, name="begrip_voorstellen"),
    path("begrippen/overzicht", verbanden.overzicht, name="begrippen_overzicht"),
    path("begrippen/hierarchie", verbanden.hierarchie, name="begrippen_hierarchie"),
    path("begrippen/vergelijk", verbanden.vergelijk, name="begrippen_vergelijk"),
    path("begrippen/verzamelingen", verbanden.verzamelingen, name="verzamelingen"),
    path("begrippen/verzamelingen/<slug:ref>", verbanden.verzameling, name="verzameling"),
    path("begrippen/naam/<slug:naam>", kaart.homoniem, name="homoniem"),
    path("begrippen/naam/<slug:naam>/kaart", kaart.homoniem_kaart, name="homoniem_kaart"),
    path("begrippen/<slug:slug>/wijziging", voorstel.wijziging_voorstellen, name="wijziging_voorstellen"),
    path("begrippen/<slug:slug>/kaart", kaart.begrip_kaart, name="begrip_kaart"),
    path("id/begrip/<slug:ref>", gekoppeld.begrip_id, name="begrip_id"),
    path("id/begrippenkader/<slug:ref>", gekoppeld.kader_id, name="kader_id"),
    path("id/begrippenverzameling/<slug:ref>", gekoppeld.verzameling_id, name="verzameling_id"),
    path("doc/begrip/<slug:ref>.<str:extension>", gekoppeld.begrip_document, name="begrip_document"),
    path("doc/begrippenkader/<slug:ref>.<str:extension>", gekoppeld.kader_document, name="kader_document"),
    path(
        "doc/begrippenverzameling/<slug:ref>.<str:extension>",
        gekoppeld.verzameling_document,
        name="verzameling_document",
    ),
    path("begrippen.atom", conditional_page(require_safe(BegrippenFeed())), name="begrippen_feed"),
    path("lessen.atom", conditional_page(require_safe(LessenFeed())), name="lessen_feed"),
    path("praktijk.atom", conditional_page(require_safe(PraktijkFeed())), name="praktijk_feed"),
    path("def/begrippen", gekoppeld.woordenschat, name="woordenschat"),
    path("open-data/catalogus.ttl", gekoppeld.catalogus, name="catalogus"),
    path("open-data/begrippen.<str:extension>", gekoppeld.uitgave, name="uitgave"),
]
