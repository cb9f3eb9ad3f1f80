"""Candidates are typed, seated, noted absent, moved and taken away; their dossier says what it lacks."""

from datetime import date

import pytest

from tests.conftest import NINE_O_CLOCK
from tests.webapp.centre.test_sessions import begin
from tests.webapp.races import meanwhile
from webapp import register
from webapp.centre.enrolment import place
from webapp.centre.importing import Known
from webapp.store.planning_tables import Dossier
from webapp.store.tables import Exam, Sitting


def test_a_candidate_is_enrolled_with_all_that_was_typed(centre, exam, sitting):
    file = centre.row(Dossier, sitting.id)

    assert (sitting.candidate.name, sitting.seat, sitting.number) == ("Inès Martin", "A1", 1)
    assert (file.born_on, file.tutor_email, file.reason_category) == (
        date(2001, 3, 14),
        "paul@arvello.fr",
        "not_enough",
    )
    assert sitting.candidate.login in centre.get(f"/sessions/{exam.id}/candidats").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "Martin", "Il manque le nom ou le prénom"),
        ("born_on", "hier", "Date illisible"),
        ("email", "x", "Adresse invalide"),
        ("time_factor", "9", "hors de 1 à 3"),
        ("category", "", "Choisissez pourquoi"),
        ("category", "forgée", "Choisissez pourquoi"),
        ("reason", "", "Motif de la situation reconstituée manquant"),
    ],
)
def test_what_is_wrong_with_a_candidate_is_said_and_the_rest_stays_typed(
    centre, exam, field, value, said
):
    answer = centre.enrols(exam, **{"company": "Entreprise typée", field: value})

    assert answer.status_code == 422
    assert said in answer.text
    assert "Entreprise typée" in answer.text
    assert centre.sittings(exam) == []


def test_somebody_already_enrolled_is_not_enrolled_again(centre, exam, sitting):
    answer = centre.enrols(exam, name="MARTIN Ines", born_on="2001-03-14")

    assert answer.status_code == 422
    assert "Déjà inscrit" in answer.text


def test_a_seat_and_an_absence_are_kept(centre, sitting, exam):
    centre.post(f"/passages/{sitting.token}/inscription", seat="B7", absence="justified")

    [one] = centre.sittings(exam)
    assert (one.seat, one.absence) == ("B7", "justified")
    assert "Absence justifiée" in centre.get(f"/sessions/{exam.id}/candidats").text


def test_a_seat_is_one_persons_and_an_absence_one_of_three(centre, exam, sitting):
    centre.enrols(exam, name="Luc Petit", seat="A2")

    taken = centre.post(f"/passages/{sitting.token}/inscription", seat="A2", absence="")
    odd = centre.post(f"/passages/{sitting.token}/inscription", seat="A1", absence="parti")

    assert "déjà celui du candidat n°" in taken.text
    assert odd.status_code == 422


def test_who_has_begun_is_neither_absent_nor_moved_nor_removed(centre, exam, sitting, wall):
    centre.plans(title="Autre")
    other = centre.exams()[-1]
    begin(centre, sitting, wall)

    absent = centre.post(f"/passages/{sitting.token}/inscription", seat="", absence="unjustified")
    moved = centre.post(f"/passages/{sitting.token}/deplacer", to=str(other.id))
    removed = centre.post(f"/passages/{sitting.token}/retirer", sure="1")

    assert (absent.status_code, moved.status_code, removed.status_code) == (422, 409, 409)
    assert len(centre.sittings(exam)) == 1


def test_a_candidate_moves_to_a_session_with_its_variant_and_number(centre, exam, sitting):
    centre.plans(title="Autre")
    other = centre.exams()[-1]
    centre.enrols(other, name="Luc Petit")

    assert centre.post(f"/passages/{sitting.token}/deplacer", to=str(other.id)).status_code == 303

    assert centre.sittings(exam) == []
    assert [(one.number, one.candidate.name) for one in centre.sittings(other)] == [
        (1, "Luc Petit"),
        (2, "Inès Martin"),
    ]


def test_an_absence_stays_behind_with_the_session_that_was_missed(centre, exam, sitting):
    centre.plans(title="Autre")
    other = centre.exams()[-1]
    centre.post(f"/passages/{sitting.token}/inscription", seat="", absence="unjustified")

    centre.post(f"/passages/{sitting.token}/deplacer", to=str(other.id))

    assert [one.absence for one in centre.sittings(other)] == [""]


@pytest.fixture
def other(centre, exam) -> Exam:
    """Another session."""
    centre.plans(title="Autre")
    return centre.exams()[-1]


def write(centre, kind: str, exam: Exam, users, sitting: Sitting | None = None) -> None:
    with centre.store.sessions.begin() as rows:
        register.add(
            rows, exam.id, kind, at=NINE_O_CLOCK, data={}, author_id=users["jury"].id,
            sitting_id=sitting and sitting.id,
        )  # fmt: skip


def leaves(centre, sitting: Sitting, other: Exam):
    """Try both ways out of a session."""
    return [
        centre.post(f"/passages/{sitting.token}/deplacer", to=str(other.id)),
        centre.post(f"/passages/{sitting.token}/retirer", sure="1"),
    ]


def test_nobody_leaves_a_session_whose_minutes_are_drawn_up(centre, exam, sitting, other, users):
    write(centre, "jury.minutes", exam, users)

    for answer in leaves(centre, sitting, other):
        assert answer.status_code == 422
        assert "a dressé le procès-verbal de la session «\u00a0Session d’octobre" in answer.text
    assert len(centre.sittings(exam)) == 1


def test_nobody_joins_a_session_whose_minutes_are_drawn_up(centre, exam, sitting, other, users):
    write(centre, "jury.minutes", other, users)

    moved, _ = leaves(centre, sitting, other)

    assert moved.status_code == 422
    assert "«\u00a0Autre\u00a0»" in moved.text
    assert centre.sittings(other) == []


def test_nobody_leaves_the_acts_written_about_them(centre, exam, sitting, other, users):
    write(centre, "opinion.given", exam, users, sitting)

    for answer in leaves(centre, sitting, other):
        assert answer.status_code == 422
        assert "un acte sur ce candidat (Avis de l’entreprise)" in answer.text
    assert len(centre.sittings(exam)) == 1


def test_an_act_about_somebody_else_holds_nobody(centre, exam, sitting, other, users):
    centre.enrols(exam, name="Luc Petit", seat="A2")
    write(centre, "opinion.given", exam, users, centre.sittings(exam)[1])

    assert leaves(centre, sitting, other)[0].status_code == 303


def test_a_form_sent_twice_at_once_enrols_once(centre, exam):
    def first() -> None:
        with centre.store.sessions.begin() as rows:
            place(
                rows, rows.get_one(Exam, exam.id), Known("Inès Martin", date(2001, 3, 14), reason="Sans"),
                category="other", on=date(2026, 10, 1),
            )  # fmt: skip

    with meanwhile(centre.store, first):
        answer = centre.enrols(exam)

    assert answer.status_code == 422
    assert "Déjà inscrit" in answer.text
    assert len(centre.sittings(exam)) == 1


def test_an_evaluation_never_lands_under_a_signature(centre, exam, sitting, users):
    with meanwhile(
        centre.store, lambda: write(centre, "commission.validated", exam, users, sitting)
    ):
        answer = evaluate(centre, sitting)

    assert answer.status_code == 409
    assert "La commission a signé" in answer.text


@pytest.mark.parametrize("to", ["", "x", "999", "-1"])
def test_nobody_moves_to_a_session_that_is_none(centre, exam, sitting, to):
    assert centre.post(f"/passages/{sitting.token}/deplacer", to=to).status_code == 422


def test_nobody_moves_to_a_session_they_are_in(centre, exam, sitting):
    centre.plans(title="Autre")
    other = centre.exams()[-1]
    centre.enrols(other)

    assert (
        "Déjà inscrit" in centre.post(f"/passages/{sitting.token}/deplacer", to=str(other.id)).text
    )


def test_an_enrolment_is_removed_once_it_is_confirmed(centre, exam, sitting):
    asked = centre.post(f"/passages/{sitting.token}/retirer")
    assert asked.status_code == 422
    assert len(centre.sittings(exam)) == 1

    centre.post(f"/passages/{sitting.token}/retirer", sure="1")
    assert centre.sittings(exam) == []
    assert centre.row(Dossier, sitting.id) is None


def test_an_enrolment_with_an_evaluation_is_not_removed(centre, exam, sitting):
    evaluate(centre, sitting)

    answer = centre.post(f"/passages/{sitting.token}/retirer", sure="1")

    assert "déjà enregistré" in answer.text
    assert len(centre.sittings(exam)) == 1


def evaluate(centre, sitting, **form: str):
    told = {
        "modality": "a", "competency": "C1", "held_on": "13/10/2026", "observer": "P. Durand",
        "observed": "Trie le courrier.", "asked": "Pourquoi ? Par urgence.", "place": "Arvello",
    }  # fmt: skip
    return centre.post(f"/passages/{sitting.token}/evaluations", **{**told, **form})


def test_an_evaluation_is_recorded_and_shown(centre, sitting):
    assert evaluate(centre, sitting).status_code == 303

    text = centre.get(f"/passages/{sitting.token}/evaluations").text
    assert "Trie le courrier." in text
    assert "Par urgence." in text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("modality", "c"),
        ("competency", "C9"),
        ("held_on", ""),
        ("held_on", "14/10/2026"),
        ("observer", ""),
        ("observed", " "),
        ("observed", "x" * 4_001),
    ],
)
def test_an_evaluation_that_says_too_little_is_refused(centre, sitting, field, value):
    answer = evaluate(centre, sitting, **{"place": "Lieu typé", field: value})

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert "Lieu typé" in answer.text


@pytest.mark.parametrize(
    "page", ["inscription", "dossier", "modalites", "evaluations", "amenagements"]
)
def test_each_page_of_a_candidate_is_shown_and_a_forged_name_is_not_found(centre, sitting, page):
    assert centre.get(f"/passages/{sitting.token}/{page}").status_code == 200
    for forged in ("x", "é" * 50, "%00", "1"):
        assert centre.get(f"/passages/{forged}/{page}").status_code == 404
