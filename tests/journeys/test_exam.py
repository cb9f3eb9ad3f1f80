"""A whole exam in a real browser: from the briefing to the examiner's signature, a crash in between."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from sim.making import MakeSpec, make
from tests.journeys.centre import Centre, Person
from tests.journeys.session_planning import today
from webapp.library import PACKS, framework

pytestmark = pytest.mark.journey

FILES = PACKS / "adv-fac-01" / "files"
LETTER = {
    "[Destinataire]": "TRANSMÉCARO SAS", "[date]": "13 octobre 2026", "[numéro]": "F2026-0702",
    "[montant]": "3 264,00 €", "[délai]": "8 jours", "[indemnité]": "40 €", "[taux]": "12 % l’an",
}  # fmt: skip


def test_an_exam_from_the_briefing_to_the_signature(centre, browser, tmp_path):
    camille = Person.sits_down(centre, browser, "camille")
    begins(camille)
    reads_and_plans(camille)
    answers_with_an_attachment(camille)
    survives_a_crash(camille, centre)
    takes_the_call(camille, centre)
    enters_the_order(camille)
    posts_the_invoices(camille)
    hands_in_the_letter(camille, tmp_path)
    finishes(camille)
    assert camille.troubles == []
    centre.assert_journal_holds()

    helene = Person.sits_down(centre, browser, "helene")
    reads_the_grid(helene)
    replays_one_moment(helene)
    overrules(helene, "C1.5")
    rules_on_the_others(helene)
    gathers_the_three_bases(helene)
    decides(helene)
    signs(helene)
    takes_the_grid_away(helene, tmp_path)
    assert helene.troubles == []


def begins(camille: Person) -> None:
    page = camille.page
    page.click("text=Commencer")
    camille.reads("Ce qui vous est demandé")
    camille.shows("consignes")
    camille.clicks("text=Commencer l’épreuve")
    page.wait_for_url("**/messagerie")
    camille.reads("reste")


def reads_and_plans(camille: Person) -> None:
    page = camille.page
    for mail in ("M01", "M02", "M03"):
        camille.goes(f"/messagerie/{mail}")
        expect(page.locator("article h2")).to_be_visible()
    camille.goes("/messagerie/M02")
    camille.shows("messagerie")
    camille.clicks("button:has-text('Planifier')")
    camille.goes("/plan")
    camille.reads("Commande 4500081312")
    page.fill("#task-title", "Facturer les BL du 12/10")
    page.select_option("#task-priority", "P2")
    page.fill("#task-estimate", "beaucoup")
    page.press("#task-estimate", "Enter")
    camille.reads("n’est pas une durée")
    expect(page.locator("#task-title")).to_have_value("Facturer les BL du 12/10")
    page.fill("#task-estimate", "15")
    page.press("#task-estimate", "Enter")
    expect(page.locator("#planner tbody th")).to_have_count(2)
    camille.shows("plan")


def answers_with_an_attachment(camille: Person) -> None:
    page = camille.page
    camille.goes("/messagerie/M08/repondre")
    page.fill(
        "#compose-body",
        "Bonjour Julie,\n\nLe SIREN existe déjà : FERRANDEL, C00141.\n\nCordialement,\nCamille",
    )
    page.click("summary:has-text('Pièces jointes')")
    page.click("summary:has-text('References')")
    page.check("input[value='/References/Tarif 2026.pdf']")
    camille.clicks("button:has-text('Envoyer')")
    camille.goes("/messagerie/nouveau")
    page.fill("#compose-to", "karim")
    camille.clicks("button:has-text('Envoyer')")
    camille.reads("n’est pas une adresse")
    expect(page.locator("#compose-to")).to_have_value("karim")


def survives_a_crash(camille: Person, centre: Centre) -> None:
    """SIGKILL right after an acknowledged action: everything acknowledged is still there."""
    page = camille.page
    camille.goes("/discussion/luc")
    page.fill("textarea[name=text]", "Bonjour Luc, je prends le service ce matin.")
    camille.clicks("button:has-text('Envoyer')")
    acknowledged = centre.journal()
    assert camille.troubles == []
    centre.kill()
    centre.start()
    assert centre.journal()[: len(acknowledged)] == acknowledged
    centre.assert_journal_holds()
    camille.goes("/discussion/luc")
    camille.troubles.clear()  # the open page rightly said that the server was gone
    camille.reads("je prends le service ce matin")
    camille.goes("/plan")
    camille.reads("Facturer les BL du 12/10")


def takes_the_call(camille: Person, centre: Centre) -> None:
    page = camille.page
    centre.jump(22)
    camille.goes("/telephone")
    camille.clicks(
        "#conversation button:has-text('Répondre'), .ringing button:has-text('Répondre') >> nth=0"
    )
    camille.reads("mon camion passe à 9 h 50")
    camille.shows("appel")
    camille.clicks("button:has-text('Je reprends')")
    camille.reads("toujours les deux mêmes")
    page.fill("#call-text", "Oui, STAHLBERG et le Giffral. Merci.")
    camille.clicks("button:has-text('Dire')")
    camille.reads("Je suis à ce numéro jusqu’à midi")
    for name, text in {
        "caller": "Marc Vuillet",
        "company": "Transalpis",
        "subject": "Camion à 9 h 50",
    }.items():
        page.fill(f"#note-{name}", text)
    camille.clicks("#call-note button:has-text('Enregistrer')")
    camille.goes("/telephone/call-truck")
    expect(page.locator("#note-company")).to_have_value("Transalpis")


def enters_the_order(camille: Person) -> None:
    page = camille.page
    camille.goes("/erp/sales_order/nouveau")
    page.select_option("[name='f.customer']", "C00112")
    page.wait_for_load_state("networkidle")
    page.fill("[name='f.customer_po']", "4500081312")
    line = "[name='l.0.{}']"
    page.select_option(line.format("article"), "AV-1205")
    page.fill(line.format("quantity"), "trois mille")
    page.fill(line.format("unit_price"), "1,48")
    page.fill(line.format("discount_pct"), "3")
    camille.clicks("[data-save]")
    camille.reads("n’est pas un nombre")
    expect(page.locator("[name='f.customer_po']")).to_have_value("4500081312")
    page.fill(line.format("quantity"), "3 000")
    page.keyboard.press("Control+s")
    page.wait_for_url("**/fiche/**")
    camille.reads("4 306,80 €")
    camille.clicks("button[value=confirm]")
    camille.reads("CC26-0668")


def posts_the_invoices(camille: Person) -> None:
    page = camille.page
    camille.goes("/erp/invoice/modifier/PF26-1873")
    page.fill("[name='f.customer_po']", "CF-88214")
    camille.clicks("[data-save]")
    page.wait_for_url("**/fiche/PF26-1873")
    camille.shows("facture")
    camille.goes("/erp/lot")
    for name in ("PF26-1872", "PF26-1875", "PF26-1877"):
        page.uncheck(f"input[value={name}]")
    camille.clicks("button:has-text('Lancer le contrôle')")
    expect(page.locator("#erp")).to_contain_text("ontrôle")
    camille.shows("lot")
    camille.clicks("button:has-text('Valider le lot')")
    camille.reads("F2026-1043")


def hands_in_the_letter(camille: Person, folder: Path) -> None:
    page = camille.page
    camille.goes("/documents?dossier=/ADV/9_Travail")
    false = folder / "lettre.docx"
    false.write_bytes(b"ceci n'est pas un document")
    page.set_input_files("#drive-files", false)
    camille.clicks("button:has-text('Déposer')")
    camille.reads("n’est pas un document Word")
    template = (FILES / "MODELE_relance_N2.docx").read_bytes()
    letter = folder / "relance.docx"
    letter.write_bytes(make(MakeSpec(kind="docx", fill=LETTER), template))
    page.set_input_files("#drive-files", letter)
    camille.clicks("button:has-text('Déposer')")
    camille.reads("relance.docx")
    camille.goes("/documents?dossier=/ADV/9_Travail&fichier=/ADV/9_Travail/relance.docx")
    page.locator("#drive-filing, a:has-text('Ranger')").first.wait_for()
    if not page.locator("#filing-to").count():
        page.click("a:has-text('Ranger')")
    page.select_option("#filing-to", "/ADV/4_Recouvrement/TRANSMECARO")
    page.fill("#filing-name", "RELANCE-N2_TRANSMECARO_20261013_v1.docx")
    camille.clicks("button:has-text('Déplacer ou renommer')")
    camille.goes("/documents?dossier=/ADV/4_Recouvrement/TRANSMECARO")
    camille.reads("RELANCE-N2_TRANSMECARO_20261013_v1.docx")
    camille.shows("documents")


def finishes(camille: Person) -> None:
    page = camille.page
    camille.goes("/terminer")
    camille.clicks("text=Terminer définitivement")
    page.wait_for_url("**/restitution")
    page.fill("#debrief-done", "Commande, factures, relance.")
    page.fill("#debrief-left", "Avoir, diapositives.")
    page.fill("#debrief-difficulties", "Camion avancé.")
    camille.clicks("text=Remettre définitivement")
    camille.reads("remise")


def reads_the_grid(helene: Person) -> None:
    page = helene.page
    page.click("tr:has-text('Camille Roux') >> text=Ouvrir la grille")
    page.wait_for_url("**/grille")
    expect(page.locator(".grid-row")).to_have_count(21)
    for criterion in framework().criteria:
        expect(page.locator(".grid-list")).to_contain_text(criterion.wording)
    helene.shows("grille")


def replays_one_moment(helene: Person) -> None:
    page = helene.page
    page.goto(page.url.replace("/grille", "/journal?q=trois+mille"))
    page.goto(page.url.split("/journal")[0] + "/journal?q=Planifie")
    page.click(".timeline a >> nth=-1")
    page.wait_for_url("**/relecture**")
    expect(page.locator(".replay-screen")).to_contain_text("Facturer les BL du 12/10")
    helene.shows("relecture")


def overrules(helene: Person, criterion: str) -> None:
    page = helene.page
    page.goto(page.url.split("/relecture")[0] + f"/grille?critere={criterion}")
    page.check("input[name=level][value=partly]")
    helene.clicks("text=Enregistrer la décision")
    if page.locator(".message-danger").count():
        helene.reads("Vous vous écartez de la proposition")
        page.check("input[name=level][value=partly]")
    page.fill("#reason", "Le modèle de lettre a bien été utilisé, le tableau n’a pas été rendu.")
    helene.clicks("text=Enregistrer la décision")
    expect(page.locator(".ruling.is-current")).to_contain_text("Partiellement atteint")


def rules_on_the_others(helene: Person) -> None:
    page = helene.page
    base = page.url.split("/grille")[0]
    for criterion in framework().criteria:
        page.goto(f"{base}/grille?critere={criterion.id}")
        page.fill("#answer", "Réponse entendue à l’entretien.")
        helene.clicks("text=Noter la réponse")
        expect(page.locator(".asked")).to_have_count(1)
        if not page.locator(".ruling").count():
            page.fill("#reason", "Confirmé après lecture des preuves.")
            helene.clicks("text=Enregistrer la décision")
            expect(page.locator(".ruling")).to_have_count(1)


def gathers_the_three_bases(helene: Person) -> None:
    page = helene.page
    base = page.url.split("/grille")[0]
    for competency in framework().competencies:
        page.goto(f"{base}/competences")
        section = page.locator(f"section#{competency.id}")
        section.locator("select").select_option(label="Favorable")
        section.locator("input[name=author_name]").fill("M. Durand")
        section.locator("input[name=author_function]").fill("tuteur")
        helene.clicks(f"section#{competency.id} >> text=Enregistrer l’avis")
        expect(page.locator(f"section#{competency.id}")).to_contain_text("M. Durand")
    section = page.locator("section#C1")
    section.locator("input[name=held_on]").fill(today().isoformat())
    section.locator("input[name=members]").fill("H. Marchand, P. Petit")
    helene.clicks("section#C1 >> text=Enregistrer l’entretien")
    expect(page.locator("section#C5")).to_contain_text("P. Petit")


def decides(helene: Person) -> None:
    page = helene.page
    for competency in framework().competencies:
        section = page.locator(f"section#{competency.id}")
        section.locator("input[name=acquired][value=yes]").check()
        section.locator("textarea[name=reasons]").fill("Au vu des trois bases.")
        helene.clicks(f"section#{competency.id} >> text=Statuer")
        expect(page.locator(f"section#{competency.id} .verdict")).to_contain_text("Acquise")
    helene.shows("competences")


def signs(helene: Person) -> None:
    page = helene.page
    page.goto(page.url.split("/competences")[0] + "/signature")
    page.fill("#password-sign", "mauvais")
    helene.clicks("text=Signer le résultat")
    helene.reads("Mot de passe incorrect")
    page.fill("#password-sign", "helene-demo")
    helene.clicks("text=Signer le résultat")
    helene.reads("Empreinte")
    helene.shows("signature")


def takes_the_grid_away(helene: Person, folder: Path) -> None:
    page = helene.page
    with page.expect_download() as download:
        page.click("text=Grille .xlsx")
    path = folder / "grille.xlsx"
    download.value.save_as(path)
    sheet = openpyxl.load_workbook(path)["Grille"]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    overruled = dict(zip(rows["Critère"], rows["C1.5"], strict=True))
    assert overruled["Niveau retenu"] == "Partiellement atteint"
    assert "tableau n’a pas été rendu" in overruled["Motif"]
    assert rows["État"][1].startswith("Signé par Hélène Marchand")
