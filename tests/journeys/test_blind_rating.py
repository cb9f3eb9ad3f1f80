"""Two examiners rate one candidate blind, each in their own browser, then conciliate: keyboard in hand."""

import sqlite3

import pytest
from playwright.sync_api import Page, expect

from sim import session
from sim.engine import Engine
from sim.journal.store import MemoryJournal
from sim.mail import SendMail
from tests.journeys.centre import Centre, Person
from webapp.config import read_settings
from webapp.library import framework
from webapp.planning import import_journal
from webapp.store.store import open_store
from webapp.store.tables import Exam, Sitting
from webapp.wall import wall_ms

pytestmark = pytest.mark.journey

CRITERIA = [one.id for one in framework().criteria]
FACTS = "Le magasin n’a pas été prévenu."


def test_two_examiners_rate_blind_then_conciliate(centre, browser):
    sits(centre)
    helene, pierre = (Person.sits_down(centre, browser, name) for name in ("helene", "pierre"))

    reads_a_number_and_no_level(helene)
    looks_at_a_piece_in_place(helene)
    picks_a_question(helene)
    rates(helene, {"C1.2": "3", "C1.5": "2"})
    hands_in(helene)
    expect(helene.page.locator("h1")).to_have_text("Grille des critères")
    helene.reads("Proposition")

    reads_a_number_and_no_level(pierre)
    rates(pierre, {"C1.5": "1"})
    hands_in(pierre)
    conciliates(pierre)

    assert helene.troubles == []
    assert pierre.troubles == []
    assert seconds_counted(centre) > 0


def sits(centre: Centre) -> None:
    """The first candidate has sat a short morning; the centre hides names and wants two ratings."""
    store = open_store(read_settings({"BANNETTE_DATA": str(centre.data)}))
    with store.sessions.begin() as rows:
        sitting = rows.query(Sitting).filter_by(token=centre.token).one()
        exam = rows.get(Exam, sitting.exam_id)
        exam.double_rating = exam.hidden_names = True
        sitting_id, digest = sitting.id, sitting.scenario_digest
    journal = MemoryJournal()
    engine = Engine(store.sittings.scenario(digest), journal, store.files)
    began = wall_ms() - 7_200_000
    engine.handle(session.Start(scenario=digest), wall=began)
    engine.tick(began + 600_000)
    answer = SendMail(to=["k.benali@arvello.example"], subject="Point", body="Je commence.")
    engine.handle(answer, wall=began + 700_000)
    engine.handle(session.Finish(), wall=began + 900_000)
    engine.handle(
        session.SaveDebrief(done="Le courrier.", left="Le reste.", difficulties="Le temps.", final=True),
        wall=began + 960_000,
    )  # fmt: skip
    import_journal(store, sitting_id, tuple(journal.read()), {})
    store.database.dispose()


def base(person: Person) -> str:
    return f"{person.centre.url}/commission/{person.centre.token}"


def reads_a_number_and_no_level(person: Person) -> None:
    page = person.page
    page.goto(f"{person.centre.url}/commission/")
    person.reads("Candidat n°\u00a001")
    page.click("text=Passage suivant à examiner")
    expect(page.locator("h1")).to_have_text("Notation à l’aveugle")
    expect(page.locator("body")).not_to_contain_text("Camille Morel · ")
    expect(page.locator(".grid-list .level")).to_have_count(0)
    person.shows("notation-aveugle")
    page.goto(f"{base(person)}/competences")
    person.reads("remettez votre notation")
    person.troubles.clear()  # the refusal is an error for the browser's console


def looks_at_a_piece_in_place(person: Person) -> None:
    """Without leaving the grid, by keys alone."""
    page = person.page
    page.goto(f"{base(person)}/grille?critere=C1.3")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    goes_on_and_back_at_once(page)
    page.keyboard.press("e")
    expect(page.locator("#piece")).to_be_visible()
    person.reads("Je commence.")
    page.keyboard.press("Escape")
    expect(page.locator("#piece")).to_be_hidden()
    assert page.url.endswith("C1.3")


def goes_on_and_back_at_once(page: Page) -> None:
    """A key pressed the moment a criterion appears is heard by it: the page is not loaded anew under the next key."""
    page.evaluate(
        """() => document.addEventListener("htmx:afterRequest", () => {
            const { dataset } = document.body;
            dataset.panels = Number(dataset.panels ?? 0) + 1;
            if (dataset.panels === "1") {
                setTimeout(() => document.dispatchEvent(new KeyboardEvent("keydown", { key: "k" })));
            }
        })"""
    )
    page.keyboard.press("j")
    expect(page.locator("body[data-panels='2']")).to_be_attached()
    expect(page.locator("#criterion h2").first).to_have_text("C1.3")


def picks_a_question(person: Person) -> None:
    """A suggested question goes into its field at a click; one typed is left alone by the letters."""
    page = person.page
    offered = page.locator("[data-asks]").first
    offered.click()
    expect(page.locator("#question")).to_have_value(offered.get_attribute("data-asks"))
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.type("je ne sais plus")
    expect(page.locator("#answer")).to_have_value("je ne sais plus")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".asked")).to_have_count(1)


def rates(person: Person, keys: dict[str, str]) -> None:
    """Rate every criterion with the keyboard: 1 is reached, the reason is typed where it is not."""
    page = person.page
    page.goto(f"{base(person)}/grille")
    for number, criterion in enumerate(CRITERIA, start=1):
        expect(page.locator("#criterion h2").first).to_have_text(criterion)
        key = keys.get(criterion, "1")
        page.keyboard.press(key)
        if key != "1":
            page.keyboard.press("d")
            page.keyboard.type(FACTS)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#hand-in strong")).to_have_text(f"{number} sur 21")
        expect(page.locator("#ruling .is-current")).to_have_count(1)
        page.locator("h1").click()
        page.keyboard.press("j")
    person.shows("notation-complete")


def hands_in(person: Person) -> None:
    person.clicks("text=Remettre ma notation")
    person.reads("Notation remise")


def conciliates(pierre: Person) -> None:
    page = pierre.page
    page.wait_for_url("**/conciliation")
    pierre.shows("conciliation")
    expect(page.locator(".standing").first).to_contain_text("C1.2")
    expect(page.locator(".standing").first).to_contain_text("écart de deux niveaux")
    pierre.clicks("text=Retenir 19 niveaux communs")
    for criterion in ("C1-2", "C1-5"):
        standing = page.locator(f"#standing-{criterion}")
        standing.locator("input[value=partly]").check()
        standing.locator("textarea").fill("Relu ensemble.")
        pierre.clicks(f"#standing-{criterion} >> text=Retenir ce niveau")
        expect(standing.locator(".is-current")).to_contain_text("Relu ensemble.")
    pierre.reads("Tous les critères sont retenus")
    page.goto(f"{base(pierre)}/competences")
    pierre.reads("retenu")
    page.goto(page.url.replace("/competences", "/conciliation"))
    page.click("text=Toute la session")
    page.click("text=Accord et temps")
    pierre.reads("Médiane")
    pierre.shows("accord")


def seconds_counted(centre: Centre) -> int:
    with sqlite3.connect(centre.data / "bannette.sqlite3") as connection:
        [(total,)] = connection.execute("SELECT coalesce(sum(seconds), 0) FROM review_time")
        return int(total)
