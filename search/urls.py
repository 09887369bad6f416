"""Addresses of search."""

from django.urls import path

from search.views import bewaard, klik, suggesties, zoeken

app_name = "search"
urlpatterns = [
    path("zoeken", zoeken.zoeken, name="zoeken"),
    path("zoeken/klik", klik.klik, name="klik"),
    path("zoeken/suggesties", suggesties.suggesties, name="suggesties"),
    path("zoeken/bewaard", bewaard.bewaard, name="bewaard"),
    path("zoeken/bewaren", bewaard.bewaren, name="bewaren"),
    path("zoeken/bewaard/<int:pk>/verwijderen", bewaard.verwijderen, name="verwijderen"),
    path("opensearch.xml", suggesties.opensearch, name="opensearch"),
]
