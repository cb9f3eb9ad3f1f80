"""What every document has: versions, duplicates, reasons, events, sheets, filters, reports."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from sim.erp.doctype import Action, FieldSpec, Filter
from sim.erp.module import Report
from sim.erp.outputs import pdf
from sim.erp.registry import DOCTYPES, REPORTS
from sim.erp.screens import search
from sim.erp.values import Problem, display, parse_value
from tests.sim.erp.arvello import office, order, record

CUSTOMER = FieldSpec("customer", "Client", "link", link="customer", required=True)
COLUMNS = (
    FieldSpec("record", "Fiche"),
    FieldSpec("day", "Date", "date"),
    FieldSpec("net", "Montant HT", "money", summed=True),
)


def test_a_form_filled_before_somebody_changed_the_record_is_refused():
    desk = office()
    seen = record(desk, "invoice", "PF-1871").version
    desk.do("ChangeRecord", doctype="invoice", record="PF-1871", values={"notes": "un"}, seen=seen)

    answer = desk.do(
        "ChangeRecord", doctype="invoice", record="PF-1871", values={"notes": "deux"}, seen=seen
    )

    assert "modifié depuis l’affichage" in answer.refusal
    assert record(desk, "invoice", "PF-1871").values["notes"] == "un"
    now = record(desk, "invoice", "PF-1871").version
    again = desk.do(
        "ChangeRecord", doctype="invoice", record="PF-1871", values={"notes": "deux"}, seen=now
    )
    assert not again.refusal


def test_two_tabs_post_the_same_invoice_once():
    desk = office()
    for _ in range(2):
        answer = desk.do(
            "DoAction", doctype="invoice", record="PF-1871", action="post", confirmed=True, seen=0
        )

    assert "déjà validé" in answer.refusal or "est validé" in answer.refusal
    assert desk.world.erp.series["F2026"] == 1043


def test_posting_what_was_changed_in_another_tab_is_refused():
    desk = office()
    desk.do("ChangeRecord", doctype="invoice", record="PF-1871", values={"carriage": "12"})

    answer = desk.do("DoAction", doctype="invoice", record="PF-1871", action="post", seen=0)

    assert "modifié depuis l’affichage" in answer.refusal
    assert record(desk, "invoice", "PF-1871").state == "draft"


def test_a_duplicate_keeps_what_was_typed_and_nothing_the_erp_wrote():
    desk = office()
    order(desk)
    desk.do("DoAction", doctype="sales_order", record="CC-1", action="confirm", confirmed=True)

    (made,) = desk.do("DuplicateRecord", doctype="sales_order", record="CC-1").facts
    copy = record(desk, "sales_order", made.record)

    assert (made.copied_from, copy.state, copy.number) == ("CC-1", "draft", None)
    assert [line["quantity"] for line in copy.lines] == ["3000", "520", "280", "250"]
    assert copy.values["customer"] == "C00112"
    assert desk.replayed().erp == desk.world.erp


def test_the_history_says_when_and_who():
    desk = office()
    desk.at("09:12")
    desk.do("ChangeRecord", doctype="invoice", record="PF-1871", values={"notes": "x"})

    (event,) = record(desk, "invoice", "PF-1871").history
    assert (event.action, event.state, event.actor, event.at) == (
        "change",
        "draft",
        "candidate",
        42 * 60,
    )


@pytest.fixture
def asking(monkeypatch):
    """Give articles a step that asks for its reason."""
    article = DOCTYPES["article"]
    reason = FieldSpec("set_aside_reason", "Motif du retrait", "long_text", readonly=True)
    step = Action("set_aside", "Retirer", ("active",), "active", asks=("set_aside_reason",))
    changed = replace(article, fields=(*article.fields, reason), actions=(*article.actions, step))
    monkeypatch.setitem(DOCTYPES, "article", changed)


def test_a_step_asks_for_its_reason_and_keeps_it(asking):
    desk = office()

    refused = desk.do("DoAction", doctype="article", record="AV-1205", action="set_aside")
    (done,) = desk.do(
        "DoAction", doctype="article", record="AV-1205", action="set_aside",
        values={"set_aside_reason": " Indice périmé "},
    ).facts  # fmt: skip

    assert "renseignez «\u00a0Motif du retrait\u00a0»" in refused.refusal
    assert done.changes == {"set_aside_reason": "Indice périmé"}
    assert record(desk, "article", "AV-1205").values["set_aside_reason"] == "Indice périmé"


def test_every_document_prints_as_a_sheet():
    desk = office()
    for name in ("customer", "article", "price_list", "delivery_note", "invoice"):
        key = next(iter(desk.world.erp.records[name]))
        data = pdf(desk.world, name, key, "sheet")
        assert data is not None
        assert data.startswith(b"%PDF")
        assert data == pdf(desk.world, name, key, "sheet")
        answer = desk.do("PrintOutput", doctype=name, record=key, form="sheet")
        assert answer.facts[-1].path.startswith("/Sorties ERP/FICHE-")


def test_a_filter_of_the_list_keeps_what_it_says(monkeypatch):
    heavy = Filter("big", "Grosses", lambda world, found: len(found.lines) > 1)
    monkeypatch.setitem(DOCTYPES, "invoice", replace(DOCTYPES["invoice"], filters=(heavy,)))
    desk = office()

    assert [one.id for one in search(desk.world, "invoice", filters={"filter": "big"})] == [
        "PF-1871",
        "PF-1873",
    ]


def test_a_filter_is_saved_replaced_and_deleted():
    desk = office()
    saved = {"doctype": "invoice", "name": " À  valider ", "filters": {"state": "draft"}}

    desk.do("SaveFilter", **saved)
    desk.do("SaveFilter", **{**saved, "sort": "-due_date"})

    assert list(desk.world.erp.filters["invoice"]) == ["À valider"]
    assert desk.world.erp.filters["invoice"]["À valider"].sort == "-due_date"
    assert desk.replayed().erp == desk.world.erp
    desk.do("DeleteFilter", doctype="invoice", name="À valider")
    assert desk.world.erp.filters["invoice"] == {}
    assert "n’existe plus" in desk.do("DeleteFilter", doctype="invoice", name="À valider").refusal


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": "", "query": "x"}, "Donnez au filtre un nom"),
        ({"name": "x" * 61, "query": "x"}, "Donnez au filtre un nom"),
        ({"name": "Vide"}, "Rien à enregistrer"),
        ({"name": "x", "query": "x", "doctype": "nothing"}, "Cet écran n’existe pas"),
    ],
)
def test_a_filter_that_says_nothing_is_refused(given, told):
    assert told in office().do("SaveFilter", **{"doctype": "invoice", **given}).refusal


@pytest.fixture
def invoiced(monkeypatch):
    """Add a report: what one customer was invoiced."""

    def build(world, parameters):
        return [
            {"record": one.id, "day": one.values["invoice_date"], "net": "10.50"}
            for one in world.erp.records["invoice"].values()
            if one.values["customer"] == parameters["customer"]
        ]

    report = Report("invoiced", "Facturé", COLUMNS, build, (CUSTOMER,))
    monkeypatch.setitem(REPORTS, "invoiced", report)


def test_a_report_is_displayed_exported_and_printed(invoiced):
    desk = office()

    (opened,) = desk.do("OpenReport", report="invoiced", parameters={"customer": "c00163"}).facts
    exported = desk.do("ExportReport", report="invoiced", parameters={"customer": "C00163"})
    printed = desk.do("PrintReport", report="invoiced", parameters={"customer": "C00163"})

    assert (opened.parameters, opened.rows) == ({"customer": "C00163"}, 2)
    sheet = load_workbook(io.BytesIO(desk.files.get(exported.facts[0].file.sha256))).active
    assert [cell.value for cell in sheet[1]] == ["Date", "Montant HT"]
    assert sheet["B2"].value == 10.5
    assert printed.facts[-1].path == "/Sorties ERP/Facturé.pdf"


@pytest.mark.parametrize(
    ("report", "parameters", "told"),
    [
        ("invoiced", {}, "Client : choisissez une valeur"),
        ("invoiced", {"customer": "C99999"}, "n’existe pas"),
        ("nothing", {}, "Cet état n’existe pas"),
    ],
)
@pytest.mark.parametrize("command", ["OpenReport", "ExportReport", "PrintReport"])
def test_a_report_that_cannot_be_made_is_refused(invoiced, command, report, parameters, told):
    answer = office().do(command, report=report, parameters=parameters)

    assert told in answer.refusal.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("9h30", "09:30"),
        ("9 h 30", "09:30"),
        ("14:05", "14:05"),
        ("8 h", "08:00"),
        ("0:00", "00:00"),
    ],
)
def test_a_time_is_typed_as_it_is_said(typed, canonical):
    assert parse_value(FieldSpec("t", "Heure", "time"), typed) == canonical


@pytest.mark.parametrize("typed", ["24:00", "9h75", "midi", "9.30", "930", "-1:00", "٩:٠٠"])
def test_what_is_not_a_time_is_refused(typed):
    assert isinstance(parse_value(FieldSpec("t", "Heure", "time"), typed), Problem)


def test_a_time_is_read_the_french_way():
    assert display(FieldSpec("t", "Heure", "time"), "09:05") == "9\u00a0h\u00a005"


def test_only_a_signed_field_takes_a_negative_number():
    assert isinstance(parse_value(FieldSpec("n", "Écart", "decimal"), "-3"), Problem)
    assert parse_value(FieldSpec("n", "Écart", "decimal", signed=True), "−3,5") == "-3.5"
    assert isinstance(
        parse_value(FieldSpec("n", "Écart", "decimal", signed=True), "-1e12"), Problem
    )
    too_big = parse_value(FieldSpec("n", "Écart", "decimal", signed=True), "-1 000 000 000 000")
    assert isinstance(too_big, Problem)
