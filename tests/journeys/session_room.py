"""The twelve sit at once; the invigilator sees all, answers, pauses, resumes, extends, neutralises, ends."""

from typing import Any
from uuid import uuid4

from playwright.sync_api import expect

from sim.making import MakeSpec, make
from tests.journeys.centre import Person
from tests.journeys.session_planning import LONGER
from tests.journeys.session_story import CANDIDATES, Story
from webapp.library import PACKS

FIRST, SECOND = CANDIDATES[:2]
TEMPLATE = PACKS / "adv-fac-01" / "files" / "MODELE_relance_N2.docx"
WORK = "/ADV/9_Travail"
BUSY = CANDIDATES[:11]
"""All but one, who begins, reads one message and does nothing more."""


def sit(story: Story) -> None:
    """All twelve sign in with what was printed, and each step is taken by all before the next one."""
    for name in CANDIDATES:
        story.person(name)
    begin(story)
    paul = story.person("paul")
    sees_all_twelve(story, paul)
    read_and_plan(story)
    answer(story)
    story.centre.jump(4)
    a_fault_is_reported_and_answered(story, paul)
    the_room_is_paused_and_resumed(story, paul)
    story.centre.jump(12)
    write_and_file(story)
    one_gets_time_and_a_task_is_neutralised(story, paul)
    story.centre.jump(15)
    one_finishes_alone(story)
    the_room_is_ended(story, paul)
    account_for_themselves(story)


def desk(story: Story, name: str) -> str:
    return f"/epreuve/{story.tokens[name]}"


def act(story: Story, name: str, path: str, **form: object) -> None:
    """Send a form of the desk, as its page does."""
    story.people[name].sends(desk(story, name) + path, {"nonce": uuid4().hex, **form}, follow=False)


def begin(story: Story) -> None:
    for name in CANDIDATES:
        page = story.people[name].page
        page.click("text=Commencer")
        expect(page.get_by_text("Ce qui vous est demandé")).to_be_visible()
    story.people[FIRST].shows("session-11-consignes")
    story.people[LONGER].reads("durée majorée")
    story.people[LONGER].shows("session-12-consignes-affichage-agrandi")
    for name in CANDIDATES:
        story.people[name].clicks("text=Commencer l’épreuve")
    for name in CANDIDATES:
        story.people[name].page.wait_for_url("**/messagerie")
    story.people[LONGER].shows("session-13-bureau-affichage-agrandi")


def sees_all_twelve(story: Story, paul: Person) -> None:
    paul.page.get_by_role("link", name="Entrer").click()
    room = paul.page.locator("#room")
    expect(room).to_contain_text("12 candidats en cours")
    expect(room.get_by_text("en ligne")).to_have_count(12)
    for name in CANDIDATES:
        expect(room).to_contain_text(name)
    paul.shows("session-14-salle")


def read_and_plan(story: Story) -> None:
    for mail in ("M01", "M02", "M08"):
        for name in CANDIDATES if mail == "M01" else BUSY:
            story.people[name].fetches(f"{desk(story, name)}/messagerie/{mail}")
    plan_by_hand(story.people[FIRST])
    for name in BUSY[1:]:
        act(
            story,
            name,
            "/plan",
            title="Facturer les bons de livraison",
            priority="P2",
            estimate_min="20",
        )
    for name in CANDIDATES[1:9]:
        act(story, name, "/messagerie/M02/planifier")


def plan_by_hand(person: Person) -> None:
    page = person.page
    page.get_by_role("link", name="Plan").first.click()
    page.wait_for_url("**/plan")
    page.focus("#task-title")
    page.keyboard.type("Facturer les BL du 12/10")
    page.keyboard.press("Tab")
    page.keyboard.type("P1")
    page.keyboard.press("Tab")
    page.keyboard.type("15")
    page.keyboard.press("Enter")
    expect(page.locator("#planner tbody th")).to_have_count(1)
    person.shows("session-15-plan")


def answer(story: Story) -> None:
    page = story.people[SECOND].page
    story.people[SECOND].visits(f"{desk(story, SECOND)}/messagerie/M08/repondre")
    page.focus("#compose-body")
    page.keyboard.type("Bonjour Julie, le SIREN existe déjà : FERRANDEL, C00141. Cordialement")
    story.people[SECOND].clicks("button:has-text('Envoyer')")
    story.people[SECOND].reads("Message envoyé.")
    story.people[SECOND].shows("session-16-reponse")
    for name in CANDIDATES[2:8]:
        act(
            story, name, "/messagerie/envoyer", to="julie.caron@novafluid.example", subject="RE: SIREN",
            body="Bonjour Julie,\n\nLe compte existe déjà.\n\nCordialement", in_reply_to="M08",
        )  # fmt: skip


def a_fault_is_reported_and_answered(story: Story, paul: Person) -> None:
    someone = story.people[SECOND]
    someone.page.get_by_role("link", name="Surveillant").click()
    someone.page.get_by_label("Ce qui ne va pas").fill("L’écran reste noir quand j’ouvre le PDF.")
    someone.clicks("button:has-text('Prévenir le surveillant')")
    someone.reads("en attente de réponse")
    expect(paul.page.locator(".faults")).to_contain_text("L’écran reste noir")
    paul.page.get_by_label(f"Réponse à {SECOND}").fill("Je viens voir avec vous.")
    paul.clicks("button:has-text('Répondre')")
    paul.reads("Réponse transmise au candidat.")
    expect(someone.page.locator("#fault-reports")).to_contain_text("Je viens voir avec vous.")
    someone.shows("session-17-signalement")


def orders(paul: Person, deed: str, *who: str, **form: str) -> None:
    """Do something for some candidates, or for all."""
    page = paul.page
    every = page.get_by_label("Choisir tous les candidats en cours")
    every.check()
    if who:
        every.uncheck()
    for name in who:
        page.get_by_label(f"Choisir {name}", exact=True).check()
    box = page.locator(".act-box", has=page.locator(f"form[action$='/{deed}']"))
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    for name, value in form.items():
        field: Any = box.locator(f"[name={name}]")
        field.select_option(value) if name in ("category", "task") else field.fill(value)
    with page.expect_response(lambda one: one.request.method == "POST"):
        box.locator("form > button").click()
    expect(page.locator(".results .is-done")).to_have_count(len(who) or 12)


def the_room_is_paused_and_resumed(story: Story, paul: Person) -> None:
    orders(paul, "suspendre", category="evacuation", reason="Alarme incendie, bâtiment évacué")
    expect(paul.page.locator("#room")).to_contain_text("12 suspendus")
    paul.shows("session-18-suspendue")
    for name in (FIRST, LONGER):
        expect(story.people[name].page.locator("#suspended")).to_contain_text("Épreuve suspendue")
    story.people[FIRST].shows("session-19-suspendue-au-bureau")
    orders(
        paul, "incident", category="evacuation", minutes="9",
        reason="Alarme à l’atelier voisin, tous les candidats sortis dans le calme.",
    )  # fmt: skip
    story.centre.jump(9)
    orders(paul, "reprendre", reason="Fin de l’alarme")
    for name in (FIRST, LONGER):
        expect(story.people[name].page.locator("#suspended")).to_be_hidden()
    expect(paul.page.locator("#room")).to_contain_text("12 candidats en cours")


def write_and_file(story: Story) -> None:
    """One letter is deposited by hand, others do their filing as the page does."""
    someone, page = story.people[FIRST], story.people[FIRST].page
    letter = story.folder / "relance.docx"
    letter.write_bytes(
        make(MakeSpec(kind="docx", fill={"[date]": "13 octobre 2026"}), TEMPLATE.read_bytes())
    )
    someone.visits(f"{desk(story, FIRST)}/documents?dossier={WORK}")
    page.set_input_files("#drive-files", letter)
    someone.clicks("button:has-text('Déposer')")
    someone.reads("relance.docx")
    someone.shows("session-20-documents")
    for name in CANDIDATES[1:6]:
        act(story, name, "/discussion/luc", text="Bonjour Luc, je prends le service ce matin.")
    for name in CANDIDATES[:4]:
        act(story, name, "/documents/dossier", dossier=WORK, nom="A classer")


def one_gets_time_and_a_task_is_neutralised(story: Story, paul: Person) -> None:
    orders(paul, "prolonger", SECOND, minutes="10", reason="Écran changé")
    paul.reads(f"{SECOND} : Temps ajouté")
    orders(paul, "neutraliser", SECOND, task="T4", reason="PDF illisible sur ce poste")
    paul.reads(f"{SECOND} : Tâche neutralisée")
    paul.page.get_by_role("link", name=SECOND).click()
    paul.reads("Tâche T4 neutralisée : PDF illisible sur ce poste")
    paul.shows("session-21-poste")
    paul.page.get_by_role("link", name="La salle").click()


def one_finishes_alone(story: Story) -> None:
    someone = story.people[FIRST]
    someone.visits(f"{desk(story, FIRST)}/terminer")
    someone.shows("session-22-terminer")
    someone.clicks("text=Terminer définitivement")
    someone.page.wait_for_url("**/restitution")


def the_room_is_ended(story: Story, paul: Person) -> None:
    expect(paul.page.locator("#room")).to_contain_text("1 terminé")
    orders(paul, "clore", *CANDIDATES[1:], reason="Fin de la session")
    expect(paul.page.locator("#room")).to_contain_text("12 terminés")
    paul.shows("session-23-salle-terminee")
    for name in CANDIDATES[1:]:
        story.people[name].page.wait_for_url("**/restitution")
    story.people[LONGER].reads("Le surveillant a mis fin à l’épreuve.")


def account_for_themselves(story: Story) -> None:
    someone, page = story.people[FIRST], story.people[FIRST].page
    page.fill("#debrief-done", "Réponse à Julie, lettre de relance.")
    page.fill("#debrief-left", "Les factures des BL.")
    page.fill("#debrief-difficulties", "L’alarme.")
    someone.shows("session-24-restitution")
    someone.clicks("text=Remettre définitivement")
    someone.reads("remise")
    for name in CANDIDATES[1:8]:
        act(
            story,
            name,
            "/restitution",
            done="Des réponses.",
            left="Les factures.",
            difficulties="",
            final="1",
        )
