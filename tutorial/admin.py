"""Reviews of flashcards, for operators to read."""

from django.contrib import admin

from learners.admin import OfALearner
from tutorial.models import Review


@admin.register(Review)
class ReviewAdmin(OfALearner):
    list_display = ("at", "who", "card", "showing", "grade", "due", "undone_at")
    list_filter = ("grade",)
    ordering = ("-pk",)
