"""Entries as they are said to the candidate: names that a reader knows, whatever the kind of fact."""

import pytest

from grading.questions.told import LONGEST, Telling, of, short
from sim.language.normalise import normalise
from tests.grading import pack

SAID = {
    "mail.opened": "vous avez ouvert le mel \" consignes pour demain matin \" de sophie marchetti",
    "mail.delivered": "vous avez recu le mel \" liste commandes a expedier s43 \" de nadia oumarou",
    "call.began": "marc vuillet vous telephonait",
    "call.answered": "vous avez pris l'appel de marc vuillet",
    "erp.action_done": "vous avez fait \" confirmer \" (commande client cc26-0668)",
    "erp.record_changed": "vous avez modifie \" client c00141 \" (adresses)",
    "erp.control_run": "vous avez lance le controle du numero de tva",
    "drive.added": "vous avez obtenu de l'erp \" ar-cc26-0668.pdf \", dans \" /sorties erp \"",
    "planner.task_status_changed": "vous avez note \" commande alphydral et ar \" \" fait \"",
    "call.mood_changed": "le journal note : \" l'humeur de l'interlocuteur change",
    "incident.began": "le journal note : \" incident : l'imprimante",
}  # fmt: skip


@pytest.mark.parametrize("kind", SAID)
def test_an_entry_is_told_with_the_names_a_reader_knows(kind):
    record = pack.record()
    entry = next(one for one in record.entries if one.kind == kind)

    assert normalise(Telling(record).event(entry)).startswith(SAID[kind])


@pytest.mark.parametrize("name", ["reference", "alternative", "idle"])
def test_every_entry_can_be_told(name):
    record = pack.record(name)
    say = Telling(record)

    for entry in record.entries:
        told = say.event(entry)
        assert told[-1] not in ".,"
        assert "BROUILLON" not in told
        assert say.deed(entry)


def test_a_colleague_s_act_is_not_the_candidate_s():
    record = pack.record()
    entry = next(one for one in record.by_kind["erp.action_done"] if one.actor == "world")

    assert Telling(record).event(entry) == "un collègue a fait « Débloquer » (client C00127)"


def test_what_is_unknown_is_told_by_its_id():
    say = Telling(pack.record())

    assert say.mail("X9") == "ce mél"
    assert say.conversation("X9") == "cette conversation"
    assert say.task("T99") == "une tâche"
    assert say.person("x@y.example") == "x@y.example"
    assert say.record("nothing", "N1") == "nothing N1"


@pytest.mark.parametrize(
    ("name", "said"),
    [("Amandine", "d’Amandine"), ("Élodie", "d’Élodie"), ("Luc", "de Luc"), ("", "de ")],
)
def test_names_are_elided(name, said):
    assert of(name) == said


def test_long_words_are_cut_between_words():
    assert short("Bonjour\n\nLuc") == "Bonjour Luc"
    assert len(short("mot " * 60)) <= LONGEST + 1
    assert short("mot " * 60).endswith("mot…")
    assert len(short("x" * 300)) == LONGEST + 1
