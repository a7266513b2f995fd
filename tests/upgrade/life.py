"""What a learner did on a site, and what the site says of it: on a new database or an old one."""

import json
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from demos.models import Span
from learners.models import Learner, User
from quizzes.attempts import Terms, start_attempt
from quizzes.exams import hand_in, keep_draft
from quizzes.explain.explaining import claim_point, reveal_point, submit_explanation
from quizzes.explain.schema import Prompt
from quizzes.models import Attempt, Mode
from quizzes.schema import Quiz
from quizzes.sitting import sit
from tests.demos.rows import add_letter, add_pictures, make_run
from tests.quizzes.answering import answered, answered_all, option_of
from tutorial.decks import Deck
from tutorial.library import library
from tutorial.models import Review
from tutorial.reviews import grade_card, undo_last_grade
from tutorial.scheduling import Grade

EMAIL, PASSWORD = "ada@example.com", "a long and winding phrase"
BY_PASSWORD = "django.contrib.auth.backends.ModelBackend"
PAGES = ("/", "/progress/", "/flashcards/", "/flashcards/history/", "/quizzes/", "/explain/", "/demos/")
TEXT = "The user has to wait, so the page should respond right away and a worker does the rest."


def live() -> None:
    """A guest reads, grades cards, answers quizzes, sits an exam, explains, signs up, uploads a photo."""
    browser = Client()
    browser.post("/learn/why-background-tasks-matter/read/")
    learner = Learner.objects.get(pk=browser.session["learner"])
    learner.created_at = timezone.now() - timedelta(days=3)
    learner.save()
    _grade_cards(learner)
    _answer(learner)
    _explain(learner)
    browser.post("/flashcards/settings/", {"retention": "87", "grades": "4", "new_a_day": "15"})
    signed_up = browser.post("/account/signup/", {"email": EMAIL, "password1": PASSWORD})
    assert signed_up.status_code == 302, signed_up.status_code
    _run_a_demo()


def look() -> dict[str, Any]:
    """All that is told of the account, its scores, its cards' memories, and how its pages answer."""
    browser = Client()
    account = User.objects.get(email=EMAIL)
    browser.force_login(account, BY_PASSWORD)
    attempts = Attempt.objects.filter(learner__user=account)
    cards = Review.objects.newest().filter(learner__user=account)
    told = json.loads(browser.get("/account/data/download/").content)
    for room in ("flashcards", "quizzes"):
        told[room].pop("wordings")  # long, and the pages of attempts need them
    return {
        "told": told,
        "scores": {str(attempt.pk): sit(attempt).points for attempt in attempts},
        "due": {card.card: card.due.isoformat() for card in cards},
        "pages": {page: browser.get(page).status_code for page in (*PAGES, *map(_page_of, attempts))},
    }


def _grade_cards(learner: Learner) -> None:
    for card in library().find(Deck, "recall").cards[:4]:
        for showing, grade in enumerate((Grade.REMEMBERED, Grade.FORGOT, Grade.REMEMBERED), start=1):
            now = learner.created_at + timedelta(days=showing / 2)
            review = grade_card(learner=learner, card=card, showing=showing, grade=grade, now=now)
    undo_last_grade(learner=learner.pk, review=review.pk, now=now)


def _answer(learner: Learner) -> None:
    """A quiz with one miss, another one that is still open, and an exam that is handed in."""
    now = learner.created_at + timedelta(days=1)
    quiz = library().find(Quiz, "practice-quiz")
    first = quiz.questions[0]
    answered_all(start_attempt(learner=learner, quiz=quiz, seed=1, now=now), missed=(first.id,), at=now)
    answered(start_attempt(learner=learner, quiz=quiz, seed=2, now=now), first.id, right=True, at=now)
    exam = start_attempt(learner=learner, quiz=quiz, seed=3, now=now, terms=Terms(Mode.EXAM))
    given = [option_of(first.id, right=True)]
    keep_draft(attempt=exam, question=first, given=given, confidence="sure", now=now)
    hand_in(attempt=exam, now=now)


def _explain(learner: Learner) -> None:
    now = learner.created_at + timedelta(days=2)
    prompt = library().find(Prompt, "why-they-matter")
    said = submit_explanation(learner=learner, prompt=prompt, text=TEXT, now=now)
    missed = [point.id for point in prompt.points if point.id not in said.found]
    reveal_point(explanation=said, point=missed[0], now=now)
    claim_point(explanation=said, prompt=prompt, point=missed[0], now=now)


def _run_a_demo() -> None:
    run = make_run(status="done")
    add_pictures(run)
    add_letter(run)
    Span.objects.create(run=run, name="save the photo", started_at=run.started_at, ended_at=run.started_at)


def _page_of(attempt: Any) -> str:
    return f"/quizzes/attempts/{attempt.pk}/"
