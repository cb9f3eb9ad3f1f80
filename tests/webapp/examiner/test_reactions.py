"""The page that says which rule of which person took place, and why."""

import html
import re

import pytest

from sim import session
from sim.journal.files import sha256
from sim.pattern import Pattern
from sim.rule import Condition, Silence
from sim.scenario.model import Injection, WorldFact
from tests.build import Office, a_scenario
from tests.webapp.examiner.conftest import Commission
from webapp.planning import import_journal
from webapp.store.tables import ScenarioRow, Sitting

KARIM = Pattern(fact="chat.sent", to="karim")
SAYS = (WorldFact(chat=("karim", "Je regarde.")),)
TIMELINE = (
    Injection(id="M02", at="08:40", does=(WorldFact(mail="M02"),), why="La suite de la commande."),
    Injection(
        id="colder", silence=Silence(of=Pattern(fact="mail.delivered"), for_min=15), does=SAYS,
        why="Sans réponse, on relance.", unless=(Pattern(fact="mail.moved"),),
    ),
    Injection(id="thanks", after=KARIM, delay_min=4, requires=(Pattern(fact="mail.opened"),), does=SAYS, why="Karim remercie."),
    Injection(id="again", follows="thanks", delay_min=2, when=(Condition(task={"status": "done"}),), does=SAYS, why="Karim reparle du plan."),
    Injection(id="later", follows="colder", delay_min=60, does=SAYS, why="Plus tard."),
    Injection(id="never", after=Pattern(fact="drive.deleted"), does=SAYS, why="Un fichier manque."),
)  # fmt: skip
SCENARIO = a_scenario(timeline=TIMELINE)
CONTENT = SCENARIO.model_dump_json()


@pytest.fixture
def reacted(examiner, store, waiting):
    """Return what the page says of a sitting in which a mail stayed without an answer."""
    digest = sha256(CONTENT.encode())
    with store.sessions.begin() as rows:
        rows.add(ScenarioRow(digest=digest, pack="tiny", version="1", seed=0, content=CONTENT))
        rows.flush()
        rows.get(Sitting, waiting.id).scenario_digest = digest
    office = Office(SCENARIO, started=False)
    office.do(session.Start(scenario=digest))
    office.at("8:42").do("OpenMail", mail="M02")
    office.at("8:45").do("SendChat", person="karim", text="Bonjour Karim")
    office.at("9:00").do("OpenMail", mail="M01")
    office.at("9:05").do(session.Finish())
    import_journal(store, waiting.id, tuple(office.entries), office.files.blobs)
    return Commission(examiner, waiting)


def text(answer) -> str:
    assert answer.status_code == 200
    return re.sub(r"[\u00a0\u202f]", " ", html.unescape(answer.text))


def of_rule(page: str, name: str) -> str:
    """Return what the page says of a firing."""
    return page.partition(f'id="reaction-{name}"')[2].partition("</li>")[0]


def test_what_took_place_says_its_rule_its_trigger_its_conditions_and_its_effect(reacted):
    found = of_rule(text(reacted.get("/reactions")), "thanks")

    assert "Karim remercie." in found
    assert "4 min après : message instantané envoyé à Karim Benali" in found
    for seq, said in ((4, "Bonjour Karim"), (3, "Ouvre le mél"), (5, "Je regarde.")):
        assert f"relecture?entree={seq}" in found, seq
        assert said in found, said
    assert "8 h 49" in found


def test_a_silence_says_how_long_it_lasted_and_what_would_have_ended_it(reacted):
    found = of_rule(text(reacted.get("/reactions")), "colder")

    assert "15 min sans réponse après : mél reçu" in found
    assert "L’aurait évitée" in found
    assert "mél déplacé ; ou tout ce qui est dit à la personne, ou l’appel pris" in found
    assert "8 h 55" in found


def test_what_was_called_off_says_by_what(reacted):
    found = of_rule(text(reacted.get("/reactions")), "again")

    assert "le bureau n’était pas ainsi : il y a une tâche (avancement : faite)" in found
    assert "après la réaction « Karim remercie » (thanks)" in found


def test_every_rule_is_there_whatever_came_of_it(reacted):
    page = text(reacted.get("/reactions"))

    places = [page.index(f'id="reaction-{name}"') for name in ("M02", "thanks", "colder", "again", "later", "never")]  # fmt: skip
    assert places == sorted(places)
    assert "Ce qui attendait encore (1)" in re.sub("<[^>]+>", "", page)


def test_each_entry_of_the_world_leads_to_its_rule_and_to_its_trigger(reacted):
    journal = text(reacted.get("/journal"))

    for name in ("M02", "thanks", "colder"):
        assert f"/reactions#reaction-{name}" in journal
    assert "/reactions#reaction-thanks" in text(reacted.get("/relecture?entree=5"))


def test_reading_it_writes_nothing(reacted, store, waiting):
    before = store.sittings.journal(waiting.id).lines()

    reacted.get("/reactions")

    assert store.sittings.journal(waiting.id).lines() == before


def test_a_sitting_in_progress_shows_what_waits(examiner, running):
    page = text(Commission(examiner, running).get("/reactions"))

    assert "Ce qui attendait encore" in page
    assert "9 h 00" in page
