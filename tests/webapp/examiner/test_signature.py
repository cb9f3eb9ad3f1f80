"""Signing: people pronounce under their password, then nothing changes but by a dated correction."""

import hashlib
import html
import json
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
import sqlalchemy as sa

from tests.webapp.examiner.conftest import COMPETENCIES
from webapp.grading_service import sheet_for
from webapp.store.tables import Ruling, Signature


def signatures(store):
    with store.sessions() as rows:
        return rows.scalars(sa.select(Signature).order_by(Signature.id)).all()


def text(answer) -> str:
    return html.unescape(answer.text).replace("\u00a0", " ")


def test_signing_before_every_decision_is_refused_and_lists_what_is_missing(commission, store):
    commission.gathers("C2")
    commission.decides("C2")
    commission.hears_the_company("C3")

    answer = commission.signs()

    assert answer.status_code == 422
    refusal = text(answer).partition('role="alert">')[2]
    assert (
        "C3 : évaluations : critères non statués (C3.1, C3.2, C3.3, C3.4) ; entretien avec le candidat."
        in refusal
    )
    assert "C2 :" not in refusal
    assert signatures(store) == []


def test_admissibility_is_not_asked_before_every_decision(commission):
    assert 'name="pronounced"' not in commission.get("/signature").text


def test_the_result_is_signed_whole(commission, store):
    commission.decides_all()

    assert commission.signs().status_code == 303

    row = signatures(store)[0]
    signed = json.loads(row.sheet)
    assert row.sheet_digest == hashlib.sha256(row.sheet.encode()).hexdigest()
    assert signed["pronounced"] is True
    assert set(signed["sheet"]["criteria"]) == set(signed["rulings"])
    assert [signed["competencies"][one]["decision"]["acquired"] for one in COMPETENCIES] == [
        True
    ] * 5
    assert signed["competencies"]["C1"]["opinion"]["author"] == "M. Durand"
    assert row.sheet_digest in commission.get("/signature").text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"pronounced": ""}, "Prononcez l’admissibilité"),
        ({"password": "autre"}, "Mot de passe incorrect"),
        ({"pronounced": "no"}, "Toutes les capacités sont acquises"),
    ],
)
def test_a_signature_pronounces_what_was_decided_under_the_signers_password(
    commission, store, form, said
):
    commission.decides_all()

    answer = commission.signs(**form)

    assert answer.status_code == 422
    assert said in text(answer)
    assert signatures(store) == []


def test_nobody_is_admissible_with_a_competency_not_acquired(commission, store):
    commission.decides_all()
    commission.decides("C4", "no")

    assert "ce n’est pas le cas" in text(commission.signs("yes"))
    assert signatures(store) == []

    commission.signs("no")
    assert json.loads(signatures(store)[0].sheet)["pronounced"] is False
    assert "Candidat déclaré non admissible" in text(commission.get("/signature"))


def test_nothing_changes_once_signed(commission, store):
    commission.decides_all()
    commission.signs()
    before = commission.get("/grille.xlsx").status_code

    changes = (
        commission.rules("C1.1", "not_met", "Trop tard."), commission.asks("C1.1"), commission.hears_the_company("C1"),
        commission.interviews("C1"), commission.decides("C1", "no"), commission.signs("no"),
    )  # fmt: skip

    for answer in changes:
        assert answer.status_code == 409
        assert "Le résultat est signé" in text(answer)
    assert before == 200
    assert len(signatures(store)) == 1
    with store.sessions() as rows:
        assert rows.scalar(sa.select(sa.func.count()).select_from(Ruling)) == 21


def test_a_correction_is_added_beside_the_signed_result(commission, store):
    commission.decides_all()
    commission.signs()

    commission.post(
        "/rectificatif", reason="C4.2 : lire « partiellement atteint ».", password="un mot de passe"
    )

    first, second = signatures(store)
    assert json.loads(second.sheet) == {
        "correction": "C4.2 : lire « partiellement atteint ».",
        "of": first.sheet_digest,
    }
    assert "lire « partiellement atteint »" in text(commission.get("/signature"))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"reason": ""}, "Décrivez le rectificatif"),
        ({"password": "autre"}, "Mot de passe incorrect"),
    ],
)
def test_a_correction_has_a_reason_and_a_password(commission, store, form, said):
    commission.decides_all()
    commission.signs()

    answer = commission.post(
        "/rectificatif", **{"reason": "Motif", "password": "un mot de passe", **form}
    )

    assert answer.status_code == 422
    assert said in text(answer)
    assert len(signatures(store)) == 1


def test_there_is_nothing_to_correct_before_the_signature(commission, store):
    answer = commission.post("/rectificatif", reason="Motif", password="un mot de passe")

    assert answer.status_code == 422
    assert signatures(store) == []


def test_what_arrives_while_the_result_is_being_signed_is_refused(commission, store, over):
    """A member rules at the very moment another signs: the ruling would be beside the signed result."""
    signed = json.dumps({"sheet": sheet_for(store, over.id).as_data()})
    with store.sessions() as signing, ThreadPoolExecutor() as member:
        signing.add(Signature(sitting_id=over.id, signer_id=1, at=0, sheet_digest="", sheet=signed))
        signing.flush()
        answer = member.submit(commission.rules, "C1.1")
        wait([answer], timeout=0.5)
        signing.commit()

    assert answer.result().status_code == 409
    with store.sessions() as rows:
        assert rows.scalars(sa.select(Ruling)).all() == []
