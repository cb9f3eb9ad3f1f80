"""A failed request says in French what happened and what to do next."""

import io

import pytest
from flask import abort

from tests.conftest import sign_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def signed_in(app, client, users):
    sign_in(client, users["admin"])
    return client


def failing(app, client, fail):
    """Serve a page that fails."""
    app.view_functions["styleguide.page"] = fail
    return client


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 429, 500])
def test_it_explains_each_error_and_shows_the_way_home(app, signed_in, status):
    page = failing(app, signed_in, lambda: abort(status)).get("/style")

    assert page.status_code == status
    assert f"Erreur {status}" in page.text
    assert 'href="/"' in page.text


def test_it_shows_the_views_own_words(app, signed_in):
    page = failing(app, signed_in, lambda: abort(404, "Ce message a été archivé.")).get("/style")

    assert "Ce message a été archivé." in page.text


def test_what_a_view_forbids_at_some_stage_is_no_collision(app, signed_in):
    page = failing(app, signed_in, lambda: abort(409, "Le résultat est signé.")).get("/style")

    assert "Le résultat est signé." in page.text
    assert "pas possible à ce stade" in page.text
    assert "Plusieurs actions" not in page.text


def test_two_actions_at_once_are_said_so(app, signed_in):
    page = failing(app, signed_in, lambda: abort(409)).get("/style")

    assert "Plusieurs actions sont arrivées en même temps." in page.text


def test_it_answers_htmx_with_a_message_and_leaves_the_page_alone(app, signed_in):
    answer = failing(app, signed_in, lambda: abort(403)).get("/style", headers=HTMX)

    assert answer.status_code == 403
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "<html" not in answer.text
    assert "n’est pas accessible avec votre compte" in answer.text


def test_it_survives_what_nobody_foresaw(app, signed_in, caplog):
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)

    page = failing(app, signed_in, lambda: 1 / 0).get("/style")

    assert page.status_code == 500
    assert "Une erreur inattendue s’est produite." in page.text
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in page.text


def test_it_refuses_an_upload_that_is_too_large(app, signed_in):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    too_large = io.BytesIO(b"x" * 1000)

    page = signed_in.post("/connexion", data={"file": (too_large, "gros.docx")})

    assert page.status_code == 413
    assert "trop volumineux" in page.text


def test_it_tells_htmx_that_an_upload_is_too_large(app, signed_in):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    too_large = io.BytesIO(b"x" * 1000)

    answer = signed_in.post("/connexion", data={"file": (too_large, "gros.docx")}, headers=HTMX)

    assert answer.status_code == 413
    assert answer.headers["HX-Retarget"] == "#messages"
