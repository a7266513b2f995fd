"""The points of an explanation, and its model answer: shown on request, or claimed by the learner."""

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse

from learners.models import Evidence
from quizzes.explain.explaining import STILL_IN_THE_EAR
from quizzes.explain.models import Claim, Explanation, Reveal
from quizzes.explain.schema import Prompt
from tests.quizzes.explain.pages import HTMX, TEXT, URL, claim_url, explain, reveal_url, words_of
from tutorial.library import library

pytestmark = pytest.mark.django_db


class TestModelAnswer:
    def test_comes_on_request_after_an_explanation(self, client: Client, prompt: Prompt) -> None:
        explain(client, "No idea.")
        assert prompt.answer.text in words_of(client.post(reveal_url(), follow=True).content.decode())
        assert prompt.answer.text in words_of(client.get(URL).content.decode())

    def test_htmx_gets_it_with_the_result(self, client: Client, prompt: Prompt) -> None:
        explain(client)
        page = client.post(reveal_url(), headers=HTMX, follow=True).content.decode()
        assert page.strip().startswith('<section id="result"')
        assert prompt.answer.text in words_of(page)
        assert '<h3 tabindex="-1" autofocus>' in page
        assert page.count("autofocus") == 1

    def test_what_counts_after_it_is_marked_and_costs_nothing(self, client: Client) -> None:
        explain(client, "No idea.")
        client.post(reveal_url(), follow=True)
        page = words_of(explain(client))
        assert "You got 2/4 concepts 2 of them after they were shown to you." in page
        assert page.count("Mentioned, after it was shown to you") == 2

    def test_what_was_said_before_it_was_shown_is_the_learners_own(self, client: Client) -> None:
        explain(client)
        client.post(reveal_url(), follow=True)
        page = words_of(explain(client, f"{TEXT} It can handle many users."))
        assert "You got 3/4 concepts 1 of them after it was shown to you." in page


class TestRevealPoint:
    def test_cues_first_and_tells_when_pressed(self, client: Client, prompt: Prompt) -> None:
        point = next(point for point in prompt.points if point.id == "many-users")
        before = words_of(explain(client))
        assert f"Not found yet ({point.cue.text}) I did say this" in before
        assert point.title.text not in before
        page = words_of(client.post(reveal_url("many-users"), follow=True).content.decode())
        assert f"Shown to you: {point.title.text}" in page
        assert "Show what I missed: concept D" not in page
        assert "By offloading heavy work, the app can handle many users at once" in page
        assert "It keeps" not in page

    def test_it_gets_the_focus(self, client: Client) -> None:
        explain(client)
        page = client.post(reveal_url("many-users"), headers=HTMX, follow=True).content.decode()
        assert '<p tabindex="-1" autofocus><b>Shown to you:</b>' in page
        assert page.count("autofocus") == 1

    def test_an_explanation_improved_after_it_is_marked_and_shows_nothing(self, client: Client) -> None:
        explain(client)
        client.post(reveal_url("many-users"))
        page = words_of(explain(client, f"{TEXT} It can handle many users."))
        assert "You got 3/4 concepts 1 of them after it was shown to you." in page
        assert not Evidence.objects.filter(concept="load", right=True).exists()

    def test_the_model_answer_sent_back_shows_nothing(self, client: Client, prompt: Prompt) -> None:
        explain(client, "No idea.")
        client.post(reveal_url())
        assert "You got 4/4 concepts" in words_of(explain(client, prompt.answer.text))
        assert not Evidence.objects.filter(right=True).exists()

    def test_what_is_still_known_the_day_after_shows_it(self, client: Client) -> None:
        explain(client)
        client.post(reveal_url("many-users"))
        Reveal.objects.update(at=F("at") - STILL_IN_THE_EAR)
        explain(client, f"{TEXT} It can handle many users.")
        assert Evidence.objects.filter(concept="load", right=True).count() == 1

    def test_offers_the_paragraph_and_the_demo_that_mend_it_and_its_place_on_the_map(
        self, client: Client
    ) -> None:
        assert 'href="/progress/#load"' not in explain(client)
        page = client.post(reveal_url("many-users"), follow=True).content.decode()
        assert any(f'href="{paragraph.url}"' in page for paragraph in library().paragraphs_about("load"))
        assert any(f'href="{reverse(demo.demo)}"' in page for demo in library().demos_about("load"))
        assert 'href="/progress/#load"' in page
        assert 'href="/progress/#background-task"' not in page

    def test_somebody_elses_or_an_unknown_point_is_not_there(self, client: Client) -> None:
        explain(client)
        assert client.post(reveal_url("nothing")).status_code == 404
        assert Client().post(reveal_url("many-users")).status_code == 404
        assert Client().post(reveal_url()).status_code == 404
        assert not Reveal.objects.exists()


class TestClaimPoint:
    def test_counts_at_once_and_can_be_undone(self, client: Client) -> None:
        explain(client)
        claimed = client.post(claim_url(), follow=True).content.decode()
        assert "You got 3/4 concepts" in claimed
        assert "Counted by you" in claimed
        undone = client.post(claim_url("withdraw"), follow=True).content.decode()
        assert "You got 2/4 concepts" in undone
        assert "Counted by you" not in undone

    def test_the_next_explanation_starts_afresh(self, client: Client) -> None:
        explain(client)
        client.post(claim_url())
        assert "You got 1/4 concepts" in explain(client, "The user has to wait.")

    @pytest.mark.parametrize("act", ["claim", "withdraw"])
    def test_somebody_elses_is_not_there(self, client: Client, act: str) -> None:
        explain(client)
        stranger = Client()
        assert stranger.post(claim_url(act)).status_code == 404
        stranger.post(URL, {"text": "No idea."})
        mine = Explanation.objects.get(text=TEXT)
        assert stranger.post(f"/explain/explanations/{mine.pk}/many-users/{act}/").status_code == 404
        assert not Claim.objects.exists()

    @pytest.mark.parametrize("act", ["claim", "withdraw"])
    def test_a_point_that_is_not_there(self, client: Client, act: str) -> None:
        explain(client)
        assert client.post(claim_url(act, "nothing")).status_code == 404

    def test_looking_counts_nothing(self, client: Client) -> None:
        explain(client)
        assert client.get(claim_url()).status_code == 405
        assert not Evidence.objects.filter(concept="load", right=True).exists()
