"""The law of access: what is not public asks who is there, and serves only its own roles.

It walks the application's addresses, so an endpoint is covered the day it is born.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter
from werkzeug.routing import Rule as UrlRule

from tests.conftest import PASSWORD_HASH, ROLES, sign_in
from webapp.security import OWN_DOORS, PUBLIC
from webapp.store.tables import User


@dataclass(frozen=True)
class Rule:
    """Who may look at a part of the site, and who may act there."""

    reads: frozenset[str]
    acts: frozenset[str]

    def allows(self, role: str, method: str) -> bool:
        return role in (self.reads if method == "GET" else self.acts)


def only(*roles: str, acts: tuple[str, ...] | None = None) -> Rule:
    """These roles read; they act too, unless others are named."""
    return Rule(frozenset(roles), frozenset(roles if acts is None else acts))


RULES = {
    "auth": only(*ROLES),
    "sittings": only("candidate"),
    "desk": only("candidate"),
    "examiner": only("examiner", "admin", acts=("examiner",)),
    "room": only("invigilator", "examiner", "admin", acts=("invigilator", "examiner")),
    "jury": only("jury", "admin", acts=("jury",)),
    "centre": only("admin"),
    "trainer": only("trainer", "admin"),
    "styleguide": only("trainer", "admin"),
}
"""Blueprint to whom it is for: a new one without its rule fails here."""
EXCEPTIONS: dict[str, Rule] = {
    "examiner.note_absent": only("examiner", "admin"),
    "examiner.neutralise": only("examiner", "admin"),
    "examiner.restore": only("examiner", "admin"),
    "jury.lodge": only("admin"),
    "jury.reply": only("jury", "admin"),
    "jury.publish": only("jury", "admin"),
    "jury.note_prevented": only("jury", "admin"),
    "jury.run_regrading": only("jury", "admin"),
    "jury.set_aside": only("jury", "admin"),
    "jury.take_back": only("jury", "admin"),
}
"""Endpoints whose rule is not their blueprint's."""


@dataclass(frozen=True)
class Address:
    """A method and an address of the application, and whom it is for."""

    endpoint: str
    method: str
    url: str
    rule: Rule


def addresses(app: Flask, **known: object) -> list[Address]:
    """Return every address that is not public; `known` are parts of addresses that exist, by their name.

    People without an account have doors of their own: `tests/webapp/tutor` tries every address behind them.
    """
    return [
        Address(one.endpoint, method, address(one, known), rule_of(one.endpoint))
        for one in app.url_map.iter_rules()
        if one.endpoint not in PUBLIC and one.endpoint.partition(".")[0] not in OWN_DOORS
        for method in sorted((one.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def rule_of(endpoint: str) -> Rule:
    """Return whom an endpoint is for."""
    blueprint = endpoint.partition(".")[0]
    assert endpoint in EXCEPTIONS or blueprint in RULES, f"dites pour qui est {endpoint}"
    return EXCEPTIONS.get(endpoint) or RULES[blueprint]


def address(one: UrlRule, known: Mapping[str, object]) -> str:
    """Return an address the rule matches; what is not known does not exist."""
    values = {name: known.get(name, value_for(kind)) for name, kind in one._converters.items()}
    built = one.build(values)
    assert built is not None, one
    return built[1]


def value_for(kind: BaseConverter) -> object:
    """Return a value that a part of an address may have."""
    if isinstance(kind, AnyConverter):
        return min(kind.items)
    return 999_999 if isinstance(kind, IntegerConverter) else "x"


def test_strangers_are_sent_to_sign_in(app, client, users):
    for one in addresses(app):
        answer = client.open(one.url, method=one.method)

        assert answer.status_code == 303, one
        assert answer.location.startswith("/connexion"), one


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_let_in_where_the_table_says_and_nowhere_else(app, client, users, role):
    sign_in(client, users[role])

    for one in addresses(app):
        if one.endpoint == "auth.sign_out":
            continue
        refused = client.open(one.url, method=one.method).status_code == 403
        assert refused is not one.rule.allows(role, one.method), one


@pytest.mark.parametrize("role", ROLES)
def test_a_number_that_no_row_can_have_is_not_found(app, client, users, role):
    sign_in(client, users[role])
    numbered = [
        (method, address(one, dict.fromkeys(numbers, 10**9)).replace(str(10**9), str(10**20)))
        for one in app.url_map.iter_rules()
        if (
            numbers := [
                n for n, kind in one._converters.items() if isinstance(kind, IntegerConverter)
            ]
        )
        and one.endpoint.partition(".")[0] not in OWN_DOORS
        for method in sorted((one.methods or set()) - {"HEAD", "OPTIONS"})
        if rule_of(one.endpoint).allows(role, method)
    ]

    for method, url in numbered:
        assert client.open(url, method=method).status_code in (404, 405), (method, url)


OUTSIDERS = ("candidate", "examiner", "invigilator", "jury")
"""Roles that see their own sittings and sessions, and nobody else's."""


@pytest.mark.parametrize("role", OUTSIDERS)
def test_nobody_reaches_the_sitting_or_the_session_of_others(app, client, store, sitting, role):
    """Somebody of the right role, whom the centre has given nothing to do with this sitting."""
    other = User(login="autre", name="Autre", role=role, password_hash=PASSWORD_HASH)
    with store.sessions.begin() as session:
        session.add(other)
    sign_in(client, other)
    named = {"token": sitting.token, "exam_id": sitting.exam_id}
    theirs = [one for one in addresses(app, **named) if one.rule.allows(role, one.method)]
    asked = [one for one in theirs if sitting.token in one.url or f"/{sitting.exam_id}" in one.url]

    for one in asked:
        answer = client.open(one.url, method=one.method)
        assert answer.status_code in (403, 404), one
        assert "Nom candidate" not in answer.text, one


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
