"""The law of access: what is not public asks who is there, and serves only its own roles.

It walks the application's addresses, so an endpoint is covered the day it is born.
"""

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule

from tests.conftest import ROLES, sign_in
from webapp.security import OWN_DOORS, PUBLIC

AUDIENCES = {
    "auth": set(ROLES),
    "sittings": {"candidate"},
    "desk": {"candidate"},
    "examiner": {"examiner", "admin"},
    "trainer": {"trainer", "admin"},
    "centre": {"admin"},
    "room": {"invigilator", "examiner", "admin"},
    "jury": {"jury", "admin"},
    "styleguide": {"trainer", "admin"},
}
"""Blueprint to the roles it serves: a new blueprint says here whom it is for."""


def guarded(app: Flask) -> list[tuple[str, str, str]]:
    """Return (blueprint, method, address) of every endpoint that is not public.

    People without an account have doors of their own: `tests/webapp/tutor` tries every address behind them.
    """
    return [
        (rule.endpoint.partition(".")[0], method, address(rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in PUBLIC and rule.endpoint.partition(".")[0] not in OWN_DOORS
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def address(rule: Rule) -> str:
    """Return an address the rule matches, of something that does not exist."""
    values = {name: value_for(kind) for name, kind in rule._converters.items()}
    built = rule.build(values)
    assert built is not None, rule
    return built[1]


def value_for(kind: BaseConverter) -> str:
    """Return a text that a part of an address may be."""
    if isinstance(kind, AnyConverter):
        return min(kind.items)
    return "1" if isinstance(kind, IntegerConverter) else "x"


def test_strangers_are_sent_to_sign_in(app, client, users):
    for _, method, url in guarded(app):
        answer = client.open(url, method=method)

        assert answer.status_code == 303, (method, url)
        assert answer.location.startswith("/connexion"), (method, url)


@pytest.mark.parametrize("role", ROLES)
def test_other_roles_are_refused(app, client, users, role):
    sign_in(client, users[role])

    for blueprint, method, url in guarded(app):
        if role not in AUDIENCES[blueprint]:
            assert client.open(url, method=method).status_code == 403, (method, url)


def test_one_blueprint_alone_has_a_door_of_its_own():
    assert {"tutor"} == OWN_DOORS


def test_a_door_of_its_own_lets_nobody_in_by_itself(app, client):
    app.add_url_rule("/avis/<token>/oubli", "tutor.forgotten", lambda token: "secret")

    answer = client.get("/avis/x/oubli")

    assert answer.status_code == 303
    assert answer.location == "/avis/x/code"


def test_a_view_that_nobody_guards_is_refused(app, client, users):
    app.add_url_rule("/oubli", "oubli", lambda: "secret")
    sign_in(client, users["admin"])

    assert client.get("/oubli").status_code == 403


def test_unknown_addresses_do_not_ask_to_sign_in(client):
    assert client.get("/nulle-part").status_code == 404


def test_answers_carry_the_security_headers(client):
    answer = client.get("/connexion")

    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client, users):
    cookie = sign_in(client, users["candidate"]).headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
