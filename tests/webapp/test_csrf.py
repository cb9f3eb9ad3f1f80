"""A form counts only when it comes from our own pages."""

import pytest

from tests.conftest import PASSWORD, csrf_token


@pytest.fixture
def client(app):
    app.config["WTF_CSRF_ENABLED"] = True
    return app.test_client()


def credentials(**more: str) -> dict[str, str]:
    return {"login": "candidate", "password": PASSWORD, **more}


def test_it_accepts_a_form_with_its_token(client, users):
    token = csrf_token(client.get("/connexion"))

    assert client.post("/connexion", data=credentials(csrf_token=token)).location == "/epreuve/"


def test_it_accepts_the_token_in_the_header_that_htmx_sends(client, users):
    token = csrf_token(client.get("/connexion"))

    assert (
        client.post("/connexion", data=credentials(), headers={"X-CSRFToken": token}).location
        == "/epreuve/"
    )


def test_it_refuses_a_form_without_a_token_and_says_what_to_do(client, users):
    page = client.post("/connexion", data=credentials())

    assert page.status_code == 400
    assert "ouverte il y a trop longtemps" in page.text
    assert "recommencez votre dernière action" in page.text


def test_it_refuses_the_token_of_another_session(app, client, users):
    token = csrf_token(app.test_client().get("/connexion"))

    assert client.post("/connexion", data=credentials(csrf_token=token)).status_code == 400
