"""A candidate's morning in a few lines, and one check put to it."""

from typing import Any

from pydantic import TypeAdapter

from grading.checks.kinds import AnyCheck
from grading.record import Record
from grading.verdict import Result
from sim.language.normalise import normalise
from sim.making import MakeSpec, make
from sim.scenario.model import KeyTask, Person, Sensitive
from tests.build import PEOPLE, Office, a_scenario
from tests.sim.erp.arvello import opening

CHECK: TypeAdapter[Any] = TypeAdapter(AnyCheck)
BUYER = "c.vasseur@alphydral.example"
KARIM = "k.benali@arvello.example"
SOPHIE = "s.marchetti@arvello.example"
PEOPLE_AND_MANAGER = (
    *PEOPLE,
    Person(id="sophie", name="Sophie Marchetti", internal=True, email=SOPHIE, chat=True),
)
TASKS = (
    KeyTask(id="T1", title="Commande", priority="P1", expert_min=10, mails=("M01",)),
    KeyTask(id="T2", title="Relance", priority="P3", expert_min=8, words=("relance", "lettre")),
)
PRICE = Sensitive(
    id="price",
    label="Prix de NOVAGRIEL",
    mentions=("NOVAGRIEL",),
    mentions_any=("1.48", "3 % de remise"),
    allowed=("sophie",),
)
LETTER = {"family": "text", "says": ["TRANSMÉCARO", "relance"], "names": ["*relance*"], "least": 2}


def desk(**changes: Any) -> Office:
    """Return an office with a manager, an answer key of two tasks and one confidential price."""
    given = {"people": PEOPLE_AND_MANAGER, "tasks": TASKS, "sensitive": (PRICE,), **changes}
    return Office(a_scenario(**given))


def office_with_manager() -> Office:
    """Return the office of an ERP where outputs can be sent to anybody."""
    return desk(erp=opening())


def told(what: Any, kind: str, /, **fields: Any) -> Result:
    """Put a check, as a rubric writes it, to an office as its journal and files tell it."""
    check = CHECK.validate_python({"type": kind, **fields})
    result: Result = check(Record(what.scenario, what.entries, what.files.blobs))
    return result


def verdict(what: Any, kind: str, /, **fields: Any) -> str:
    """Return the verdict alone."""
    return told(what, kind, **fields).verdict


def reason(what: Any, kind: str, /, **fields: Any) -> str:
    """Return the sentence the examiner reads, whatever its typography."""
    return normalise(told(what, kind, **fields).reason)


def mail(what: Office, to: str = KARIM, **given: Any) -> Any:
    """Send a message."""
    values = {
        "to": (to,),
        "subject": "Point",
        "body": "Bonjour,\n\nVoici.\n\nCordialement,\nCamille",
    }
    outcome = what.do("SendMail", **{**values, **given})
    assert not outcome.refusal, outcome.refusal
    return outcome


def hand_in(what: Office, name: str, folder: str = "/ADV/9_Travail", **spec: Any) -> str:
    """Make a document, put it on the drive and return its path."""
    kind = name.rpartition(".")[2]
    outcome = what.upload(name, make(MakeSpec.model_validate({"kind": kind, **spec})), folder)
    assert not outcome.refusal, outcome.refusal
    return f"{folder}/{name}"


def a_letter(
    what: Office, text: str = "", name: str = "RELANCE_TRANSMECARO.docx", **spec: Any
) -> str:
    """Hand in a reminder letter to TRANSMÉCARO."""
    blocks = [{"text": "TRANSMÉCARO SAS"}, {"text": f"Objet : relance. {text}"}]
    return hand_in(what, name, **{"blocks": blocks, **spec})


def record_of(what: Office) -> Record:
    """Return what grading sees of an office."""
    return Record(what.scenario, what.entries, what.files.blobs)
