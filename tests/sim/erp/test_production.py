"""Production: launching, declaring, issuing, closing, and the workshop's reports."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.erp.outputs import pdf
from sim.erp.registry import REPORTS
from tests.sim.erp.arvello import record
from tests.sim.erp.samples import office

ORDER = "OF26-0502"


def act(desk, key, action, doctype="production_order", **more):
    return desk.do("DoAction", doctype=doctype, record=key, action=action, **more)


def declare(desk, operation="10", order=ORDER, confirmed=False, **values):
    given_values = {
        "production_order": order,
        "operation": operation,
        "operator": "Yann Tessier",
        **values,
    }
    created = desk.do("CreateRecord", doctype="production_report", values=given_values)
    assert not created.refusal
    key = created.facts[0].record
    return key, act(desk, key, "post", "production_report", confirmed=confirmed)


def rows(desk, name, **parameters):
    return REPORTS[name].build(desk.world, parameters)


def test_launching_copies_the_operations_of_the_routing():
    desk = office()

    act(desk, "OF26-0503", "release", confirmed=True)

    order = record(desk, "production_order", "OF26-0503")
    assert order.state == "released"
    assert [line["operation"] for line in order.lines] == ["10", "20"]


def test_an_order_without_methods_is_not_launched_and_they_are_proposed_on_request():
    desk = office()
    created = desk.do(
        "CreateRecord", doctype="production_order", values={"article": "AV-1205", "quantity": "100"}
    )
    key = created.facts[0].record

    refused = act(desk, key, "release")
    act(desk, key, "propose")

    assert "n’a pas de nomenclature" in refused.refusal
    assert record(desk, "production_order", key).values["bill_of_materials"] == "NOM-0001"
    assert not act(desk, key, "release").refusal


def test_an_article_nobody_makes_has_nothing_to_propose():
    desk = office()
    created = desk.do(
        "CreateRecord", doctype="production_order", values={"article": "CART-300", "quantity": "1"}
    )

    answer = act(desk, created.facts[0].record, "propose")

    assert "Aucune nomenclature ni gamme en vigueur pour CART-300" in answer.refusal


def test_revisions_that_differ_and_methods_out_of_force_warn():
    desk = office()
    desk.do(
        "ChangeRecord", doctype="production_order", record="OF26-0503",
        values={"article": "AV-1205", "bill_of_materials": "NOM-0009", "routing": "GAM-0001", "plan_revision": "C"},
    )  # fmt: skip

    answer = act(desk, "OF26-0503", "release")

    assert {fact.warning for fact in answer.facts} == {"obsolete_methods", "revision_differs"}


def test_missing_components_warn_at_launch_and_at_issue():
    desk = office()
    desk.do(
        "ChangeRecord", doctype="production_order", record="OF26-0503", values={"quantity": "5000"}
    )

    answer = act(desk, "OF26-0503", "release")

    assert "BR-316L-16 (18 pour 76,5)" in answer.facts[0].message


def test_components_are_taken_once():
    desk = office()

    done = act(desk, ORDER, "issue")

    assert [fact.values["quantity"] for fact in done.facts[1:]] == ["15.3"]
    assert record(desk, "article", "BR-42CD4-08").values["stock"] == "124.7"
    assert "déjà sortis" in act(desk, ORDER, "issue").refusal


def test_declarations_add_up_and_the_last_operation_feeds_the_stock():
    desk = office()
    before = Decimal(record(desk, "article", "AV-2208").values["stock"])

    declare(desk, "10", good="590", scrap="10", defect_code="D01", minutes="700")
    declare(desk, "20", good="585", scrap="5", defect_code="D02")
    declare(desk, "30", good="585")

    order = record(desk, "production_order", ORDER)
    assert (order.state, order.values["good"], order.values["scrap"]) == (
        "in_progress",
        "585",
        "15",
    )
    assert order.values["in_process"] == "0"
    assert Decimal(record(desk, "article", "AV-2208").values["stock"]) == before + 585
    assert desk.replayed().erp == desk.world.erp


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"good": "10", "scrap": "2"}, "choisissez le code défaut"),
        ({}, "Rien n’est déclaré"),
        ({"operation": "20", "good": "1"}, "L’opération 10 n’a donné que 0 bonnes"),
        ({"order": "OF26-0503", "operation": "", "good": "1"}, None),
        ({"order": "OF26-0498", "good": "1"}, "n’est pas en fabrication"),
    ],
)
def test_what_the_order_does_not_allow_is_refused(values, told):
    desk = office()
    if told is None:
        answer = desk.do(
            "CreateRecord",
            doctype="production_report",
            values={"production_order": "OF26-0503", "operation": "10", "operator": "x"},
        )
        assert "n’est pas une valeur proposée" in answer.refusal
        return

    assert told in declare(desk, **values)[1].refusal


def test_more_pieces_than_launched_warn():
    desk = office()

    _, answer = declare(desk, good="601")

    assert [fact.warning for fact in answer.facts] == ["over_production"]


def test_a_declaration_is_taken_back_in_the_opposite_order():
    desk = office()
    first, _ = declare(desk, "10", good="100")
    second, _ = declare(desk, "20", good="100")
    why = {"values": {"cancel_reason": "Mauvais ordre"}}

    refused = act(desk, first, "cancel", "production_report", **why)
    act(desk, second, "cancel", "production_report", **why)
    accepted = act(desk, first, "cancel", "production_report", **why)

    assert "annulez d’abord sa déclaration" in refused.refusal
    assert not accepted.refusal
    assert record(desk, "production_order", ORDER).lines[0]["good"] == "0"


def test_an_order_is_not_closed_while_pieces_are_unexplained():
    desk = office()
    declare(desk, good="590", scrap="10", defect_code="D01")

    refused = act(desk, ORDER, "close")
    desk.do(
        "ChangeRecord",
        doctype="production_order",
        record=ORDER,
        values={"gap_note": "En sous-traitance"},
    )
    accepted = act(desk, ORDER, "close")

    assert "590 pièces lancées ne sont ni bonnes ni rebutées" in refused.refusal
    assert not accepted.refusal


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("10", "20", "30")), st.integers(0, 300), st.integers(0, 30)), max_size=8))  # fmt: skip
def test_what_was_launched_is_good_or_scrap_or_in_process(declarations):
    desk = office()
    for operation, good, scrap in declarations:
        declare(
            desk, operation, good=str(good), scrap=str(scrap), defect_code="D01", confirmed=False
        )

    order = record(desk, "production_order", ORDER)
    good, scrap, left = (
        Decimal(order.values.get(name, "0")) for name in ("good", "scrap", "in_process")
    )
    if order.history:
        assert good + scrap + left == 600
        assert left >= 0
    through = [Decimal(line.get("good", "0")) for line in order.lines]
    assert through == sorted(through, reverse=True)


def test_late_orders_are_told_with_their_days():
    desk = office()

    assert [(row["order"], row["days"]) for row in rows(desk, "late_orders")] == [
        ("OF26-0498", "11"),
        ("OF26-0501", "4"),
    ]


def test_the_load_is_the_hours_left_by_week_and_centre():
    desk = office()

    found = {(row["week"], row["work_centre"]): row for row in rows(desk, "load_by_week")}

    assert found["2026-S42", "DEC"]["hours"] == "12"
    assert found["2026-S44", "DEC"]["ratio"] == "39"
    declare(desk, "10", good="300", minutes="400")
    again = {(row["week"], row["work_centre"]): row for row in rows(desk, "load_by_week")}
    assert again["2026-S42", "DEC"]["hours"] == "5.5"


def test_scrap_and_effectiveness_come_from_the_declarations():
    desk = office()

    assert rows(desk, "scrap_by_code") == [{"defect_code": "D01", "scrap": "15", "share": "100"}]
    found = {row["work_centre"]: row for row in rows(desk, "oee")}
    assert found["DEC"]["availability"] == "95.4"
    assert found["DEC"]["quality"] == "98.5"


def test_a_breakdown_is_reported_and_closed_with_its_hour():
    desk = office()

    answer = act(desk, "PAN26-0007", "close", "breakdown", values={"restarted_at": "10 h 15"})

    assert answer.facts[0].changes == {"restarted_at": "10:15"}


def test_the_papers_of_the_workshop_are_printed():
    desk = office()
    for form, text in (
        ("traveller", b"Fiche suiveuse"),
        ("picking_list", b"BR-42CD4-08"),
        ("work_slips", b"12"),
    ):
        assert text in pdf(desk.world, "production_order", ORDER, form)
