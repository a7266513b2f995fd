"""Every kind of page that a learner opens, by the name under which the figures stand."""

from quizzes.explain.schema import Prompt
from quizzes.schema import Quiz
from tutorial.decks import Deck
from tutorial.library import Lesson, library


def every_page(*, attempt: str = "") -> dict[str, str]:
    """`attempt` is the id of one of the visitor's."""
    content = library()
    lesson, deck, quiz, prompt = (content.all(kind)[0] for kind in (Lesson, Deck, Quiz, Prompt))
    card = content.all(Deck)[0].cards[0]
    pages = {
        "home": "/",
        "lessons": "/learn/",
        "lesson": f"/learn/{lesson.id}/",
        "decks": "/flashcards/",
        "deck": f"/flashcards/{deck.id}/",
        "cards ahead": "/flashcards/ahead/",
        "cards met": "/flashcards/history/",
        "card history": f"/flashcards/history/{card.id}/",
        "quizzes": "/quizzes/",
        "quiz": f"/quizzes/{quiz.id}/",
        "prompts": "/explain/",
        "prompt": f"/explain/{prompt.id}/",
        "explanations": f"/explain/{prompt.id}/explanations/",
        "progress": "/progress/",
        "account": "/account/",
        "own data": "/account/data/",
        "sign in": "/account/login/",
        "lab": "/demos/",
        "race": "/demos/upload/",
        "records": "/demos/records/",
    }
    return pages | ({"attempt": f"/quizzes/attempts/{attempt}/"} if attempt else {})
