"""A letter, a notice and a breakdown, in a real browser."""

import pytest
from playwright.sync_api import expect

from sim.scenario.load import load
from sim.scenario.model import Injection, NoticeOpening, Trouble, WorldFact
from sim.scenario.seal import seal
from tests.journeys.centre import Centre, Person
from webapp.library import PACKS

pytestmark = pytest.mark.journey

DOCUMENT = "/Procedures/MO-ADV-01 Nouveau client.md"
NOTICES = (
    NoticeOpening(
        id="fire", title="Exercice d’évacuation", text="Jeudi à 10 h : descendez sans rien emporter.",
        author="karim", until="2026-10-15",
    ),
    NoticeOpening(id="old", title="Repas de fin d’été", text="Vendredi 4.", until="2026-09-04"),
)  # fmt: skip


def down(kind: str, at: str, minutes: float, text: str = "", person: str = "") -> Injection:
    incident = Trouble(id=kind, kind=kind, minutes=minutes, text=text, person=person)
    return Injection(id=f"down-{kind}", at=at, does=(WorldFact(incident=incident),))


@pytest.fixture
def troubled(tmp_path):
    """A centre whose ERP fails at 8 h 50, whose printer and Karim Benali are missing soon after."""
    timeline = seal(load(PACKS / "adv-fac-01"), 0).scenario.timeline
    found = Centre(tmp_path)
    found.prepare(
        notices=NOTICES,
        timeline=(
            *timeline,
            down("erp", "08:50", 10, "L’ERP ne répond plus : l’informatique est prévenue."),
            down("absence", "09:20", 30, person="karim"),
            down("printer", "09:25", 30, "L’imprimante affiche « bourrage papier »."),
        ),
    )
    found.start()
    yield found
    found.kill()


def test_a_morning_of_letters_notices_and_breakdowns(troubled, browser):
    camille = Person.sits_down(troubled, browser, "camille")
    camille.goes("/consignes")
    camille.clicks("form button.btn-lg")
    camille.page.wait_for_url("**/messagerie")
    posts_a_letter(camille)
    puts_up_a_notice(camille)
    keeps_what_was_typed_while_the_erp_is_down(camille)
    reports_it(camille)
    sees_who_is_away(camille)
    assert camille.troubles == []
    troubled.assert_journal_holds()


def posts_a_letter(camille: Person) -> None:
    page = camille.page
    camille.goes("/courrier")
    camille.reads("≈ 15 min")
    page.select_option("#letter-document", DOCUMENT)
    camille.clicks("form[action$=imprimer] button")
    page.check("input[name=papers]")
    page.fill("#letter-address", "TRANSMÉCARO SAS\n3 rue de la Gare\n74300 Cluses")
    page.select_option("#letter-posting", "registered_receipt")
    camille.shows("letter-form")
    camille.clicks("form[action$=poster] button")
    camille.reads("Lettre recommandée avec avis de réception")
    camille.shows("letter-posted")


def puts_up_a_notice(camille: Person) -> None:
    page = camille.page
    camille.goes("/affichage")
    camille.reads("Exercice d’évacuation")
    page.fill("#notice-title", "Coupure d’eau")
    page.fill("#notice-text", "Ce matin à partir de 10 h 30, aux ateliers.")
    camille.clicks("#notices button[data-sends]")
    camille.reads("Avis affiché.")
    camille.shows("notices")


def keeps_what_was_typed_while_the_erp_is_down(camille: Person) -> None:
    page = camille.page
    camille.goes("/erp/customer/nouveau")
    page.fill("input[name='f.name']", "TRANSMÉCARO SAS")
    camille.centre.jump(21)
    expect(page.locator("#outages")).to_contain_text("L’ERP ne répond plus")
    camille.clicks("button[data-save]")
    expect(page.locator("input[name='f.name']")).to_have_value("TRANSMÉCARO SAS")
    camille.reads("Rien n’a été enregistré")
    camille.shows("erp-refused")
    camille.goes("/erp")
    camille.reads("Réessayer")
    camille.shows("erp-down")


def reports_it(camille: Person) -> None:
    page = camille.page
    page.click("#outages a")
    page.select_option("#incident-person", "sophie")
    page.fill("#incident-text", "L’ERP ne répond plus depuis 8 h 50 : je ne peux pas saisir l’AR.")
    camille.clicks("#incidents button[data-sends]")
    camille.reads("Vos signalements")
    camille.shows("incidents")


def sees_who_is_away(camille: Person) -> None:
    camille.centre.jump(36)
    camille.goes("/discussion/karim")
    expect(camille.page.locator("#outages")).to_contain_text("Karim Benali n’est pas au bureau")
    camille.reads("En absence")
    camille.shows("away-chat")
    camille.goes("/annuaire/karim")
    camille.shows("away-directory")
    camille.goes("/telephone")
    camille.shows("calls")
    camille.goes("/messagerie/nouveau")
    camille.shows("compose")
