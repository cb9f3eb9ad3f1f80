"""The live page: what it shows of each candidate, to whom, and what it costs."""

from datetime import date

import pytest
import sqlalchemy as sa

from sim import invigilation
from sim.facts import session as session_facts
from sim.mail import OpenMail
from tests.conftest import sign_in
from tests.webapp.room.conftest import NAMES
from webapp.planning import appoint
from webapp.store.planning_tables import Adaptation, Appointment, Recusal
from webapp.store.tables import Exam, Sitting


def test_the_rooms_are_those_of_ones_appointments(salle, store, users):
    with store.sessions.begin() as rows:
        rows.add(
            Exam(title="Une autre", pack="tiny", planned_on=salle.exam.planned_on, created_by=users["admin"].id)
        )  # fmt: skip

    page = salle.client.get("/salle/").text

    assert "Session d’octobre" in page
    assert "Une autre" not in page
    assert salle.client.get("/salle/2").status_code == 404


def test_an_invigilator_lands_in_the_rooms_and_a_stranger_finds_none(salle, users):
    sign_in(salle.client, users["examiner"])

    assert "Aucune salle" in salle.client.get("/salle/").text
    assert salle.get().status_code == 404
    assert salle.orders("clore", "ada", reason="x").status_code == 404
    assert salle.facts("ada") == []


def test_an_administrator_looks_and_does_not_act(salle, users):
    sign_in(salle.client, users["admin"])

    seat = salle.get(f"/{salle.token('ada')}")
    assert seat.location.startswith(f"/centre/donnees/motif/{salle.token('ada')}")
    page = salle.get()
    assert "Ada Lopez" in page.text
    assert 'id="acts"' not in page.text
    assert salle.orders("clore", "ada", reason="x").status_code == 403
    assert salle.post("/fermer", htmx=False).status_code == 403


def test_each_candidate_has_a_row_with_the_time_and_the_last_act(salle):
    salle.wall.pass_(minutes=29)
    salle.ask("ada", OpenMail(mail="M01"))
    salle.wall.pass_(minutes=2)

    ada, eve = salle.row("ada"), salle.row("eve")

    assert "En cours" in ada
    assert "1 h 29" in ada
    assert "fin à 11 h 00" in ada
    assert "Messagerie, il y a 2 min" in ada
    assert "poste P1" in ada
    assert "Planifiée" in eve
    assert "N’a pas commencé" in eve


def test_the_poll_asks_for_the_part_that_lives(salle):
    page = salle.get(htmx=True).text

    assert page.lstrip().startswith('<section id="room"')
    assert "every 4s" in page
    assert 'id="acts"' not in page


def test_time_that_is_up_shows_without_the_worker(salle):
    salle.wall.pass_(minutes=121)

    assert "Terminée" in salle.row("ada")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(20, "en ligne"), (31, "Liaison perdue depuis 31 s"), (90, "Liaison perdue depuis 1 min")],
)
def test_a_page_that_is_not_heard_of_is_lost(salle, seconds, said):
    salle.beats("ada")
    salle.wall.pass_(seconds=seconds)

    assert said in salle.row("ada")


def test_a_page_in_the_background_is_left_and_not_lost(salle):
    salle.beats("ada")
    salle.wall.pass_(seconds=5)
    salle.beats("ada", away=True)
    salle.wall.pass_(seconds=65)

    row = salle.row("ada")
    assert "Page quittée depuis 1 min" in row
    assert "perdue" not in row

    salle.beats("ada")
    assert "en ligne" in salle.row("ada")


@pytest.mark.parametrize(("idle", "shown"), [(10, True), (15, False), ("x", True), (7, True)])
def test_a_candidate_who_does_nothing_is_shown_after_the_minutes_asked(salle, idle, shown):
    salle.wall.pass_(minutes=12)

    assert ("Sans activité depuis 12 min" in salle.row("ada", inactif=idle)) is shown


def test_a_pause_is_no_idleness(salle):
    salle.orders("suspendre", "ada", category="evacuation", reason="Alarme")
    salle.wall.pass_(minutes=30)
    assert "Sans activité" not in salle.row("ada")

    salle.orders("reprendre", "ada", reason="Fin")
    assert "Sans activité" not in salle.row("ada")


def test_the_end_is_announced(salle):
    salle.wall.pass_(minutes=111)

    assert "Fin proche" in salle.row("ada")


def test_a_journal_that_cannot_be_read_is_said_and_hides_nobody(salle, store):
    with store.database.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_refuses_update")
        connection.execute(
            sa.text("UPDATE journal SET line = 'rien' WHERE sitting_id = :one"),
            {"one": salle.sittings["ada"].id},
        )
    with pytest.raises(InterruptedError), store.sittings.open(salle.sittings["ada"].id):
        raise InterruptedError  # forgets the world that this process keeps in memory

    assert "Journal illisible" in salle.row("ada")
    assert "1 h" in salle.row("bob") or "2 h" in salle.row("bob")
    answer = salle.orders("suspendre", "ada", "bob", category="other", reason="Alarme")
    assert "prévenez le centre" in answer.text
    assert isinstance(salle.facts("bob")[-1], session_facts.Paused)


def test_breaks_granted_are_counted_down_by_planned_breaks_alone(salle, store):
    with store.sessions.begin() as rows:
        rows.add(
            Adaptation(sitting_id=salle.sittings["ada"].id, breaks_min=20, other="Salle à part")
        )
    assert "pauses : reste 20 min" in salle.row("ada")

    for category, minutes in (("planned_break", 8), ("evacuation", 5)):
        salle.orders("suspendre", "ada", category=category, reason="Pause")
        salle.wall.pass_(minutes=minutes)
        salle.orders("reprendre", "ada", reason="Fin")

    assert "pauses : reste 12 min" in salle.row("ada")
    assert "Salle à part" in salle.get(f"/{salle.token('ada')}").text
    salle.orders("suspendre", "ada", category="planned_break", reason="Pause")
    salle.wall.pass_(minutes=15)
    salle.orders("reprendre", "ada", reason="Fin")
    assert "Pauses aménagées épuisées" in salle.row("ada")


def test_who_recused_themselves_sees_nothing_of_the_candidate(salle, store, users):
    with store.sessions.begin() as rows:
        rows.add(
            Recusal(sitting_id=salle.sittings["ada"].id, user_id=users["invigilator"].id, reason="Ma nièce", at=1)
        )  # fmt: skip

    assert NAMES["ada"] not in salle.get().text
    assert salle.get(f"/{salle.token('ada')}").status_code == 403
    assert salle.orders("clore", "ada", reason="x").status_code == 422
    assert salle.facts("ada") == []


def test_who_rates_reads_numbers_where_the_centre_hides_names(salle, store, users):
    with store.sessions.begin() as rows:
        rows.get_one(Exam, salle.exam.id).hidden_names = True
        appoint(rows, salle.exam, users["examiner"], "rater")
    assert NAMES["ada"] in salle.get().text

    sign_in(salle.client, users["examiner"])

    page = salle.get().text.replace("\u00a0", " ")
    assert NAMES["ada"] not in page
    assert "Candidat n° 1" in page


def test_a_seat_shows_what_happened_to_it(salle):
    salle.ask("ada", invigilation.ReportFault(text="<b>Écran noir</b>", screen="ERP"))
    salle.orders("suspendre", "ada", category="technical", reason="Panne")
    salle.orders("incident", "ada", category="material", reason="Écran remplacé", minutes="4")
    salle.orders("neutraliser", "ada", task="T2", reason="Fichier perdu")
    moved = {"before": "P1", "after": "P9", "reason": "Écran noir"}
    salle.orders("poste", "ada", passage=salle.token("ada"), **moved)

    page = salle.get(f"/{salle.token('ada')}").text
    assert "du P1 au P9 : Écran noir" in page.replace("\u00a0", " ")

    assert "&lt;b&gt;Écran noir&lt;/b&gt;" in page
    for said in ("incident technique", "Écran remplacé", "4 min perdues", "Tâche T2 neutralisée"):
        assert said in page
    assert (
        salle.get(f"/{salle.token('ada')}", htmx=True)
        .text.lstrip()
        .startswith('<section id="seat"')
    )


def test_a_seat_still_shows_what_happened_once_the_sitting_is_over(salle):
    salle.orders("incident", "bob", category="material", reason="Souris en panne", minutes="3")
    salle.orders("clore", "bob", reason="Fin de la matinée")

    page = salle.get(f"/{salle.token('bob')}").text
    assert "Matériel" in page
    assert "3 min perdues" in page


def test_an_absence_the_centre_noted_is_no_sitting_to_come(salle, store):
    with store.sessions.begin() as rows:
        rows.get_one(Sitting, salle.sittings["eve"].id).absence = "justified"

    assert "Absence notée" in salle.row("eve")
    page = salle.get().text
    assert "1 absent" in page.replace("\u00a0", " ")
    assert "pas commencé" not in page
    assert "Absence notée" in salle.get(f"/{salle.token('eve')}").text


def test_a_seat_of_another_room_is_not_found(salle, store, sitting):
    assert salle.get(f"/{sitting.token}").status_code == 404
    assert salle.get("/inconnu").status_code == 404


def test_a_poll_reads_no_journal_again_and_asks_as_much_for_one_as_for_many(salle, store):
    salle.get(htmx=True)
    asked: list[str] = []
    sa.event.listen(store.database, "before_cursor_execute", lambda *given: asked.append(given[2]))

    salle.get(htmx=True)

    assert not any("FROM journal" in one for one in asked)
    assert len(asked) <= 10


def test_the_doors(salle, store):
    assert salle.post("/fermer", htmx=False).status_code == 303
    assert "ne peut pas être fermée" in salle.get().text

    for who in ("ada", "bob"):
        salle.orders("clore", who, reason="Fin")
    salle.post("/fermer", htmx=False)
    assert "Ouvrir la salle" in salle.get().text
    with store.sessions() as rows:
        assert rows.get_one(Exam, salle.exam.id).state == "closed"

    salle.post("/ouvrir", htmx=False)
    assert "Fermer la salle" in salle.get().text


def test_a_session_that_lacks_something_is_not_opened_again_from_the_room(salle, store):
    """The centre closes what it prepares: the room opens it through no other check than the centre's."""
    becomes(store, salle.exam, state="closed")
    with store.sessions.begin() as rows:
        rows.execute(sa.delete(Appointment).where(Appointment.duty == "member"))

    salle.post("/ouvrir", htmx=False)

    page = salle.get().text.replace("\u00a0", " ")
    assert "ce qui manque : un second membre de la commission d’évaluation." in page
    assert state_of(store, salle.exam) == "closed"


def becomes(store, exam, **values) -> None:
    with store.sessions.begin() as rows:
        for name, value in values.items():
            setattr(rows.get_one(Exam, exam.id), name, value)


def state_of(store, exam) -> str:
    with store.sessions() as rows:
        return rows.get_one(Exam, exam.id).state


def test_a_session_in_preparation_is_opened_by_the_centre_alone(salle, store):
    becomes(store, salle.exam, state="draft")

    for act in ("/ouvrir", "/fermer"):
        salle.post(act, htmx=False)
        assert "demandez-lui de l’ouvrir" in salle.get().text
        assert state_of(store, salle.exam) == "draft"


def test_a_closed_session_is_opened_again_the_same_day_only(salle, store):
    becomes(store, salle.exam, state="closed", planned_on=date(2026, 10, 12))

    salle.post("/ouvrir", htmx=False)

    assert "demandez au centre d’examen de la rouvrir" in salle.get().text.replace("\u00a0", " ")
    assert state_of(store, salle.exam) == "closed"
