"""A signed result against the rows it was made of: one changed behind the signature is named."""

from collections.abc import Mapping
from typing import Any

from sim.language.french import date_short, typeset
from webapp.register import Act, RegisterBroken
from webapp.wall import local

NAMES = frozenset({"by", "author"})
"""Names of people: corrected in an account, or erased, without the result being touched."""
BY_CRITERION = {"rulings": "le niveau retenu", "questions": "les questions"}
BY_COMPETENCY = {
    "opinion": "l’avis de l’entreprise",
    "interview": "l’entretien",
    "decision": "la décision",
    "evaluations": "les évaluations",
}


def compare(validated: Act, now: Mapping[str, Any]) -> None:
    """Refuse rows that no longer say what was signed. Raises `RegisterBroken`, naming the first difference.

    `now` are the parts of the result that people wrote, as the database holds them. Nothing is compared
    once the person's data are erased.
    """
    what = _difference(validated.data or {}, now)
    if not what:
        return
    person = validated.says("candidate") or "candidat"
    signed_on = date_short(local(validated.at))
    raise RegisterBroken(
        typeset(
            f"Résultat signé modifié dans la base : {person}, {what} (acte n° {validated.seq}, signé le {signed_on})."
        )
    )


def _difference(signed: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Return what is no longer as signed, in French, or nothing."""
    for field, name in BY_CRITERION.items():
        was, is_now = signed.get(field), now[field]
        if was is None:
            continue
        for criterion in sorted({*was, *is_now}):
            if not _same(was.get(criterion), is_now.get(criterion)):
                return f"{name} du critère {criterion}"
    for competency, parts in (signed.get("competencies") or {}).items():
        for part, name in BY_COMPETENCY.items():
            if part in parts and not _same(parts[part], now["competencies"][competency][part]):
                return f"{name} sur la capacité {competency}"
    return ""


def _same(signed: Any, now: Any) -> bool:
    """Compare what was signed with what is there, names of people left out; later releases say more."""
    if isinstance(signed, dict) and isinstance(now, dict):
        return all(_same(one, now.get(name)) for name, one in signed.items() if name not in NAMES)
    if isinstance(signed, list) and isinstance(now, list):
        return len(signed) == len(now) and all(map(_same, signed, now))
    return bool(signed == now)
