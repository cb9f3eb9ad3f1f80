"""A candidate writes a letter in the browser's editor; what they save is in the journal, and the grader reads it."""

import re

import pytest
from playwright.sync_api import expect

from grading.documents.model import TextDocument
from grading.documents.read import read
from sim.journal.entry import load
from tests import libreoffice
from tests.journeys.centre import Person
from webapp import assets
from webapp.config import read_settings
from webapp.store.store import open_store

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not assets.EDITOR.exists(), reason="the editor is not built: make editor"),
]
FOLDER = "/ADV/9_Travail"
PATH = f"{FOLDER}/LET_essai.docx"


def test_a_letter_is_written_in_the_browser(centre, browser):
    camille = Person.sits_down(centre, browser, "camille")
    begins(camille)
    starts_from_the_template(camille)
    types_and_saves(camille)
    saves_what_waits_when_leaving(camille)
    is_told_of_a_version_made_elsewhere(camille)
    loses_nothing_without_a_network(camille)

    versions = [entry.fact for entry in uploads(centre)]
    letter = grader_reads(centre, versions[-1].file)
    assert [fact.version for fact in versions] == [2, 3, 4, 5, 6, 7]
    said = letter.all_text()
    for words in ("TRANSMÉCARO", "Réglez sous huit jours.", "Bien reçu.", "hors ligne"):
        assert words in said
    keeps_what_the_template_had(letter, grader_reads(centre, template(centre)))
    assert camille.troubles == []
    centre.assert_journal_holds()


def test_what_is_typed_without_a_mouse_is_saved(centre, browser):
    camille = Person.sits_down(centre, browser, "camille")
    begins(camille)
    starts_from_the_template(camille)
    page = camille.page
    # The editor has the keyboard as soon as it opens: nobody needs to click first.
    page.locator("[contenteditable=true]:focus").wait_for(state="attached")
    page.keyboard.type("Sans souris. ")
    status(camille, "Modifications non enregistrées")
    page.keyboard.press("Control+s")
    status(camille, "version 2")
    assert "Sans souris." in grader_reads(centre, uploads(centre)[-1].fact.file).all_text()
    assert camille.troubles == []


def begins(camille):
    camille.page.click("text=Commencer")
    camille.clicks("text=Commencer l’épreuve")


def starts_from_the_template(camille):
    page = camille.page
    camille.goes(f"/documents?dossier={FOLDER}")
    page.click("summary:has-text('Nouveau document')")
    page.select_option("#drive-template", label="MODELE_relance_N2.docx")
    page.fill("#drive-template-name", "LET_essai")
    camille.clicks("form[action$=modele] button")
    page.click("text=Modifier ici")
    status(camille, "Version 1")


def types_and_saves(camille):
    page = camille.page
    replaces(camille, "[Destinataire]", "TRANSMÉCARO")
    status(camille, "Modifications non enregistrées")
    page.keyboard.press("Control+s")
    status(camille, re.compile(r"Enregistré à .*, version 2"))
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("Réglez sous huit jours.")
    camille.shows("editeur")
    page.click("#editor-save")
    status(camille, "version 3")


def saves_what_waits_when_leaving(camille):
    page = camille.page
    page.keyboard.type(" Bien reçu.")
    page.click("nav.rail >> text=Annuaire")
    page.wait_for_url("**/annuaire**")
    camille.goes(f"/documents/fichier?chemin={PATH}")
    camille.reads("version 4")
    if libreoffice.SOFFICE:
        page.wait_for_selector("img[alt='Page 1 sur 1']")
        camille.shows("pages")
    camille.goes(f"/documents/fichier?chemin={PATH}&vue=texte")
    camille.reads("Réglez sous huit jours. Bien reçu.")


def is_told_of_a_version_made_elsewhere(camille):
    page = camille.page
    page.click("text=Modifier ici")
    status(camille, "Version 4")
    page.evaluate(SAVE_ELSEWHERE, PATH)
    replaces(camille, "[Adresse]", "8 rue du Pont")
    page.click("#editor-save")
    status(camille, "enregistré ailleurs entre-temps (version 5)")
    page.click("text=Enregistrer ma version par-dessus")
    status(camille, "version 6")


def loses_nothing_without_a_network(camille):
    page = camille.page
    # The last version is saved while the network is away: it stays in the editor until it is back.
    page.context.set_offline(True)
    replaces(camille, "Affaire suivie par : Karim Benali", "hors ligne")
    page.click("#editor-save")
    status(camille, "votre texte est toujours ici")
    page.context.set_offline(False)
    camille.troubles.clear()
    page.click("#editor-save")
    status(camille, "version 7")


SAVE_ELSEWHERE = """async (path) => {
  const content = await (await fetch(document.getElementById("editor").dataset.content)).blob();
  const form = new FormData();
  form.set("fichiers", new Blob([content, "\\n"]), path.split("/").pop());
  form.set("dossier", path.slice(0, path.lastIndexOf("/")));
  form.set("nonce", "ailleurs");
  const headers = {"X-CSRFToken": document.querySelector("meta[name=csrf-token]").content};
  await fetch("/epreuve/" + location.pathname.split("/")[2] + "/documents/deposer", {method: "POST", body: form, headers});
}"""


def replaces(camille, old, new):
    """Select words on the page as a person does, and type over them."""
    camille.page.locator("#editor .layout-page, #editor").first.wait_for()
    camille.page.get_by_text(old, exact=True).first.dblclick()
    camille.page.keyboard.press("Home")
    camille.page.keyboard.press("Shift+End")
    camille.page.keyboard.type(new)


def status(camille, text):
    expect(camille.page.locator("#editor-status [data-text]")).to_contain_text(text)


def uploads(centre):
    return [entry for entry in entries(centre) if entry.kind == "drive.uploaded"]


def template(centre):
    return next(entry.fact.file for entry in entries(centre) if entry.kind == "drive.added")


def entries(centre):
    return [load(line) for line in centre.journal()]


def grader_reads(centre, file):
    store = open_store(read_settings({"BANNETTE_DATA": str(centre.data)}))
    document = read(store.files.get(file.sha256), file.name)
    store.database.dispose()
    assert isinstance(document, TextDocument)
    return document


def keeps_what_the_template_had(letter, given):
    """Styles, tables, headers and fields come through the editor as they went in."""
    assert letter.fields == given.fields
    assert [one.style for one in letter.blocks if one.cell] == [
        one.style for one in given.blocks if one.cell
    ]
