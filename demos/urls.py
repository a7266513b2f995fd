"""Addresses of the demos: each scenario's below its own name, and those that all of them share."""

from django.urls import include, path

from demos import views

app_name = "demos"
urlpatterns = [
    path("upload/", include("demos.upload.urls")),
    path("runs/<uuid:run_id>/", views.run, name="run"),
    path("runs/<uuid:run_id>/pictures/<int:size>/", views.picture, name="picture"),
    path("workers/", views.workers, name="workers"),
]
