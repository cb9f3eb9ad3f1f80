"""What a request borrows, it gives back."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conftest import sign_in
from webapp import context


@pytest.fixture
def serve(app, client, users):
    """Serve a view to somebody signed in; return the answer's status."""
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    sign_in(client, users["admin"])

    def serve(view) -> int:
        app.view_functions["styleguide.page"] = view
        return client.get("/style").status_code

    return serve


def spoil(sitting: int) -> str:
    context.office(sitting).world.debrief.done = "jamais écrit"
    raise ZeroDivisionError


def opened_elsewhere(store, sitting: int) -> str:
    """Open the sitting in another thread, as the next request will."""

    def read() -> str:
        with store.sittings.open(sitting) as engine:
            return engine.world.debrief.done

    with ThreadPoolExecutor(1) as other:
        return other.submit(read).result(timeout=5)


def test_a_request_gives_its_office_back(serve, store, sitting):
    assert serve(lambda: str(context.office(sitting.id).world.seq)) == 200

    assert opened_elsewhere(store, sitting.id) == ""


def test_a_request_may_ask_for_its_office_twice(serve, sitting):
    def view() -> str:
        assert context.office(sitting.id) is context.office(sitting.id)
        return "une seule"

    assert serve(view) == 200


def test_a_world_that_an_error_left_half_changed_is_forgotten(serve, store, sitting):
    assert serve(lambda: spoil(sitting.id)) == 500

    assert opened_elsewhere(store, sitting.id) == ""
