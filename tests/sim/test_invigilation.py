"""The invigilation: faults reported and answered, incidents, tasks set apart, workstations, reasons."""

import pytest

from sim.facts import session
from sim.invigilation import LOST_LIMIT, TEXT_LIMIT, UNANSWERED_LIMIT, tasks_of
from sim.replay import Playhead
from sim.session import Start
from tests.build import START_MS, Office, a_scenario

RUBRIC = {"indicators": [{"task": "T10"}, {"task": "T2"}, {"task": ""}, {"task": "T2"}, {}]}
TASKS = ({"id": "T10", "title": "Classement", "expert_min": 4},)
WHY = "Poste en panne de 8 h 40 à 8 h 55"


@pytest.fixture
def office() -> Office:
    return Office(a_scenario(rubric=RUBRIC, tasks=TASKS)).at("08:40")


def ordered(office: Office, command: str, **given) -> str:
    """Ask as the invigilator; return the refusal."""
    return office.do(command, actor="examiner", **given).refusal


GOOD = [
    ("NoteIncident", {"category": "evacuation", "text": "Alarme incendie", "minutes_lost": 12}),
    ("NeutraliseTask", {"task": "T2", "reason": WHY}),
    ("ReplaceWorkstation", {"before": "P3", "after": "P4", "reason": WHY}),
    ("Pause", {"reason": WHY, "category": "technical"}),
    ("Extend", {"minutes": 5, "reason": WHY}),
    ("Close", {"reason": "Malaise"}),
]


@pytest.mark.parametrize(("command", "given"), GOOD, ids=[one[0] for one in GOOD])
def test_the_invigilator_acts_and_the_journal_says_why(office, command, given):
    assert ordered(office, command, **given) == ""

    fact = office.entries[-1].fact
    assert office.entries[-1].actor == "examiner"
    assert given.items() <= fact.model_dump().items()
    assert office.replayed() == office.world


@pytest.mark.parametrize(
    ("command", "given"), [*GOOD, ("AnswerFault", {"fault": "P1", "text": "x"})]
)
def test_a_candidate_does_none_of_it(office, command, given):
    before = office.kinds

    assert "réservée" in office.do(command, **given).refusal
    assert office.kinds == before


BAD = [
    ("NoteIncident", {"category": "fire", "text": "x"}, "catégorie"),
    ("NoteIncident", {"category": "other", "text": "  "}, "Décrivez"),
    ("NoteIncident", {"category": "other", "text": "x" * (TEXT_LIMIT + 1)}, "dépasse"),
    ("NoteIncident", {"category": "other", "text": "x", "minutes_lost": -1}, "temps perdu"),
    ("NoteIncident", {"category": "other", "text": "x", "minutes_lost": LOST_LIMIT + 1}, "temps"),
    ("NeutraliseTask", {"task": "T99", "reason": WHY}, "n’est pas dans le sujet"),
    ("NeutraliseTask", {"task": "", "reason": WHY}, "n’est pas dans le sujet"),
    ("NeutraliseTask", {"task": "T2", "reason": " "}, "motif"),
    ("ReplaceWorkstation", {"before": "P3", "after": "p3", "reason": WHY}, "corrigez"),
    ("ReplaceWorkstation", {"before": "", "after": "P4", "reason": WHY}, "nom du poste"),
    ("ReplaceWorkstation", {"before": "P3", "after": "P" * 81, "reason": WHY}, "nom du poste"),
    ("ReplaceWorkstation", {"before": "P3", "after": "P4", "reason": ""}, "motif"),
    ("AnswerFault", {"fault": "P7", "text": "x"}, "n’existe pas"),
    ("Pause", {"reason": "", "category": "other"}, "motif"),
    ("Pause", {"reason": WHY, "category": "holiday"}, "catégorie"),
    ("Extend", {"minutes": 5, "reason": " "}, "motif"),
    ("Extend", {"minutes": 5, "reason": "x" * (TEXT_LIMIT + 1)}, "dépasse"),
]


@pytest.mark.parametrize(("command", "given", "said"), BAD)
def test_what_cannot_be_done_is_refused_with_its_reason(office, command, given, said):
    assert said in ordered(office, command, **given)

    assert office.kinds[-1] == "session.command_refused"
    assert office.replayed() == office.world


def test_a_fault_is_reported_then_answered_once(office):
    office.do("ReportFault", text="  L’écran est noir. ", screen="Messagerie")
    fault = office.world.room.faults["P1"]
    assert (fault.text, fault.screen, fault.answer) == ("L’écran est noir.", "Messagerie", "")
    assert office.world.room.unanswered == [fault]

    assert "vide" in ordered(office, "AnswerFault", fault="P1", text=" ")
    assert ordered(office, "AnswerFault", fault="P1", text="J’arrive.") == ""

    assert office.world.room.unanswered == []
    assert fault.answer == "J’arrive."
    assert "déjà" in ordered(office, "AnswerFault", fault="P1", text="Encore.")
    assert office.replayed() == office.world


@pytest.mark.parametrize(("text", "said"), [("", "vide"), (" \n", "vide"), ("x" * 1001, "dépasse")])
def test_a_report_says_something_and_not_too_much(office, text, said):
    assert said in office.do("ReportFault", text=text).refusal


def test_reports_without_an_answer_do_not_pile_up(office):
    for _ in range(UNANSWERED_LIMIT):
        assert office.do("ReportFault", text="Encore").refusal == ""

    assert "levez la main" in office.do("ReportFault", text="Encore").refusal


def test_a_report_can_be_made_while_the_sitting_is_paused_and_nothing_else(office):
    ordered(office, "Pause", reason="Alarme")

    assert office.do("ReportFault", text="Mon écran est noir").refusal == ""
    assert "suspendue" in office.do("AddTask", title="x").refusal


def test_a_report_does_not_stop_the_clock(office):
    office.do("ReportFault", text="Mon écran est noir")

    assert office.world.clock.running


def test_what_stopped_the_clock_is_remembered_with_its_length(office):
    ordered(office, "Pause", reason="Alarme", category="evacuation")
    office.wall += 60_000
    ordered(office, "Resume", reason="Fin de l’alarme")
    ordered(office, "Pause", reason="Malaise")
    office.wall += 30_000
    ordered(office, "Close", reason="Malaise")

    first, second = office.world.room.stops
    assert (first.category, first.reason, first.until - first.wall) == (
        "evacuation",
        "Alarme",
        60_000,
    )
    assert (second.category, second.until - second.wall) == ("", 30_000)
    assert office.replayed() == office.world


def test_a_task_is_neutralised_once_and_the_entry_is_known(office):
    ordered(office, "NeutraliseTask", task="T2", reason=WHY)

    assert office.world.room.neutralised["T2"].seq == len(office.entries)
    assert "déjà" in ordered(office, "NeutraliseTask", task="T2", reason=WHY)


def test_a_neutralisation_is_withdrawn_with_its_reason_and_both_are_kept(office):
    ordered(office, "NeutraliseTask", task="T2", reason=WHY)

    assert ordered(office, "RestoreTask", task="T2", reason="Le fichier était là") == ""

    room = office.world.room
    assert room.neutralised == {}
    (withdrawn,) = room.withdrawn
    assert (withdrawn.of.task, withdrawn.of.reason) == ("T2", WHY)
    assert (withdrawn.seq, withdrawn.reason) == (len(office.entries), "Le fichier était là")
    assert office.kinds[-2:] == ["session.task_neutralised", "session.task_restored"]
    assert office.replayed() == office.world
    assert ordered(office, "NeutraliseTask", task="T2", reason="Encore") == ""
    assert list(office.world.room.neutralised) == ["T2"]


@pytest.mark.parametrize(("task", "reason", "said"), [("T10", WHY, "n’est pas neutralisée"), ("T99", WHY, "n’est pas neutralisée"), ("T2", " ", "motif"), ("T2", "x" * (TEXT_LIMIT + 1), "dépasse")])  # fmt: skip
def test_what_cannot_be_withdrawn_is_refused(office, task, reason, said):
    ordered(office, "NeutraliseTask", task="T2", reason=WHY)

    assert said in ordered(office, "RestoreTask", task=task, reason=reason)

    assert list(office.world.room.neutralised) == ["T2"]


def test_a_candidate_withdraws_nothing(office):
    ordered(office, "NeutraliseTask", task="T2", reason=WHY)

    assert "réservée" in office.do("RestoreTask", task="T2", reason=WHY).refusal


def test_the_tasks_are_those_the_answer_key_scores_with_their_titles(office):
    assert tasks_of(office.scenario) == {"T10": "Classement", "T2": ""}
    assert list(tasks_of(a_scenario(rubric=RUBRIC))) == ["T2", "T10"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_nothing_is_noted_before_the_start_nor_after_the_end(when):
    office = Office(started=when == "after").at("08:40")
    if when == "after":
        office.do("Finish")
    before = office.kinds

    refusal = ordered(office, "NoteIncident", category="late", text="Arrivé à 8 h 50")

    assert ("pas encore commencé" if when == "before" else "terminée") in refusal
    assert office.kinds == before


def test_an_exam_may_last_another_time_than_its_scenario():
    office = Office(started=False)
    office.do(Start(scenario="s", duration_min=90))
    assert office.entries[0].fact == session.Started(scenario="s", duration_min=90)

    office.wall = START_MS + 90 * 60_000
    assert office.world.clock.ended
    assert office.entries[-1].at == 90 * 60


@pytest.mark.parametrize("minutes", [-1, 9, 481])
def test_a_length_that_is_no_length_does_not_start(minutes):
    office = Office(started=False)

    assert "durée" in office.do(Start(scenario="s", duration_min=minutes)).refusal
    assert not office.world.clock.started


def test_the_journal_tells_it_in_french(office):
    office.do("ReportFault", text="Écran noir")
    ordered(office, "AnswerFault", fault="P1", text="J’arrive")
    for command, given in GOOD[:3]:
        ordered(office, command, **given)
    ordered(office, "NeutraliseTask", task="T10", reason=WHY)
    ordered(office, "RestoreTask", task="T2", reason="Fichier retrouvé")
    ordered(office, "Pause", reason="Alarme")
    ordered(office, "Resume")
    ordered(office, "Close", reason="Malaise")

    said = [
        one.text.replace("\u00a0", " ") for one in Playhead(office.scenario, office.entries).steps
    ]
    assert said[1:] == [
        "Signale un problème technique au surveillant : « Écran noir »",
        "Réponse du surveillant au signalement P1 : « J’arrive »",
        "Incident noté par le surveillant (évacuation) : Alarme incendie",
        f"Tâche T2 neutralisée : {WHY}",
        f"Poste remplacé, de P3 à P4 : {WHY}",
        f"Tâche T10 « Classement » neutralisée : {WHY}",
        "Neutralisation de la tâche T2 retirée : Fichier retrouvé",
        "Épreuve suspendue : Alarme",
        "Reprise de l’épreuve",
        "Fin de l’épreuve (par la commission) : Malaise",
    ]
