"""The pictures of the examiner's manual, taken from the real pages: `python -m tests.journeys.manual [DIR]`.

Each is numbered by its place in PICTURES, which is the order of the manual.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.centre import CHROMIUM, Person
from tests.journeys.manual_centre import APPEAL, JURY, Stage, centre_at

PICTURES = (
    "connexion", "passages", "calibrage", "reference", "surveillance", "salle", "salle-agir", "film", "film-filtre",
    "bande", "plan", "grille", "constats", "piece", "questions", "decision", "touches", "aveugle", "remise",
    "conciliation", "accord", "demande-avis", "avis-entreprise", "capacite-bloquee", "capacite-decidee", "signature", "signe", "jury", "jury-candidat", "recours", "compte-rendu", "apercu", "recusation", "altere",
)  # fmt: skip
FOLDER = Path(__file__).parents[2] / "docs" / "pictures" / "examiner"
COLOURS = 224
"""Enough for pages of flat colours, and half the bytes."""
FROM = """one => {
  one.scrollIntoView({block: 'start', behavior: 'instant'});
  window.scrollBy({top: -60, behavior: 'instant'});
}"""
"""Bring an element under the bar at the top."""


def name_of(picture: str) -> str:
    """Return the file of a picture."""
    return f"{PICTURES.index(picture) + 1:02d}-{picture}.png"


@dataclass
class Album:
    """Where pictures are put, and the browser they are taken in."""

    stage: Stage
    browser: Browser
    folder: Path

    def opens(self, login: str, address: str = "") -> Page:
        """Sign somebody in, and open a page."""
        page = Person.sits_down(self.stage.centre, self.browser, login).page
        if address:
            self.goes(page, address)
        return page

    def goes(self, page: Page, address: str) -> None:
        answer = page.goto(f"{self.stage.centre.url}{address}")
        assert answer is not None
        page.wait_for_load_state("networkidle")

    def keeps(self, page: Page, picture: str, top: str = "") -> None:
        """Take the picture of what the screen shows, from an element down where one is named."""
        if top:
            page.locator(top).first.evaluate(FROM)
            page.wait_for_timeout(300)  # the bar at the top follows a moment later
        drawn = Image.open(BytesIO(page.screenshot(caret="initial"))).convert("RGB")
        small = drawn.quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(self.folder / name_of(picture), optimize=True)

    def path(self, candidate: str, page: str = "") -> str:
        """Return the address of a page of the commission about a candidate."""
        return f"/commission/{self.stage.tokens[candidate]}{page}"


def comes_in(album: Album) -> None:
    page = album.browser.new_page(viewport={"width": 1280, "height": 800}, locale="fr-FR")
    album.goes(page, "/connexion")
    page.fill("#login", "helene")
    album.keeps(page, "connexion")
    page = album.opens("helene", "/commission/")
    album.keeps(page, "passages")


def calibrates(album: Album) -> None:
    page = album.opens("helene", "/commission/calibrage")
    album.keeps(page, "calibrage")
    album.goes(page, "/commission/calibrage/adv-fac-01/1")
    album.keeps(page, "reference")


def watches(album: Album) -> None:
    """A room of two candidates, one of whom reports a fault."""
    camille = album.opens("camille", f"/epreuve/{album.stage.tokens['camille']}/messagerie")
    camille.get_by_role("link", name="Surveillant").click()
    camille.get_by_label("Ce qui ne va pas").fill("La souris ne répond plus.")
    camille.click("button:has-text('Prévenir le surveillant')")
    expect(camille.locator("#fault-reports")).to_contain_text("en attente de réponse")
    page = album.opens("helene", album.path("camille", "/surveillance"))
    album.keeps(page, "surveillance")
    album.goes(page, f"/salle/{album.stage.exams['room']}")
    expect(page.locator("#room")).to_contain_text("en ligne")
    album.keeps(page, "salle")
    page.get_by_label("Choisir Camille Roux", exact=True).check()
    page.locator(".act-box summary", has_text="Suspendre").click()
    page.locator(".act-box[open] select").select_option(index=1)
    page.locator(".act-box[open] [name=reason]").fill("Souris remplacée")
    album.keeps(page, "salle-agir")
    camille.close()


def plays_the_film(album: Album) -> None:
    page = album.opens("helene", album.path("sofia", "/relecture?entree=60"))
    album.keeps(page, "film")
    album.goes(page, album.path("sofia", "/relecture?entree=0&critere=C4.2"))
    page.keyboard.press("ArrowRight")
    expect(page.locator("#replay")).not_to_have_attribute("data-seq", "0")
    page.wait_for_load_state("networkidle")
    album.keeps(page, "film-filtre")
    album.goes(page, album.path("sofia", "/relecture?entree=60"))
    page.click("#strip-table summary")
    album.keeps(page, "bande")
    album.goes(page, album.path("sofia", "/plan-et-realite"))
    album.keeps(page, "plan")


def reviews(album: Album) -> None:
    album.stage.reads("helene", "sofia", seconds=17)
    page = album.opens("helene", album.path("sofia", "/grille"))
    album.keeps(page, "grille")
    album.goes(page, album.path("sofia", "/grille?critere=C4.2"))
    album.keeps(page, "constats", "#criterion .findings")
    page.keyboard.press("e")
    expect(page.locator("#piece")).to_be_visible()
    page.wait_for_load_state("networkidle")
    album.keeps(page, "piece", "#piece")
    page.keyboard.press("Escape")
    album.goes(page, album.path("sofia", "/grille?critere=C1.2"))
    page.locator("[data-asks]").first.click()
    page.fill("#answer", "J’ai d’abord prévenu le magasin : le camion attendait.")
    album.keeps(page, "questions", "#questions")
    album.goes(page, album.path("sofia", "/grille?critere=C4.2"))
    page.locator("#ruling input[value=partly]").check()
    page.fill("#ruling #reason", "Taux saisi à la main ; le reste de la facture est juste.")
    album.keeps(page, "decision", "#ruling")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    album.keeps(page, "touches")


def rates_blind(album: Album) -> None:
    page = album.opens("helene", album.path("ines", "/grille?critere=C1.2"))
    album.keeps(page, "aveugle")
    album.stage.rates("helene", "ines", C2_1="partly")
    album.goes(page, album.path("ines", "/grille?critere=C2.1"))
    album.keeps(page, "remise")
    for candidate, apart in (
        ("theo", {"C1_2": "not_met", "C1_4": "partly"}), ("lina", {"C1_3": "not_met", "C3_3": "partly"}),
    ):  # fmt: skip
        for login, given in (("helene", apart), ("pierre", {"C1_3": "partly"})):
            album.stage.rates(login, candidate, **given).post("/remise")
    album.goes(page, album.path("theo", "/conciliation"))
    album.keeps(page, "conciliation")
    album.goes(page, f"/commission/sessions/{album.stage.exams['blind']}/accord")
    album.keeps(page, "accord")


def hears_and_decides(album: Album) -> None:
    page = album.opens("helene", album.path("sofia", "/competences"))
    album.keeps(page, "capacite-bloquee", "#C1")
    page.click("text=Demander l’avis de l’entreprise")
    page.wait_for_load_state("networkidle")
    album.keeps(page, "demande-avis")
    address, code = page.locator("dd").nth(0).inner_text(), page.locator(".invitation-code")
    tutor = album.browser.new_page(viewport={"width": 1280, "height": 800}, locale="fr-FR")
    tutor.goto(address)
    tutor.fill("#code", code.inner_text())
    tutor.click("text=Ouvrir le formulaire")
    tutor.fill("#author", "Julien Durand")
    tutor.fill("#function", "responsable administratif, tuteur")
    tutor.fill(
        "#activities", "Tenue du courrier, commandes et facturation des clients du secteur est."
    )
    album.keeps(tutor, "avis-entreprise")
    album.stage.decides("sofia")
    album.goes(page, album.path("sofia", "/competences"))
    album.keeps(page, "capacite-decidee", "#C1")
    page.click("text=Me récuser pour ce candidat")
    album.keeps(page, "recusation", "text=Me récuser pour ce candidat")


def signs(album: Album) -> None:
    page = album.opens("helene", album.path("sofia", "/signature"))
    album.keeps(page, "signature")
    album.stage.signs("helene", "sofia")
    album.goes(page, album.path("sofia", "/signature"))
    album.keeps(page, "signe")
    album.stage.signs("pierre", "sofia")
    album.stage.decides("yanis")
    for member in ("helene", "pierre"):
        album.stage.signs(member, "yanis")


def deliberates(album: Album) -> None:
    album.stage.sets_clock(JURY)
    page = album.opens("anne", f"/jury/{album.stage.exams['review']}")
    album.keeps(page, "jury")
    album.goes(page, f"/jury/passages/{album.stage.tokens['sofia']}")
    album.keeps(page, "jury-candidat")
    album.stage.deliberates("sofia", "yanis")


def tells_the_candidate(album: Album) -> None:
    page = album.opens("helene", album.path("sofia", "/compte-rendu?partie=C4.2"))
    album.keeps(page, "compte-rendu")
    album.goes(page, album.path("sofia", "/compte-rendu/apercu"))
    album.keeps(page, "apercu")


def is_contested(album: Album) -> None:
    album.stage.sets_clock(APPEAL)
    album.stage.appeals("sofia")
    page = album.opens("helene", album.path("sofia", "/signature"))
    album.keeps(page, "recours")
    album.stage.alters("sofia")
    album.goes(page, album.path("sofia", "/signature"))
    album.keeps(page, "altere")


CHAPTERS: tuple[Callable[[Album], None], ...] = (
    comes_in, calibrates, watches, plays_the_film, reviews, rates_blind, hears_and_decides, signs, deliberates,
    tells_the_candidate, is_contested,
)  # fmt: skip


def main(folder: Path) -> None:
    """Prepare the centre, serve it, take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        stage = centre_at(Path(data))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            for chapter in CHAPTERS:
                chapter(Album(stage, browser, folder))
        finally:
            browser.close()
            stage.centre.kill()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
