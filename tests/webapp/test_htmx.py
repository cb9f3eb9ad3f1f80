"""One URL, two shapes."""

import pytest

from tests.conftest import sign_in
from webapp import htmx

HTMX = {"HX-Request": "true"}


def test_it_answers_a_browser_with_the_page(client):
    answer = client.get("/connexion")

    assert "<html" in answer.text
    assert "HX-Request" in answer.headers["Vary"]


def test_it_answers_htmx_with_the_partial(client):
    answer = client.get("/connexion", headers=HTMX)

    assert answer.text.lstrip().startswith('<div id="sign-in"')
    assert "HX-Request" in answer.headers["Vary"]


def test_it_gives_the_whole_page_back_to_the_history(client):
    answer = client.get("/connexion", headers={**HTMX, "HX-History-Restore-Request": "true"})

    assert "<html" in answer.text


def test_it_redirects_htmx_by_a_header(client, users):
    answer = client.post("/connexion", headers=HTMX, data={"login": "x", "password": "x"})
    assert answer.status_code == 422

    sign_in(client, users["trainer"])
    assert client.get("/", headers=HTMX).headers["HX-Redirect"] == "/atelier/"


@pytest.mark.parametrize("name", ["auth/_sign_in.html"])
def test_a_partial_can_replace_its_element_from_anywhere(app, name):
    with app.test_request_context("/"):
        part = htmx.oob(name, problem="", login="", next_page="", accounts=())

        assert part.lstrip().startswith('<div hx-swap-oob="true" id="sign-in"')


def test_it_escapes_what_a_refusal_says(app):
    with app.test_request_context("/"):
        answer = htmx.refusal("Le destinataire <b>x</b> est inconnu.")

        assert answer.status_code == 422
        assert "&lt;b&gt;x" in answer.get_data(as_text=True)
