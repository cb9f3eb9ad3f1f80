"""Who comes in: examiners act, an administrator reads, nobody else sees a sitting."""

import pytest

from tests.conftest import sign_in

PAGES = (
    "", "/grille", "/grille?critere=C1.2", "/journal", "/reactions", "/relecture", "/relecture?entree=3&ecran=mail", "/plan-et-realite", "/competences",
    "/signature", "/grille.xlsx", "/grille.docx", "/apercu?chemin=/ADV/9_Travail/lettre.docx",
    "/fichier?chemin=/ADV/9_Travail/lettre.docx", "/surveillance",
)  # fmt: skip
ACTS = (
    "/criteres/C1.1/statuer", "/criteres/C1.1/question", "/competences/C1/avis", "/competences/C1/entretien",
    "/competences/C1/decision", "/signature", "/rectificatif",
)  # fmt: skip


@pytest.mark.parametrize("role", ["candidate", "trainer"])
def test_others_are_refused_on_every_page_of_a_sitting(client, users, over, role):
    sign_in(client, users[role])

    assert client.get("/commission/").status_code == 403
    for page in PAGES:
        assert client.get(f"/commission/{over.token}{page}").status_code == 403, page
    for act in ACTS:
        assert client.post(f"/commission/{over.token}{act}").status_code == 403, act


def test_an_administrator_reads_everything_and_changes_nothing(client, users, over):
    sign_in(client, users["admin"])
    client.post(f"/centre/donnees/motif/{over.token}", data={"reason": "recours"})

    for page in PAGES:
        assert client.get(f"/commission/{over.token}{page}").status_code in (200, 303), page
    for act in ACTS:
        assert client.post(f"/commission/{over.token}{act}").status_code == 403, act
    assert "<form" not in client.get(f"/commission/{over.token}/competences").text.split("<main")[1]


def test_an_unknown_sitting_is_not_found(examiner):
    assert examiner.get("/commission/inconnu/grille").status_code == 404


def test_a_sitting_that_is_not_over_has_no_grid(examiner, running):
    answer = examiner.get(f"/commission/{running.token}/grille")

    assert answer.status_code == 409
    assert "n’est pas terminé" in answer.text
