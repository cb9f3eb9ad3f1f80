"""What changed in the ERP between two moments, in words."""

from sim.dispatch import fold
from sim.erp.difference import Change, describe, difference
from tests.sim.erp.arvello import line, office, order


def changes(desk, since=0):
    before = fold(desk.scenario, desk.entries, until=since)
    return difference(before, desk.world)


def test_nothing_done_says_so():
    desk = office()

    assert changes(desk) == []
    assert describe([]) == "Aucune différence dans l’ERP entre ces deux entrées."


def test_a_new_record_is_told_with_its_fields_as_they_are_read():
    desk = office()
    order(desk)

    (found,) = changes(desk)

    assert (found.kind, found.title) == ("nouveau", "Commande client CC-1 – ALPHYDRAL SA")
    assert Change("Date de commande", "", "12/10/2026") in found.changes
    assert any(change.what == "Ligne 4" and "AV-2208" in change.after for change in found.changes)


def test_a_field_changed_is_told_before_and_after():
    desk = office()
    desk.do("ChangeRecord", doctype="invoice", record="PF-1871", values={"due_date": "30/11/2026", "customer_po": "45"})  # fmt: skip

    (found,) = changes(desk)

    assert found.kind == "modifié"
    assert Change("N° de commande du client", "", "45") in found.changes
    assert "N° de commande du client : — → 45" in describe([found])


def test_a_line_put_first_does_not_make_the_others_look_changed():
    desk = office()
    lines = (line("AV-4001", "10"), line("AV-1205", "2000", "3"), line("AV-3140", "300", "3"))
    desk.do("ChangeRecord", doctype="invoice", record="PF-1871", lines=lines)

    (found,) = changes(desk)

    told = [change for change in found.changes if change.what.startswith("Ligne")]
    assert [change.what for change in told] == ["Ligne 1"]


def test_a_line_changed_says_which_and_what():
    desk = office()
    lines = (line("AV-1205", "1990", "3"), line("AV-3140", "300", "3"))
    desk.do("ChangeRecord", doctype="invoice", record="PF-1871", lines=lines)

    (found,) = changes(desk)

    (told,) = (change for change in found.changes if change.what == "Ligne 1")
    assert "2\u202f000" in told.before
    assert "1\u202f990" in told.after
    assert "Prix" not in told.after


def test_posting_tells_the_number_and_the_state():
    desk = office()
    desk.do("DoAction", doctype="invoice", record="PF-1871", action="post", confirmed=True)

    found = {one.doctype: one for one in changes(desk)}

    assert Change("Numéro", "", "F2026-1043") in found["invoice"].changes
    assert Change("État", "Brouillon", "Validée") in found["invoice"].changes
