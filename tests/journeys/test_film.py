"""The film of a finished sitting, driven by an examiner with the keyboard and with the mouse."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from grading.rehearsal import play, read_rehearsals, steps_of
from sim.scenario.load import load
from sim.scenario.seal import rehearsals, seal
from tests.journeys.centre import Centre, Person
from webapp.config import read_settings
from webapp.library import PACKS
from webapp.planning import import_journal
from webapp.store.store import open_store
from webapp.store.tables import Sitting

pytestmark = pytest.mark.journey
LAST = 236


@pytest.fixture
def helene(centre: Centre, browser) -> Person:
    """An examiner before the film of a sitting that the reference rehearsal played."""
    pack = load(PACKS / "adv-fac-01")
    sealed = seal(pack, 0)
    steps = steps_of("reference", read_rehearsals(rehearsals(pack, sealed.context, [])))
    played = play(sealed, steps, pack.assets)
    store = open_store(read_settings({"BANNETTE_DATA": str(centre.data)}))
    with store.sessions() as rows:
        sitting = rows.scalar(sa.select(Sitting).where(Sitting.token == centre.token))
    import_journal(store, sitting.id, played.entries, dict(played.files))
    store.database.dispose()
    helene = Person.sits_down(centre, browser, "helene")
    watches(helene, "?entree=0")
    return helene


def watches(helene: Person, asked: str) -> None:
    helene.page.goto(f"{helene.centre.url}/commission/{helene.centre.token}/relecture{asked}")
    expect(helene.page.locator("#film-controls")).to_be_visible()


def is_at(helene: Person, entry: int) -> None:
    expect(helene.page.locator("#replay")).to_have_attribute("data-seq", str(entry))


def presses(helene: Person, key: str, entry: int) -> None:
    helene.page.keyboard.press(key)
    is_at(helene, entry)


def test_a_sitting_is_watched_again(helene):
    steps_with_the_keys(helene)
    plays_and_pauses(helene)
    changes_speed(helene)
    jumps_on_the_strip(helene)
    goes_through_the_plan_alone(helene)
    goes_through_the_evidence_of_a_criterion(helene)
    reads_the_table(helene)
    compares_plan_and_reality(helene)
    assert helene.troubles == []


def steps_with_the_keys(helene: Person) -> None:
    helene.shows("film-debut")
    for key, entry in [
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("End", LAST),
        ("Home", 0),
    ]:
        presses(helene, key, entry)
    helene.page.keyboard.press("?")
    expect(helene.page.locator("#film-help")).to_be_visible()
    helene.shows("film-touches")
    helene.page.keyboard.press("Escape")
    expect(helene.page.locator("#film-help")).to_be_hidden()
    helene.page.fill("#entree", "174")
    helene.page.press("#entree", "Enter")
    is_at(helene, 174)
    expect(helene.page.locator(".replay-screen")).to_contain_text("A2026-0031.pdf")
    helene.shows("film-entree")
    presses(helene, "ArrowRight", 175)


def plays_and_pauses(helene: Person) -> None:
    page = helene.page
    watches(helene, "?entree=1")
    page.keyboard.press("Space")
    expect(page.locator("#film-play")).to_contain_text("Pause", use_inner_text=True)
    is_at(helene, 3)
    page.keyboard.press("Space")
    expect(page.locator("#film-play")).to_contain_text("Lire", use_inner_text=True)
    assert (
        page.locator("#film-filters [name=entree]").input_value()
        == page.locator("#entree").input_value()
    )
    assert f"entree={page.locator('#entree').input_value()}" in page.url


def changes_speed(helene: Person) -> None:
    page = helene.page
    watches(helene, "?entree=235")
    page.keyboard.press("-")
    expect(page.locator("#film-speed")).to_have_value("60")
    page.click("#film-play")
    expect(page.locator("#film-status")).to_have_text("Silence de 4\u00a0min abrégé.")
    is_at(helene, LAST)
    expect(page.locator("#film-status")).to_have_text("Fin du film.")
    page.click("#film-play")
    is_at(helene, 1)
    page.keyboard.press("+")
    expect(page.locator("#film-speed")).to_have_value("")
    is_at(helene, 2)


def jumps_on_the_strip(helene: Person) -> None:
    watches(helene, "?entree=0")
    box = helene.page.locator("#strip").bounding_box()
    helene.page.mouse.click(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2)
    is_at(helene, LAST)


def goes_through_the_plan_alone(helene: Person) -> None:
    page = helene.page
    watches(helene, "?entree=0")
    page.select_option("#film-outil", "planner")
    page.wait_for_url("**outil=planner**")
    expect(page.locator(".replay-kept")).to_contain_text("13\u00a0entrées retenues")
    presses(helene, "End", 232)
    presses(helene, "Home", 17)
    page.keyboard.press("Space")
    is_at(helene, 18)
    helene.shows("film-filtre")


def goes_through_the_evidence_of_a_criterion(helene: Person) -> None:
    page = helene.page
    watches(helene, "?entree=0")
    page.select_option("#film-critere", "C4.2")
    page.wait_for_url("**critere=C4.2**")
    cited = page.locator(".tick.is-kept").count()
    expect(page.locator(".replay-kept")).to_contain_text(f"{cited}\u00a0entrées retenues")
    first = page.locator(".tick.is-kept").first.get_attribute("data-seq")
    presses(helene, "ArrowRight", int(first))
    helene.shows("film-critere")
    page.click("text=Tout montrer")
    expect(page.locator(".tick.is-kept")).to_have_count(LAST)


def reads_the_table(helene: Person) -> None:
    page = helene.page
    page.click("#strip-table summary")
    helene.reads("n’est pas un signe de qualité")
    helene.shows("film-tableau")
    page.click("#strip-table tbody a >> text=17")
    is_at(helene, 17)


def compares_plan_and_reality(helene: Person) -> None:
    page = helene.page
    page.click("text=Plan et réalité")
    expect(page.locator("tr", has_text="Classement")).to_contain_text(
        "rien ne relie cette tâche à une action"
    )
    helene.shows("film-plan")
    page.locator("tr", has_text="Avoir HÉLIOPOMPE").locator("td a").nth(1).click()
    is_at(helene, 75)
