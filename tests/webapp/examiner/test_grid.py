"""The grid: 21 criteria in the référentiel's words, what was found on each, and where it shows."""

import html
import re

from tests.webapp.examiner.conftest import CRITERIA
from webapp.library import framework


def text(answer) -> str:
    return html.unescape(answer.text)


def row(page: str, criterion: str) -> str:
    """Return a criterion's row of the grid."""
    return re.search(
        rf'<li [^>]*id="row-{criterion.replace(".", "-")}".*?</li>', page, re.DOTALL
    ).group()


def test_it_shows_every_criterion_in_the_exact_words_of_the_framework(commission):
    page = text(commission.get("/grille"))

    for criterion in framework().criteria:
        assert criterion.wording in row(page, criterion.id)


def test_a_level_is_labelled_as_a_proposal_with_its_score_and_coverage(commission):
    shown = row(text(commission.get("/grille")), "C1.1")

    assert "Proposition" in shown
    assert "Atteint" in shown
    assert "100\u00a0%" in shown


def test_it_heads_the_grid_with_the_sitting(commission, over, store):
    page = text(commission.get("/grille"))

    for said in (
        "Nom candidate",
        "tiny 1, tirage 0",
        "suspension de 6\u00a0min",
        "alarme incendie",
        "par le candidat",
    ):
        assert said in page, said
    assert store.sittings.journal(over.id).read()[-1].hash in page
    assert over.reconstructed_reason in page


def test_a_finding_shows_its_reason_nature_weight_and_visible_rule(commission):
    page = text(commission.get("/grille?critere=C1.2"))

    for said in ("Date confirmée", "certain", "poids\u00a03", "brief §2", "Non atteint"):
        assert said in page, said


def test_a_critical_failure_is_left_to_confirm(commission):
    assert "critique, à confirmer" in text(commission.get("/grille?critere=C1.2"))
    assert (
        "à confirmer"
        not in text(commission.get("/grille?critere=C1.1")).partition('id="criterion"')[2]
    )


def test_evidence_leads_to_the_moment_it_happened(commission, over):
    page = text(commission.get("/grille?critere=C1.1"))

    opened = f"/commission/{over.token}/relecture?entree=2"
    assert f'href="{opened}"' in page
    assert "8\u00a0h\u00a034" in page
    assert commission.client.get(opened).status_code == 200


def test_what_only_a_person_can_tell_comes_with_its_scale(commission):
    page = text(commission.get("/grille?critere=C5.3"))

    assert "Le client a-t-il pu finir ses phrases" in page
    assert page.index("Laisse finir.") < page.index("Coupe la parole.")


def test_the_standard_question_is_suggested(commission):
    assert "Qu’est-ce qui reste ouvert, pour qui et pour quand" in text(
        commission.get("/grille?critere=C1.4")
    )


def test_the_candidates_own_account_is_beside(commission):
    assert "Commande lue." in text(commission.get("/grille"))


def test_open_points_go_as_people_decide(commission):
    assert "3\u00a0points ouverts" in row(text(commission.get("/grille")), "C5.3")

    commission.rules("C5.3", "met")
    assert "point" not in row(text(commission.get("/grille")), "C5.3")


def test_a_criterion_opens_in_place_with_the_rows_that_changed(commission):
    answer = commission.get("/grille?critere=C2.1", headers={"HX-Request": "true"})

    assert text(answer).lstrip().startswith('<article id="criterion"')
    assert answer.text.count('hx-swap-oob="true"') == len(CRITERIA) + 1  # the rows, and the time
    assert 'aria-current="true"' in row(answer.text, "C2.1")


def test_an_unknown_criterion_is_not_found(commission):
    assert commission.get("/grille?critere=C9.9").status_code == 404


def test_content_and_presentation_are_scored_apart_by_criterion_and_by_document(commission):
    page = text(commission.get("/grille?critere=C2.1"))
    panel = page.partition('id="criterion"')[2]

    assert "cont. 100\u00a0%" in row(page, "C2.1")
    assert "prés. 0\u00a0%" in row(page, "C2.1")
    assert "cont." not in row(page, "C1.1")
    assert "Contenu et présentation par document" in panel
    documents = panel.partition('class="table-dense documents"')[2].partition("</table>")[0]
    assert "lettre.docx" in documents
    assert documents.index("100\u00a0%") < documents.index("0\u00a0%</td></tr>")


def test_a_criterion_without_documents_has_no_scores_of_content(commission):
    panel = text(commission.get("/grille?critere=C1.1")).partition('id="criterion"')[2]

    assert "Contenu" not in panel
