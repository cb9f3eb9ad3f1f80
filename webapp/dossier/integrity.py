"""A signed result against the rows it was made of: one changed behind the signature is named."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.language.french import typeset
from webapp.register import Act, RegisterBroken

PARTS_FR = {
    "rulings": "niveaux retenus",
    "questions": "questions et réponses",
    "competencies": "capacités",
    "opinion": "avis de l’entreprise",
    "interview": "entretien",
    "decision": "décision",
}


def compare(validated: Act, rows: Mapping[str, Any]) -> None:
    """Refuse rows that no longer say what was signed. Raises `RegisterBroken`, naming the first difference.

    `rows` are the parts of the result as the database holds them now. Nothing is compared once the
    person's data are erased.
    """
    if validated.data is None:
        return
    changed = next(_differences({part: validated.says(part) for part in rows}, rows), None)
    if changed is None:
        return
    where = ", ".join(PARTS_FR.get(name, name) for name in changed)
    person = validated.says("candidate") or "candidat"
    raise RegisterBroken(
        typeset(
            f"Résultat signé altéré : {person}, {where} : la base ne dit plus ce qui a été signé (acte n° {validated.seq})."
        )
    )


def _differences(signed: Any, now: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield where two values part, as the names that lead there; at most one name below a competency's part."""
    if signed == now:
        return
    if isinstance(signed, Mapping) and isinstance(now, Mapping) and len(path) < 3:
        for name in sorted({*signed, *now}):
            yield from _differences(signed.get(name), now.get(name), (*path, name))
        return
    yield path
