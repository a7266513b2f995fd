"""Addresses of the scenario without workers, below the demos' own."""

from django.urls import path

from demos.noworker import views

urlpatterns = [
    path("", views.noworker, name="noworker"),
    path("background/", views.noworker_background, name="noworker_background"),
    path("pause/", views.noworker_pause, name="noworker_pause"),
    path("resume/", views.noworker_resume, name="noworker_resume"),
]
