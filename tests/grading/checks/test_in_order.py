"""`in_order`: one thing before another."""

from tests.grading.checks.desk import desk, mail, told, verdict

ORDER = {
    "first": [{"fact": "mail.opened"}],
    "then": [{"fact": "mail.sent"}],
    "label": "lu, puis répondu",
}


def test_it_passes_in_order_and_fails_the_other_way_round():
    right, wrong = desk(), desk()
    right.do("OpenMail", mail="M01")
    mail(right)
    mail(wrong)
    wrong.do("OpenMail", mail="M01")

    assert verdict(right, "in_order", **ORDER) == "met"
    assert verdict(wrong, "in_order", **ORDER) == "not_met"


def test_it_fails_when_the_first_never_came_and_shows_the_second():
    what = desk()
    mail(what)

    found = told(what, "in_order", **ORDER)
    assert found.verdict == "not_met"
    assert found.evidence[0].entries == (what.entries[-1].seq,)


def test_nothing_is_observed_when_the_second_never_came():
    assert verdict(desk(), "in_order", **ORDER) == "not_observed"


def test_what_the_office_does_counts_when_the_pattern_says_so():
    given = {
        **ORDER,
        "first": [{"fact": "mail.delivered", "actor": "world", "where": {"message.id": "M02"}}],
    }
    early, late = desk(), desk().at("09:05")
    mail(early)
    mail(late)

    assert verdict(early, "in_order", **given) == "not_met"
    assert verdict(late, "in_order", **given) == "met"
