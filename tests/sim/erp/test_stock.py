"""Stock: movements, places, weighted cost, reordering, counts."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.erp.articles import available, reorder_point, suggested, to_reorder
from sim.erp.outputs import pdf
from sim.world import ErpRecord
from tests.sim.erp import arvello
from tests.sim.erp.arvello import record
from tests.sim.erp.samples import office

BAR = "BR-CW614-12"


def move(desk, **values):
    given_values = {"kind": "out", "article": BAR, "quantity": "4", **values}
    answer = desk.do("CreateRecord", doctype="stock_move", values=given_values)
    assert not answer.refusal
    return answer.facts[0].record


def post(desk, key, **more):
    return desk.do("DoAction", doctype="stock_move", record=key, action="post", **more)


def stock(desk, article=BAR):
    return record(desk, "article", article).values["stock"]


def test_a_movement_changes_the_stock_when_it_is_posted_and_not_before():
    desk = office()
    key = move(desk)
    assert stock(desk) == "64"

    post(desk, key)

    assert stock(desk) == "60"
    assert record(desk, "article", BAR).lines == [{"location": "MAG-B", "quantity": "60"}]
    assert desk.replayed().erp == desk.world.erp


def test_a_transfer_changes_the_places_and_not_the_total():
    desk = office()
    key = move(desk, kind="transfer", quantity="14", from_location="MAG-B", to_location="QUAI")

    post(desk, key)

    assert stock(desk) == "64"
    assert record(desk, "article", BAR).lines == [
        {"location": "MAG-B", "quantity": "50"},
        {"location": "QUAI", "quantity": "14"},
    ]


def test_a_stock_below_zero_warns_and_may_be_overridden():
    desk = office()
    key = move(desk, quantity="70")

    assert [fact.kind for fact in post(desk, key).facts] == ["erp.warning_shown"]
    post(desk, key, confirmed=True)

    assert stock(desk) == "-6"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"quantity": "0"}, "quantité du mouvement est nulle"),
        ({"quantity": "-3"}, "quantité est négative"),
        ({"kind": "transfer"}, "deux emplacements différents"),
        ({"kind": "transfer", "from_location": "QUAI", "to_location": "QUAI"}, "deux emplacements"),
    ],
)
def test_a_movement_that_moves_nothing_is_refused(values, told):
    desk = office()

    assert told in post(desk, move(desk, **values)).refusal
    assert stock(desk) == "64"


def test_a_closed_period_takes_no_movement():
    desk = office(closed_until="2026-09-30")

    answer = post(desk, move(desk, move_date="30/09/2026"))

    assert "clôturée jusqu’au 30/09/2026" in answer.refusal
    assert not post(desk, move(desk, move_date="01/10/2026")).refusal


def test_a_movement_is_undone_by_its_opposite_with_a_reason():
    desk = office()
    key = move(desk)
    post(desk, key)

    without = desk.do("DoAction", doctype="stock_move", record=key, action="reverse")
    desk.do(
        "DoAction", doctype="stock_move", record=key, action="reverse",
        values={"reverse_reason": "Saisi deux fois"},
    )  # fmt: skip

    assert "renseignez" in without.refusal
    assert stock(desk) == "64"
    assert record(desk, "stock_move", key).state == "reversed"
    assert (
        "ne se modifie plus"
        in desk.do(
            "ChangeRecord", doctype="stock_move", record=key, values={"quantity": "1"}
        ).refusal
    )


def test_loading_takes_the_goods_out_of_the_stock():
    desk = arvello.office()
    desk.do("DoAction", doctype="delivery_note", record="BL26-1881", action="issue")

    done = desk.do("DoAction", doctype="delivery_note", record="BL26-1881", action="deliver")

    assert [fact.kind for fact in done.facts] == ["erp.action_done", "erp.record_created"]
    assert stock(desk, "AV-2208") == "-80"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("in", "out", "adjustment")), st.integers(1, 400), st.integers(0, 900)), max_size=8))  # fmt: skip
def test_the_stock_is_the_opening_and_the_movements(moves):
    desk = office()
    expected = Decimal(64)
    for kind, quantity, price in moves:
        cost = {"unit_cost": f"{price},25"} if kind == "in" else {}
        post(desk, move(desk, kind=kind, quantity=str(quantity), **cost), confirmed=True)
        expected += quantity * (-1 if kind == "out" else 1)

    article = record(desk, "article", BAR)
    assert Decimal(article.values["stock"]) == expected
    assert sum(Decimal(line["quantity"]) for line in article.lines) in (expected, 0)
    assert Decimal(article.values["unit_cost"]) >= 0
    assert desk.replayed().erp == desk.world.erp


def test_the_mean_cost_weighs_what_comes_in():
    desk = office()

    post(desk, move(desk, kind="in", quantity="36", unit_cost="10,90"))

    assert record(desk, "article", BAR).values["unit_cost"] == "9.62"


def an_article(**values):
    return ErpRecord("X", "article", "active", {name: str(text) for name, text in values.items()})


def test_when_and_how_much_to_order():
    article = an_article(stock=30, reserved=12, expected=4, daily_use=3, lead_days=6, safety_stock=5, lot_size=25, max_stock=100)  # fmt: skip

    assert available(article) == 22
    assert reorder_point(article) == 23
    assert to_reorder(None, article)
    assert suggested(article) == 75
    assert suggested(an_article(stock=200, max_stock=100, reorder_point=300)) == 0


def test_the_batch_proposes_controls_and_asks_supplier_by_supplier():
    desk = office()
    chosen = ("BR-316L-16", "CART-300", "PLAQ-CNMG")

    (control,) = desk.do("RunBatchControl", batch="reorder_batch", records=chosen).facts
    done = desk.do("PostBatch", batch="reorder_batch", records=chosen)

    assert control.outcome == "mismatch"
    assert control.figures["CART-300"] == "déjà demandé : DA26-0041"
    made = [fact for fact in done.facts if fact.kind == "erp.record_created"]
    assert [fact.values["supplier"] for fact in made] == ["F00012", "F00023", "F00031"]
    assert done.facts[0].function == "reorder_batch"


def test_the_value_of_the_stock_is_quantity_times_mean_cost():
    desk = office()

    (opened,) = desk.do(
        "OpenReport", report="stock_valuation", parameters={"family": "Composants"}
    ).facts

    assert opened.rows == 5


# Counts


def counted(desk, quantities, **more):
    desk.do("DoAction", doctype="inventory", record="INV26-0012", action="start")
    lines = tuple(
        {"article": line["article"], "counted": quantity}
        for line, quantity in zip(
            record(desk, "inventory", "INV26-0012").lines, quantities, strict=True
        )
    )
    desk.do("ChangeRecord", doctype="inventory", record="INV26-0012", lines=lines)
    return desk.do("DoAction", doctype="inventory", record="INV26-0012", action="finish", **more)


def test_a_count_keeps_what_should_be_there_and_values_the_difference():
    desk = office()

    counted(desk, ("62", "18", "141", "350"))

    found = record(desk, "inventory", "INV26-0012")
    assert found.lines[0]["theoretical"] == "64"
    assert (found.lines[0]["difference"], found.lines[0]["difference_value"]) == ("-2", "-17.80")
    assert found.values["total_difference"] == "-11.35"
    assert found.state == "counted"


def test_a_line_not_counted_stops_the_count():
    desk = office()

    assert "Ligne 2 (BR-316L-16)" in counted(desk, ("62", "", "141", "350")).refusal


def test_a_large_difference_not_counted_again_warns():
    desk = office()

    answer = counted(desk, ("40", "18", "140", "350"))

    assert "sans recomptage\u00a0: BR-CW614-12" in answer.facts[0].message


def test_adjusting_is_for_the_head_of_the_store():
    desk = office()
    counted(desk, ("62", "18", "140", "350"))

    answer = desk.do("DoAction", doctype="inventory", record="INV26-0012", action="validate")

    assert "réservé à\u00a0: Responsable du magasin" in answer.refusal
    assert stock(desk) == "64"


def test_the_adjustment_brings_the_stock_to_the_count():
    desk = office()
    desk.scenario.erp.rights["inventory.validate"] = "write"
    counted(desk, ("62", "18", "141", "350"))

    done = desk.do("DoAction", doctype="inventory", record="INV26-0012", action="validate")

    assert len(done.facts) == 3
    assert (stock(desk), stock(desk, "BR-42CD4-08")) == ("62", "141")


def test_the_counting_sheet_is_blind_and_the_difference_report_is_not():
    desk = office()
    counted(desk, ("62", "18", "141", "350"))

    blind = pdf(desk.world, "inventory", "INV26-0012", "sheet_count")
    told = pdf(desk.world, "inventory", "INV26-0012", "differences")

    assert b"(64)" not in blind
    assert b"(64)" in told
