"""Addresses of kennis besides its pages."""

from django.urls import URLPattern

app_name = "kennis"
urlpatterns: list[URLPattern] = []
