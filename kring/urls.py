"""Addresses of kring besides its pages."""

from django.urls import URLPattern

app_name = "kring"
urlpatterns: list[URLPattern] = []
