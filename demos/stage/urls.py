"""Addresses of the stage, below the demos' own."""

from django.urls import path

from demos.stage import views

urlpatterns = [
    path("", views.stage, name="stage"),
    path("start/", views.stage_start, name="stage_start"),
    path("stop/", views.stage_stop, name="stage_stop"),
    path("live/", views.stage_live, name="stage_live"),
    path("prediction/", views.stage_prediction, name="stage_prediction"),
    path("<uuid:test_id>/", views.stage_record, name="stage_record"),
    path("<uuid:test_id>/json/", views.stage_json, name="stage_json"),
    path("<uuid:test_id>/csv/", views.stage_csv, name="stage_csv"),
]
