"""Addresses."""

from django.urls import URLPattern, path

from tutorial.views import exports, flashcards, fronts, home, lessons, progress

app_name = "tutorial"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("learn/", fronts.lessons, name="lessons"),
    path("flashcards/", fronts.decks, name="decks"),
    path("progress/", progress.progress, name="progress"),
    path("learn/<slug:lesson>/", lessons.lesson, name="lesson"),
    path("learn/<slug:lesson>/recall/<slug:recall>/", lessons.recall, name="recall"),
    path("learn/<slug:lesson>/read/", lessons.read, name="read"),
    path("flashcards/<slug:deck>/", flashcards.deck, name="deck"),
    path("flashcards/<slug:deck>/grade/", flashcards.grade_card, name="grade_card"),
    path("flashcards/<slug:deck>/undo/", flashcards.undo_last_grade, name="undo_last_grade"),
    path("flashcards/<slug:deck>/export/anki/", exports.export_anki, name="export_anki"),
    path("flashcards/<slug:deck>/export/csv/", exports.export_csv, name="export_csv"),
    path("flashcards/<slug:deck>/export/tsv/", exports.export_tsv, name="export_tsv"),
]
