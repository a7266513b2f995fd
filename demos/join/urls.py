"""The door for phones."""

from django.urls import path, register_converter

from demos.join import views
from demos.join.code_in_path import CodeInPath

register_converter(CodeInPath, "code")

urlpatterns = [
    path("", views.join, name="join"),
    path("<code:code>/", views.join_class, name="join_class"),
    path("<code:code>/press/", views.join_press, name="join_press"),
]
