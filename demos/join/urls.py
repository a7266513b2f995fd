"""The door for phones."""

from django.urls import path

from demos.join import views

urlpatterns = [
    path("", views.join, name="join"),
    path("<str:code>/", views.join_class, name="join_class"),
    path("<str:code>/press/", views.join_press, name="join_press"),
]
