"""`batch_controlled`: the control before the validation, over the same invoices."""

from tests.grading.checks.desk import verdict
from tests.sim.erp.arvello import BATCH, office


def posted(*controlled: str, batch=BATCH):
    desk = office()
    if controlled:
        desk.do("RunBatchControl", records=controlled)
    assert not desk.do("PostBatch", records=batch, confirmed=True).refusal
    return desk


def test_it_passes_when_the_batch_was_controlled_and_fails_when_it_was_not():
    assert verdict(posted(*BATCH), "batch_controlled") == "met"
    assert verdict(posted(), "batch_controlled") == "not_met"
    assert verdict(office(), "batch_controlled") == "not_met"


def test_a_control_of_other_invoices_is_no_control_of_these():
    assert verdict(posted(BATCH[0], batch=BATCH[1:]), "batch_controlled") == "not_met"
    assert verdict(posted(*BATCH[:3]), "batch_controlled") == "partly"


def test_a_control_afterwards_comes_too_late():
    desk = posted()
    desk.do("RunBatchControl", records=BATCH)

    assert verdict(desk, "batch_controlled") == "not_met"


def test_invoices_controlled_together_may_be_validated_one_by_one():
    desk = office()
    desk.do("RunBatchControl", records=BATCH)
    for key in BATCH[:2]:
        assert not desk.do(
            "DoAction", doctype="invoice", record=key, action="post", confirmed=True
        ).refusal

    assert verdict(desk, "batch_controlled") == "met"
