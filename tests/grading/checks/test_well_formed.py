"""`well_formed`: subject, salutation and closing."""

import pytest

from tests.grading.checks.desk import desk, mail, verdict


def test_it_passes_on_a_proper_message_and_there_is_nothing_to_see_without_one():
    what = desk()
    assert verdict(what, "well_formed") == "not_observed"

    mail(what)
    assert verdict(what, "well_formed") == "met"


@pytest.mark.parametrize("body", ["Voici.\n\nCordialement,\nCamille", "Bonjour,\n\nVoici."])
def test_it_fails_without_salutation_or_closing(body):
    what = desk()
    mail(what, body=body)

    assert verdict(what, "well_formed") == "not_met"


def test_one_curt_message_in_five_is_forgiven():
    what = desk()
    for _ in range(4):
        mail(what)
    mail(what, body="ok")

    assert verdict(what, "well_formed", share=0.8) == "met"
    mail(what, body="ok")
    assert verdict(what, "well_formed", share=0.8) == "not_met"
