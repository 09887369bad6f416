"""Addresses of werkbladen besides its pages."""

from django.urls import URLPattern

app_name = "werkbladen"
urlpatterns: list[URLPattern] = []
