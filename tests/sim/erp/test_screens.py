"""Searching, opening, labels."""

import pytest

from sim.erp import screens
from sim.erp.registry import DOCTYPES
from tests.sim.erp.arvello import office


@pytest.mark.parametrize(
    ("doctype", "query", "found"),
    [
        ("customer", "000013581", ["C00141"]),
        ("customer", "000 013 581", ["C00141"]),
        ("customer", "heliopompe", ["C00163"]),
        ("customer", "bloqué", ["C00127"]),
        ("invoice", "f2026-0987", ["F2026-0987"]),
        ("invoice", "BL26-1874", ["PF-1874"]),
        ("invoice", "alphydral", ["PF-1871"]),
        ("invoice", "AV-3140", ["PF-1871"]),
        ("delivery_note", "12/10/2026 stahlberg 1872", ["BL26-1872"]),
        ("customer", "personne", []),
    ],
)
def test_it_finds_by_any_field_line_or_number(doctype, query, found):
    assert [record.id for record in screens.search(office().world, doctype, query)] == found


def test_it_filters_and_sorts():
    world = office().world

    drafts = screens.search(
        world, "invoice", filters={"state": "draft", "customer": ""}, sort="-due_date"
    )

    assert [record.id for record in drafts][:2] == ["PF-1873", "PF-1875"]


def test_a_search_is_noted_with_its_number_of_results():
    fact = office().do("SearchRecords", doctype="customer", query="FERRANDEL").facts[0]

    assert (fact.kind, fact.results) == ("erp.search_run", 1)


def test_a_screen_that_is_not_there_is_refused():
    desk = office()

    assert desk.do("OpenScreen", doctype="customer", record="c00141").facts[0].record == "C00141"
    assert "introuvable" in desk.do("OpenScreen", doctype="customer", record="C1").refusal
    assert "n’existe pas" in desk.do("OpenScreen", doctype="stock").refusal


def test_links_and_addresses_are_shown_by_what_they_are():
    world = office().world
    invoice = DOCTYPES["invoice"]

    assert screens.link_title(world, invoice.field("customer"), "C00112") == "C00112 – ALPHYDRAL SA"
    assert (
        screens.link_title(world, invoice.field("delivery_note"), "BL26-1871")
        == "BL26-1871 – ALPHYDRAL SA"
    )
    assert "Thiers" in screens.shown(
        world, invoice.field("delivery_address"), "ADR1", {"customer": "C00112"}
    )


@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=lambda doctype: doctype.name)
def test_every_doctype_names_only_what_it_has(doctype):
    states = {state.name for state in doctype.states}

    assert all(doctype.field(name) for name in (*doctype.list_columns, doctype.title_field))
    assert states.issuperset(doctype.editable_in)
    for action in doctype.actions:
        assert states.issuperset({*action.from_states, action.to_state} - {""})
    for spec in (*doctype.fields, *doctype.line_fields):
        assert not spec.link or spec.link in DOCTYPES
        assert (spec.type == "link") == bool(spec.link)
        assert spec.type != "choice" or spec.choices or spec.options
