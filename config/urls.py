"""All addresses of the site."""

from django.urls import include, path

from config import health

urlpatterns = [
    path("", include("tutorial.urls")),
    path("", include("quizzes.urls")),
    path("demos/", include("demos.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
