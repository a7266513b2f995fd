"""Addresses of the records, below the demos' own. A run's own record lies beside the run (demos/urls.py)."""

from django.urls import path

from demos.records import views

urlpatterns = [
    path("", views.records, name="records"),
    path("open/", views.open_record, name="open_record"),
    path("<uuid:series_id>/", views.series, name="series_replay"),
    path("<uuid:series_id>/record.json", views.series_json, name="series_json"),
    path("<uuid:series_id>/record.csv", views.series_csv, name="series_csv"),
]
