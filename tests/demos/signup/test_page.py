"""The page of the sign-up: what a reader sees of the four ways."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from demos import workers
from demos.mail import UNREACHABLE
from demos.models import Run
from demos.signup.ways import BACKGROUND, BY_HAND, IN_THE_VIEW, SLEEP, WAYS, Way
from demos.workers import WorkerStatus
from tests.demos.signup.people import PAGE, QUICK, URLS, a_worker, run_of, sign_up
from tests.demos.upload.reading import HTMX, employ, words_of
from tests.demos.waiting import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker", "mail_sink")]


@pytest.fixture(autouse=True)
def _two_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    employ(monkeypatch, WorkerStatus(workers.READY, 2, 0))


def look(client: Client, *runs: Run, **more: str) -> str:
    address = {run.settings["way"]: str(run.pk) for run in runs}
    return client.get(f"{PAGE}?{urlencode(address | more)}", headers={"Accept": "text/html"}).text


def column(html: str, way: Way) -> str:
    """What stands in the way's column."""
    found = re.search(rf'<article class="way[^>]+way-{way.id}".*?</article>', html, re.DOTALL)
    assert found
    return words_of(found[0])


class TestBefore:
    def test_all_four_are_there_and_promise_no_figure(self, client: Client) -> None:
        html = client.get(PAGE).text

        for way in WAYS:
            assert way.answer in column(html, way)
            assert "You waited –" in column(html, way)
        assert not re.search(r"\d (ms|s) (sent|of it)", words_of(html))

    def test_the_views_differ_in_one_line_each(self, client: Client) -> None:
        hot = re.findall(
            r'<span class="ln hot"><span>(.*?)</span></span>\n?(?=<span class="ln|</code)',
            client.get(PAGE).text,
        )

        assert [words_of(line).replace(" ", "") for line in hot] == [
            "send_welcome(run.pk)",
            "time.sleep(run.mail_delay_ms/1000)",
            "store_email(run)",
            "send_welcome.delay_on_commit(run.pk)",
        ]

    def test_names_no_option_by_a_letter(self, client: Client) -> None:
        assert not re.search(r"\b[Oo]ption [A-D]\b", words_of(client.get(PAGE).text))


class TestAfter:
    def test_in_the_view_you_waited_for_the_email(self, api: Client) -> None:
        words = column(look(api, run_of(sign_up(api, IN_THE_VIEW))), IN_THE_VIEW)

        assert re.search(r"You waited \d+ ms ✗ \d+ ms of it for the email", words)
        assert re.search(
            r"Did the email arrive\? ✓ After \d+ ms Who sent it\? The view, while you waited", words
        )
        assert "blocks the signup. A common mistake: Sending email synchronously in view." in words

    def test_asleep_you_waited_for_nothing(self, api: Client) -> None:
        words = column(look(api, run_of(sign_up(api, SLEEP))), SLEEP)

        assert re.search(r"✗ \d+ ms of it asleep", words)
        assert "✗ No Nothing was sent. Who sent it? Nobody" in words

    def test_by_hand_it_lies_there(self, api: Client) -> None:
        run = run_of(sign_up(api, BY_HAND))
        words = column(look(api, run), BY_HAND)
        assert "✓ Not for the email" in words
        assert "✗ No It lies in the database. Send them by hand Who sent it? Nobody" in words

        api.post(f"{PAGE}send-by-hand/", {"by_hand": run.pk})
        words = column(look(api, run), BY_HAND)
        assert re.search(r"✗ Not by itself After [\d.]+ m?s\. Who sent it\? Somebody, by hand", words)
        assert "Send them by hand" not in words

    def test_by_hand_a_failed_try_is_told(self, api: Client) -> None:
        run = run_of(sign_up(api, BY_HAND, mail_server="down"))
        api.post(f"{PAGE}send-by-hand/", {"by_hand": run.pk})

        words = column(look(api, run), BY_HAND)
        assert "The mail server cannot be reached. Sent by hand 1 time; nobody tries again." in words

    def test_in_the_background_it_comes_by_itself(self, api: Client) -> None:
        response = sign_up(api, BACKGROUND)
        assert "Not yet. It is on its way. Who sent it? Nobody yet" in column(
            look(api, run_of(response)), BACKGROUND
        )
        with a_worker():
            wait_until(lambda: run_of(response).status == Run.Status.DONE)

        words = column(look(api, run_of(response)), BACKGROUND)
        assert "✓ Not for the email" in words
        assert re.search(r"✓ After [\d.]+ m?s Who sent it\? A worker, by itself", words)

    def test_in_the_background_a_letter_that_was_given_up_may_be_sent_again(self, api: Client) -> None:
        run, other = run_of(sign_up(api, BACKGROUND)), run_of(sign_up(api, SLEEP))
        Run.objects.filter(pk=run.pk).update(status=Run.Status.FAILED, failure=UNREACHABLE)
        page = look(api, run, other, mail_delay_ms="2500")
        assert f"✗ No {UNREACHABLE} Send it again" in column(page, BACKGROUND)

        (again,) = re.findall(r'action="(/demos/runs/[^"]+)"', page)
        reply = api.post(unescape(again))
        assert reply.status_code == 302
        page = api.get(reply.headers["Location"], headers={"Accept": "text/html"}).text
        assert "Not yet. It is on its way." in column(page, BACKGROUND)
        assert "Nothing was sent" in column(page, SLEEP)
        assert 'value="2500"' in page

    def test_from_elsewhere_it_leads_to_its_page(self, api: Client) -> None:
        run = run_of(sign_up(api, BACKGROUND))
        reply = api.post(f"/demos/runs/{run.pk}/send-again/")
        assert reply.headers["Location"] == f"{PAGE}?background={run.pk}"

    def test_without_a_worker_the_page_says_so(self, api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        employ(monkeypatch, WorkerStatus(workers.NONE))
        words = column(look(api, run_of(sign_up(api, BACKGROUND))), BACKGROUND)

        assert "Not yet. No worker is running: it waits in the queue." in words

    def test_an_error_is_called_one(self, api: Client) -> None:
        words = column(look(api, run_of(sign_up(api, IN_THE_VIEW, mail_server="down"))), IN_THE_VIEW)

        assert "✗ No The mail server cannot be reached. Who sent it? Nobody" in words
        assert "Here: 1 try, replied with 502 Bad Gateway." in words


class TestAllFour:
    @pytest.fixture
    def all_four(self, api: Client) -> list[Run]:
        responses = [sign_up(api, way) for way in WAYS]
        with a_worker():
            wait_until(lambda: run_of(responses[-1]).status == Run.Status.DONE)
        return [run_of(response) for response in responses]

    def test_one_is_right_and_the_page_says_why(self, api: Client, all_four: list[Run]) -> None:
        words = words_of(look(api, *all_four))

        assert words.count("let you go at once") == 1
        assert "“Background task” let you go at once, and sent the email by itself." in words

    def test_it_is_not_said_before_all_have_run(self, api: Client, all_four: list[Run]) -> None:
        assert "let you go at once" not in words_of(look(api, *all_four[1:]))

    def test_they_are_drawn_on_one_axis(self, api: Client, all_four: list[Run]) -> None:
        html = look(api, *all_four)

        assert html.count("200 OK sent, ") == 3
        assert html.count("202 Accepted sent, ") == 1
        assert "email delivered, " in html

    def test_costs_few_queries(
        self, api: Client, all_four: list[Run], django_assert_num_queries: Any
    ) -> None:
        look(api, *all_four)
        # The runs with what is stored, their spans and letters; the session, and what was watched today.
        with django_assert_num_queries(5):
            look(api, *all_four)

    def test_runs_of_others_are_not_shown(self, person: Client, all_four: list[Run]) -> None:
        assert "200 OK sent" not in look(person, *all_four)


class TestOneAfterAnother:
    def test_each_reply_leads_to_the_next_way(self, person: Client) -> None:
        data: dict[str, Any] = {**QUICK, "all": "1"}
        for way, after in zip(WAYS, [*WAYS[1:], None], strict=True):
            html = person.post(URLS[way], data, follow=True).text
            data |= dict(
                re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)" form="controls">', html)
            )
            assert re.findall(r">Now: ([^<]+)</button>", html) == ([after.title] if after else [])

        assert {way.id for way in WAYS} <= set(data)

    def test_with_htmx_it_goes_on_by_itself_but_a_reload_does_not(self, person: Client) -> None:
        response = person.post(URLS[IN_THE_VIEW], {**QUICK, "all": "1"}, headers=HTMX)
        shown = person.get(response.headers["Location"], headers=HTMX)

        assert 'hx-trigger="load"' in shown.text
        assert "next=" not in shown.headers["HX-Replace-Url"]
        assert 'hx-trigger="load"' not in person.get(response.headers["Location"]).text

    def test_it_does_not_look_again_meanwhile(self, person: Client) -> None:
        """Its button would come again, and press itself again."""
        person.post(URLS[BACKGROUND], QUICK)
        waiting = {"background": str(Run.objects.get().pk)}
        response = person.post(URLS[IN_THE_VIEW], {**QUICK, **waiting, "all": "1"}, headers=HTMX)
        shown = person.get(response.headers["Location"], headers=HTMX)

        assert "Not yet." in column(shown.text, BACKGROUND)
        assert "hx-get" not in shown.text.partition("<h2")[0]

    def test_one_way_alone_does_not(self, person: Client) -> None:
        assert "Now: " not in person.post(URLS[IN_THE_VIEW], QUICK, follow=True).text


class TestAddress:
    def test_a_run_found_elsewhere_is_shown_here(self, api: Client) -> None:
        run = run_of(sign_up(api, SLEEP))
        location = api.get(f"/demos/runs/{run.pk}/", headers={"Accept": "text/html"}).headers["Location"]

        assert "asleep" in column(api.get(location, headers={"Accept": "text/html"}).text, SLEEP)

    @pytest.mark.parametrize("nonsense", ["nan", "<b>", "9" * 400])
    def test_nonsense_is_left_out(self, nonsense: str, client: Client) -> None:
        query = urlencode({"sleep": nonsense, "next": nonsense, "mail_delay_ms": nonsense})
        assert client.get(f"{PAGE}?{query}").status_code == 200

    def test_keeps_the_settings(self, client: Client) -> None:
        html = client.get(f"{PAGE}?name=Ada&mail_delay_ms=700&mail_server=down").text

        assert 'value="Ada"' in html
        assert "700 ms</output>" in html
        assert 'value="down" checked' in html
