"""Addresses of the API; one version stands in the path."""

from django.urls import URLPattern, URLResolver, path

from portal.api import views
from portal.api.service import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/openapi.json", views.openapi, name="api_openapi"),
    path("api/v1/docs", views.uitleg, name="api_uitleg"),
    path("api/v1/", api.urls),
]
