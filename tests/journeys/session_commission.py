"""The commission decides: the company's opinion, the interview, each competency, two signatures."""

import re

from playwright.sync_api import expect

from tests.journeys.centre import PASSWORDS, Person
from tests.journeys.session_planning import today
from tests.journeys.session_rating import FAILING, FIRST
from tests.journeys.session_story import CANDIDATES, Story, pages_of, plain
from webapp.library import framework

COMPETENCIES = tuple(one.id for one in framework().competencies)


def decide(story: Story) -> None:
    """One candidate on screen, the others through the same forms."""
    helene, pierre = story.person("helene"), story.person("pierre")
    address, code = asks_the_company(story, helene)
    gives_an_opinion(story, address, code)
    notes_who_has_no_opinion(story, helene)
    holds_the_interviews(story, helene)
    decides_on_screen(story, helene)
    decides_by_form(story, helene)
    sign(story, helene, pierre)


def asks_the_company(story: Story, helene: Person) -> tuple[str, str]:
    page = helene.page
    helene.visits(f"/commission/{story.tokens[FIRST]}/competences")
    helene.reads("avis de l’entreprise, ou motif de son absence")
    helene.shows("session-32-capacites")
    helene.clicks("text=Demander l’avis de l’entreprise")
    helene.reads("Le code ne s’affiche qu’une fois")
    helene.shows("session-33-demande-d-avis")
    code = page.locator(".invitation-code").inner_text()
    address = page.locator("dd").first.inner_text()
    with page.expect_download() as download:
        page.click("text=Lettre à imprimer")
    path = story.folder / "lettre.pdf"
    download.value.save_as(path)
    [letter] = pages_of(path.read_bytes())
    for said in ("Pôle formation des Industries", "Paul Durand", "Atelier 0", FIRST, code):
        assert said in letter, (said, letter)
    assert address in letter.replace(" ", ""), letter
    return address, code


def gives_an_opinion(story: Story, address: str, code: str) -> None:
    """The company's tutor has no account: an address and a code."""
    tutor = Person.comes(story.centre, story.browser)
    story.people["tutor"] = tutor
    page = tutor.page
    page.goto(address)
    page.fill("input[name=code]", "AAAA-BBBB")
    page.keyboard.press("Enter")
    tutor.reads("Code incorrect")
    tutor.shows("session-34-code-refuse")
    page.fill("input[name=code]", code)
    page.keyboard.press("Enter")
    tutor.reads(f"Avis de l’entreprise sur {FIRST}")
    page.fill("#author", "Paul Durand")
    page.fill("#function", "Responsable administratif")
    page.fill("#activities", "Facturation, relances, accueil téléphonique.")
    for name in COMPETENCIES:
        page.check(f"input[name=opinion-{name}][value=favorable]")
    page.check(f"input[name=opinion-{COMPETENCIES[1]}][value=reserve]")
    page.check("input[name=confirms]")
    page.click("text=Signer l’avis")
    tutor.reads("Indiquez les faits, ou pourquoi vous êtes sans avis.")
    tutor.shows("session-35-avis-refuse")
    page.fill(f"#facts-{COMPETENCIES[1]}", "Peu de diapositives réalisées chez nous.")
    page.check("input[name=confirms]")
    page.click("text=Signer l’avis")
    tutor.reads("Votre avis est signé et transmis à la commission d’évaluation. Merci.")
    tutor.shows("session-36-avis-signe")
    page.goto(f"{story.centre.url}/commission/")
    page.wait_for_url("**/connexion**")


def notes_who_has_no_opinion(story: Story, helene: Person) -> None:
    helene.visits(f"/commission/{story.tokens[FIRST]}/competences")
    helene.reads("Signé par l’entreprise le")
    for name in CANDIDATES[1:]:
        for competency in COMPETENCIES:
            path = f"/commission/{story.tokens[name]}/competences/{competency}/avis"
            form = {
                "opinion": "sans_avis",
                "absent_reason": "Entreprise fermée en novembre, deux relances.",
            }
            helene.sends(path, form, follow=False)


def holds_the_interviews(story: Story, helene: Person) -> None:
    section = helene.page.locator(f"#{COMPETENCIES[0]}")
    section.locator("input[name=held_on]").fill(today().isoformat())
    section.locator("input[name=themes]").fill("Les priorités, la relance.")
    section.locator("textarea[name=notes]").fill(
        "Explique pourquoi la relance est partie en second."
    )
    section.get_by_role("button", name="Enregistrer l’entretien").click()
    expect(helene.page.locator(f"#{COMPETENCIES[-1]}")).to_contain_text(
        "Hélène Marchand, Pierre Petit"
    )
    for name in CANDIDATES[1:]:
        path = f"/commission/{story.tokens[name]}/competences/{COMPETENCIES[0]}/entretien"
        form = {
            "held_on": today(),
            "members": "H. Marchand, P. Petit",
            "notes": "Répond clairement.",
            "all": 1,
        }
        helene.sends(path, form, follow=False)


def decides_on_screen(story: Story, helene: Person) -> None:
    page = helene.page
    for name in COMPETENCIES:
        section = page.locator(f"#{name}")
        section.locator("input[name=acquired][value=yes]").check()
        section.locator("textarea[name=reasons]").fill("Au vu des trois bases.")
        section.get_by_role("button", name="Statuer").click()
        expect(page.locator(f"#{name} .verdict")).to_contain_text("Acquise")
    helene.shows("session-37-statue")


def decides_by_form(story: Story, helene: Person) -> None:
    for name in CANDIDATES[1:]:
        for competency in COMPETENCIES:
            fails = name in FAILING and competency == "C5"
            form = {"acquired": "no" if fails else "yes", "reasons": "Au vu des trois bases."}
            path = f"/commission/{story.tokens[name]}/competences/{competency}/decision"
            helene.sends(path, form, follow=False)


def sign(story: Story, helene: Person, pierre: Person) -> None:
    page = helene.page
    helene.visits(f"/commission/{story.tokens[FIRST]}/signature")
    page.fill("#password-sign", "mauvais")
    helene.clicks("text=Signer le résultat")
    helene.reads("Mot de passe incorrect")
    page.fill("#password-sign", PASSWORDS["helene"])
    helene.clicks("text=Signer le résultat")
    helene.reads("Pierre Petit : signature attendue")
    helene.shows("session-38-premiere-signature")
    pierre.visits(f"/commission/{story.tokens[FIRST]}/signature")
    pierre.page.fill("#password-sign", PASSWORDS["pierre"])
    pierre.clicks("text=Signer le résultat")
    pierre.reads("Validé et signé")
    for name in CANDIDATES[1:]:
        path = f"/commission/{story.tokens[name]}/signature"
        for who, person in (("helene", helene), ("pierre", pierre)):
            shown = plain(person.sends(path, {"password": PASSWORDS[who]}))
        assert re.search("Validé et signé", shown), name
