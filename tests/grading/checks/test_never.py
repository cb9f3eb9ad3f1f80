"""`never`: a forbidden thing did not take place."""

import pytest

from tests.grading.checks.desk import desk, verdict

LINK = {"what": [{"fact": "mail.link_followed"}], "label": "clic"}
LATE = {"what": [{"fact": "chat.sent"}], "label": "message"}


def test_it_passes_on_a_reader_and_fails_on_a_click():
    from tests.build import a_message

    what = desk(messages=(a_message(links=("https://false.example/x",)),), timeline=())
    what.do("OpenMail", mail="M01")
    assert verdict(what, "never", **LINK) == "met"

    what.do("FollowLink", mail="M01", link="https://false.example/x")
    assert verdict(what, "never", **LINK) == "not_met"


@pytest.mark.parametrize(
    ("at", "expected"),
    [("08:59:59", "met"), ("09:00", "not_met"), ("09:29:59", "not_met"), ("09:30", "met")],
)
def test_only_the_stretch_given_is_looked_at(at, expected):
    what = desk().at(at)
    what.do("SendChat", person="luc", text="Bonjour")

    assert verdict(what, "never", **LATE, since="09:00", by="09:30") == expected


def test_what_comes_after_the_bound_is_allowed():
    what = desk()
    what.do("OpenMail", mail="M01")
    what.do("SendChat", person="luc", text="Bonjour")

    assert verdict(what, "never", **LATE, before=[{"fact": "mail.opened"}]) == "met"
    assert verdict(what, "never", **LATE, before=[{"fact": "mail.moved"}]) == "not_met"
