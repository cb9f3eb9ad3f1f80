"""A pack's mistakes in the opening of the ERP are said, with what would be right."""

import pytest

from sim.erp.opening import problems
from sim.scenario.model import ErpOpening, RecordOpening
from tests.sim.erp.arvello import office, opening, record


def with_invoice(**changes):
    found = opening()
    wrong = RecordOpening(
        **{"id": "PF-9", "state": "draft", "values": {"customer": "C00112"}, **changes}
    )
    return found.model_copy(
        update={"records": {**found.records, "invoice": (*found.records["invoice"], wrong)}}
    )


def test_a_right_opening_has_no_problem():
    assert problems(opening()) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"values": {"client": "C00112"}}, "Le champ « client » n’existe pas"),
        ({"values": {"customer": "C9"}}, "« C9 » n’existe pas dans « customer »"),
        ({"values": {"invoice_date": "demain"}}, "n’est pas une date"),
        ({"state": "paid"}, "L’état « paid » n’existe pas"),
        ({"lines": [{"quantity": "deux"}]}, "Ligne 1 – Quantité"),
        ({"id": "PF-1871"}, "utilisé deux fois"),
    ],
)
def test_a_mistake_is_said_with_its_place(changes, said):
    (problem,) = problems(with_invoice(**changes))

    assert (problem.doctype, said in problem.message) == ("invoice", True)


def test_an_unknown_type_is_said():
    assert (
        "« facture » n’existe pas"
        in problems(ErpOpening(records={"facture": (RecordOpening(id="1"),)}))[0].message
    )


def test_the_opening_is_brought_to_canonical_texts_and_completed():
    desk = office()

    issued = record(desk, "invoice", "F2026-0987")

    assert issued.values["carriage"] == "38.00"
    assert issued.values["posted_gross"] == "4128.00"
    assert record(desk, "invoice", "PF-1873").values["due_date"] == "2026-12-12"
    assert "in_batch" in record(desk, "invoice", "PF-1873").values
