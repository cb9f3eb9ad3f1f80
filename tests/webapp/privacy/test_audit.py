"""Who looked at what is written once per look, with its reason, and never costs a request its answer."""

import io

import openpyxl
import pytest
import sqlalchemy as sa

from tests.conftest import sign_in
from webapp.privacy import audit
from webapp.privacy.seen import SEEN_FR
from webapp.store.privacy_tables import Look

HOUR = 60


def looked(store) -> list[tuple[str, str]]:
    with store.sessions() as session:
        rows = session.execute(sa.select(Look.endpoint, Look.purpose).order_by(Look.id))
        return [tuple(row) for row in rows]


def test_an_examiner_who_reads_is_noted(store, commission, over, users):
    commission.get("/grille")

    with store.sessions() as session:
        look = session.scalars(sa.select(Look)).one()
    assert (look.endpoint, look.user_id, look.sitting_id) == (
        "examiner.grid",
        users["examiner"].id,
        over.id,
    )
    assert look.exam_id == over.exam_id


def test_what_a_page_asks_again_within_ten_minutes_is_one_look(store, commission, wall):
    for minutes in (0, 4, 5):
        wall.pass_(minutes=minutes)
        commission.get("/grille", headers={"HX-Request": "true"})
    assert len(looked(store)) == 1

    wall.pass_(minutes=2)
    commission.get("/grille")
    assert len(looked(store)) == 2


def test_each_page_is_a_look_of_its_own(store, commission):
    commission.get("/grille")
    commission.get("/journal")
    commission.get("/grille.xlsx")

    assert [one for one, _ in looked(store)] == [
        "examiner.grid",
        "examiner.journal",
        "examiner.grid_xlsx",
    ]


def test_parts_of_a_page_are_that_page(store, commission):
    place = "?chemin=/ADV/9_Travail/lettre.docx"
    commission.get(f"/apercu{place}")
    commission.get(f"/apercu/pages{place}")

    assert {one for one, _ in looked(store)} == {"examiner.preview"}


def test_what_is_refused_or_not_there_is_not_a_look(
    store, client, examiner, users, running_nothing
):
    assert examiner.get("/commission/inconnu/grille").status_code == 404
    assert examiner.get(f"/commission/{running_nothing.token}/grille").status_code == 409

    assert looked(store) == []


@pytest.fixture
def running_nothing(waiting):
    """A sitting that has not begun."""
    return waiting


def test_a_candidate_s_own_pages_are_not_looks(store, client, users, over):
    sign_in(client, users["candidate"])
    client.get("/epreuve/")
    client.get(f"/epreuve/{over.token}/restitution")

    assert looked(store) == []


def test_writing_it_never_makes_a_request_fail(store, commission, monkeypatch, caplog):
    def broken(*_, **__):
        raise sa.exc.OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(audit, "record", broken)

    assert commission.get("/grille").status_code == 200
    assert "database is locked" in caplog.text


def test_an_administrator_says_why_first(store, admin, over):
    page = f"/commission/{over.token}/grille?critere=C1.2"

    asked = admin.get(page)
    assert asked.status_code == 303
    assert asked.location.startswith(f"/centre/donnees/motif/{over.token}?next=")
    form = admin.get(asked.location)
    assert "Pourquoi ouvrir ce passage" in form.text
    assert looked(store) == []

    said = admin.post(
        f"/centre/donnees/motif/{over.token}", data={"reason": "Recours du 20 octobre", "next": page}
    )  # fmt: skip
    assert said.location == page
    assert admin.get(page).status_code == 200
    assert looked(store) == [
        ("centre.privacy_reason", "Recours du 20 octobre"),
        ("examiner.grid", "Recours du 20 octobre"),
    ]


def test_the_reason_holds_for_an_hour_and_for_that_candidate(admin, over, wall):
    admin.post(f"/centre/donnees/motif/{over.token}", data={"reason": "Recours"})
    wall.pass_(minutes=59)
    assert admin.get(f"/commission/{over.token}/journal").status_code == 200
    wall.pass_(minutes=2)
    assert admin.get(f"/commission/{over.token}/journal").status_code == 303


def test_htmx_is_sent_there_too(admin, over):
    answer = admin.get(f"/commission/{over.token}/grille", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"].startswith(f"/centre/donnees/motif/{over.token}")


@pytest.mark.parametrize("reason", ["", "   ", "\x00\x01"])
def test_an_empty_reason_opens_nothing(store, admin, over, reason):
    refused = admin.post(f"/centre/donnees/motif/{over.token}", data={"reason": reason})

    assert refused.status_code == 422
    assert "Indiquez le motif" in refused.text
    assert looked(store) == []


@pytest.mark.parametrize(
    "place", ["https://ailleurs.example/", "//ailleurs.example", "/\\ailleurs", "javascript:x"]
)
def test_the_way_back_stays_on_the_site(admin, over, place):
    answer = admin.post(
        f"/centre/donnees/motif/{over.token}", data={"reason": "Recours", "next": place}
    )

    assert answer.status_code == 303
    assert answer.location.startswith("/centre/donnees/personnes/")


def test_the_reason_of_a_sitting_that_does_not_exist_is_not_found(admin):
    assert admin.get("/centre/donnees/motif/inconnu").status_code == 404
    assert admin.post("/centre/donnees/motif/inconnu", data={"reason": "x"}).status_code == 404


def test_looks_are_read_by_person_by_candidate_and_by_period(
    store, commission, admin, users, wall, over
):
    commission.get("/grille")
    wall.pass_(minutes=2 * 24 * 60)
    sign_in(commission.client, users["examiner"])
    commission.get("/journal")
    sign_in(admin, users["admin"])

    page = "/centre/donnees/consultations"
    everything = admin.get(page).text
    assert "Grille des critères" in everything
    assert "Journal de l’épreuve" in everything
    assert "Nom examiner" in everything
    one_day = admin.get(f"{page}?du=2026-10-15&au=2026-10-15").text
    assert "Journal de l’épreuve" in one_day
    assert "Grille des critères" not in one_day
    assert "Aucune consultation" in admin.get(f"{page}?qui={users['jury'].id}").text
    assert "Grille des critères" in admin.get(f"{page}?candidat={users['candidate'].id}").text


@pytest.mark.parametrize(
    "query",
    [
        "du=hier",
        "au=2026-13-45",
        "du=0001-01-01",
        "au=9999-12-31",
        "qui=x",
        "candidat=-1",
        "qui=9999999999999",
    ],
)
def test_a_filter_that_means_nothing_is_refused_in_words(admin, query):
    page = admin.get(f"/centre/donnees/consultations?{query}")
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert admin.get(f"/centre/donnees/consultations.xlsx?{query}").status_code == 400


def test_the_spreadsheet_holds_the_lines_and_no_formula(admin, over):
    admin.post(f"/centre/donnees/motif/{over.token}", data={"reason": "=1+1"})

    book = openpyxl.load_workbook(io.BytesIO(admin.get("/centre/donnees/consultations.xlsx").data))
    cells = list(book.active.values)
    assert cells[0][:4] == ("Date", "Heure", "Qui", "Rôle")
    assert cells[1][7] == "=1+1"
    assert book.active.cell(2, 8).data_type == "s"


def test_every_page_that_shows_a_candidate_to_others_has_a_french_name(app):
    """A new page of somebody's data says in the trail what it shows."""
    watched = {
        one.endpoint
        for one in app.url_map.iter_rules()
        if one.endpoint.partition(".")[0] in audit.WATCHED
        and "GET" in (one.methods or ())
        and {"token", "exam_id"} & one.arguments
    }
    named = {audit.PART_OF.get(one, one) for one in watched}

    assert named - SEEN_FR.keys() == set(), "nommez cette page dans webapp/privacy/seen.py"
