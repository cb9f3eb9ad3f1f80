"""One transaction per request: returning commits, raising rolls back."""

import pytest
import sqlalchemy as sa
from flask import abort

from tests.conftest import sign_in
from webapp import context
from webapp.store.tables import SignInFailure


def kept(store) -> int:
    with store.sessions() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(SignInFailure))


def write(status: int):
    context.session().add(SignInFailure(login="x", at=1))
    context.session().flush()
    if status >= 500:
        abort(status)
    return "écrit", status


@pytest.mark.parametrize(("status", "rows"), [(200, 1), (422, 1), (500, 0)])
def test_a_view_never_commits_itself(app, client, store, users, status, rows):
    sign_in(client, users["admin"])
    app.view_functions["styleguide.page"] = lambda: write(status)

    assert client.get("/style").status_code == status

    assert kept(store) == rows
