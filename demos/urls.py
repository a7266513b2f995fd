"""Addresses."""

from django.urls import URLPattern

app_name = "demos"
urlpatterns: list[URLPattern] = []
