"""Addresses of presenter mode and of its doors."""

from django.urls import path

from demos.present import sign_in, views

urlpatterns = [
    path("", views.present, name="present"),
    path("sign-in/", sign_in.sign_in, name="present_sign_in"),
    path("sign-out/", sign_in.sign_out, name="present_sign_out"),
]
