"""Addresses of the demos: each room's below its own name, and those that all of them share."""

from django.apps import apps
from django.urls import include, path

from demos import views
from demos.records import views as records

app_name = "demos"
urlpatterns = [
    path("", views.lab, name="lab"),
    path("runs/<uuid:run_id>/", views.run, name="run"),
    path("runs/<uuid:run_id>/send-again/", views.send_again, name="send_again"),
    path("runs/<uuid:run_id>/replay/", records.run, name="run_replay"),
    path("runs/<uuid:run_id>/record.json", records.run_json, name="run_json"),
    path("runs/<uuid:run_id>/record.csv", records.run_csv, name="run_csv"),
    path("runs/<uuid:run_id>/pictures/<int:size>/", views.picture, name="picture"),
    path("workers/", views.workers, name="workers"),
    *(
        path(f"{room.name.rpartition('.')[2]}/", include(f"{room.name}.urls"))
        for room in apps.get_app_configs()
        if room.name.startswith("demos.")
    ),
]
