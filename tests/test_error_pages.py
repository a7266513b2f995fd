"""Pages for what goes wrong: friendly, in the site's look, and without needing what may be broken."""

import pytest
from django.template.loader import get_template
from django.test import Client


class TestPagesWithARequest:
    def test_not_found_keeps_the_navigation(self, client: Client) -> None:
        response = client.get("/no/such/page/")
        page = response.content.decode()
        assert response.status_code == 404
        assert "There is no page here" in page
        assert 'href="/quizzes/"' in page

    @pytest.mark.django_db
    def test_a_form_without_its_token_is_refused_kindly(self) -> None:
        response = Client(enforce_csrf_checks=True).post("/learn/why-background-tasks-matter/read/")
        assert response.status_code == 403
        assert "Nothing was kept" in response.content.decode()

    @pytest.mark.parametrize(
        ("headers", "kind", "says"),
        [
            ({"Accept": "text/html"}, "text/html", "Back to the course"),
            ({"Accept": "application/json"}, "application/json", "request_entity_too_large"),
            ({"HX-Request": "true"}, "text/plain", "That is more than this form may hold."),
        ],
    )
    @pytest.mark.django_db
    def test_a_form_that_is_too_large_is_refused_kindly(
        self, client: Client, headers: dict[str, str], kind: str, says: str
    ) -> None:
        address = "/learn/why-background-tasks-matter/read/"
        response = client.post(address, headers=headers, CONTENT_LENGTH=str(10**9))
        assert (response.status_code, response["Content-Type"].partition(";")[0]) == (413, kind)
        assert says in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "500.html"])
class TestPagesWithoutARequest:
    """Django renders these with an empty context."""

    def test_they_need_nothing(self, name: str) -> None:
        page = get_template(name).render()
        assert "Back to the course" in page
        assert "css/site.css" in page
