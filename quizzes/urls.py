"""Addresses of the quizzes and the explain prompts."""

from django.urls import URLPattern, URLResolver, include, path

from quizzes.views import attempts, exams, starting

app_name = "quizzes"
urlpatterns: list[URLPattern | URLResolver] = [
    path("quizzes/", starting.index, name="index"),
    path("quizzes/test/<slug:course>/", starting.test, name="test"),
    path("quizzes/<slug:quiz>/", starting.quiz, name="quiz"),
    path("quizzes/attempts/<uuid:attempt>/", attempts.attempt, name="attempt"),
    path("quizzes/attempts/<uuid:attempt>/answer/", attempts.submit_answer, name="submit_answer"),
    path("quizzes/attempts/<uuid:attempt>/hint/", attempts.hint, name="hint"),
    path("quizzes/attempts/<uuid:attempt>/hand-in/", exams.hand_in, name="hand_in"),
    path("quizzes/attempts/<uuid:attempt>/retry/", attempts.retry_missed, name="retry_missed"),
    path("explain/", include("quizzes.explain.urls")),
]
