"""The rules of the référentiel that planning holds, one test each."""

import pytest
import sqlalchemy as sa

from tests.webapp.centre.test_candidates import evaluate
from webapp import register
from webapp.store.planning_tables import Dossier, PlannedModality
from webapp.store.result_tables import Evaluation
from webapp.store.tables import Sitting

COMPLETE = {
    "name": "Inès Martin", "born_on": "14/03/2001", "enrolled_on": "13/10/2026", "route": "formation", "company": "Arvello",
    "reason_category": "not_enough", "reason": "Pas de facturation", "defined_with": "company", "defined_on": "13/10/2026",
    "transmitted_on": "13/10/2026",
}  # fmt: skip
ALL_C = {f"C{number}-c": "1" for number in range(1, 6)}


def files(centre, sitting, **form: str):
    return centre.post(f"/passages/{sitting.token}/dossier", **{**COMPLETE, **form})


def plans(centre, sitting, **form: str):
    return centre.post(f"/passages/{sitting.token}/modalites", **form)


def planned(centre, sitting) -> list[tuple[str, str]]:
    with centre.store.sessions() as rows:
        query = sa.select(PlannedModality).where(PlannedModality.sitting_id == sitting.id)
        return sorted((one.competency, one.modality) for one in rows.scalars(query))


def test_inv_01_no_evaluation_before_the_enrolment(centre, sitting):
    early = evaluate(centre, sitting, held_on="12/10/2026")
    assert early.status_code == 422
    assert "Avant l’inscription du 13/10/2026" in early.text
    with centre.store.sessions() as rows:
        assert rows.scalar(sa.select(sa.func.count()).select_from(Evaluation)) == 0
    assert (
        plans(centre, sitting, **{**ALL_C, "C1-a": "1", "C1-a-on": "2026-10-12"}).status_code == 422
    )

    assert evaluate(centre, sitting, held_on="13/10/2026").status_code == 303


def test_inv_01_the_enrolment_is_not_put_after_an_evaluation(centre, sitting, wall):
    evaluate(centre, sitting)

    answer = files(centre, sitting, enrolled_on="14/10/2026", transmitted_on="")

    assert "l’inscription la précède" in answer.text


def test_inv_01_nobody_is_enrolled_in_a_session_of_the_past(centre):
    centre.plans(planned_on="12/10/2026")
    [past] = centre.exams()

    answer = centre.enrols(past)

    assert answer.status_code == 422
    assert "déjà eu lieu" in answer.text
    assert centre.sittings(past) == []


def test_inv_02_a_dossier_is_sent_only_when_each_competency_has_an_evaluation(centre, sitting):
    plans(centre, sitting, **{**ALL_C, "C3-c": "", "C3-d": "1"})

    refused = files(centre, sitting)
    assert refused.status_code == 422
    assert "C3" in refused.text
    assert "aucune évaluation prévue" in refused.text
    assert centre.row(Dossier, sitting.id).transmitted_on is None

    plans(centre, sitting, **{**ALL_C, "C3-c": "", "C3-b": "1"})
    assert files(centre, sitting).status_code == 303
    assert centre.row(Dossier, sitting.id).transmitted_on is not None


def test_inv_02_once_sent_no_competency_loses_its_last_evaluation(centre, sitting):
    files(centre, sitting)

    answer = plans(centre, sitting, **{**ALL_C, "C2-c": ""})

    assert "garde au moins une évaluation" in answer.text
    assert len(planned(centre, sitting)) == 5


@pytest.mark.parametrize("missing", [{"reason": " "}, {"reason_category": ""}])
def test_inv_03_a_reconstructed_situation_has_its_reason(centre, exam, sitting, missing):
    assert files(centre, sitting, **missing).status_code == 422
    assert centre.row(Sitting, sitting.id).reconstructed_reason == "Pas de facturation"
    assert centre.enrols(exam, name="Luc Petit", reason="").status_code == 422

    assert files(centre, sitting, reason="Poste sans ERP").status_code == 303
    assert centre.row(Sitting, sitting.id).reconstructed_reason == "Poste sans ERP"


@pytest.mark.parametrize(
    "form",
    [
        {"defined_with": "", "defined_on": ""},
        {"defined_with": "company", "defined_on": ""},
        {"defined_with": "company", "company": ""},
        {"defined_with": "candidate", "company": "Arvello"},
        {"defined_with": "personne"},
        {"defined_on": "13/10/2026", "transmitted_on": "12/10/2026"},
    ],
)
def test_inv_04_modalities_are_defined_with_the_company_or_failing_that_the_candidate(
    centre, sitting, form
):
    assert files(centre, sitting, **form).status_code == 422
    assert centre.row(Dossier, sitting.id).transmitted_on is None

    assert files(centre, sitting, defined_with="candidate", company="").status_code == 303


def test_inv_15_a_rehearsal_never_gives_a_result(centre, exam, users, app, wall):
    centre.post(f"/sessions/{exam.id}/repetition", planned_on="12/10/2026", seats="1")
    twin = centre.exams()[-1]
    [test_sitting] = centre.sittings(twin)

    assert twin.mode == "rehearsal"
    assert centre.row(Dossier, test_sitting.id) is None, "attached to no dossier"
    assert centre.get(f"/passages/{test_sitting.token}/dossier").status_code == 404
    with centre.store.sessions.begin() as rows, pytest.raises(register.NoResult):
        register.add(
            rows, twin.id, "commission.validated", at=wall(), data={}, author_id=users["admin"].id
        )
