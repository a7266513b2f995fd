"""Addresses of the upload race, below the demos' own."""

from django.urls import path

from demos.upload import views
from demos.upload.page import views as page

urlpatterns = [
    path("", page.upload, name="upload"),
    path("result/", page.result, name="result"),
    path("waited/", page.waited, name="waited"),
    path("blocking/", views.upload_blocking, name="upload_blocking"),
    path("background/", views.upload_background, name="upload_background"),
]
