"""Addresses."""

from django.urls import URLPattern

app_name = "tutorial"
urlpatterns: list[URLPattern] = []
