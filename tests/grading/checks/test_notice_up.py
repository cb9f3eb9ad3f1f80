"""`notice_up`: a notice that says what it must could be read by everybody."""

import pytest

from tests.grading.checks.desk import desk, verdict

GIVEN = {"has": ["atelier | ateliers", "10:30"], "by": "09:00", "label": "coupure annoncée"}
WORDS = {"title": "Coupure d’eau aux ateliers", "text": "Ce matin à partir de 10 h 30."}


def put_up(at: str = "08:45", **given):
    what = desk().at(at)
    assert not what.do("PostNotice", **{**WORDS, **given}).refusal
    return what


def test_it_passes_on_a_notice_that_says_it_and_fails_without():
    assert verdict(put_up(), "notice_up", **GIVEN) == "met"
    assert verdict(desk(), "notice_up", **GIVEN) == "not_met"


def test_it_fails_when_the_notice_lacks_what_it_must_say():
    assert verdict(put_up(text="Ce matin."), "notice_up", **GIVEN) == "not_met"


@pytest.mark.parametrize(("at", "found"), [("09:00:30", "met"), ("09:01", "not_met")])
def test_it_fails_when_it_comes_too_late(at, found):
    assert verdict(put_up(at), "notice_up", **GIVEN) == found


def test_it_is_partial_when_it_was_taken_down_and_whole_when_replaced():
    what = put_up()
    what.do("RemoveNotice", notice="avis-1")
    assert verdict(what, "notice_up", **GIVEN) == "partly"

    what.do("PostNotice", **WORDS)
    assert verdict(what, "notice_up", **GIVEN) == "met"
