import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from learners.evidence import record_evidence
from learners.models import Evidence, Learner
from tests.explained import Queries
from tutorial.library import library
from tutorial.models import Wording

pytestmark = pytest.mark.django_db

# The session, the evidence twice (by source; what was missed), the reviews, the settings, the old wordings
MOST_QUERIES = 6
LESSON = "/learn/why-background-tasks-matter/"


def words(client: Client) -> str:
    response = client.get("/progress/")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def learner_of(client: Client) -> Learner:
    """The one that the client is from now on."""
    session = client.session
    learner = Learner.objects.create()
    session["learner"] = str(learner.pk)
    session.save()
    return learner


def show(
    learner: Learner, concept: str, *, right: bool, source: str = "old-one", days: int = 1, **more: str
) -> None:
    record_evidence(
        learner=learner,
        concepts=[concept],
        kind=Evidence.Kind.ANSWERED,
        right=right,
        source=source,
        digest=more.get("digest", "0123456789abcdef"),
        now=timezone.now() - timedelta(days=days),
        misconceptions=[more["belief"]] if "belief" in more else [],
    )


class TestNewcomer:
    def test_looking_writes_nothing(self, client: Client) -> None:
        page = words(client)
        assert "looking writes nothing down" in page
        assert f"0 of {len(library().course.concepts)} concepts met" in page
        assert not Learner.objects.exists()
        assert "sessionid" not in client.cookies

    def test_it_costs_no_query(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        client.get("/progress/")
        with django_assert_num_queries(0):
            client.get("/progress/")

    def test_every_concept_has_its_anchor(self, client: Client) -> None:
        page = words(client)
        assert all(f'id="{concept.id}"' in page for concept in library().course.concepts)

    def test_what_the_lines_mean_stands_below_the_last_of_them(self, client: Client) -> None:
        before, _, after = words(client).partition('<ul class="key">')
        assert all(f'id="{concept.id}"' in before for concept in library().course.concepts)
        assert after.startswith(" <li><svg")


class TestLearner:
    def test_a_miss_is_offered_the_paragraph_and_the_demo_by_name(self, client: Client) -> None:
        client.post(f"{LESSON}recall/recall-nothing-yet/", {"had_it": "no"})
        page = words(client)
        mends = page.partition("To mend")[2].partition("Concept by concept")[0]
        concept = library().concept(Evidence.objects.earliest("pk").concept)
        assert f"<h3>{concept.title}</h3>" in mends
        assert "Missed in the recall prompt" in mends
        assert "The upload race" in mends
        assert f'href="{LESSON}#' in mends

    def test_every_concept_has_its_anchor(self, client: Client) -> None:
        show(learner_of(client), "worker", right=True)
        page = words(client)
        assert all(f'<tr role="row" id="{concept.id}">' in page for concept in library().course.concepts)

    @pytest.mark.parametrize(
        ("source", "said"),
        [
            ("task-never-runs", "<b>Put right</b> by the question"),  # which offers that very belief
            ("common-tool", "<b>A later answer on the same concept was right:</b> the question"),
        ],
    )
    def test_a_belief_is_ticked_off_by_a_later_right_answer(
        self, client: Client, source: str, said: str
    ) -> None:
        learner = learner_of(client)
        show(learner, "worker", right=False, belief="web-server-runs-tasks", days=3)
        assert "Not put right yet" in words(client)
        show(learner, "worker", right=True, source=source, days=1)
        page = words(client)
        assert "Not put right yet" not in page
        assert said in page
        assert escape(library().misconception("web-server-runs-tasks").text) in page

    def test_a_question_that_has_left_keeps_its_words(self, client: Client) -> None:
        Wording.objects.create(digest="gone", item="old-one", says={"stem": "Who `runs` the task?"})
        show(learner_of(client), "worker", right=False, belief="import-starts-worker", digest="gone")
        assert "the question “Who runs the task?”, which has left the site" in words(client)

    def test_without_its_words_it_is_a_question_of_the_past(self, client: Client) -> None:
        show(learner_of(client), "worker", right=False, belief="import-starts-worker")
        assert "Met in a question of the past" in words(client)

    def test_concepts_and_beliefs_that_have_left_break_nothing(self, client: Client) -> None:
        learner = learner_of(client)
        show(learner, "no-such-concept", right=False, belief="no-such-belief")
        show(learner, "worker", right=True)
        page = words(client)
        assert "no-such" not in page
        assert "1 of " in page

    @pytest.mark.usefixtures("two_courses")
    def test_every_course_has_its_map(self, client: Client) -> None:
        show(learner_of(client), "worker", right=True)
        page = words(client)
        assert 'id="picture-background-tasks"' in page
        assert f'id="picture-{library().courses[1].id}"' in page


class TestTenThousandRows:
    @pytest.fixture
    def learner(self, client: Client) -> None:
        learner = learner_of(client)
        concepts = [concept.id for concept in library().course.concepts]
        sources = [f"question-{number}" for number in range(40)]
        start = timezone.now() - timedelta(days=365)
        Evidence.objects.bulk_create(
            Evidence(
                learner=learner,
                concept=concepts[number % len(concepts)],
                kind=Evidence.Kind.ANSWERED,
                right=number % 3 > 0,
                source=sources[number % len(sources)],
                digest="",
                at=start + timedelta(minutes=number),
            )
            for number in range(10_000)
        )

    @pytest.mark.usefixtures("learner")
    def test_they_cost_no_more_queries_than_one_and_are_found_by_an_index(self, client: Client) -> None:
        asked = Queries()
        with CaptureQueriesContext(connection) as queries, asked.kept():
            client.get("/progress/")
        assert len(queries) <= MOST_QUERIES
        assert any('"learners_evidence"' in sql for sql in asked.asked)
        assert "learners_evidence" not in {table for table, _ in asked.scans()}
