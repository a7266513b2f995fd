"""Addresses of the quizzes and the explain prompts."""

from django.urls import URLPattern, URLResolver, include, path

from quizzes import views

app_name = "quizzes"
urlpatterns: list[URLPattern | URLResolver] = [
    path("quizzes/", views.index, name="index"),
    path("quizzes/<slug:quiz>/", views.quiz, name="quiz"),
    path("quizzes/attempts/<uuid:attempt>/", views.attempt, name="attempt"),
    path("quizzes/attempts/<uuid:attempt>/answer/", views.submit_answer, name="submit_answer"),
    path("quizzes/attempts/<uuid:attempt>/retry/", views.retry_missed, name="retry_missed"),
    path("explain/", include("quizzes.explain.urls")),
]
