"""The site's own pages about an account and its data; django-allauth's lie beside them."""

from django.urls import path

from learners import views

app_name = "learners"
urlpatterns = [
    path("", views.account, name="account"),
    path("welcome/", views.send_welcome, name="send_welcome"),
    path("data/", views.data, name="data"),
    path("data/download/", views.download, name="download"),
    path("data/delete/", views.delete, name="delete"),
    path("data/deleted/", views.deleted, name="deleted"),
]
