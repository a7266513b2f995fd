"""Addresses of the explain prompts."""

from django.urls import URLPattern, path

from quizzes.explain import views

urlpatterns: list[URLPattern] = [
    path("", views.prompts, name="prompts"),
    path("<slug:prompt>/", views.prompt, name="prompt"),
    path("explanations/<uuid:explanation>/<slug:point>/claim/", views.claim_point, name="claim_point"),
    path(
        "explanations/<uuid:explanation>/<slug:point>/withdraw/", views.withdraw_claim, name="withdraw_claim"
    ),
]
