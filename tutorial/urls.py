"""Addresses."""

from django.urls import URLPattern, path

from tutorial.views import (
    ahead,
    card_history,
    card_settings,
    exports,
    flashcards,
    fronts,
    home,
    lessons,
    progress,
)

app_name = "tutorial"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("learn/", fronts.lessons, name="lessons"),
    path("flashcards/", fronts.decks, name="decks"),
    path("progress/", progress.progress, name="progress"),
    path("learn/<slug:lesson>/", lessons.lesson, name="lesson"),
    path("learn/<slug:lesson>/recall/<slug:recall>/", lessons.recall, name="recall"),
    path("learn/<slug:lesson>/read/", lessons.read, name="read"),
    path("flashcards/ahead/", ahead.ahead, name="ahead"),
    path("flashcards/history/", card_history.history, name="history"),
    path("flashcards/history/<slug:card>/", card_history.card_history, name="card_history"),
    path("flashcards/settings/", card_settings.card_settings, name="card_settings"),
    path("flashcards/settings/fitting/", card_settings.fitting, name="fitting"),
    path("flashcards/settings/fitting/ask/", card_settings.ask_for_fitting, name="ask_for_fitting"),
    path("flashcards/settings/fitting/forget/", card_settings.forget_fitting, name="forget_fitting"),
    path("flashcards/<slug:deck>/", flashcards.deck, name="deck"),
    path("flashcards/<slug:deck>/grade/", flashcards.grade_card, name="grade_card"),
    path("flashcards/<slug:deck>/undo/", flashcards.undo_last_grade, name="undo_last_grade"),
    path("flashcards/<slug:deck>/export/anki/", exports.export_anki, name="export_anki"),
    path("flashcards/<slug:deck>/export/csv/", exports.export_csv, name="export_csv"),
    path("flashcards/<slug:deck>/export/tsv/", exports.export_tsv, name="export_tsv"),
]
