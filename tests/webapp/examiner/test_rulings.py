"""The examiner's decision on a criterion stands beside the finding, and never over it."""

import sqlalchemy as sa

from webapp.grading_service import sheet_for
from webapp.store.privacy_tables import Erasure
from webapp.store.result_tables import Question, Ruling


def rulings(store):
    with store.sessions() as rows:
        return [
            (row.criterion, row.level, row.reason)
            for row in rows.scalars(sa.select(Ruling).order_by(Ruling.id))
        ]


def test_leaving_the_proposal_without_a_reason_is_refused(commission, store):
    answer = commission.rules("C1.2", "met", reason=" ")

    assert answer.status_code == 422
    assert "Vous vous écartez de la proposition" in answer.text
    assert rulings(store) == []


def test_a_refused_form_keeps_what_was_typed(commission):
    answer = commission.rules("C1.2", "inconnu", reason="Confirmée au téléphone")

    assert answer.status_code == 422
    assert "Confirmée au téléphone" in answer.text


def test_following_the_proposal_needs_no_reason(commission, store):
    commission.rules("C1.1", "met", reason="")

    assert rulings(store) == [("C1.1", "met", "Proposition confirmée après lecture des preuves.")]


def test_leaving_the_proposal_with_a_reason_is_kept_with_its_author(commission):
    commission.rules("C1.2", "partly", "Date donnée de vive voix.")

    page = commission.get("/grille?critere=C1.2").text
    assert "Date donnée de vive voix." in page
    assert "Nom examiner" in page


def test_inv_12_the_last_ruling_counts_and_the_others_stay(commission, store):
    commission.rules("C1.2", "partly", "Première lecture.")
    commission.rules("C1.2", "met", "Après questionnement.")

    assert [level for _, level, _ in rulings(store)] == ["partly", "met"]
    page = commission.get("/grille?critere=C1.2").text
    assert "remplacée" in page
    assert page.index("Première lecture.") < page.index("Après questionnement.")


def test_a_ruling_leaves_the_finding_as_it_was(commission, store, over):
    before = sheet_for(store, over.id)

    commission.rules("C1.2", "met", "Vu autrement.")

    assert sheet_for(store, over.id) == before
    assert "Non atteint" in commission.get("/grille?critere=C1.2").text


def test_a_ruling_in_place_answers_its_own_part_and_the_row(commission):
    answer = commission.rules("C1.2", "met", "Vu.", htmx=True)

    assert answer.text.lstrip().startswith('<section id="ruling"')
    assert 'id="row-C1-2"' in answer.text
    assert "Retenu" in answer.text


def test_a_question_and_its_answer_are_kept(commission, store):
    commission.asks("C1.3", "Combien de temps ?", "Dix minutes.")

    with store.sessions() as rows:
        row = rows.scalars(sa.select(Question)).one()
    assert (row.criterion, row.question, row.answer) == (
        "C1.3",
        "Combien de temps ?",
        "Dix minutes.",
    )
    assert "Dix minutes." in commission.get("/grille?critere=C1.3").text


def test_a_question_without_its_answer_is_refused(commission):
    answer = commission.asks("C1.3", "Combien de temps ?", " ")

    assert answer.status_code == 422
    assert "Notez la question posée et la réponse" in answer.text
    assert "Combien de temps" in answer.text


def test_a_ruling_on_an_unknown_criterion_is_not_found(commission):
    assert commission.rules("C9.9").status_code == 404


def test_characters_that_no_document_may_hold_are_left_out(commission, store):
    commission.rules("C1.1", "met", "Vu\x00 et\x0b lu.")

    assert rulings(store) == [("C1.1", "met", "Vu et lu.")]


def test_nothing_is_said_anew_of_a_person_whose_data_were_erased(commission, store, over, users):
    with store.sessions.begin() as rows:
        rows.add(
            Erasure(
                sitting_id=over.id, scope="evidence", head="", reason="Délai.", author_id=users["admin"].id, at=1
            )
        )  # fmt: skip

    for answer in (commission.rules("C1.1"), commission.asks("C1.1")):
        assert answer.status_code == 409
        assert "ont été effacées" in answer.text
    assert rulings(store) == []
