"""Addresses of the online order, below the demos' own."""

from django.urls import path

from demos.order import page, views

urlpatterns = [
    path("", page.order, name="order"),
    path("blocking/", views.order_blocking, name="order_blocking"),
    path("background/", views.order_background, name="order_background"),
]
