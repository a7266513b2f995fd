"""Addresses of the scenario's two parts, below the demos' own."""

from django.urls import path

from demos.nohelp import page, views
from demos.nohelp.full import page as full_page
from demos.nohelp.full import views as full_views

urlpatterns = [
    path("", page.nohelp, name="nohelp"),
    path("blocking/", views.nohelp_blocking, name="nohelp_blocking"),
    path("background/", views.nohelp_background, name="nohelp_background"),
    path("full/", full_page.nohelp_full, name="nohelp_full"),
    path("full/blocking/", full_views.nohelp_full_blocking, name="nohelp_full_blocking"),
    path("full/background/", full_views.nohelp_full_background, name="nohelp_full_background"),
    path("full/fill/", full_views.nohelp_full_fill, name="nohelp_full_fill"),
]
