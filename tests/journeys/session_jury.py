"""The jury pronounces by the rule, draws its minutes up, signs, publishes; the papers are opened and read."""

import re

from playwright.sync_api import expect

from tests.journeys.centre import PASSWORDS, Person
from tests.journeys.session_planning import today
from tests.journeys.session_rating import FAILING, FIRST
from tests.journeys.session_story import CANDIDATES, Story, pages_of, plain, words_of

NUMBER = "2026-014"
DRAFT = "PROJET"


def deliberate(story: Story) -> None:
    """Nothing is read by a candidate before everybody has signed."""
    anne, luc = story.person("anne"), story.person("luc")
    sees_the_whole_picture(story, anne)
    tries_against_the_rule(story, anne)
    pronounces(story, anne)
    draws_the_minutes_up(story, anne)
    papers_are_read(story, anne, signed=False)
    reads_no_result_yet(story)
    sign(story, anne, luc)
    papers_are_read(story, anne, signed=True)
    anne.visits(f"/jury/{story.exam}")
    anne.page.click("text=Publier les résultats")
    anne.reads("Résultats publiés : chaque candidat lit le sien sur sa page.")
    anne.shows("session-44-publiee")
    candidates_read_their_results(story)


def sees_the_whole_picture(story: Story, anne: Person) -> None:
    anne.page.click("text=Session de novembre")
    expect(anne.page.get_by_text("À prononcer")).to_have_count(12)
    anne.shows("session-39-jury")


def tries_against_the_rule(story: Story, anne: Person) -> None:
    name = FAILING[0]
    anne.page.click(f"text={name}")
    anne.page.check("input[name=admissible][value=yes]")
    anne.page.fill("#password-pronounce", PASSWORDS["anne"])
    anne.page.click("#deliberation button")
    anne.reads("Le candidat ne peut pas être déclaré admissible : C5 non acquise.")
    anne.shows("session-40-contre-la-regle")
    anne.page.check("input[name=admissible][value=no]")
    anne.page.fill("#reasons", "La cinquième capacité n’est pas acquise.")
    anne.page.fill("#password-pronounce", PASSWORDS["anne"])
    anne.page.click("#deliberation button")
    anne.reads(f"Délibération enregistrée pour {name}.")


def pronounces(story: Story, anne: Person) -> None:
    present = re.findall(
        r'name="present" value="(\d+)"',
        anne.fetches(f"/jury/passages/{story.tokens[FIRST]}").text(),
    )
    assert len(present) == 2
    for name, token in story.each():
        if name == FAILING[0]:
            continue
        form = {
            "admissible": "no" if name in FAILING else "yes", "password": PASSWORDS["anne"],
            "reasons": "Une capacité n’est pas acquise." if name in FAILING else "",
        }  # fmt: skip
        anne.sends(
            f"/jury/passages/{token}/prononcer", form, many={"present": present}, follow=False
        )
    anne.fetches("/jury/")  # reads what each form said: else the next page says it eleven times


def draws_the_minutes_up(story: Story, anne: Person) -> None:
    page = anne.page
    anne.visits(f"/jury/{story.exam}")
    page.fill("#number", NUMBER)
    page.fill("#held_on", today().isoformat())
    page.fill("#place", "Rennes")
    page.fill("#remarks", "Épreuve suspendue neuf minutes, alarme incendie.")
    page.fill("#password-minutes", PASSWORDS["anne"])
    anne.shows("session-41-dresser")
    page.get_by_role("button", name="Dresser le procès-verbal").click()
    anne.reads(f"Procès-verbal n° {NUMBER}")
    anne.shows("session-42-proces-verbal")


def papers_are_read(story: Story, anne: Person, *, signed: bool) -> None:
    base = f"/jury/{story.exam}/proces-verbal"
    word, pages = (
        words_of(anne.fetches(f"{base}.docx").body()),
        pages_of(anne.fetches(f"{base}.pdf").body()),
    )
    for said in (word, " ".join(pages)):
        assert (DRAFT in said) is not signed
        assert ("Signé le" in said) is signed
        for part in (NUMBER, "Pôle formation des Industries", "Anne Carrel", "Luc Ferrand", "alarme incendie", *CANDIDATES):  # fmt: skip
            assert part in said, part
    first = pages[0]
    for name in CANDIDATES:
        verdict = (
            r"C1, C2, C3, C4 — non admissible"
            if name in FAILING
            else r"C1, C2, C3, C4, C5 — admissible"
        )
        assert re.search(re.escape(name) + r" " + verdict, " ".join(pages[:2])), first
    for name in (FIRST, FAILING[0]):
        path = f"/jury/passages/{story.tokens[name]}/extrait"
        for said in (words_of(anne.fetches(f"{path}.docx").body()), " ".join(pages_of(anne.fetches(f"{path}.pdf").body()))):  # fmt: skip
            assert f"déclaré {'non ' if name in FAILING else ''}admissible." in said
            assert said.count("Non acquise") == (1 if name in FAILING else 0)
            assert (DRAFT in said) is not signed
            assert not [other for other in CANDIDATES if other != name and other in said]


def reads_no_result_yet(story: Story) -> None:
    someone = story.person(FIRST)
    someone.visits("/epreuve/")
    expect(someone.page.locator(".result")).to_have_count(0)


def sign(story: Story, anne: Person, luc: Person) -> None:
    for login, person in (("anne", anne), ("luc", luc)):
        person.visits(f"/jury/{story.exam}")
        person.page.fill("#password-sign", PASSWORDS[login])
        person.page.get_by_role("button", name="Signer le procès-verbal").click()
        person.reads("Procès-verbal signé.")
    luc.shows("session-43-signe")


def candidates_read_their_results(story: Story) -> None:
    for name, said in ((FIRST, "vous êtes déclaré(e) admissible"), (FAILING[0], "vous n’êtes pas déclaré(e) admissible")):  # fmt: skip
        someone = story.person(name)
        someone.visits("/epreuve/")
        someone.reads(f"Résultat : {said}")
    story.person(FAILING[0]).reads("Les capacités acquises sont conservées")
    story.person(FAILING[0]).shows("session-45-resultat")
    for name in CANDIDATES[1:9]:
        assert "vous êtes déclaré(e) admissible" in plain(
            story.person(name).fetches("/epreuve/").text()
        )
