"""The site's addresses, and those of the floors."""

from django.urls import include, path

from benchmarks import floors

urlpatterns = [
    path("", include("config.urls")),
    path("floor/empty/", floors.empty),
    path("floor/file/", floors.file),
    path("floor/store/", floors.store),
]
