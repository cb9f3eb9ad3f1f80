"""Rehearsals: scripts that build on one another, and refusals a trainer understands."""

import pytest

from grading.rehearsal import (
    RehearsalFile,
    RehearsalRefused,
    Step,
    play,
    read_rehearsals,
    steps_of,
)
from tests.grading import pack

MAIL = {"id": "tell", "at": "08:40", "do": "SendMail",
        "with": {"to": ["k.benali@arvello.example"], "subject": "Point", "body": "Bonjour", "cc": ["a.roche@arvello.example"]}}  # fmt: skip
READ = {"id": "read", "at": "08:31", "do": "OpenMail", "with": {"mail": "M01"}}


def files(**more: dict) -> dict[str, RehearsalFile]:
    return read_rehearsals(
        {"base": {"kind": "reference", "title": "Base", "steps": [MAIL, READ]}, **more}
    )


def variant(**fields) -> list[Step]:
    one = {"kind": "fault", "title": "Variante", "based_on": "base", **fields}
    return steps_of("variant", files(variant=one))


def refusal(*steps: dict) -> str:
    with pytest.raises(RehearsalRefused) as refused:
        play(pack.sealed(), [Step.model_validate(step) for step in steps], pack.pack().assets)
    return str(refused.value)


def test_steps_come_in_the_order_of_the_clock():
    assert [step.id for step in steps_of("base", files())] == ["read", "tell"]


def test_a_rehearsal_adds_to_the_one_it_is_based_on_and_leaves_steps_out():
    added = {"id": "later", "at": "09:00", "do": "OpenMail", "with": {"mail": "M02"}}

    assert [step.id for step in variant(steps=[added])] == ["read", "tell", "later"]
    assert [step.id for step in variant(without=["read"])] == ["tell"]


def test_a_replacement_changes_the_fields_it_names_and_null_takes_one_away():
    (step,) = variant(
        without=["read"],
        replace={"tell": {"at": "09:30", "with": {"subject": "Autre", "cc": None}}},
    )

    assert step.at == "09:30"
    assert step.given == {"to": ["k.benali@arvello.example"], "subject": "Autre", "body": "Bonjour"}


def test_a_replaced_command_takes_other_fields():
    taken_away = {"to": None, "cc": None, "subject": None, "body": None}
    (step,) = variant(
        without=["read"],
        replace={
            "tell": {"do": "SendChat", "with": {**taken_away, "person": "karim", "text": "Bonjour"}}
        },
    )

    assert (step.do, step.given) == ("SendChat", {"person": "karim", "text": "Bonjour"})


@pytest.mark.parametrize(
    "fields", [{"without": ["nowhere"]}, {"replace": {"nowhere": {"at": "09:00"}}}]
)
def test_a_step_that_does_not_exist_is_refused_in_french(fields):
    with pytest.raises(RehearsalRefused, match="l’étape « nowhere » n’existe pas dans « base »"):
        variant(**fields)


def test_a_base_that_does_not_exist_or_goes_round_in_circles_is_refused():
    with pytest.raises(RehearsalRefused, match="« ailleurs » n’existe pas"):
        variant(based_on="ailleurs")
    ring = {
        name: {"kind": "fault", "title": name, "based_on": other}
        for name, other in (("a", "b"), ("b", "a"))
    }
    with pytest.raises(RehearsalRefused, match="se fonde sur elle-même"):
        steps_of("a", files(**ring))


def test_a_file_that_cannot_be_read_is_refused_with_its_name():
    with pytest.raises(RehearsalRefused, match="variante"):
        read_rehearsals({"variante": {"kind": "perfect", "title": "?"}})


@pytest.mark.parametrize(
    ("step", "said"),
    [({**READ, "do": "ReadMind"}, "la commande « ReadMind » n’existe pas"),
     ({**READ, "with": {"letter": "M01"}}, "Étape « read », mail"),
     ({**READ, "with": {"mail": "M99"}}, "Étape « read » (OpenMail à 08:31)"),
     ({**READ, "refused": True}, "accepté"),
     ({**READ, "do": "OpenScreen", "with": {"doctype": "invoice", "record": "@invoice:number=F0"}}, "Aucun enregistrement"),
     ({**READ, "do": "UploadFile", "with": {"folder": "/ADV"}, "make": {"name": "a.docx", "kind": "docx", "template": "no.docx"}}, "le modèle « no.docx »"),
     ({**READ, "do": "UploadFile", "with": {"folder": "/ADV"}, "make": {"name": "a.doc", "kind": "doc"}}, "document mal décrit"),
     ({**READ, "do": "UploadFile", "with": {"folder": "/ADV"}, "make": {"kind": "docx"}}, "donnez un nom (name)")],
)  # fmt: skip
def test_a_step_that_cannot_be_played_says_which_and_why(step, said):
    assert said in refusal(step)


def test_a_refusal_that_was_expected_is_no_fault():
    step = Step.model_validate({**READ, "with": {"mail": "M99"}, "refused": True})

    assert "session.command_refused" in {entry.kind for entry in pack.acted([step]).entries}


def test_the_same_rehearsal_leaves_the_same_journal():
    steps = steps_of("reference", pack.found())

    assert pack.acted(steps).entries[-1].hash == pack.played().entries[-1].hash
