"""Addresses of the portal's own views."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
