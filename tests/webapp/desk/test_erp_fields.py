"""The ERP's screens over six fields of work: menu, pages, filters, questions, versions, batches, reports, rights, bad input."""

import csv
import io
import re

import pytest
from sample_office import kinds, open_sitting, scenario, sign_in

from sim.erp.registry import BATCHES, DOCTYPES, REPORTS
from tests.sim.erp.samples import opening

HERE = "/epreuve/mienne/erp"
HTMX = {"HX-Request": "true"}
WRITABLE = [name for name, one in DOCTYPES.items() if not one.readonly and not one.no_creation_fr]
WILD = (
    "",
    "abc",
    "-1",
    "1e12",
    "10000000000000",
    "31/02/2026",
    "x" * 5000,
    "<script>",
    "\x00",
    "=1+1",
    "٣",
)


def desk_of(client, store, users, rights=None, orders=0):
    erp = opening()
    if rights:
        erp = erp.model_copy(update={"rights": rights})
    if orders:
        one = erp.records["sales_order"][0]
        many = tuple(
            one.model_copy(update={"id": f"CC26-{rank:04}", "number": f"CC26-{rank:04}"})
            for rank in range(1, orders + 1)
        )
        erp = erp.model_copy(update={"records": {**erp.records, "sales_order": many}})
    sitting = open_sitting(
        store, scenario(store, erp), users["candidate"], users["admin"], "mienne"
    )
    sign_in(client, users["candidate"])
    return client, sitting


@pytest.fixture
def desk(client, store, users):
    return desk_of(client, store, users)[0]


def send(desk, path, nonce="n", **form):
    return desk.post(f"{HERE}/{path}", data={"nonce": nonce, **form}, headers=HTMX)


# Every screen there is


@pytest.mark.parametrize("doctype", DOCTYPES)
def test_every_list_record_and_form_is_shown(desk, doctype):
    assert desk.get(f"{HERE}/{doctype}").status_code == 200
    for row in opening().records.get(doctype, ())[:2]:
        page = desk.get(f"{HERE}/{doctype}/fiche/{row.id}")
        assert page.status_code == 200
        assert desk.get(f"{HERE}/{doctype}/apercu/sheet/{row.id}").status_code == 200
        assert desk.get(f"{HERE}/{doctype}/modifier/{row.id}").status_code in (200, 422)
    assert desk.get(f"{HERE}/{doctype}/nouveau").status_code in (200, 404)


@pytest.mark.parametrize("report", REPORTS)
def test_every_report_is_shown_printed_and_exported(desk, report):
    given = {"p.month": "2026-10", "p.year": "2026", "p.customer": "C00182"}

    assert desk.get(f"{HERE}/etat/{report}", query_string=given).status_code == 200
    for name in ("pdf", "xlsx", "csv"):
        answer = send(desk, f"etat/{report}", nonce=name, format=name, **given)
        assert "Sorties ERP" in answer.text


@pytest.mark.parametrize("batch", BATCHES)
def test_every_batch_is_shown_and_controlled(desk, batch):
    page = desk.get(f"{HERE}/lot/{batch}").text
    chosen = re.findall(r'name="choix" value="([^"]+)"', page)

    assert chosen
    assert "Compte rendu du contrôle" in send(desk, f"lot/{batch}/controle", choix=chosen).text


def test_bad_input_is_refused_and_never_fails(desk):
    for rank, (doctype, wild) in enumerate((one, text) for one in WRITABLE for text in WILD):
        kind = DOCTYPES[doctype]
        form = {f"f.{spec.name}": wild for spec in kind.fields}
        form |= {f"l.0.{spec.name}": wild for spec in kind.line_fields}

        answer = send(desk, f"{doctype}/nouveau", nonce=f"{rank}", **form)

        assert answer.status_code in (200, 204, 303, 422), (doctype, wild)
        assert answer.status_code != 422 or 'role="alert"' in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=abc",
        "page=99999",
        "tri=nothing",
        "tri=__class__",
        "etat=nothing",
        "filtre=nothing",
        f"recherche={'x' * 5000}",
        "sens=up&tri=customer",
        "page=٣",
    ],
)
def test_a_list_asked_for_nonsense_is_still_a_list(desk, query):
    assert desk.get(f"{HERE}/invoice?{query}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "etat/nothing",
        "lot/nothing",
        "etat/pay_variables/x",
        "sales_order/dupliquer/nothing",
        "nothing/filtre",
    ],
)
def test_what_is_not_there_is_not_found(desk, path):
    assert desk.get(f"{HERE}/{path}").status_code in (404, 405)


def test_a_report_asked_for_nonsense_says_why(desk):
    wrong = desk.get(f"{HERE}/etat/customer_account", query_string={"p.customer": "C99999"})
    first = desk.get(f"{HERE}/etat/customer_account")

    assert wrong.status_code == 422
    assert "n’existe pas" in wrong.text
    assert first.status_code == 200
    assert "Choisissez ce qu’il faut afficher" in first.text


# Lists


def test_a_long_list_is_shown_by_pages_and_summed_whole(client, store, users):
    desk, _ = desk_of(client, store, users, orders=120)

    first = desk.get(f"{HERE}/sales_order").text
    last = desk.get(f"{HERE}/sales_order", query_string={"page": "3"}).text

    assert "1 à 50 sur 120" in first
    assert "CC26-0051" not in first
    assert "101 à 120 sur 120" in last
    assert "302\u202f400,00" in first
    assert "302\u202f400,00" in last


def test_a_filter_is_kept_under_a_name_and_forgotten(desk, store):
    saved = desk.post(
        f"{HERE}/invoice/filtre?filtre=overdue&tri=due_date",
        data={"nonce": "s", "nom": "Mes retards"},
    )
    page = desk.get(f"{HERE}/invoice").text

    assert saved.status_code == 303
    assert "Mes retards" in page
    assert "filtre=overdue" in page
    desk.post(f"{HERE}/invoice/filtre", data={"nonce": "d", "supprimer": "Mes retards"})
    assert "Mes retards" not in desk.get(f"{HERE}/invoice").text


def test_an_export_is_filtered_and_sorted_as_the_list(client, store, users):
    desk, sitting = desk_of(client, store, users)

    desk.post(
        f"{HERE}/invoice/export?filtre=overdue&tri=due_date&sens=desc",
        data={"nonce": "e", "format": "csv"},
    )

    with store.sittings.open(sitting) as engine:
        file = engine.world.drive.files["/Sorties ERP/Export Factures.csv"].file
    text = store.files.get(file.sha256).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["F2026-0930", "F2026-0905", "F2026-0901"]


# Records


def test_an_action_asks_what_it_needs_and_keeps_what_was_typed(desk):
    asked = send(desk, "nonconformity/action/FNC26-0088", action="secure")
    refused = send(
        desk,
        "nonconformity/action/FNC26-0088",
        nonce="2",
        action="secure",
        confirme="question",
        **{"a.containment": " "},
    )
    done = send(
        desk,
        "nonconformity/action/FNC26-0088",
        nonce="3",
        action="secure",
        confirme="question",
        **{"a.containment": "Tri"},
    )

    assert 'name="a.containment"' in asked.text
    assert "renseignez" in refused.text
    assert 'name="a.containment"' in refused.text
    assert "HX-Redirect" in done.headers
    assert "Tri" in desk.get(f"{HERE}/nonconformity/fiche/FNC26-0088").text


def test_a_form_of_another_tab_is_refused_with_both_values_and_taken_up_again(desk):
    change = "sales_order/modifier/CC26-0640"
    send(desk, change, nonce="1", vu="0", **{"f.customer_po": "ONGLET-1"})

    stale = send(desk, change, nonce="2", vu="0", **{"f.customer_po": "ONGLET-2"})
    seen = re.search(r'name="vu" value="(\d+)"', stale.text)[1]
    again = send(desk, change, nonce="3", vu=seen, **{"f.customer_po": "ONGLET-2"})

    assert stale.status_code == 422
    assert "autre onglet" in stale.text
    assert 'value="ONGLET-2"' in stale.text
    assert "Valeur actuelle\u00a0: ONGLET-1" in stale.text.replace(" :", "\u00a0:")
    assert "HX-Redirect" in again.headers


def test_two_tabs_post_the_same_invoice_once(desk, store):
    first = send(desk, "invoice/action/PF-1871", nonce="1", action="post", confirme="1", vu="0")
    second = send(desk, "invoice/action/PF-1871", nonce="2", action="post", confirme="1", vu="0")

    assert "HX-Redirect" in first.headers
    assert second.status_code == 422
    assert "il ne peut plus être" in second.text
    assert desk.get(f"{HERE}/invoice").text.count("F2026-1043") == 1


def test_a_duplicate_opens_its_form(desk):
    answer = send(desk, "sales_order/dupliquer/CC26-0640")

    assert "/erp/sales_order/modifier/CC-1" in answer.headers["HX-Redirect"]


def test_lines_that_the_erp_writes_survive_a_change(client, store, users):
    desk, sitting = desk_of(client, store, users)

    send(desk, "production_order/modifier/OF26-0502", **{"f.notes": "Urgent"})

    with store.sittings.open(sitting) as engine:
        order = engine.world.erp.records["production_order"]["OF26-0502"]
    assert (order.values["notes"], len(order.lines)) == ("Urgent", 3)


def test_a_refused_field_is_pointed_at(desk):
    answer = send(
        desk,
        "meeting/nouveau",
        **{"f.subject": "x", "f.organiser": "y", "f.meeting_date": "31/02/2026"},
    )

    assert answer.status_code == 422
    assert re.search(r'id="f-meeting_date"[^>]*aria-invalid="true"', answer.text)
    assert 'value="31/02/2026"' in answer.text


def test_the_history_says_who_when_and_what(desk):
    send(desk, "sales_order/action/CC26-0640", action="create_delivery")
    note = desk.get(f"{HERE}/delivery_note/fiche/BL-1").text

    assert "8\u00a0h\u00a030, vous" in note


# Rights


def test_a_profile_sees_its_own_fields_of_work_only(client, store, users):
    hidden = {
        "payroll": "none",
        "production": "none",
        "invoice": "read",
        "three_way_match": "none",
        "reorder_batch": "none",
    }
    desk, sitting = desk_of(client, store, users, hidden)

    home = desk.get(HERE).text

    assert "Activités et paie" not in home
    assert "Stocks et achats" in home
    for path in (
        "employee",
        "employee/fiche/M0101",
        "production_order",
        "etat/pay_variables",
        "etat/three_way_match",
        "lot/reorder_batch",
    ):
        assert desk.get(f"{HERE}/{path}").status_code == 404
    assert "Nouveau" not in desk.get(f"{HERE}/invoice").text
    assert send(desk, "invoice/action/PF-1871", action="post", confirme="1").status_code == 422
    assert "erp.action_done" not in kinds(store, sitting)


def test_confidential_fields_are_in_no_page(desk):
    for path in (
        "employee",
        "employee/fiche/M0101",
        "accident/fiche/AT26-0007",
        "accident/modifier/AT26-0007",
    ):
        page = desk.get(f"{HERE}/{path}").text
        for secret in ("18503740", "2\u202f050", "FR7630001007", "Plaie"):
            assert secret not in page


def test_a_reserved_action_is_said_to_be_somebody_elses(desk):
    page = desk.get(f"{HERE}/purchase_request/fiche/DA26-0042").text

    assert "Réservé à d’autres" in page
    assert "Responsable des achats" in page
    assert 'value="approve"' not in page
