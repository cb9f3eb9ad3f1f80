"""A room of two candidates and its invigilator, in three real browsers."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

from tests.journeys.centre import Centre, Person

pytestmark = pytest.mark.journey


def tokens(centre: Centre) -> list[str]:
    """Return the sittings' public names, in the order of their numbers."""
    with sqlite3.connect(centre.data / "bannette.sqlite3") as connection:
        return [
            token for (token,) in connection.execute("SELECT token FROM sitting ORDER BY number")
        ]


def kinds(centre: Centre, token: str) -> list[str]:
    """Return what a journal says of the session itself."""
    with sqlite3.connect(centre.data / "bannette.sqlite3") as connection:
        rows = connection.execute(
            "SELECT kind FROM journal JOIN sitting ON sitting.id = sitting_id "
            "WHERE token = ? AND kind LIKE 'session.%' ORDER BY seq",
            (token,),
        )
        return [kind for (kind,) in rows]


def begins(centre: Centre, browser, login: str, token: str) -> Person:
    person = Person.sits_down(centre, browser, login)
    person.page.goto(f"{centre.url}/epreuve/{token}/consignes")
    person.clicks("form button.btn-lg")
    person.page.wait_for_url("**/messagerie")
    return person


def acts(paul: Person, act: str, *who: str, **form: str) -> None:
    """Do something for the candidates whose boxes are ticked."""
    page = paul.page
    for box in page.locator("#room [name=choisi]").all():
        box.uncheck()
    for name in who:
        page.get_by_label(f"Choisir {name}", exact=True).check()
    box = page.locator(".act-box", has=page.locator(f"form[action$='/{act}']"))
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    for name, value in form.items():
        field = box.locator(f"[name={name}]")
        if name in ("category", "task"):
            field.select_option(value)
        else:
            field.fill(value)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        box.locator("form > button").click()
    expect(page.locator(".results")).to_be_visible()


def test_a_room_is_watched_from_the_fault_to_the_end(centre, browser):
    first, second = tokens(centre)
    camille = begins(centre, browser, "camille", first)
    sofia = begins(centre, browser, "sofia", second)
    paul = Person.sits_down(centre, browser, "paul")
    paul.page.get_by_role("link", name=re.compile("Entrer")).click()
    expect(paul.page.locator("#room")).to_contain_text("en ligne")

    a_fault_is_reported_and_answered(camille, paul)
    the_room_is_paused_and_resumed(camille, sofia, paul)
    one_is_given_time_and_a_task_is_neutralised(paul)
    a_page_is_left_and_a_cut_is_made_good(sofia, paul)
    ends(camille, sofia, paul)

    assert kinds(centre, first) == [
        "session.started", "session.fault_reported", "session.fault_answered", "session.paused",
        "session.resumed", "session.extended", "session.task_neutralised", "session.ended",
    ]  # fmt: skip
    assert kinds(centre, second) == [
        "session.started", "session.paused", "session.resumed", "session.extended", "session.ended",
    ]  # fmt: skip
    for person in (camille, sofia, paul):
        assert person.troubles == []
    centre.assert_journal_holds()


def a_fault_is_reported_and_answered(camille: Person, paul: Person) -> None:
    camille.page.get_by_role("link", name="Surveillant").click()
    expect(camille.page.get_by_label("Où")).to_have_value("mail")
    camille.shows("room-1-fault-form")
    camille.page.get_by_label("Ce qui ne va pas").fill("La touche entrée ne répond plus.")
    camille.clicks("button:has-text('Prévenir le surveillant')")
    camille.reads("en attente de réponse")

    reports = paul.page.locator(".faults")
    expect(reports).to_contain_text("La touche entrée ne répond plus.")
    # What is being typed outlives the polls.
    paul.page.get_by_label("Réponse à Camille Roux").fill("Je vous apporte")
    with paul.page.expect_response(lambda answer: "/salle/" in answer.url):
        pass
    paul.page.wait_for_load_state("networkidle")
    paul.page.get_by_label("Réponse à Camille Roux").press_sequentially(" un clavier.")
    paul.shows("room-2-fault-in-the-room")
    paul.clicks("button:has-text('Répondre')")
    paul.reads("Réponse transmise au candidat.")

    expect(camille.page.locator("#fault-reports")).to_contain_text("Je vous apporte un clavier.")
    camille.shows("room-3-answer-at-the-desk")


def the_room_is_paused_and_resumed(camille: Person, sofia: Person, paul: Person) -> None:
    both = ("Camille Roux", "Sofia Lemaire")
    acts(paul, "suspendre", *both, category="evacuation", reason="Alarme incendie")
    expect(paul.page.locator(".results .is-done")).to_have_count(2)
    expect(paul.page.locator("#room")).to_contain_text("2 suspendus")
    paul.shows("room-4-paused")
    expect(sofia.page.locator("#suspended")).to_contain_text("Épreuve suspendue")
    sofia.shows("room-5-paused-at-the-desk")

    acts(paul, "reprendre", *both, reason="Fin de l’alarme")
    expect(sofia.page.locator("#suspended")).to_be_hidden()


def one_is_given_time_and_a_task_is_neutralised(paul: Person) -> None:
    acts(paul, "prolonger", "Camille Roux", minutes="12", reason="Clavier changé")
    paul.reads("Camille Roux : Temps ajouté")
    acts(paul, "neutraliser", "Camille Roux", task="T4", reason="Clavier en panne")
    paul.reads("Camille Roux : Tâche neutralisée")
    paul.page.get_by_role("link", name="Camille Roux").click()
    paul.reads("Tâche T4 neutralisée : Clavier en panne")
    paul.shows("room-6-seat")
    paul.page.get_by_role("link", name="La salle").click()


def a_page_is_left_and_a_cut_is_made_good(sofia: Person, paul: Person) -> None:
    sofia.page.evaluate(
        "Object.defineProperty(document, 'hidden', {configurable: true, get: () => true})"
    )
    sofia.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(paul.page.locator("#room")).to_contain_text("Page quittée")
    sofia.page.evaluate("delete document.hidden")
    sofia.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(paul.page.locator("#room")).not_to_contain_text("Page quittée")

    sofia.centre.jump(1.5)
    row = paul.page.locator("#room tr", has_text="Sofia Lemaire")
    expect(row).to_contain_text("Créditer 2 min")
    paul.shows("room-7-lost-time")
    with paul.page.expect_response(lambda answer: answer.request.method == "POST"):
        row.get_by_role("button", name="Créditer 2 min").click()
    expect(paul.page.locator("#room")).to_contain_text("minutes rendues au candidat")
    expect(row).not_to_contain_text("Créditer")


def ends(camille: Person, sofia: Person, paul: Person) -> None:
    acts(paul, "clore", "Camille Roux", "Sofia Lemaire", reason="Fin de la session")
    paul.reads("2 terminés")
    paul.shows("room-8-ended")
    for person in (camille, sofia):
        person.page.wait_for_url("**/restitution")
        person.reads("Le surveillant a mis fin à l’épreuve.")
