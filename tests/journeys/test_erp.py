"""Each field of work of the ERP by keyboard alone: lists, forms, lines, actions, questions, batches, reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error

from tests.journeys.centre import Centre, Person
from tests.sim.erp.samples import opening

pytestmark = pytest.mark.journey
FOCUSED = "() => (document.activeElement && (document.activeElement.name || document.activeElement.id)) || ''"


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    found = Centre(tmp_path)
    found.prepare(opening())
    found.start()
    yield found
    found.kill()


class Hands:
    """Somebody who has no mouse."""

    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def settle(self) -> None:
        self.page.wait_for_load_state("networkidle")

    def goes(self, path: str) -> None:
        self.person.goes(f"/erp/{path}")
        self.settle()

    def reaches(self, name: str, back: bool = False) -> None:
        """Press Tab until a field or a button has the focus."""
        for _ in range(120):
            if self.page.evaluate(FOCUSED) == name:
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"Tab never reaches {name}")

    def fills(self, **fields: str) -> None:
        """Type in fields of the header, reached by Tab."""
        for name, text in fields.items():
            self.reaches(f"f.{name}")
            self.types(text)

    def types(self, text: str) -> None:
        tag = self.page.evaluate("() => document.activeElement.tagName")
        if tag == "INPUT":
            self.press("Control+a")
        self.page.keyboard.type(text)
        if tag == "SELECT":
            self.page.wait_for_timeout(100)  # what depends on a choice comes after it
        self.settle()

    def saves(self) -> None:
        self.sends("Control+s")

    def sends(self, *keys: str) -> None:
        """Press what sends a form, and wait for the answer to be shown: a key pressed too early meets the old page."""
        self.page.evaluate("() => { window.isOld = true; }")
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as sent:
            self.press(*keys)
        if sent.value.status in {302, 303} or "hx-redirect" in sent.value.headers:
            self._leaves()
        self.settle()

    def _leaves(self) -> None:
        """Wait until the page that sent the form has given way to another."""
        for _ in range(600):
            try:
                if not self.page.evaluate("() => window.isOld === true"):
                    return
            except Error:  # the page is going away while it is asked
                continue
            self.page.wait_for_timeout(50)
        raise AssertionError("the form leads nowhere")

    def acts(self) -> None:
        """Take the usual next step."""
        self.page.wait_for_load_state("load")
        self.sends("Alt+a")

    def follows(self, *keys: str) -> None:
        """Press what leads to another page."""
        with self.page.expect_navigation():
            self.press(*keys)
        self.settle()

    def opens_first(self) -> None:
        """Go down the list to its first record and open it."""
        self.press("ArrowDown")
        self.page.wait_for_selector("[data-erp-list] tbody th a:focus")
        self.follows("Enter")

    def reads(self, text: str) -> None:
        self.person.reads(text)

    def shows(self, name: str) -> None:
        self.person.shows(f"erp-{name}")


@pytest.fixture
def hands(centre, browser) -> Iterator[Hands]:
    camille = Person.sits_down(centre, browser, "camille")
    camille.page.click("text=Commencer")
    camille.clicks("text=Commencer l’épreuve")
    camille.page.wait_for_url("**/messagerie")
    yield Hands(camille)
    assert camille.troubles == []
    centre.assert_journal_holds()


def test_sales_a_quotation_becomes_an_order_then_a_delivery(hands):
    hands.goes("quotation?tri=number&sens=desc")
    hands.shows("devis")
    hands.opens_first()
    hands.reads("DV26-0121")
    hands.acts()
    hands.reads("CC-1")
    hands.acts()
    hands.reads("CC26-0668")
    hands.shows("commande")
    hands.goes("sales_order/modifier/CC26-0640")
    hands.fills(customer_po="4500099999")
    hands.reaches("l.0.quantity")
    hands.types("douze")
    hands.saves()
    hands.reads("n’est pas un nombre")
    hands.shows("saisie-refusee")
    hands.reaches("l.0.quantity")
    hands.types("1 200")
    hands.saves()
    hands.reads("Fiche enregistrée")
    hands.reads("4500099999")


def test_invoicing_reminders_are_controlled_prepared_and_sent(hands):
    hands.goes("lot/dunning_batch")
    hands.sends("Alt+c")
    hands.reads("Compte rendu du contrôle")
    hands.shows("lot-relances")
    hands.sends("Alt+v")
    hands.reads("Relances clients")
    hands.goes("dunning_letter")
    hands.opens_first()
    hands.acts()
    hands.reads("RL26-0061")
    hands.shows("relance")
    hands.goes("etat/customer_account")
    hands.reaches("p.customer")
    hands.types("C00182")
    hands.press("Tab", "Tab")
    hands.follows("Enter")
    hands.reads("F2026-0901")
    hands.shows("compte-client")


def test_purchasing_a_receipt_is_typed_and_posted(hands):
    hands.goes("purchase_order/fiche/CF26-0211")
    hands.acts()
    hands.reads("Réceptions")
    hands.follows("Alt+m")
    hands.reaches("l.0.received_qty")
    hands.types("90")
    hands.press("ArrowDown")
    hands.types("20")
    hands.shows("reception-saisie")
    hands.saves()
    hands.reads("Fiche enregistrée")
    hands.acts()
    hands.reads("opération définitive")
    hands.reaches("confirme")
    hands.sends("Enter")
    hands.reads("BR26-0189")
    hands.shows("reception")
    hands.goes("purchase_order/fiche/CF26-0211")
    hands.reads("Reçue en partie")
    hands.goes("etat/stock_valuation")
    hands.shows("valorisation")


def test_production_pieces_are_declared(hands):
    hands.goes("production_report")
    hands.follows("n")
    hands.fills(
        production_order="OF26-0502",
        operation="10",
        operator="Yann Tessier",
        good="590",
        scrap="10",
    )
    hands.saves()
    hands.reads("Fiche enregistrée")
    hands.acts()
    hands.reads("choisissez le code défaut")
    hands.shows("declaration-refusee")
    hands.follows("Alt+m")
    hands.fills(defect_code="D01")
    hands.saves()
    hands.reads("Fiche enregistrée")
    hands.acts()
    hands.reads("DP26-0882")
    hands.goes("production_order/fiche/OF26-0502")
    hands.reads("590")
    hands.shows("ordre")
    hands.goes("etat/load_by_week")
    hands.reads("2026-S42")


def test_payroll_a_week_is_typed_and_the_month_computed(hands):
    hands.goes("timesheet")
    hands.follows("n")
    hands.fills(employee="M0103", week="2026-S42")
    hands.reaches("l.0.day")
    hands.types("12/10/2026")
    hands.reaches("l.0.hours")
    hands.types("7,5")
    hands.press("Control+d")
    hands.types("13/10/2026")
    hands.shows("releve-saisie")
    hands.saves()
    hands.reads("Fiche enregistrée")
    hands.acts()
    hands.reads("Transmis")
    hands.goes("pay_month/fiche/2026-10")
    hands.acts()
    hands.reads("Yann Tessier")
    hands.shows("variables")
    hands.goes("etat/pay_variables")
    hands.reaches("p.month")
    hands.types("2026-10")
    hands.follows("Enter")
    hands.reads("Sonia Marchetti")
    hands.shows("tableau-variables")


def test_support_a_nonconformity_is_secured_and_a_meeting_convened(hands):
    hands.goes("nonconformity?recherche=12+hors")
    hands.shows("non-conformites")
    hands.opens_first()
    hands.acts()
    hands.reads("Action immédiate")
    hands.page.keyboard.type("Tri à 100 % du stock et des en-cours.")
    hands.shows("question")
    hands.reaches("confirme")
    hands.sends("Enter")
    hands.reads("Sécurisée")
    hands.shows("non-conformite")
    hands.goes("meeting/fiche/RE26-0052")
    hands.acts()
    hands.reads("Convoquée")
    hands.goes("accident/fiche/AT26-0007")
    hands.reads("12/10/2026")
    hands.shows("accident")
