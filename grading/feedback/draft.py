"""`draft(...)`: what a candidate may read of each criterion, before an examiner edits it.

The level is the one people retained. The candidate's own moments come from the journal; what the pack
expected is never said. A finding that people overruled upwards is not brought back as something to review.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from grading.agreement import RANK
from grading.feedback.bank import words_of
from grading.feedback.hints import hint, is_plain
from grading.questions.told import Telling
from grading.record import Record
from grading.rubric import Indicator, Rubric
from grading.sheet import CriterionSheet, GradeSheet
from grading.verdict import Finding, Verdict
from sim.facts import calls, drive, session
from sim.facts.base import Value
from sim.framework import Criterion, Framework
from sim.journal.entry import Entry
from sim.language.french import typeset

STRENGTHS, REVIEWS, HINTS_GIVEN, RULES_NAMED = 3, 2, 2, 2
"""How many of each a criterion has at most: a report is read in one sitting."""
SPOKEN = {"C5.2": (calls.Answered, calls.Placed), "C5.3": (calls.Answered, calls.Placed)}
"""Criteria that people judge by listening: their moments are the conversations themselves."""
SILENT = (session.Started, session.Ended)
OPENING = "Ce compte rendu revient sur votre épreuve, critère par critère, avec des moments de votre travail et des pistes pour la suite."
NAMED = 3
"""Criteria named in the general word, on each side."""


class Moment(Value):
    """Something the candidate did, as it is recalled."""

    seq: int
    text: str
    """« À 9 h 12, vous avez envoyé … »."""


class CriterionDraft(Value):
    """What is proposed to be said of a criterion."""

    level: Verdict
    seen: str
    strengths: tuple[Moment, ...] = ()
    reviews: tuple[Moment, ...] = ()
    """Moments to look at again; empty unless something is to be worked on."""
    work: str


class Draft(Value):
    """The whole report, as it is proposed."""

    general: str
    criteria: dict[str, CriterionDraft]


def draft(
    rubric: Rubric, record: Record, sheet: GradeSheet, framework: Framework, levels: Mapping[str, str]
) -> Draft:  # fmt: skip
    """Draft the report of a sitting; `levels` are those people retained, by criterion."""
    writer = _Writer(rubric, record)
    criteria = {
        one.id: writer.criterion(one, sheet.criteria[one.id], levels.get(one.id, "undecided"))
        for one in framework.criteria
    }
    return Draft(general=typeset(_general(framework, criteria)), criteria=criteria)


class _Writer:
    """Says the findings of one sitting."""

    def __init__(self, rubric: Rubric, record: Record) -> None:
        self._rows = {one.id: one for one in rubric.indicators}
        self._record = record
        self._say = Telling(record)
        self._entries = {entry.seq: entry for entry in record.entries}

    def criterion(self, one: Criterion, sheet: CriterionSheet, retained: str) -> CriterionDraft:
        """Draft a criterion at the level people retained."""
        level: Verdict = retained if retained in RANK else _untold(retained)
        said = words_of(one.id, one.wording).at(level)
        if level not in RANK:
            return CriterionDraft(level=level, seen=typeset(said.seen), work=typeset(said.work))
        good = [one for one in sheet.findings if one.verdict == "met"]
        low = _low(sheet, level)
        strengths = self._moments(good, STRENGTHS) or self._spoken(one.id)
        shown = {moment.seq for moment in strengths}
        plain = [one for one in low if self._is_plain(one)]
        return CriterionDraft(
            level=level,
            seen=typeset(said.seen),
            strengths=strengths,
            reviews=self._moments(plain, REVIEWS, shown),
            work=typeset(" ".join([said.work, *self._hints(low), *self._rules(low)])),
        )

    def _is_plain(self, finding: Finding) -> bool:
        row = self._rows.get(finding.check)
        return row is not None and row.check is not None and is_plain(row.check)

    def _moments(
        self, findings: Iterable[Finding], most: int, shown: Iterable[int] = ()
    ) -> tuple[Moment, ...]:
        """Return a moment of each finding, the weightiest first chosen, in the order they happened."""
        chosen: dict[int, Moment] = {}
        said = set(shown)
        for finding in sorted(findings, key=lambda one: -one.weight):
            entry = next((entry for entry in self._own(finding) if entry.seq not in said), None)
            if entry is not None and len(chosen) < most:
                said.add(entry.seq)
                chosen[entry.seq] = self._moment(entry)
        return tuple(chosen[seq] for seq in sorted(chosen))

    def _moment(self, entry: Entry) -> Moment:
        text = f"À {self._say.hour(entry)}, {self._say.event(entry)}."
        return Moment(seq=entry.seq, text=typeset(text.replace("….", "…")))

    def _own(self, finding: Finding) -> Iterator[Entry]:
        """Return what the candidate did in a finding: its entries, or what put its file where it is."""
        seqs = sorted({seq for one in finding.evidence for seq in one.entries})
        for seq in seqs:
            entry = self._entries.get(seq)
            if entry and entry.actor == "candidate" and not isinstance(entry.fact, SILENT):
                yield entry
        for path in [one.file for one in finding.evidence if one.file]:
            yield from self._put(path)

    def _put(self, path: str) -> Sequence[Entry]:
        found = [
            entry
            for entry in self._record.entries
            if entry.actor == "candidate" and drive.put_at(entry.fact) == path
        ]
        return found[-1:]

    def _spoken(self, criterion: str) -> tuple[Moment, ...]:
        kinds = SPOKEN.get(criterion, ())
        mine = [one for one in self._record.entries if one.actor == "candidate"]
        return tuple(self._moment(one) for one in mine if isinstance(one.fact, kinds))[:STRENGTHS]

    def _hints(self, low: Sequence[Finding]) -> list[str]:
        checks = [self._rows[one.check].check for one in low if one.check in self._rows]
        told = [hint(check) for check in checks if check is not None]
        return [one for one in dict.fromkeys(told) if one][:HINTS_GIVEN]

    def _rules(self, low: Sequence[Finding]) -> list[str]:
        """Name what the candidate could have read, by the name it has in the office."""
        names = [self._rule(self._rows[one.check]) for one in low if one.check in self._rows]
        known = [one for one in dict.fromkeys(names) if one][:RULES_NAMED]
        return [f"À relire : {' ; '.join(known)}."] if known else []

    def _rule(self, row: Indicator) -> str:
        name = row.rule.partition(" ")[0]
        for item in self._record.scenario.drive.files:
            title = item.path.rpartition("/")[2]
            if title.partition(" ")[0] == name:
                return f"« {title.rpartition('.')[0] or title} »"
        received = self._record.world.mail.received.get(name)
        if received is not None:
            return f"le mél {self._say.subject(received.message)}"
        return "les consignes de l’épreuve" if name == "brief" else ""


def _untold(level: str) -> Verdict:
    return "not_observed" if level == "not_observed" else "undecided"


def _low(sheet: CriterionSheet, level: Verdict) -> list[Finding]:
    """Return the certain findings to come back to, the weightiest first.

    None when people retained more than the machine proposed: its doubts were set aside. An indicative
    finding never reaches the candidate as something that was wrong.
    """
    if level == "met" and sheet.level != "met":
        return []
    if sheet.level in RANK and RANK[level] > RANK[sheet.level]:
        return []
    found = [one for one in sheet.findings if one.grade == "A" and one.verdict in ("partly", "not_met")]  # fmt: skip
    return sorted(found, key=lambda one: -one.weight)


def _general(framework: Framework, criteria: Mapping[str, CriterionDraft]) -> str:
    """Return the opening word: where the candidate stands firm, and what comes first to be worked on."""
    firm = _named(framework, criteria, "met")
    first = _named(framework, criteria, "not_met") or _named(framework, criteria, "partly")
    said = [OPENING]
    if firm:
        said.append(f"Vos appuis les plus nets portent sur {firm}.")
    if first:
        said.append(f"À travailler en premier : {first}.")
    return " ".join(said)


def _named(framework: Framework, criteria: Mapping[str, CriterionDraft], level: Verdict) -> str:
    """Return a few criteria of a level in words, one of each competency before a second of any."""
    ranked = sorted(
        (place, words_of(one.id, one.wording))
        for competency in framework.competencies
        for place, one in enumerate(
            one for one in competency.criteria if criteria[one.id].level == level
        )
    )
    subjects = [words.subject for _, words in ranked[:NAMED]]
    return " et ".join([", ".join(subjects[:-1]), subjects[-1]] if subjects[1:] else subjects)
