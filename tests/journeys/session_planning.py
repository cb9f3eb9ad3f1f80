"""The centre plans a session: its settings, the session, twelve candidates from a file, the people, the papers."""

import re
from datetime import date, timedelta

import openpyxl
from playwright.sync_api import expect

from sim.language.french import date_long
from tests.journeys.centre import Person
from tests.journeys.session_story import CANDIDATES, Story, pages_of, plain
from webapp.wall import local, wall_ms

HEADINGS = (
    "Nom", "Prénom", "Date de naissance", "E-mail", "Entreprise", "Tuteur", "Fonction du tuteur", "Poste",
)  # fmt: skip
TITLE = "Session de novembre"
LONGER = "Hugo Besançon"
MISTYPED = "Anaïs Œuvrard"
TEAM = (
    ("Paul Lefort", "Surveillant", "", ""),
    ("Hélène Marchand", "Président de la commission", "responsable ADV, Arvello", ""),
    ("Pierre Petit", "Membre de la commission", "formateur", ""),
    ("Anne Carrel", "Président du jury", "DRH, Arvello", "collège employeurs"),
    ("Luc Ferrand", "Membre du jury", "représentant des salariés", "collège salariés"),
)


def plans(story: Story) -> None:
    """From an empty centre to an open session, its convocations printed."""
    admin = story.person("admin")
    says_who_the_centre_is(admin)
    creates_the_session(story, admin)
    imports_the_candidates(story, admin)
    appoints(story, admin)
    grants_an_adaptation(story, admin)
    completes_the_dossiers(story, admin)
    opens(story, admin)
    prints_the_convocations(story, admin)


def today() -> date:
    return local(wall_ms()).date()


def says_who_the_centre_is(admin: Person) -> None:
    admin.visits("/centre/reglages")
    for name, value in {
        "name": "Pôle formation des Industries", "address": "3 rue des Ateliers\n35000 Rennes", "city": "Rennes",
        "referent": "Nadia Bel", "phone": "02 99 00 00 00", "email": "examens@pole.example",
    }.items():  # fmt: skip
        admin.page.fill(f"#{name}", value)
    admin.page.click("text=Enregistrer")
    admin.reads("Réglages enregistrés.")
    admin.shows("session-01-reglages")


def creates_the_session(story: Story, admin: Person) -> None:
    page = admin.page
    admin.visits("/centre/sessions/nouvelle")
    page.fill("#title", TITLE)
    page.click("text=Créer la session")
    admin.reads("Indiquez la date de la session.")
    admin.shows("session-02-refus")
    expect(page.locator("#title")).to_have_value(TITLE)
    page.fill("#planned_on", today().isoformat())
    page.fill("#starts_at", "09:30")
    page.fill("#room", "Salle Ampère")
    page.select_option("#pack", "adv-fac-01")
    page.fill("#variants", "3")
    page.check("#double_rating")
    page.check("#hidden_names")
    page.click("text=Créer la session")
    page.wait_for_url("**/candidats")
    admin.reads("Session créée")
    story.exam = int(re.search(r"/sessions/(\d+)/", page.url)[1])


def imports_the_candidates(story: Story, admin: Person) -> None:
    page = admin.page
    page.click("text=Importer un fichier")
    page.set_input_files("#file", list_of_candidates(story))
    page.select_option("#category", "not_observable")
    page.fill("#reason", "L’entreprise ne reçoit pas d’observateur")
    page.click("text=Lire le fichier")
    admin.reads("Aperçu : 11 lignes acceptées, 3 lignes refusées")
    admin.reads("Date illisible : « 31/02/2001 »")
    admin.reads("Même personne que la ligne 2.")
    admin.reads("Il manque le nom ou le prénom.")
    admin.shows("session-03-apercu")
    page.fill("#born_on-10", "28/02/2001")
    page.check("#aside-14")
    page.check("#aside-15")
    page.click("text=Vérifier à nouveau")
    admin.reads("Aperçu : 12 lignes acceptées, 0 ligne refusée")
    page.click("text=Inscrire 12 candidats")
    admin.reads("12 candidats inscrits.")
    expect(page.locator("tbody tr")).to_have_count(12)
    for row in page.locator("tbody tr").all():
        link = row.locator("td:nth-child(2) a")
        story.tokens[plain(link.inner_text())] = link.get_attribute("href").split("/")[-2]
    assert tuple(story.tokens) == CANDIDATES
    admin.shows("session-04-candidats")


def list_of_candidates(story: Story) -> str:
    """Write the file as a centre would: one date that does not exist, two lines that are nobody new."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADINGS)
    for at, name in enumerate(CANDIDATES):
        first, last = name.split(" ", 1)
        born = "31/02/2001" if name == MISTYPED else date(2001, 3, 4) + timedelta(days=40 * at)
        sheet.append((last, first, born, f"c{at}@exemple.fr", f"Atelier {at}", "Paul Durand", "Responsable", f"A{at + 1}"))  # fmt: skip
    sheet.append(("MARTIN", "Ines", date(2001, 3, 4)))
    sheet.append(("Personne", "", date(2002, 1, 1)))
    path = story.folder / "candidats.xlsx"
    book.save(path)
    return str(path)


def appoints(story: Story, admin: Person) -> None:
    page = admin.page
    admin.visits(f"/centre/sessions/{story.exam}/equipe")
    admin.reads("Pour ouvrir la session, il manque")
    for person, duty, quality, college in TEAM:
        page.select_option("#person", label=person)
        page.select_option("#duty", label=duty)
        page.fill("#quality", quality)
        if college:
            page.select_option("#college", label=college)
        page.click("form.centre-form:has(#duty) button")
        admin.reads(f"{person} : {duty.lower()}.")
    expect(page.locator("body")).not_to_contain_text("il manque")
    admin.shows("session-05-equipe")


def grants_an_adaptation(story: Story, admin: Person) -> None:
    page = admin.page
    admin.visits(f"/centre/passages/{story.tokens[LONGER]}/amenagements")
    page.check("#extra")
    page.fill("#time_factor", "1,33")
    page.check("#large_display")
    page.fill("#decided_on", today().isoformat())
    page.fill("#decided_by", "Nadia Bel")
    page.click("text=Enregistrer les aménagements")
    admin.reads("enregistré")
    admin.shows("session-06-amenagements")


def completes_the_dossiers(story: Story, admin: Person) -> None:
    """One dossier on screen, the others through the same form; each is sent on, complete."""
    page = admin.page
    admin.visits(f"/centre/sessions/{story.exam}/")
    admin.reads("12 dossiers incomplets")
    admin.shows("session-07-etat")
    first, *others = CANDIDATES
    page.click(f"text={first}")
    admin.reads("Avant de transmettre le dossier, il manque")
    page.select_option("#defined_with", "company")
    page.fill("#defined_on", today().isoformat())
    page.fill("#transmitted_on", today().isoformat())
    admin.shows("session-08-dossier")
    page.click("text=Enregistrer le dossier")
    admin.reads("Le dossier est complet, transmis le")
    for name in others:
        path = f"/centre/passages/{story.tokens[name]}/dossier"
        said = fields(admin.fetches(path).text())
        said |= dict(defined_with="company", defined_on=today(), transmitted_on=today())
        assert "Le dossier est complet" in admin.sends(path, said)


def fields(html: str) -> dict[str, object]:
    """Return what a form of the centre holds, as a browser would send it."""
    found = dict(re.findall(r'<input[^>]* name="(\w+)" type="\w+"[^>]* value="([^"]*)"', html))
    found |= dict(re.findall(r'(?s)<textarea[^>]* name="(\w+)"[^>]*>(.*?)</textarea>', html))
    for name, options in re.findall(r'(?s)<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', html):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return {name: value.replace("&#39;", "'") for name, value in found.items()}


def opens(story: Story, admin: Person) -> None:
    admin.visits(f"/centre/sessions/{story.exam}/")
    expect(admin.page.locator("body")).not_to_contain_text("incomplet")
    admin.page.click("text=Ouvrir la session")
    admin.reads("Session ouverte : les candidats peuvent commencer.")
    admin.shows("session-09-ouverte")


def prints_the_convocations(story: Story, admin: Person) -> None:
    admin.visits(f"/centre/sessions/{story.exam}/convocations")
    admin.shows("session-10-convocations")
    with admin.page.expect_download() as download:
        admin.page.click("text=Toutes les convocations")
    path = story.folder / "convocations.pdf"
    download.value.save_as(path)
    pages = pages_of(path.read_bytes())
    assert len(pages) == 12
    day = date_long(today(), weekday=True)
    for name, page in zip(CANDIDATES, pages, strict=True):
        assert name in page, page
        assert plain(f"Date {day}") in page, page
        assert "Heure 9 h 30" in page, page
        assert "Pôle formation des Industries" in page, page
        assert "Salle Ampère" in page, page
        found = re.search(r"Identifiant (\S+) Code (\S+)", page)
        assert found, page
        story.codes[name] = (found[1], found[2])
    assert len(set(story.codes.values())) == 12
    assert "4 h" not in pages[0]
