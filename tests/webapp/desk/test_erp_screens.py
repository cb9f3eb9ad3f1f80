"""The ERP's screens: lists, records, forms, warnings, printing, the batch, the VAT number check."""

import io

import pytest
from openpyxl import load_workbook
from sample_erp import OPENING
from sample_office import kinds, open_sitting, scenario, sign_in

from webapp.store.tables import User

HERE = "/epreuve/mienne/erp"
HTMX = {"HX-Request": "true"}
ORDER = {
    "f.customer": "C00112",
    "f.customer_po": "4500081312",
    "f.order_date": "13/10/2026",
    "f.price_list": "TARIF-2026",
    "f.vat_code": "FR20",
    "l.0.article": "AV-1205",
    "l.0.quantity": "3 000",
    "l.0.unit_price": "1,48",
    "l.0.discount_pct": "3",
    "l.1.article": "",
}


@pytest.fixture
def sitting(store, users):
    sample = scenario(store, OPENING)
    return open_sitting(store, sample, users["candidate"], users["admin"], "mienne")


@pytest.fixture
def desk(client, users, sitting):
    sign_in(client, users["candidate"])
    return client


def send(desk, path, nonce="n", **form):
    return desk.post(f"{HERE}/{path}", data={"nonce": nonce, **form}, headers=HTMX)


def records(store, sitting, doctype):
    with store.sittings.open(sitting) as engine:
        return engine.world.erp.records.get(doctype, {})


def drive(store, sitting):
    with store.sittings.open(sitting) as engine:
        return engine.world.drive.files


# Lists


def test_the_home_leads_to_every_doctype_and_function(desk):
    page = desk.get(HERE).text
    for label in (
        "Clients",
        "Commandes",
        "Factures",
        "Avoirs",
        "Lot de facturation",
        "Contrôle de n° de TVA",
    ):
        assert label in page


def test_a_list_shows_records_with_totals_and_states(desk):
    page = desk.get(f"{HERE}/invoice").text
    assert "PF-1871" in page
    assert "1\u202f776,00\u00a0€" in page
    assert "3\u202f552,00\u00a0€" in page
    assert "2\u00a0lignes" in page


def test_a_search_looks_into_every_field_and_is_journalled_once(desk, store, sitting):
    page = desk.get(f"{HERE}/customer", query_string={"recherche": "bethenod"}).text
    assert "C00127" in page
    assert "C00112" not in page
    desk.get(f"{HERE}/customer", query_string={"recherche": "bethenod", "tri": "name"})
    assert kinds(store, sitting).count("erp.search_run") == 1


def test_a_list_is_filtered_by_state(desk):
    page = desk.get(f"{HERE}/customer", query_string={"etat": "blocked"}).text
    assert "C00127" in page
    assert "C00112" not in page


def test_a_list_is_sorted_both_ways(desk):
    up = desk.get(f"{HERE}/article", query_string={"tri": "stock"}).text
    down = desk.get(f"{HERE}/article", query_string={"tri": "stock", "sens": "desc"}).text
    assert up.index("AV-3140") < up.index("AV-1205")
    assert down.index("AV-1205") < down.index("AV-3140")


def test_an_export_puts_a_workbook_on_the_drive(desk, store, sitting):
    answer = send(desk, "customer/export", format="xlsx")
    assert "Sorties ERP" in answer.text
    (path,) = (
        path for path in drive(store, sitting) if path.endswith(".xlsx") and "Export" in path
    )
    data = store.files.get(drive(store, sitting)[path].file.sha256)
    assert load_workbook(io.BytesIO(data)).active.max_row >= 3


def test_opening_a_screen_is_journalled_and_refreshing_it_is_not(desk, store, sitting):
    for _ in range(3):
        desk.get(f"{HERE}/customer/fiche/C00112")
    assert kinds(store, sitting).count("erp.screen_opened") == 1


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "customer/fiche/C99999",
        "nothing/fiche/1",
        "customer/modifier/..%2F..",
        "invoice/apercu/nothing/PF-1871",
        "invoice/pdf/invoice/nothing",
        "article/nouveau",
        "customer/piece/C00112?nom=x",
    ],
)
def test_what_is_not_there_is_not_found(desk, path):
    assert desk.get(f"{HERE}/{path}").status_code == 404


# Records


def test_a_record_shows_labels_values_and_what_speaks_of_it(desk):
    page = desk.get(f"{HERE}/customer/fiche/C00112").text
    assert "45 jours fin de mois" in page
    assert "Grenoble" in page
    assert "PF-1871" in page


def test_an_order_is_typed_the_french_way(desk, store, sitting):
    answer = desk.post(f"{HERE}/sales_order/nouveau", data={**ORDER, "nonce": "n"})
    assert answer.status_code == 303
    (order,) = records(store, sitting, "sales_order").values()
    assert order.values["order_date"] == "2026-10-13"
    assert order.lines[0]["quantity"] == "3000"
    assert len(order.lines) == 1


def test_letters_in_a_quantity_are_refused_and_nothing_typed_is_lost(desk, store, sitting):
    answer = send(desk, "sales_order/nouveau", **{**ORDER, "l.0.quantity": "trois mille"})
    assert answer.status_code == 422
    assert "trois mille" in answer.text
    assert "n’est pas un nombre" in answer.text
    assert 'value="4500081312"' in answer.text
    assert not records(store, sitting, "sales_order")


def test_a_warning_keeps_the_form_and_waits_then_is_overridden(desk, store, sitting):
    wrong = {**ORDER, "l.0.unit_price": "1,42"}
    warned = send(desk, "sales_order/nouveau", **wrong)
    assert "Continuer quand même" in warned.text
    assert 'value="1,42"' in warned.text
    assert not records(store, sitting, "sales_order")
    again = send(desk, "sales_order/nouveau", nonce="n2", **wrong)
    assert "Continuer quand même" in again.text
    send(desk, "sales_order/nouveau", nonce="n3", confirme="1", **wrong)
    assert len(records(store, sitting, "sales_order")) == 1
    assert "erp.warning_overridden" in kinds(store, sitting)


def test_lines_are_added_and_removed_without_saving(desk, store, sitting):
    added = send(desk, "sales_order/nouveau", ajouter="1", **ORDER)
    assert "l.4.article" in added.text
    removed = send(desk, "sales_order/nouveau", retirer="0", **ORDER)
    assert 'value="3 000"' not in removed.text
    assert not records(store, sitting, "sales_order")


def test_a_record_is_changed_and_its_page_shown(desk, store, sitting):
    answer = desk.get(f"{HERE}/invoice/modifier/PF-1875").text
    assert 'value="1000"' in answer
    send(desk, "invoice/modifier/PF-1875", **{"f.customer_po": "CF-88214"})
    assert records(store, sitting, "invoice")["PF-1875"].values["customer_po"] == "CF-88214"


def test_an_action_that_cannot_be_undone_is_asked_first(desk, store, sitting):
    asked = send(desk, "invoice/action/PF-1871", action="post")
    assert "opération définitive" in asked.text
    assert records(store, sitting, "invoice")["PF-1871"].state == "draft"
    send(desk, "invoice/action/PF-1871", nonce="n2", action="post", confirme="question")
    assert records(store, sitting, "invoice")["PF-1871"].number == "F2026-1043"


def test_a_posted_invoice_is_not_edited(desk):
    send(desk, "invoice/action/PF-1871", action="post", confirme="question")
    answer = desk.get(f"{HERE}/invoice/modifier/PF-1871")
    assert answer.status_code == 422


def test_an_unknown_action_is_refused(desk):
    assert send(desk, "invoice/action/PF-1871", action="explode").status_code == 422


def test_a_file_of_the_drive_is_attached_and_read_again(desk):
    path = "/ADV/3_Facturation/2026/BL26-1871.pdf"
    send(desk, "delivery_note/joindre/BL26-1871", chemin=path)
    assert "BL26-1871.pdf" in desk.get(f"{HERE}/delivery_note/fiche/BL26-1871").text
    file = desk.get(f"{HERE}/delivery_note/piece/BL26-1871", query_string={"nom": "BL26-1871.pdf"})
    assert file.status_code == 200


# Printing


def test_a_preview_is_journalled_and_frames_the_form(desk, store, sitting):
    page = desk.get(f"{HERE}/invoice/apercu/invoice/PF-1871").text
    pdf = desk.get(f"{HERE}/invoice/pdf/invoice/PF-1871")
    assert "<iframe" in page
    assert pdf.data.startswith(b"%PDF")
    assert kinds(store, sitting).count("erp.output_previewed") == 1


def test_printing_puts_a_pdf_on_the_drive_and_says_where(desk, store, sitting):
    send(desk, "invoice/action/PF-1871", action="post", confirme="question")
    answer = send(desk, "invoice/imprimer/invoice/PF-1871", nonce="p")
    assert (
        "«\u00a0F2026-1043.pdf\u00a0» est dans le dossier «\u00a0Sorties ERP\u00a0»" in answer.text
    )
    assert "/Sorties ERP/F2026-1043.pdf" in drive(store, sitting)


def test_sending_by_mail_prints_then_proposes_the_billing_address(desk):
    answer = send(desk, "invoice/imprimer/invoice/PF-1871", envoyer="1")
    assert "a=factures@alphydral.example" in answer.headers["HX-Redirect"]
    assert "PROFORMA" in answer.headers["HX-Redirect"]


# Batch and controls


def test_the_batch_ticks_what_the_opening_proposes(desk):
    page = desk.get(f"{HERE}/lot").text
    assert page.count(" checked") == 1
    assert "1\u00a0ligne cochée" in page


def test_the_control_shows_what_differs_from_the_delivery_notes(desk):
    page = send(desk, "lot/invoice_batch/controle", choix=["PF-1871", "PF-1875"]).text
    assert "Compte rendu du contrôle" in page
    assert "livré 960 / facturé 1" in page
    assert "2\u202f960,00\u00a0€" in page


def test_a_batch_without_control_warns_then_posts_and_leads_to_the_journal(desk, store, sitting):
    warned = send(desk, "lot/invoice_batch/valider", choix=["PF-1871"])
    assert "Continuer quand même" in warned.text
    done = send(desk, "lot/invoice_batch/valider", nonce="n2", choix=["PF-1871"], confirme="1")
    assert done.headers["HX-Redirect"].endswith("/erp/invoice_journal/fiche/2026-10-13")
    assert "F2026-1043" in desk.get(f"{HERE}/invoice_journal/fiche/2026-10-13").text


def test_a_controlled_batch_posts_without_warning(desk, store, sitting):
    send(desk, "lot/invoice_batch/controle", nonce="c", choix=["PF-1871"])
    send(desk, "lot/invoice_batch/valider", nonce="v", choix=["PF-1871"])
    assert records(store, sitting, "invoice")["PF-1871"].state == "posted"


@pytest.mark.parametrize("step", ["controle", "valider"])
def test_an_empty_batch_says_what_to_do(desk, step):
    answer = send(desk, f"lot/invoice_batch/{step}")
    assert answer.status_code == 422
    assert "Cochez les documents du lot" in answer.text


def test_a_vat_number_is_checked(desk):
    assert "Numéro valide." in send(desk, "controle-tva", numero="DE 000 178 457").text
    assert "Numéro impossible" in send(desk, "controle-tva", nonce="2", numero="DE17").text
    assert send(desk, "controle-tva", nonce="3", numero="").status_code == 422


def test_the_erp_of_another_candidate_is_not_found(app, store, users, sitting):
    with store.sessions.begin() as rows:
        password = users["candidate"].password_hash
        other = User(login="autre", name="Autre", role="candidate", password_hash=password)
        rows.add(other)
    stranger = app.test_client()
    sign_in(stranger, other)
    assert stranger.get(f"{HERE}/customer/fiche/C00112").status_code == 404
