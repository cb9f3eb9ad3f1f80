"""Measures are granted, never a diagnosis; the desk follows them, its clock and its screens."""

import pytest

from tests.conftest import PASSWORD_HASH, sign_in
from tests.webapp.centre.test_sessions import begin
from webapp.store.planning_tables import Adaptation
from webapp.store.tables import Exam, Sitting, User

ALL = {
    "extra": "1", "time_factor": "1,33", "breaks_min": "20", "large_display": "1", "readable_font": "1",
    "silent_calls": "1", "other": "Salle à part", "requested_on": "01/09/2026", "decided_on": "15/09/2026",
    "decided_by": "Le centre",
}  # fmt: skip


def grants(centre, sitting, **form: str):
    return centre.post(f"/passages/{sitting.token}/amenagements", **form)


def test_the_measures_are_kept_and_shown(centre, sitting):
    assert grants(centre, sitting, **ALL).status_code == 303

    granted = centre.row(Adaptation, sitting.id)
    assert (granted.breaks_min, granted.other, granted.decided_by) == (
        20,
        "Salle à part",
        "Le centre",
    )
    assert (granted.large_display, granted.readable_font, granted.silent_calls) == (
        True,
        True,
        True,
    )
    assert centre.row(Sitting, sitting.id).time_factor == 1.33
    assert 'value="1,33"' in centre.get(f"/passages/{sitting.token}/amenagements").text


def test_a_third_more_time_is_proposed_and_not_granted_by_itself(centre, sitting):
    assert 'value="1,33"' in centre.get(f"/passages/{sitting.token}/amenagements").text

    grants(centre, sitting, time_factor="1,33")

    assert centre.row(Sitting, sitting.id).time_factor == 1.0


def test_the_form_asks_for_measures_only_and_says_so(centre, sitting):
    text = centre.get(f"/passages/{sitting.token}/amenagements").text

    assert "Ni diagnostic, ni handicap" in text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_factor", "0,9"), ("time_factor", "3,1"), ("time_factor", "nan"), ("time_factor", "inf"), ("time_factor", "1e0"),
        ("breaks_min", "241"), ("breaks_min", "-5"), ("breaks_min", "vingt"), ("decided_on", "x"),
        ("decided_on", "01/08/2026"), ("other", "x" * 4_001),
    ],
)  # fmt: skip
def test_what_is_out_of_range_is_refused_with_what_was_typed(centre, sitting, field, value):
    answer = grants(centre, sitting, **{**ALL, "decided_by": "Nom typé", field: value})

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert "Nom typé" in answer.text
    assert centre.row(Adaptation, sitting.id) is None
    assert centre.row(Sitting, sitting.id).time_factor == 1.0


def test_once_begun_the_clock_stays_and_the_display_may_change(centre, sitting, wall):
    begin(centre, sitting, wall)

    assert grants(centre, sitting, **ALL).status_code == 422
    assert grants(centre, sitting, large_display="1").status_code == 303
    assert centre.row(Adaptation, sitting.id).large_display


@pytest.fixture
def candidate(centre, exam, sitting, app):
    """The candidate, before a session that is open."""
    with centre.store.sessions.begin() as rows:
        rows.get_one(User, sitting.candidate_id).password_hash = PASSWORD_HASH
        rows.get_one(Exam, exam.id).state = "open"
    client = app.test_client()
    # The hash is of a password, not of a printed code: see `webapp.codes.as_kept`.
    with client.session_transaction() as cookie:
        cookie["user"], cookie["seen"] = sitting.candidate_id, app.config["WALL"]()
    return client


def test_extra_time_stretches_the_office_from_the_form_to_the_desk(
    centre, sitting, candidate, wall
):
    grants(centre, sitting, **ALL)
    assert "1 h 19" in candidate.get(f"/epreuve/{sitting.token}/consignes").text.replace(
        "\u00a0", " "
    )

    candidate.post(f"/epreuve/{sitting.token}/commencer")
    wall.pass_(minutes=60)

    with centre.store.sittings.open(sitting.id) as engine:
        engine.tick(wall())
        assert engine.world.clock.time_factor == 1.33
        assert not engine.world.clock.ended
        wall.pass_(minutes=20)
        engine.tick(wall())
        assert engine.world.clock.ended


def test_a_longer_session_lasts_longer_and_the_desk_says_so(centre, exam, sitting, candidate, wall):
    with centre.store.sessions.begin() as rows:
        rows.get_one(Exam, exam.id).duration_min = 90
    briefing = candidate.get(f"/epreuve/{sitting.token}/consignes").text.replace("\u00a0", " ")
    assert "1 h 30" in briefing

    candidate.post(f"/epreuve/{sitting.token}/commencer")
    wall.pass_(minutes=75)

    with centre.store.sittings.open(sitting.id) as engine:
        engine.tick(wall())
        assert not engine.world.clock.ended
        wall.pass_(minutes=16)
        engine.tick(wall())
        assert engine.world.clock.ended


def test_every_screen_of_the_desk_is_larger_and_easier_to_read(centre, sitting, candidate, app):
    grants(centre, sitting, **ALL)
    candidate.post(f"/epreuve/{sitting.token}/commencer")
    screens = [
        one.rule.replace("<token>", sitting.token)
        for one in app.url_map.iter_rules()
        if one.endpoint.startswith("desk.") and "GET" in one.methods and one.arguments == {"token"}
    ]

    pages = [candidate.get(screen) for screen in screens]
    shown = [
        page.text
        for page in pages
        if page.text.lstrip().startswith("<!doctype html>") and page.status_code == 200
    ]
    assert len(shown) > 10
    assert all('<html lang="fr" class="is-large is-readable">' in text for text in shown)


def test_without_measures_the_desk_is_as_it_was(centre, sitting, candidate):
    text = candidate.get(f"/epreuve/{sitting.token}/consignes").text

    assert '<html lang="fr">' in text


def test_calls_are_announced_in_silence_on_the_page_and_by_the_pulse(centre, sitting, candidate):
    grants(centre, sitting, silent_calls="1")
    candidate.post(f"/epreuve/{sitting.token}/commencer")

    page = candidate.get(f"/epreuve/{sitting.token}/consignes").text
    pulse = candidate.get(f"/epreuve/{sitting.token}/pouls", headers={"HX-Request": "true"}).text
    assert "data-silent" in page
    assert "data-silent" in pulse


def test_another_candidate_cannot_reach_the_measures(centre, sitting, users, app):
    client = app.test_client()
    sign_in(client, users["candidate"])

    assert client.get(f"/centre/passages/{sitting.token}/amenagements").status_code == 403
