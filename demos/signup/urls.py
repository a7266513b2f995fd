"""Addresses of the sign-up, below the demos' own."""

from django.urls import path

from demos.signup import page, views

urlpatterns = [
    path("", page.signup, name="signup"),
    path("in-the-view/", views.signup_in_the_view, name="signup_in_the_view"),
    path("sleep/", views.signup_sleep, name="signup_sleep"),
    path("by-hand/", views.signup_by_hand, name="signup_by_hand"),
    path("background/", views.signup_background, name="signup_background"),
    path("send-by-hand/", page.signup_send_by_hand, name="signup_send_by_hand"),
]
