"""All addresses of the site."""

from django.urls import include, path
from django.views.generic import RedirectView

from config import health

urlpatterns = [
    path("", include("tutorial.urls")),
    path("", include("quizzes.urls")),
    path("demos/", include("demos.urls")),
    path("join", RedirectView.as_view(pattern_name="demos:join"), name="join"),  # what a class is told
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
