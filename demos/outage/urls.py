"""Addresses of the scenario, below the demos' own."""

from django.urls import path

from demos.outage import views

urlpatterns = [
    path("", views.outage, name="outage"),
    path("naive/", views.outage_naive, name="outage_naive"),
    path("careful/", views.outage_careful, name="outage_careful"),
    path("valve/", views.outage_valve, name="outage_valve"),
    path("valve/shut/", views.outage_shut, name="outage_shut"),
    path("valve/reopen/", views.outage_reopen, name="outage_reopen"),
]
