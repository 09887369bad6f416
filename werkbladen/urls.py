"""Addresses of werkbladen besides its pages."""

from django.urls import path

from werkbladen import views

app_name = "werkbladen"
urlpatterns = [path("werkbladen/<slug:slug>/invullen", views.invullen, name="invullen")]
