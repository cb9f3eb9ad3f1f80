"""What an answer key names and nobody has is told at its line, before any rehearsal is played."""

import pytest

from grading.rubric import rubric_problems
from tests.grading import pack

SENT = {"fact": "mail.sent"}
INVOICE = {"doctype": "invoice", "where": {"id": "PF26-1873"}}


def said_of(check: dict, **others) -> str:
    """Return what is said of the pack's answer key when its first row has this check."""
    scenario = pack.sealed().scenario
    first, *rest = scenario.rubric["indicators"]
    row = {**first, **others, "check": {"label": "x", **check}}
    changed = scenario.model_copy(update={"rubric": {"indicators": [row, *rest]}})
    found = rubric_problems(changed, pack.framework())
    assert all((one.file, one.line) == tuple(first["source"]) for one in found)
    return " ".join(one.fr for one in found)


@pytest.mark.parametrize(
    ("check", "expected"),
    [({"type": "never", "what": [{**SENT, "to": "karym"}]}, "La personne « karym »"),
     ({"type": "never", "what": [{"fact": "mail.sennt"}]}, "La sorte de fait « mail.sennt »"),
     ({"type": "happened", "what": [{**SENT, "where": {"objet": "x"}}]}, "« objet » n’est pas un champ connu"),
     ({"type": "happened", "what": [{"fact": "chat.received", "to": "karim"}]}, "n’a pas de destinataire"),
     ({"type": "happened", "what": [SENT], "by": "9h30"}, "« 9h30 » n’est pas une heure"),
     ({"type": "never", "what": [SENT], "since": "25:10"}, "« 25:10 » n’est pas une heure"),
     ({"type": "happened", "what": [{"fact": "erp.action_done", "record": {"doctype": "facture"}}]}, "« facture » n’existe pas dans le progiciel"),
     ({"type": "happened", "what": [{**SENT, "attaches": {**INVOICE, "form": "recto"}}]}, "L’édition « recto »"),
     ({"type": "any_of", "of": [{"type": "transmitted", "what": [SENT], "forbidden": ["zoe"], "label": "y"}]}, "La personne « zoe »"),
     ({"type": "transmitted", "what": [SENT], "required": [["karim", "karym"]]}, "La personne « karym »"),
     ({"type": "channel", "what": [{"fact": "passed_on"}], "to": ["karym"], "purpose": "urgent"}, "La personne « karym »"),
     ({"type": "no_cross_sending", "contacts": {"C1": ["zoe"]}, "anyone": ["karym"]}, "La personne « zoe »"),
     ({"type": "record_is", "record": {"doctype": "invoice", "where": {"ident": "1"}}}, "« ident » n’est pas un champ connu"),
     ({"type": "record_is", "record": INVOICE, "fields": {"po_customer": "1"}}, "« po_customer » n’est pas un champ connu"),
     ({"type": "record_is", "record": INVOICE, "lines": [{"quantite": "1"}]}, "« quantite » n’est pas un champ connu"),
     ({"type": "record_is", "record": INVOICE, "totals": {"ttc": "1"}}, "écrivez net, vat, gross"),
     ({"type": "record_is", "record": INVOICE, "state": "draft | payee"}, "L’état « payee »"),
     ({"type": "untouched", "doctypes": ["facture"]}, "« facture » n’existe pas dans le progiciel"),
     ({"type": "note_taken", "call": "call-zz"}, "La conversation « call-zz »"),
     ({"type": "promises_kept", "call": "call-zz", "kept": [SENT]}, "La conversation « call-zz »"),
     ({"type": "contains", "which": {"family": "text"}}, "donnez « has » ou « lacks »"),
     ({"type": "filed", "folder": "/ADV"}, "donnez « output » ou « document »"),
     ({"type": "covers", "topics": ["a"], "at_least": 1}, "donnez « what » ou « which »"),
     ({"type": "share", "of": [{"type": "never", "what": [SENT], "label": "y"}], "full": 80}, "« full » est une proportion"),
     ({"type": "filed", "folder": "/ADV", "name": "("}, "n’est pas une expression régulière")],
)  # fmt: skip
def test_what_nobody_has_is_told(check, expected):
    assert expected in said_of(check)


def test_a_task_that_is_not_in_the_key_is_told():
    assert "La tâche « T99 »" in said_of({"type": "happened", "what": [SENT]}, task="T99")


@pytest.mark.parametrize(
    "check",
    [{"type": "happened", "what": [{"fact": ["mail.sent", "chat.sent"], "where": {"subject": "*"}, "to": "karim"}], "by": "09:30"},
     {"type": "letter_posted", "to": ["TRANSMÉCARO"]},
     {"type": "record_is", "record": INVOICE, "state": "draft | posted", "totals": {"net": "1"}}],
)  # fmt: skip
def test_what_the_pack_has_is_accepted(check):
    assert said_of(check) == ""
