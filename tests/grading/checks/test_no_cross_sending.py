"""`no_cross_sending`: a customer's document goes to that customer."""

from tests.grading.checks.desk import BUYER, KARIM, SOPHIE, mail, office_with_manager, verdict

CONTACTS = {
    "contacts": {"C00112": ["buyer"]},
    "anyone": ["karim"],
    "label": "documents des clients",
}


def printed(key: str, to: str, **given):
    desk = office_with_manager()
    desk.do("PrintOutput", doctype="invoice", record=key, form="invoice")
    added = next(entry.fact.path for entry in desk.entries if entry.kind == "drive.added")
    mail(desk, to, attachments=(added,), **given)
    return desk


def test_it_passes_to_the_customer_and_to_colleagues_and_fails_to_another():
    assert verdict(printed("PF-1871", BUYER), "no_cross_sending", **CONTACTS) == "met"
    assert verdict(printed("PF-1873", KARIM), "no_cross_sending", **CONTACTS) == "met"
    assert verdict(printed("PF-1873", BUYER), "no_cross_sending", **CONTACTS) == "not_met"


def test_a_copy_to_a_stranger_fails_too():
    assert (
        verdict(printed("PF-1871", BUYER, cc=(SOPHIE,)), "no_cross_sending", **CONTACTS)
        == "not_met"
    )


def test_only_the_outputs_named_are_looked_at():
    other = [{"doctype": "delivery_note"}]

    assert (
        verdict(printed("PF-1873", BUYER), "no_cross_sending", **CONTACTS, outputs=other)
        == "not_observed"
    )


def test_nothing_is_observed_when_nothing_was_sent():
    desk = office_with_manager()
    mail(desk)

    assert verdict(desk, "no_cross_sending", **CONTACTS) == "not_observed"


def test_the_name_of_the_file_changes_nothing():
    desk = office_with_manager()
    desk.do("PrintOutput", doctype="invoice", record="PF-1873", form="invoice")
    added = next(entry.fact.path for entry in desk.entries if entry.kind == "drive.added")
    desk.do("MoveFile", path=added, to="/ADV/9_Travail/document.pdf")
    mail(desk, BUYER, attachments=("/ADV/9_Travail/document.pdf",))

    assert verdict(desk, "no_cross_sending", **CONTACTS) == "not_met"
