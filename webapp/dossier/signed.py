"""A signed result against the tables it was made of: what was changed there since is found and named."""

from typing import Any

from sim.language.french import date_short
from webapp.dossier.review import Review
from webapp.register import RegisterBroken
from webapp.wall import local

NAMES = frozenset({"by", "author"})
"""Names of people: corrected in an account, or erased, without the result being touched."""
PARTS = {
    "opinion": "l’avis de l’entreprise",
    "interview": "l’entretien",
    "decision": "la décision",
    "evaluations": "les évaluations",
}


def verify_signed(review: Review) -> None:
    """Compare the tables with what was signed. Raises `RegisterBroken`, naming what differs."""
    validated = review.outcome.validated
    if validated is None or validated.data is None:
        return
    now = review.as_data()
    what = _differing(validated.data, now)
    if what:
        signed_on = date_short(local(validated.at))
        raise RegisterBroken(
            f"Résultat signé modifié dans la base\u00a0: {review.sitting.candidate.name}, {what} "
            f"(acte n°\u00a0{validated.seq}, signé le {signed_on})."
        )


def _differing(signed: dict[str, Any], now: dict[str, Any]) -> str:
    """Return what is no longer as signed, in French, or nothing."""
    for field, name in (("rulings", "le niveau retenu"), ("questions", "les questions")):
        was, is_now = signed.get(field, {}), now[field]
        for criterion in sorted({*was, *is_now} if was else ()):
            if not _same(was.get(criterion), is_now.get(criterion)):
                return f"{name} du critère {criterion}"
    for competency, parts in signed.get("competencies", {}).items():
        for part, name in PARTS.items():
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
