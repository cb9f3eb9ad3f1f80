"""What people overruled most, and what was left to them: where a pack or a check is worth mending."""

from collections import Counter
from collections.abc import Iterator

from grading.agreement import RANK
from grading.verdict import Finding, Verdict
from webapp.reports.grids import Column, Grid, Section
from webapp.reports.sittings import Taken, Whole

SHOWN = 20
"""Findings listed: the first ones are those to look at."""


def overruled(whole: Whole) -> Section:
    """Return the findings that pointed where people did not go."""
    against: Counter[tuple[str, bool]] = Counter()
    titles: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for one in whole.taken:
        for criterion, finding, raised in _against(one):
            against[finding.check, raised] += 1
            titles[finding.check] = f"{criterion} – {finding.title}"
        seen.update(_told(one))
    ruled = sum(bool(one.retained) for one in whole.taken)
    if not ruled:
        return _section("La commission n’a encore retenu aucun niveau.")
    if not against:
        return _section("Aucune proposition n’a été écartée par la commission.")
    rows = tuple(
        (check, titles[check], "Relevé" if raised else "Abaissé", count, seen[check], count / seen[check])
        for (check, raised), count in against.most_common(SHOWN)
    )  # fmt: skip
    columns = (
        Column("Constat"), Column("Ce qu’il regarde", width=4), Column("Niveau retenu", width=1.2), Column("Fois écarté", "count"),
        Column("Passages statués", "count"), Column("Part", "share"),
    )  # fmt: skip
    note = "Un constat est compté quand il allait dans un sens et que la commission a retenu un niveau dans l’autre : il peut être à revoir dans le sujet."
    return _section(note, Grid("Constats les plus souvent écartés", columns, rows))


def _section(note: str, *grids: Grid) -> Section:
    return Section("ecarts", "Propositions écartées", (note,), grids=grids)


def _against(one: Taken) -> Iterator[tuple[str, Finding, bool]]:
    """Yield the certain findings of the criteria whose proposal was overruled, that weighed the other way."""
    for criterion, level in one.retained.items():
        sheet = one.sheet.criteria.get(criterion)
        if sheet is None or level not in RANK or sheet.level not in RANK or level == sheet.level:
            continue
        raised = RANK[level] > RANK[sheet.level]
        weighed: tuple[Verdict, ...] = ("not_met", "partly") if raised else ("met",)
        for finding in sheet.findings:
            if finding.grade == "A" and finding.verdict in weighed:
                yield criterion, finding, raised


def _told(one: Taken) -> Iterator[str]:
    """Yield the findings that told something on the criteria people ruled on."""
    for criterion in one.retained:
        sheet = one.sheet.criteria.get(criterion)
        for finding in sheet.findings if sheet else ():
            if finding.verdict in RANK:
                yield finding.check


def automation(whole: Whole) -> Section:
    """Return the criteria on which nothing was proposed, and the checks that broke down."""
    total = len(whole.taken)
    rows = []
    for criterion in whole.framework.criteria:
        levels = Counter(one.sheet.criteria[criterion.id].level for one in whole.taken)
        left = levels["undecided"] + levels["not_observed"]
        if left:
            rows.append((criterion.id, levels["undecided"], levels["not_observed"], left / total))
    faults = Counter(check for one in whole.taken for check in one.sheet.faults)
    notes = ["Sur ces critères, la plateforme n’a rien proposé : une personne décide."] if rows else [
        "La plateforme a proposé un niveau pour chaque critère de chaque passage."
    ]  # fmt: skip
    grids = []
    if rows:
        columns = (Column("Critère"), Column("À apprécier", "count"), Column("Non observé", "count"), Column("Part des passages", "share"))  # fmt: skip
        grids.append(Grid("Critères laissés à la commission", columns, tuple(rows)))
    if faults:
        notes.append("Des contrôles sont tombés en panne : ils n’ont rien coûté aux candidats, et sont à réparer.")  # fmt: skip
        broken = (Column("Contrôle", width=3), Column("Passages", "count"))
        grids.append(Grid("Contrôles en panne", broken, tuple(faults.most_common())))
    return Section("automate", "Critères laissés à une personne", tuple(notes), grids=tuple(grids))
