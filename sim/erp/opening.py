"""What a pack says of the ERP's opening, looked at before anybody sits in front of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.erp import rights
from sim.erp.doctype import Doctype, FieldSpec
from sim.erp.registry import DOCTYPES
from sim.erp.values import Problem, parse_value
from sim.facts.erp import Row
from sim.scenario.model import ErpOpening, RecordOpening


@dataclass(frozen=True, slots=True)
class OpeningProblem:
    """A mistake of the pack's author: where, and what, in French."""

    doctype: str
    record: str
    message: str


def problems(opening: ErpOpening) -> list[OpeningProblem]:
    """Return every mistake: unknown names, unreadable values, links to nothing, ids used twice."""
    found = [OpeningProblem("settings", "", text) for text in rights.problems(opening.rights)]
    for name, rows in opening.records.items():
        doctype = DOCTYPES.get(name)
        if doctype is None:
            known = ", ".join(DOCTYPES)
            found.append(
                OpeningProblem(
                    name, "", f"Le type « {name} » n’existe pas. Types connus : {known}."
                )
            )
            continue
        seen: set[str] = set()
        for row in rows:
            found += [
                OpeningProblem(name, row.id, text) for text in _of_record(opening, doctype, row)
            ]
            if row.id in seen:
                found.append(
                    OpeningProblem(
                        name, row.id, f"L’identifiant « {row.id} » est utilisé deux fois."
                    )
                )
            seen.add(row.id)
    return found


def _of_record(opening: ErpOpening, doctype: Doctype, row: RecordOpening) -> Iterator[str]:
    states = [state.name for state in doctype.states]
    if row.state and row.state not in states:
        yield f"L’état « {row.state} » n’existe pas. États connus : {', '.join(states)}."
    yield from _of_row(opening, doctype.fields, row.values, "")
    for rank, line in enumerate(row.lines, start=1):
        yield from _of_row(opening, doctype.line_fields, line, f"Ligne {rank} – ")


def _of_row(
    opening: ErpOpening, specs: tuple[FieldSpec, ...], values: Row, where: str
) -> Iterator[str]:
    known = {spec.name: spec for spec in specs}
    for name, text in values.items():
        spec = known.get(name)
        if spec is None:
            yield f"{where}Le champ « {name} » n’existe pas. Champs connus : {', '.join(known)}."
            continue
        value = parse_value(spec, text)
        if isinstance(value, Problem):
            yield f"{where}{value.message}"
        elif value and spec.link and not _is_there(opening, spec.link, value):
            yield f"{where}{spec.label_fr} : « {value} » n’existe pas dans « {spec.link} »."


def _is_there(opening: ErpOpening, doctype: str, key: str) -> bool:
    return any(row.id == key for row in opening.records.get(doctype, ()))
