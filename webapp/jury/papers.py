"""The minutes and their extracts as papers to file: what was signed, its fingerprints, the grids attached."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from grading.verdict import VERDICT_FR
from sim.language.french import date_and_time, date_long, date_short
from webapp.centre_card import read_card
from webapp.context import session, wall
from webapp.dossier.minutes import COLLEGES_FR, Minutes
from webapp.dossier.outcome import Result
from webapp.dossier.review import Review
from webapp.jury.blueprint import read
from webapp.jury.picture import Line
from webapp.library import framework
from webapp.papers.model import (
    DRAFT,
    Block,
    Code,
    Facts,
    Heading,
    PageBreak,
    Paper,
    Signature,
    Signatures,
    Table,
    Text,
)
from webapp.register import Act
from webapp.store.tables import Exam
from webapp.wall import local

ADMISSIBLE_FR = {True: "admissible", False: "non admissible", None: "non prononcé"}
DUTIES_FR = {"jury_president": "Président du jury", "jury": "Membre du jury"}
ABSENCES_FR = {"justified": "absence justifiée", "unjustified": "absence non justifiée"}
LEFT_OUT_FR = {
    "récusation": "la personne qui a édité ce document s’est récusée pour ce candidat",
    "journal": "le journal du passage a été altéré",
}
"""Why a dossier is closed to what its missing grid says."""
GRID_WIDTHS = (0.8, 4.6, 1.7, 1.7, 3.2)
RESULT_WIDTHS = (0.6, 2.6, 2.4, 2.4, 1.8)


def minutes_paper(exam: Exam, minutes: Minutes, lines: Sequence[Line]) -> Paper:
    """Return the minutes of a session."""
    act = _drawn(minutes)
    blocks = (
        Facts(_identity(exam, act)),
        Heading(1, "Membres du jury présents"),
        _members(minutes),
        *_without_president(act),
        Heading(1, "Résultats"),
        Text(f"Règle du référentiel : « {framework().admissibility} »"),
        _results(act, lines),
        *_absent(act, lines),
        *_set_aside(act, lines),
        *_remarks(act),
        Heading(1, "Signatures"),
        _signatures(minutes),
        *_fingerprints(minutes, act),
        *_annexes(lines),
    )
    return _paper(
        f"Procès-verbal du jury de délibération n°\u00a0{act.says('number')}", exam, minutes, blocks
    )


def extract_paper(review: Review, minutes: Minutes) -> Paper:
    """Return what the minutes say of one candidate; corrections stand after what was signed first."""
    act, outcome = _drawn(minutes), review.outcome
    blocks = (
        Facts((("Candidat", review.sitting.candidate.name), *_identity(review.sitting.exam, act))),
        Heading(1, "Résultat"),
        _verdict(outcome.first),
        _competencies(review, outcome.first),
        *_reasons(outcome.pronounced),
        *_corrections(review),
        Heading(1, "Signatures"),
        _signatures(minutes),
        *_fingerprints(minutes, act, outcome.pronounced),
    )
    title = f"Extrait du procès-verbal n°\u00a0{act.says('number')}"
    return _paper(title, review.sitting.exam, minutes, blocks)


def _paper(title: str, exam: Exam, minutes: Minutes, blocks: tuple[Block, ...]) -> Paper:
    return Paper(
        title=title,
        made_at=wall(),
        sender=read_card(session()).sender,
        subject=framework().title,
        reference=f"{exam.title}, {date_short(exam.planned_on)}",
        state="" if minutes.is_signed else DRAFT,
        blocks=blocks,
    )


def _drawn(minutes: Minutes) -> Act:
    """Return the minutes' act; the views refuse a paper of minutes that are not drawn up."""
    if minutes.act is None:
        raise ValueError("the minutes are not drawn up")
    return minutes.act


def _identity(exam: Exam, act: Act) -> tuple[tuple[str, str], ...]:
    place = act.says("place")
    held = date_long(date.fromisoformat(act.says("held_on")))
    return (
        ("Certification", framework().title),
        ("Session", f"{exam.title}, {date_long(exam.planned_on)}"),
        ("Jury réuni", f"{held}{f', {place}' if place else ''}"),
        ("Procès-verbal dressé par", str(act.says("by"))),
    )


def _members(minutes: Minutes) -> Table:
    rows = tuple(
        (one["name"], DUTIES_FR[one["duty"]], one["quality"] or "—", COLLEGES_FR[one["college"]])
        for one in minutes.members
    )
    return Table(("Nom", "Fonction", "Qualité", "Collège"), rows, (2.4, 1.8, 3, 2))


def _without_president(act: Act) -> Iterator[Block]:
    if act.says("president_absent"):
        yield Text(
            f"Le jury a délibéré en l’absence de son président : {act.says('president_absent')}"
        )


def _results(act: Act, lines: Sequence[Line]) -> Table:
    """Return the results as signed; a candidate whose data are erased is a number."""
    named = {one.sitting.token: one for one in lines}
    rows = tuple(_result_row(one, named.get(one["sitting"])) for one in act.says("results"))
    headings = ("N°", "Candidat", "Capacités acquises", "Acquises antérieurement", "Résultat")
    return Table(headings, rows, RESULT_WIDTHS)


def _result_row(result: dict[str, Any], line: Line | None) -> tuple[str, ...]:
    said = line.outcome.pronounced if line else None
    name = said.says("candidate") if said else None
    return (
        str(result["number"]),
        str(name or "données effacées"),
        ", ".join(result["acquired"]) or "aucune",
        ", ".join(result["kept"]) or "—",
        ADMISSIBLE_FR[result["admissible"]],
    )


def _absent(act: Act, lines: Sequence[Line]) -> Iterator[Block]:
    absent = act.says("absent")
    if absent:
        names = {one["number"]: f"n°\u00a0{one['number']}" for one in absent}
        names |= {one.sitting.number: one.sitting.candidate.name for one in lines}
        told = [f"{names[one['number']]} ({ABSENCES_FR[one['absence']]})" for one in absent]
        yield Text(f"Candidats absents : {', '.join(told)}.")


def _set_aside(act: Act, lines: Sequence[Line]) -> Iterator[Block]:
    """Tell the sittings that give no result; the reason is read where an erasure reaches it."""
    acts = {line.sitting.number: line for line in lines if line.outcome.set_aside}
    for one in act.says("set_aside") or ():
        line = acts[one["number"]]
        said = line.outcome.set_aside
        reason = (said.says("reason") if said else None) or "motif effacé"
        yield Text(f"{line.sitting.candidate.name}, passage écarté (aucun résultat) : {reason}")


def _remarks(act: Act) -> Iterator[Block]:
    if act.says("remarks"):
        yield Heading(1, "Observations")
        yield Text(act.says("remarks"))


def _signatures(minutes: Minutes) -> Signatures:
    signed = minutes.signatures
    return Signatures(
        tuple(
            Signature(
                one["name"],
                ", ".join(part for part in (DUTIES_FR[one["duty"]], one["quality"]) if part),
                _signed_at(signed.get(one["id"]), minutes.prevented.get(one["id"], "")),
            )
            for one in minutes.members
        )
    )


def _signed_at(act: Act | None, prevented: str) -> str:
    if act is None:
        return f"Empêché : {prevented}" if prevented else ""
    return f"Signé le {date_and_time(local(act.at))}"


def _fingerprints(minutes: Minutes, act: Act, pronounced: Act | None = None) -> Iterator[Block]:
    """Give what lets anybody compare the paper with the register, letter by letter."""
    yield Heading(2, "Empreintes")
    about = {"procès-verbal": act.digest, "registre de la session à cet acte": act.hash}
    if pronounced is not None:
        about["délibération sur ce candidat"] = pronounced.digest
    last = minutes.acts[-1]
    about[f"registre à son dernier acte, le n°\u00a0{last.seq}"] = last.hash
    yield Text(f"SHA-256, ligne par ligne : {' ; '.join(about)}.")
    yield Code("\n".join(about.values()))


def _verdict(result: Result) -> Text:
    return Text(f"Le candidat est déclaré {ADMISSIBLE_FR[result.admissible]}.")


def _competencies(review: Review, result: Result) -> Table:
    kept = {one["competency"]: one for one in result.kept}
    rows = tuple(
        (one.id, one.title, _standing(result, one.id, kept.get(one.id)))
        for one in review.framework.competencies
    )
    return Table(("N°", "Capacité professionnelle", "Résultat"), rows, (0.6, 5, 3))


def _standing(result: Result, competency: str, kept: Mapping[str, Any] | None) -> str:
    if result.acquired.get(competency):
        return "Acquise"
    if kept:
        day = date_short(date.fromisoformat(kept["on"]))
        return f"Acquise antérieurement ({kept['exam']}, {day})"
    return "Non acquise"


def _reasons(pronounced: Act | None) -> Iterator[Block]:
    if pronounced is not None and pronounced.says("reasons"):
        yield Heading(2, "Motifs")
        yield Text(pronounced.says("reasons"))


def _corrections(review: Review) -> Iterator[Block]:
    acts = review.outcome.corrections
    if not acts:
        return
    yield Heading(1, "Rectificatifs")
    for act in acts:
        yield Text(f"{date_long(local(act.at))}, {act.says('by')} : {act.says('correction')}")
    yield Text("Résultat en vigueur, rectificatifs compris :")
    yield _verdict(review.outcome.effective)
    yield _competencies(review, review.outcome.effective)


def _annexes(lines: Sequence[Line]) -> Iterator[Block]:
    """Attach the grid of each candidate: the référentiel's 21 criteria with the level kept.

    Raises `RegisterBroken` for a result that was altered: no paper leaves it out.
    """
    for line in lines:
        if line.outcome.pronounced is None:
            continue
        yield PageBreak()
        yield Heading(1, f"Annexe : grille de {line.sitting.candidate.name}")
        left_out = line.closed and not line.is_altered
        if left_out:
            yield _left_out(line.closed)
        else:
            yield from _whole_grid(read(line.sitting))


def _whole_grid(review: Review) -> Iterator[Block]:
    """Tell the tasks that did not count, then the levels."""
    told = review.summary.neutralised
    if told:
        yield Text(f"Tâches neutralisées : {' ; '.join(told)}.")
    yield _grid(review)


def _left_out(why: str) -> Text:
    """Say why a grid is not attached: whoever reads the paper does not take it for whole."""
    return Text(f"Grille non jointe : {LEFT_OUT_FR.get(why, why)}.")


def _grid(review: Review) -> Table:
    rows = []
    for one in review.framework.criteria:
        ruled = review.ruling(one.id)
        proposal = VERDICT_FR[review.sheet.criteria[one.id].level]
        kept = VERDICT_FR[ruled.level] if ruled else "—"
        rows.append((one.id, one.wording, proposal, kept, ruled.reason if ruled else ""))
    headings = ("N°", "Critère", "Proposition", "Niveau retenu", "Motif")
    return Table(headings, tuple(rows), GRID_WIDTHS)
