"""A competency is decided by people, on the référentiel's three bases."""

import html
from datetime import date

import pytest
import sqlalchemy as sa

from tests.webapp.examiner.fairness import a_rater
from webapp.store.result_tables import CompetencyDecision, EmployerOpinion, Evaluation, Interview


def kept(store, table):
    with store.sessions() as rows:
        return rows.scalars(sa.select(table).order_by(table.id)).all()


def text(answer) -> str:
    return html.unescape(answer.text).replace("\u00a0", " ")


def test_inv_05_a_decision_without_its_bases_is_refused_and_names_them(commission, store):
    answer = commission.decides("C2")

    assert answer.status_code == 422
    for missing in (
        "critères non statués (C2.1, C2.2)",
        "avis de l’entreprise",
        "entretien avec le candidat",
    ):
        assert missing in text(answer), missing
    assert kept(store, CompetencyDecision) == []


@pytest.mark.parametrize(
    ("left_out", "named"),
    [("avis", "avis de l’entreprise, ou motif"), ("entretien", "entretien avec le candidat")],
)
def test_inv_05_one_missing_base_is_enough_to_refuse(commission, store, left_out, named):
    commission.rules("C2.1")
    commission.rules("C2.2")
    if left_out != "avis":
        commission.hears_the_company("C2")
    if left_out != "entretien":
        commission.interviews("C2")

    answer = commission.decides("C2", htmx=True)

    assert answer.status_code == 422
    assert named in text(answer)
    assert kept(store, CompetencyDecision) == []


def test_with_its_three_bases_a_competency_is_decided(commission, store):
    commission.gathers("C2")

    commission.decides("C2", reasons="Documents conformes, avis favorable.")

    row = kept(store, CompetencyDecision)[0]
    assert (row.competency, row.acquired) == ("C2", True)
    page = text(commission.get("/competences"))
    assert "Documents conformes, avis favorable." in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"reasons": " "}, "Motivez la décision"),
        ({"acquired": "presque"}, "Choisissez « acquise »"),
        ({"acquired": "12"}, "Choisissez « acquise »"),
        ({"acquired": ""}, "Choisissez « acquise »"),
    ],
)
def test_inv_06_a_decision_is_acquired_or_not_and_gives_its_reasons(commission, store, form, said):
    commission.gathers("C2")

    answer = commission.decides("C2", **form)

    assert answer.status_code == 422
    assert said in text(answer)
    assert kept(store, CompetencyDecision) == []


def test_inv_08_a_proposal_becomes_no_decision_by_itself(commission, store):
    commission.gathers("C2", level="met")

    page = text(commission.get("/competences"))
    assert "Proposition : " in page
    assert kept(store, CompetencyDecision) == []
    assert "checked> Acquise" not in page
    assert commission.decides("C2", "").status_code == 422
    assert kept(store, CompetencyDecision) == []


def test_inv_08_what_a_person_decides_against_the_proposal_is_told_beside_it(commission):
    commission.rules("C1.2", "met", "Date donnée de vive voix.")

    page = text(commission.get("/grille?critere=C1.2"))
    assert "Proposition" in page
    assert "Date donnée de vive voix." in page


def test_inv_09_nobody_fails_on_what_was_never_observed_nor_asked(commission, store):
    commission.gathers("C2", level="not_observed")

    assert "Critères jamais observés ni questionnés (C2.1, C2.2)" in text(
        commission.decides("C2", "no")
    )

    for criterion in ("C2.1", "C2.2"):
        commission.asks(criterion)
    commission.decides("C2", "no")
    assert [row.acquired for row in kept(store, CompetencyDecision)] == [False]


def test_inv_05_a_company_without_an_opinion_is_documented(commission, store):
    refused = commission.hears_the_company(
        "C1", opinion="sans_avis", author_name="", absent_reason=""
    )
    assert "indiquez le motif" in text(refused)

    commission.hears_the_company(
        "C1", opinion="sans_avis", author_name="", absent_reason="Demandeur d’emploi."
    )
    assert [row.absent_reason for row in kept(store, EmployerOpinion)] == ["Demandeur d’emploi."]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"opinion": "excellent"}, "Choisissez l’avis"),
        ({"author_name": ""}, "Indiquez qui donne l’avis"),
        ({"author_function": " "}, "et sa fonction"),
    ],
)
def test_an_opinion_has_a_value_and_an_author(commission, store, form, said):
    answer = commission.hears_the_company("C1", **form)

    assert answer.status_code == 422
    assert said in text(answer)
    assert "Régulier." in text(answer)
    assert kept(store, EmployerOpinion) == []


def test_an_opinion_is_corrected_until_the_signature(commission, store):
    commission.hears_the_company("C1", opinion="reserve")
    commission.hears_the_company("C1", opinion="favorable")

    assert [row.opinion for row in kept(store, EmployerOpinion)] == ["favorable"]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"held_on": "hier"}, "saisissez une date"),
        ({"held_on": "2026-10-14"}, "Cette date est à venir"),
        ({"held_on": "9999-12-31"}, "Cette date est à venir"),
        ({"held_on": "2026-10-12"}, "suit l’épreuve, passée le 13 octobre 2026"),
        ({"held_on": "0001-01-01"}, "suit l’épreuve"),
        ({"members": ""}, "membres de la commission présents"),
    ],
)
def test_an_interview_has_a_date_and_its_members(commission, store, form, said):
    answer = commission.interviews("C1", **form)

    assert answer.status_code == 422
    assert said in text(answer)
    assert "À l’aise." in text(answer)
    assert kept(store, Interview) == []


def test_one_interview_may_cover_the_competencies_that_have_none(commission, store):
    commission.interviews("C3", notes="Le sien.")

    commission.interviews("C1", all="1", notes="Les autres.")

    notes = {row.competency: row.notes for row in kept(store, Interview)}
    assert notes == {"C3": "Le sien.", **dict.fromkeys(("C1", "C2", "C4", "C5"), "Les autres.")}


def test_the_members_of_an_interview_are_ticked_and_its_themes_noted(commission, store, users):
    commission.interviews(
        "C1", member=str(users["examiner"].id), members="", themes="Les priorités."
    )

    row = kept(store, Interview)[0]
    assert (row.members, row.themes) == ("Nom examiner", "Les priorités.")
    page = text(commission.get("/competences"))
    assert "Les priorités." in page


def test_somebody_who_is_no_member_is_not_ticked(commission, store, users):
    answer = commission.interviews("C1", member=str(users["admin"].id), members="")

    assert answer.status_code == 422
    assert kept(store, Interview) == []


def test_evaluations_in_the_company_stand_beside_the_reconstructed_situation(
    commission, store, over, users
):
    with store.sessions.begin() as rows:
        rows.add(
            Evaluation(
                sitting_id=over.id, competency="C3", modality="b", held_on=date(2026, 9, 30), observer="Mme Blanc",
                observed="Rapport clair.", author_id=users["examiner"].id, at=0,
            )
        )  # fmt: skip

    page = text(commission.get("/competences"))

    assert "Présentation de projets" in page
    assert "Rapport clair." in page


def test_a_form_answered_in_place_brings_every_competency_up_to_date(commission):
    answer = commission.interviews("C1", all="1", htmx=True)

    assert text(answer).lstrip().startswith('<section class="competency" id="C1"')
    assert answer.text.count("hx-swap-oob") == 4


def test_an_unknown_competency_is_not_found_and_nothing_is_written(commission, store):
    assert commission.hears_the_company("C9").status_code == 404
    assert kept(store, EmployerOpinion) == []


def test_the_page_quotes_the_rule_of_admissibility(commission):
    page = text(commission.get("/competences"))

    assert (
        "l'ensemble des capacités professionnelles décrites dans le référentiel de certification doit être acquis."
        in page
    )


@pytest.fixture
def rater(app, store, exam, over):
    """Somebody the centre appointed to rate, and not to the commission."""
    return a_rater(app, store, exam, over, "rater")


def test_a_rater_decides_on_no_competency(commission, rater):
    commission.gathers("C2")

    for answer in (rater.decides("C2"), rater.interviews("C2"), rater.hears_the_company("C2")):
        assert answer.status_code == 403
        assert "reviennent aux membres de la commission" in answer.text
    page = rater.get("/competences").text
    assert "/C2/decision" not in page
    assert "reviennent aux membres de la commission" in page
    assert commission.decides("C2").status_code == 303
