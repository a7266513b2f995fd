"""What holds for every page holds for those of a question too, asked and judged, of each kind."""

import re
from collections import Counter

from django.test import Client

from quizzes.models import Attempt
from quizzes.sitting import sit
from tests.quizzes.kinds.asked import QUESTIONS, REFUSED, WRONG
from tests.quizzes.pages import answer_page, page_of
from tests.test_pages import CSS_BUDGET, weight

FORM = "application/x-www-form-urlencoded"


def pages_of(attempt: Attempt, visitor: Client) -> dict[str, str]:
    """Each question as it is asked, as a refused answer brings it back, and as a wrong one is judged."""
    pages = {}
    while (place := sit(attempt).next) is not None:
        name = place.question_id
        pages[f"{name}, asked"] = visitor.get(page_of(attempt)).content.decode()
        refused = visitor.post(answer_page(attempt), REFUSED[name], content_type=FORM)
        assert refused.status_code == 422
        pages[f"{name}, refused"] = refused.content.decode()
        judged = visitor.post(answer_page(attempt), WRONG[name], content_type=FORM, follow=True)
        pages[f"{name}, judged"] = judged.content.decode()
    assert len(pages) == 3 * len(QUESTIONS)
    return pages


def test_their_css_stays_within_the_budget(visitor: Client, attempt: Attempt) -> None:
    for page in pages_of(attempt, visitor).values():
        sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', page)
        assert sheets
        assert sum(map(weight, sheets)) <= CSS_BUDGET


def test_nothing_is_inline(visitor: Client, attempt: Attempt) -> None:
    for name, page in pages_of(attempt, visitor).items():
        assert re.findall(r"<style|<script(?![^>]* src=)|\s(?:style|on\w+)=", page) == [], name


def test_every_id_is_there_once_and_every_reference_leads_to_one(visitor: Client, attempt: Attempt) -> None:
    for name, page in pages_of(attempt, visitor).items():
        ids = Counter(re.findall(r'\sid="([^"]+)"', page))
        assert [one for one, count in ids.items() if count > 1] == [], name
        for references in re.findall(r'\saria-(?:labelledby|describedby)="([^"]+)"', page):
            assert [one for one in references.split() if one not in ids] == [], name


def test_a_wrong_answer_is_judged_as_one(visitor: Client, attempt: Attempt) -> None:
    for name, page in pages_of(attempt, visitor).items():
        assert ("✗ Incorrect" in page) == name.endswith(", judged"), name
