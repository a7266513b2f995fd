"""Addresses of presenter mode and of its doors."""

from django.urls import path

from demos.present import sign_in, views

urlpatterns = [
    path("", views.present, name="present"),
    path("sign-in/", sign_in.sign_in, name="present_sign_in"),
    path("sign-out/", sign_in.sign_out, name="present_sign_out"),
    path("crew/", views.present_crew, name="present_crew"),
    path("crew/pause/", views.present_pause, name="present_pause"),
    path("crew/resume/", views.present_resume, name="present_resume"),
    path("crew/kill/", views.present_kill, name="present_kill"),
    path("class/", views.present_invitation, name="present_invitation"),
    path("class/open/", views.present_open_class, name="present_open_class"),
    path("class/end/", views.present_end_class, name="present_end_class"),
    path("scenes/<slug:slug>/", views.present_scene, name="present_scene"),
]
