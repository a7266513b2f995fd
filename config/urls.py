"""All addresses of the site."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from config import health
from config.metrics.page import metrics

handler429 = "learners.accounts.limits.too_many"  # django-allauth's, for whoever tries too often
handler500 = "config.unavailable.page_500"
admin.autodiscover()  # here, because workers and the mail sink need none of it
urlpatterns = [
    path("", include("tutorial.urls")),
    path("", include("quizzes.urls")),
    path("account/", include("learners.urls")),
    path("account/", include("learners.accounts.urls")),
    path("demos/", include("demos.urls")),
    path("join", RedirectView.as_view(pattern_name="demos:join"), name="join"),  # what a class is told
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
