"""Addresses of the demos."""

from django.urls import path

from demos.upload import page, views

app_name = "demos"
urlpatterns = [
    path("upload/", page.upload, name="upload"),
    path("upload/result/", page.result, name="result"),
    path("upload/blocking/", views.upload_blocking, name="upload_blocking"),
    path("upload/background/", views.upload_background, name="upload_background"),
    path("runs/<uuid:run_id>/", views.run, name="run"),
    path("runs/<uuid:run_id>/pictures/<int:size>/", views.picture, name="picture"),
    path("workers/", page.workers, name="workers"),
]
