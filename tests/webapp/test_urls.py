"""Addresses are built once, and each sitting's are its own."""

from flask import g

from webapp.urls import url_for


def test_each_sitting_has_its_own_addresses(app):
    with app.test_request_context():
        g.desk_token = "un"
        first = url_for("desk.mail")
        g.desk_token = "deux"

        assert url_for("desk.mail") != first
        g.desk_token = "un"
        assert url_for("desk.mail") == first


def test_values_make_the_address(app):
    with app.test_request_context():
        assert url_for("examiner.grid", token="t", critere="C1.1") != url_for(
            "examiner.grid", token="t", critere="C1.2"
        )


def test_a_list_of_values_is_built_too(app):
    with app.test_request_context():
        assert url_for("static", filename="bannette.css", v=["1", "2"]).endswith("?v=1&v=2")
