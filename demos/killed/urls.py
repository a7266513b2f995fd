"""Addresses of the killed worker, below the demos' own."""

from django.urls import path

from demos.killed import views

urlpatterns = [
    path("", views.killed, name="killed"),
    path("background/", views.killed_order, name="killed_background"),
    path("process/", views.killed_process, name="killed_process"),
    path("worker/", views.killed_worker, name="killed_worker"),
]
