"""`sparing`: no more often than needed."""

from tests.grading.checks.desk import desk, verdict

CALLS = {"what": [{"fact": "chat.sent", "to": "sophie"}], "at_most": 1, "label": "sollicitations"}


def test_it_passes_up_to_the_number_and_fails_beyond():
    what = desk()
    assert verdict(what, "sparing", **CALLS) == "met"

    what.do("SendChat", person="sophie", text="Une question")
    what.do("SendChat", person="luc", text="Autre chose")
    assert verdict(what, "sparing", **CALLS) == "met"

    what.do("SendChat", person="sophie", text="Encore une question")
    assert verdict(what, "sparing", **CALLS) == "not_met"


def test_a_fact_that_two_patterns_mean_counts_once():
    what = desk()
    what.do("SendChat", person="sophie", text="Une question")

    assert verdict(what, "sparing", **{**CALLS, "what": CALLS["what"] * 2}) == "met"
