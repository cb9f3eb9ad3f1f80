"""Reviewing: questions of this very journal, evidence in place, and how long it takes."""

import html

import pytest
import sqlalchemy as sa

from tests.conftest import sign_in
from tests.webapp.examiner.fairness import a_rater, changed
from webapp.dossier import times
from webapp.store.result_tables import ReviewTime

PATH = "/ADV/9_Travail/lettre.docx"


def seconds(store):
    with store.sessions() as rows:
        return [
            (row.criterion, row.seconds)
            for row in rows.scalars(sa.select(ReviewTime).order_by(ReviewTime.id))
        ]


def sees(commission, criterion: str = "C1.1", seconds: str = "20"):
    return commission.post("/temps", criterion=criterion, seconds=seconds)


def test_a_message_is_read_in_place(commission, over, store):
    entry = next(
        one.seq for one in store.sittings.journal(over.id).read() if one.kind == "mail.sent"
    )

    piece = commission.get(f"/piece?entree={entry}", headers={"HX-Request": "true"}).text

    assert piece.lstrip().startswith('<section id="piece"')
    assert "C’est noté : je reviens vers vous." in html.unescape(piece)
    assert "Écran du candidat à ce moment" in piece
    assert "<html" not in piece


def test_a_file_is_shown_at_the_place_a_finding_points_to(commission):
    piece = commission.get("/piece", query_string={"chemin": PATH, "place": "paragraphe 1"}).text

    assert piece.lstrip().startswith('<section id="piece"')
    assert "<mark" in piece
    assert "votre commande" in piece


@pytest.mark.parametrize(
    "query", ["", "?entree=0", "?entree=99999999999999", "?entree=x", "?entree=²", "?chemin=/nulle/part", "?chemin=%00"]
)  # fmt: skip
def test_what_is_not_in_the_sitting_is_not_found(commission, query):
    assert commission.get(f"/piece{query}").status_code == 404


def test_the_panel_opens_evidence_without_leaving_the_grid(commission):
    page = commission.get("/grille?critere=C1.1").text

    assert 'hx-target="#piece"' in page
    assert '<section id="piece"' in page


def test_seconds_before_a_criterion_are_counted_and_shown(commission, store, wall):
    sees(commission)
    wall.pass_(minutes=2)
    assert sees(commission, "C1.2", "90").status_code == 204

    assert seconds(store) == [("C1.1", 20), ("C1.2", 90)]
    assert "1\u00a0min" in commission.get("/grille").text


def test_no_more_is_counted_than_has_gone_by(commission, store, wall):
    sees(commission, seconds="99999")
    wall.pass_(seconds=5)
    sees(commission, seconds="100")
    sees(commission, seconds="100")

    assert seconds(store) == [("C1.1", times.LONGEST), ("C1.1", 5)]


@pytest.mark.parametrize(
    ("criterion", "given", "status"),
    [("C1.1", "", 400), ("C1.1", "-5", 400), ("C1.1", "1e3", 400), ("C1.1", "²", 400), ("C9.9", "5", 404), ("\x00", "5", 404), ("C1.1", "9" * 40, 400)],
)  # fmt: skip
def test_what_is_no_time_is_refused(commission, store, criterion, given, status):
    assert sees(commission, criterion, given).status_code == status
    assert seconds(store) == []


def test_only_who_rates_is_timed(app, store, exam, over, client, users):
    paul = a_rater(app, store, exam, over, "paul", "invigilator")
    assert sees(paul).status_code == 403

    sign_in(client, users["admin"])
    assert client.post(f"/commission/{over.token}/temps").status_code == 403
    assert "data-times" not in client.get(f"/commission/{over.token}/grille").text


def test_the_session_shows_the_median_beside_the_aim(app, store, exam, over, wall):
    changed(store, exam, double_rating=True)
    ana = a_rater(app, store, exam, over, "ana")
    bob = a_rater(app, store, exam, over, "bob")
    for _ in range(6):
        wall.pass_(minutes=2)
        sees(ana, seconds="60")
        sees(bob, seconds="120")

    page = ana.client.get(f"/commission/sessions/{exam.id}/accord").text

    assert "9\u00a0min" in page
    assert "2\u00a0lectures" in page
    assert "15\u00a0min" in page
