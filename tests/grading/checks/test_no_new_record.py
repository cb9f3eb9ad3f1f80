"""`no_new_record`: nothing of a kind was created."""

from tests.grading.checks.desk import verdict
from tests.sim.erp.arvello import office

ACCOUNT = {
    "record": {"doctype": "customer", "where": {"siren": "*013581"}},
    "label": "compte client",
}
CHANGE = {"doctype": "customer", "record": "C00141"}


def test_it_passes_on_a_change_and_fails_on_a_second_account():
    desk = office()
    desk.do("ChangeRecord", **CHANGE, values={"payment_terms": "60J"})
    assert verdict(desk, "no_new_record", **ACCOUNT) == "met"

    desk.do(
        "CreateRecord",
        doctype="customer",
        values={"name": "Ferrand & Fils", "siren": "000013581"},
        confirmed=True,
    )
    assert verdict(desk, "no_new_record", **ACCOUNT) == "not_met"


def test_only_the_records_meant_count():
    desk = office()
    desk.do(
        "CreateRecord",
        doctype="customer",
        values={"name": "Autre client", "siren": "000099999"},
        confirmed=True,
    )

    assert verdict(desk, "no_new_record", **ACCOUNT) == "met"
