"""What a centre decides once: delays of appeal, how long a competency is kept, calibration."""

import pytest

from tests.webapp.centre.test_convocations import CARD
from webapp.calibration import REQUIRED
from webapp.centre_settings import number, text


def read(store, name: str) -> int:
    with store.sessions() as rows:
        return number(rows, name)


def test_the_delays_are_the_usual_ones_until_the_centre_decides(centre, store):
    assert read(store, "appeal_days") == 60

    centre.post("/reglages", **CARD, appeal_days="45", acquired_validity_years="5")

    assert read(store, "appeal_days") == 45
    assert read(store, "appeal_answer_days") == 30
    assert read(store, "acquired_validity_years") == 5
    assert 'value="45"' in centre.get("/reglages").text


@pytest.mark.parametrize("typed", ["0", "367", "soixante", "-1", "1" * 50, "\u0663"])
def test_a_delay_that_is_no_number_of_days_is_refused_and_nothing_changes(centre, store, typed):
    answer = centre.post("/reglages", **{**CARD, "name": "Autre nom"}, appeal_days=typed)

    assert answer.status_code == 422
    assert "de 1 à 366" in answer.text.replace("\u00a0", " ")
    assert "Autre nom" in answer.text
    assert read(store, "appeal_days") == 60


def test_calibration_is_asked_for_when_the_centre_ticks_it(centre, store):
    centre.post("/reglages", **CARD, calibration_required="1")
    with store.sessions() as rows:
        assert text(rows, REQUIRED) == "yes"

    centre.post("/reglages", **CARD)
    with store.sessions() as rows:
        assert text(rows, REQUIRED) == "no"
