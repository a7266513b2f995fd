from django.urls import include, path

from config.urls import handler429, handler500
from tests.seen.failing import fail

__all__ = ["handler429", "handler500", "urlpatterns"]

urlpatterns = [path("fail", fail, name="fail"), path("", include("config.urls"))]
