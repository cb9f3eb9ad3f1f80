"""`contains`: all that must be said, nothing that must not, whatever the spelling."""

import docx
import pytest

from tests.grading.checks.desk import LETTER, a_letter, desk, hand_in, reason, told, verdict
from tests.grading.documents.build import saved

AMOUNT = {"which": LETTER, "has": ["1234.50"], "label": "montant"}


def letter(text: str, **spec):
    what = desk()
    a_letter(what, text, **spec)
    return what


@pytest.mark.parametrize(
    "said", ["1 234,50 €", "1234,5 euros", "1.234,50 €", "1234.50 EUR", "1\u202f234,50\xa0€"]
)
def test_an_amount_is_known_however_it_is_written(said):
    assert verdict(letter(said), "contains", **AMOUNT) == "met"


@pytest.mark.parametrize("said", ["1 324,50 €", "11 234,50 €", "1 234,55 €", "123,450 €", ""])
def test_another_amount_fails_even_with_the_right_digits_in_it(said):
    assert verdict(letter(said), "contains", **AMOUNT) == "not_met"


def test_a_forbidden_item_fails_even_when_all_the_rest_is_right():
    given = {**AMOUNT, "lacks": ["marge", "2000"]}

    assert verdict(letter("1 234,50 €"), "contains", **given) == "met"
    assert verdict(letter("1 234,50 € et 2 000 €"), "contains", **given) == "not_met"
    assert verdict(letter("1 234,50 €, taux de marge"), "contains", **given) == "not_met"


def test_a_share_of_what_is_due_is_partial_from_its_boundary_on():
    given = {
        "which": LETTER,
        "has": ["pain", "lait", "beurre", "farine", "sucre"],
        "partly": 0.8,
        "label": "liste",
    }

    assert verdict(letter("pain lait beurre farine"), "contains", **given) == "partly"
    assert verdict(letter("pain lait beurre"), "contains", **given) == "not_met"
    assert "farine" in reason(letter("pain lait beurre"), "contains", **given)


def test_no_document_is_never_a_pass_even_for_what_must_not_be_said():
    assert verdict(desk(), "contains", which=LETTER, lacks=["marge"], label="marges") == "not_met"


def test_a_document_that_cannot_be_read_gives_its_reason_and_goes_to_a_person():
    what = desk()
    what.upload("RELANCE_TRANSMECARO.docx", b"not a document")

    found = told(what, "contains", **AMOUNT)
    assert found.verdict == "undecided"
    assert found.evidence[0].file == "/ADV/9_Travail/RELANCE_TRANSMECARO.docx"


def test_a_readable_document_is_preferred_to_one_that_cannot_be_read():
    what = letter("1 234,50 €")
    what.upload("RELANCE_v2.docx", b"not a document")

    assert verdict(what, "contains", **AMOUNT) == "met"


def test_the_latest_of_two_equal_documents_is_judged():
    what = letter("1 000 €")
    a_letter(what, "1 234,50 €", name="RELANCE_v2.docx")

    assert verdict(what, "contains", **AMOUNT) == "met"


def test_a_sheet_out_of_sight_is_read():
    what = desk()
    sheets = [
        {"name": "Taux", "rows": [["taux de service", "87.5"]]},
        {"name": "Caché", "rows": [["marge"]], "hidden": True},
    ]
    hand_in(what, "TAB.xlsx", sheets=sheets)
    table = {"family": "table", "names": ["tab*"]}

    assert verdict(what, "contains", which=table, has=["87.5"], label="taux") == "met"
    assert (
        verdict(what, "contains", which=table, has=["87.5"], lacks=["marge"], label="taux")
        == "not_met"
    )


def commented(hidden: bool) -> bytes:
    document = docx.Document()
    document.add_paragraph("TRANSMÉCARO, relance")
    run = document.add_paragraph().add_run("1 234,50 €" if hidden else "Montant")
    run.font.hidden = hidden
    document.add_comment(run, text="1 234,50 €", author="Camille")
    return saved(document)


@pytest.mark.parametrize("hidden", [True, False])
def test_what_the_page_does_not_show_is_not_said_but_still_leaks(hidden):
    what = desk()
    what.upload("RELANCE_TRANSMECARO.docx", commented(hidden))

    assert verdict(what, "contains", **AMOUNT) == "not_met"
    assert verdict(what, "contains", which=LETTER, lacks=["1234.50"], label="montant") == "not_met"


def test_a_hidden_sheet_says_nothing_but_still_leaks():
    what = desk()
    hand_in(
        what,
        "TAB_relance.xlsx",
        sheets=[
            {"name": "TRANSMÉCARO relance", "rows": [["Dû"]]},
            {"name": "B", "rows": [[1234.5]], "hidden": True},
        ],
    )
    table = {**AMOUNT, "which": {**LETTER, "family": "table"}}

    assert verdict(what, "contains", **table) == "not_met"
    assert verdict(what, "contains", **{**table, "has": [], "lacks": ["1234.50"]}) == "not_met"
