"""Addresses of the demos: each room's below its own name, and those that all of them share."""

from django.apps import apps
from django.urls import include, path

from demos import views

app_name = "demos"
urlpatterns = [
    path("", views.lab, name="lab"),
    path("runs/<uuid:run_id>/", views.run, name="run"),
    path("runs/<uuid:run_id>/pictures/<int:size>/", views.picture, name="picture"),
    path("workers/", views.workers, name="workers"),
    *(
        path(f"{room.name.rpartition('.')[2]}/", include(f"{room.name}.urls"))
        for room in apps.get_app_configs()
        if room.name.startswith("demos.")
    ),
]
