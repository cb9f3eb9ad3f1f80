"""The register of an exam: what people pronounced and signed, one act after the other, never changed.

Each act is chained to the one before, as the entries of a sitting's journal are. What an act says is kept
apart and only its digest is chained: a person's data can be erased, and the register still holds. A reading
verifies the whole chain: an act changed in the database is found and named.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sim.journal.entry import GENESIS, canonical
from sim.language.french import date_short
from webapp.store.result_tables import ActRow, ActText
from webapp.store.tables import Exam, Sitting, User
from webapp.wall import local

KINDS = {
    "rating.submitted": "Notation remise",
    "conciliation.settled": "Conciliation",
    "names.opened": "Ouverture du nom d’un candidat",
    "task.neutralised": "Tâche neutralisée après l’épreuve",
    "task.restored": "Neutralisation retirée",
    "commission.validated": "Validation par la commission",
    "commission.signed": "Signature d’un membre de la commission",
    "commission.member_absent": "Absence d’un membre de la commission",
    "sitting.set_aside": "Passage écarté",
    "sitting.taken_back": "Reprise d’un passage écarté",
    "jury.pronounced": "Délibération du jury",
    "jury.minutes": "Procès-verbal du jury",
    "jury.signed": "Signature d’un membre du jury",
    "jury.member_absent": "Empêchement d’un membre du jury",
    "result.published": "Publication du résultat",
    "result.corrected": "Rectificatif",
    "appeal.lodged": "Recours déposé",
    "appeal.answered": "Réponse à un recours",
    "regrading.adopted": "Nouvelle notation adoptée par le jury",
    "regrading.dismissed": "Nouvelle notation écartée par le jury",
    "opinion.given": "Avis de l’entreprise",
    "feedback.sent": "Compte rendu remis au candidat",
    "person.erased": "Effacement des données d’un candidat",
}
"""Kind of act to its French name."""
REHEARSED = "Cette session est une répétition\u00a0: elle ne donne jamais de résultat."
ADVANCE = sa.text("UPDATE exam SET last_act = :seq WHERE id = :exam AND last_act = :before")

HOLD = sa.text("UPDATE exam SET last_act = last_act WHERE id = :exam")


class RegisterBroken(Exception):
    """The register is not what was written. The message names the act, in French."""


class NoResult(Exception):
    """A rehearsal never gives a result: no act is written about it (INV-15)."""


class RegisterBusy(Exception):
    """Somebody else wrote an act at the same time: read again, then decide again."""


@dataclass(frozen=True, slots=True)
class Act:
    """What was pronounced or signed, when and by whom."""

    exam_id: int
    seq: int
    kind: str
    sitting_id: int | None
    author_id: int | None
    """None for somebody without an account: the company's tutor."""
    at: int
    """Wall milliseconds."""
    data: dict[str, Any] | None
    """None once the person's data are erased."""
    digest: str
    """SHA-256 of what the act says."""
    hash: str
    """SHA-256 of the act, the ones before included."""

    @property
    def name_fr(self) -> str:
        """Return the kind in French."""
        return KINDS[self.kind]

    def says(self, field: str) -> Any:
        """Return something the act says; None when it does not, or no longer."""
        return (self.data or {}).get(field)


def add(
    session: Session, exam_id: int, kind: str, *, at: int, data: dict[str, Any], author_id: int | None,
    sitting_id: int | None = None,
) -> Act:  # fmt: skip
    """Write an act after the last one.

    Raises `RegisterBroken`, `RegisterBusy` when two people write at once, and `NoResult` for a rehearsal.
    `data` is JSON data; a salt goes with it, so that erased words cannot be guessed from their digest.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    if session.get_one(Exam, exam_id).mode == "rehearsal":
        raise NoResult(REHEARSED)
    before = read(session, exam_id)
    seq, previous = len(before) + 1, before[-1].hash if before else GENESIS
    text = canonical({**data, "salt": secrets.token_hex(16)})
    digest = _sha256(text)
    line = canonical(
        {
            "exam": exam_id, "seq": seq, "kind": kind, "sitting": sitting_id, "author": author_id, "at": at,
            "digest": digest, "previous": previous,
        }
    )  # fmt: skip
    moved = session.execute(ADVANCE, {"exam": exam_id, "seq": seq, "before": seq - 1})
    if moved.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE always counts
        raise RegisterBusy(f"acte {seq}")
    row = ActRow(
        exam_id=exam_id, seq=seq, kind=kind, sitting_id=sitting_id, line=line, hash=_sha256(line)
    )
    session.add(row)
    session.flush()
    session.add(ActText(exam_id=exam_id, seq=seq, sitting_id=sitting_id, text=text))
    session.flush()
    return _act(row, text)


def hold(session: Session, exam_id: int) -> None:
    """Change nothing of an exam, and make whoever else holds it wait until this answer is made.

    Whoever checks something of an exam before writing holds it first: of two people who act at once, the
    second reads what the first wrote, what it had read before included.
    """
    session.execute(HOLD, {"exam": exam_id})
    session.expire_all()


def read(session: Session, exam_id: int) -> Sequence[Act]:
    """Return all acts of an exam, verified. Raises `RegisterBroken`, naming the act that was changed."""
    rows = session.scalars(
        sa.select(ActRow).where(ActRow.exam_id == exam_id).order_by(ActRow.seq)
    ).all()
    said = session.scalars(sa.select(ActText).where(ActText.exam_id == exam_id))
    texts = {one.seq: one.text for one in said}
    written = session.scalar(sa.select(Exam.last_act).where(Exam.id == exam_id)) or 0
    erased = _erased(session, exam_id)
    previous = GENESIS
    for number, row in enumerate(rows, start=1):
        problem = _problem(row, number, previous, texts, erased)
        if problem:
            raise RegisterBroken(_named(session, row, problem))
        previous = row.hash
    if len(rows) != written:
        raise RegisterBroken(
            f"Registre altéré\u00a0: {written} actes ont été écrits, {len(rows)} sont dans la base."
        )
    return [_act(row, texts.get(row.seq)) for row in rows]


def of_sitting(session: Session, sitting: Sitting) -> Sequence[Act]:
    """Return the acts about one sitting, the whole register verified. Raises `RegisterBroken`."""
    return [act for act in read(session, sitting.exam_id) if act.sitting_id == sitting.id]


def _erased(session: Session, exam_id: int) -> frozenset[int]:
    """Return the sittings of an exam's acts whose erasure the database bears."""
    query = sa.text(
        "SELECT sitting_id FROM erasure "
        "WHERE sitting_id IN (SELECT sitting_id FROM act WHERE exam_id = :exam)"
    )
    return frozenset(session.execute(query, {"exam": exam_id}).scalars())


def _problem(
    row: ActRow, number: int, previous: str, texts: dict[int, str], erased: frozenset[int]
) -> str:
    """Return what is wrong with an act, in French, or nothing."""
    if row.seq != number:
        return "l’acte qui le précède a disparu"
    try:
        said = json.loads(row.line)
    except ValueError:
        return "il n’est plus lisible"
    if _sha256(row.line) != row.hash or not isinstance(said, dict):
        return "il a été modifié dans la base"
    if (said["previous"], said["seq"], said["kind"], said["sitting"], said["exam"]) != (
        previous, row.seq, row.kind, row.sitting_id, row.exam_id,
    ):  # fmt: skip
        return "il ne suit pas l’acte précédent"
    text = texts.get(row.seq)
    if text is None:
        return "" if row.sitting_id in erased else "son contenu a disparu de la base"
    return "" if _sha256(text) == said["digest"] else "son contenu a été modifié dans la base"


def _named(session: Session, row: ActRow, problem: str) -> str:
    """Return the sentence that names a broken act: what, whose, when, by whom, as far as it can be read."""
    parts = [KINDS.get(row.kind, row.kind)]
    sitting = session.get(Sitting, row.sitting_id) if row.sitting_id else None
    if sitting is not None:
        # Whoever reads this: where the centre hides names, the number names the act as well.
        hidden = sitting.exam.hidden_names
        parts.append(f"candidat n°\u00a0{sitting.number:02d}" if hidden else sitting.candidate.name)
    try:
        said = json.loads(row.line)
        author = session.get(User, said["author"]) if said["author"] else None
        parts.append(date_short(local(int(said["at"]))))
        parts += [f"par {author.name}"] if author else []
    except (ValueError, KeyError, TypeError, OverflowError, OSError):
        parts.append("date illisible")
    return f"Registre altéré\u00a0: acte n°\u00a0{row.seq} ({', '.join(parts)})\u00a0: {problem}."


def _act(row: ActRow, text: str | None) -> Act:
    said = json.loads(row.line)
    return Act(
        exam_id=row.exam_id, seq=row.seq, kind=row.kind, sitting_id=row.sitting_id, author_id=said["author"],
        at=said["at"], data=None if text is None else json.loads(text), digest=said["digest"], hash=row.hash,
    )  # fmt: skip


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
