"""Addresses of search."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("zoeken", views.zoeken, name="zoeken"),
    path("zoeken/klik", views.klik, name="klik"),
    path("zoeken/suggesties", views.suggesties, name="suggesties"),
]
