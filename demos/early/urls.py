"""Addresses of the scenario, below the demos' own."""

from django.urls import path

from demos.early import views

urlpatterns = [
    path("", views.early, name="early"),
    path("before/", views.early_before, name="early_before"),
    path("after/", views.early_after, name="early_after"),
]
