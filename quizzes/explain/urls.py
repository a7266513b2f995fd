"""Addresses of the explain prompts."""

from django.urls import URLPattern, path

from quizzes.explain.views import prompts, results

urlpatterns: list[URLPattern] = [
    path("", prompts.prompts, name="prompts"),
    path("<slug:prompt>/", prompts.prompt, name="prompt"),
    path("<slug:prompt>/explanations/", prompts.explanations, name="explanations"),
    path("explanations/<uuid:explanation>/claim/", results.claim_point, name="claim_point"),
    path("explanations/<uuid:explanation>/withdraw/", results.withdraw_claim, name="withdraw_claim"),
    path("explanations/<uuid:explanation>/reveal/", results.reveal_answer, name="reveal_answer"),
    path("explanations/<uuid:explanation>/<slug:point>/claim/", results.claim_point, name="claim_point"),
    path(
        "explanations/<uuid:explanation>/<slug:point>/withdraw/",
        results.withdraw_claim,
        name="withdraw_claim",
    ),
    path("explanations/<uuid:explanation>/<slug:point>/reveal/", results.reveal_point, name="reveal_point"),
]
