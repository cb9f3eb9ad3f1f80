"""The report of a session: what its figures say, part by part, and what they do not allow to say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median

from grading.agreement import BAND_FR, WHY_FR, Agreement, Coefficient, agreement, by_criterion
from grading.cohort import ENOUGH, Cohort, cohort
from grading.verdict import VERDICT_FR, Verdict
from sim.invigilation import INCIDENT_CATEGORIES
from sim.language.french import NO_BREAK
from webapp.dossier.words import PROPOSALS
from webapp.reports.grids import Cell, Column, Grid, Section, Strip, counted, shown
from webapp.reports.overruled import automation, overruled
from webapp.reports.sittings import Taken, Whole

AIM_S = 15 * 60
"""Aim of a careful review."""
SEED = 6
"""Of the resamples behind the intervals of agreement: any constant."""
STATES_FR = {
    "planned": "Pas commencés",
    "running": "En cours",
    "paused": "Suspendus",
    "ended": "Terminés",
    "absent_justified": "Absences justifiées",
    "absent_unjustified": "Absences non justifiées",
}
LEVELS: tuple[Verdict, ...] = ("met", "partly", "not_met", "not_observed", "undecided")
LOOKS = ("met", "partly", "not_met", "not_observed", "five")
DECISIONS_FR = {True: "Acquise", False: "Non acquise"}


def sections(whole: Whole) -> list[Section]:
    """Return the report's parts; those that would rest on nothing say so."""
    if not whole.taken:
        return [_attendance(whole)]
    return [
        _attendance(whole),
        _criteria(whole),
        _competencies(whole),
        _variants(whole),
        _agreement(whole),
        _times(whole),
        _reviews(whole),
        _incidents(whole),
        overruled(whole),
        automation(whole),
    ]


def _attendance(whole: Whole) -> Section:
    read = len(whole.taken)
    notes = []
    if not whole.states:
        notes.append("Aucun candidat n’est inscrit à cette session.")
    elif not read:
        notes.append("Aucun passage terminé ne peut être lu : il n’y a pas encore de chiffres.")
    elif read < ENOUGH:
        notes.append(
            f"Petite session : {read} {'passage terminé' if read == 1 else 'passages terminés'}. Ces chiffres la décrivent ; ils ne permettent pas de conclure sur un sujet, un critère ou un évaluateur."
        )
    if whole.left_out:
        notes.append("Des passages terminés sont laissés de côté parce qu’ils ne peuvent pas être lus. Ils n’entrent dans aucun chiffre.")  # fmt: skip
    states = [(STATES_FR[name], whole.states[name]) for name in STATES_FR if whole.states[name]]
    grids = [Grid("Passages de la session", (Column("État", width=3), Column("Passages", "count")), counted(states))] if states else []  # fmt: skip
    if whole.left_out:
        rows = tuple((f"Passage n° {one.number}", one.why) for one in whole.left_out)
        grids.append(Grid("Passages laissés de côté", (Column("Passage"), Column("Motif", width=4)), rows))  # fmt: skip
    return Section("passages", "Passages", tuple(notes), grids=tuple(grids))


def _levels_grid(title: str, heading: str, rows: Mapping[str, Mapping[Verdict, int]]) -> Grid:
    columns = (Column(heading, width=2), *(Column(VERDICT_FR[one], "count", 1.3) for one in LEVELS))
    cells: list[tuple[Cell, ...]] = [
        (name, *(levels.get(one, 0) for one in LEVELS)) for name, levels in rows.items()
    ]
    return Grid(title, columns, tuple(cells), charted=True, looks=LOOKS)


def _by_criterion(whole: Whole, found: Cohort) -> dict[str, Mapping[Verdict, int]]:
    order = [one.id for one in whole.framework.criteria if one.id in found.items]
    return {name: found.items[name].overall.levels for name in order}


def _criteria(whole: Whole) -> Section:
    proposed = cohort(one.proposed() for one in whole.taken)
    ruled = cohort(one.ruled() for one in whole.taken)
    grids = [_levels_grid("Niveaux proposés par la plateforme", "Critère", _by_criterion(whole, proposed))]  # fmt: skip
    notes = ["Une proposition n’est pas une décision : la commission retient le niveau."]
    if ruled.items:
        grids.append(_levels_grid("Niveaux retenus par la commission", "Critère", _by_criterion(whole, ruled)))  # fmt: skip
    else:
        notes.append("La commission n’a encore retenu aucun niveau.")
    return Section("criteres", "Niveaux par critère", tuple(notes), grids=tuple(grids))


def _competencies(whole: Whole) -> Section:
    ids = [one.id for one in whole.framework.competencies]
    rows: list[tuple[Cell, ...]] = []
    decided: list[tuple[Cell, ...]] = []
    for name in ids:
        proposals = Counter(one.sheet.competencies[name].proposal for one in whole.taken)
        rows.append((name, *(proposals[key] for key in PROPOSALS)))
        said = Counter(one.decided[name] for one in whole.taken if name in one.decided)
        decided.append((name, *(said[key] for key in DECISIONS_FR)))
    head = Column("Capacité", width=2)
    proposed = Grid(
        "Propositions par capacité", (head, *(Column(text, "count") for text in PROPOSALS.values())), tuple(rows), charted=True
    )  # fmt: skip
    if not any(one.decided for one in whole.taken):
        note = ("La commission n’a encore statué sur aucune capacité.",)
        return Section("capacites", "Capacités", note, grids=(proposed,))
    taken = Grid(
        "Décisions de la commission", (head, *(Column(text, "count") for text in DECISIONS_FR.values())), tuple(decided), charted=True
    )  # fmt: skip
    return Section("capacites", "Capacités", grids=(proposed, taken))


def _variants(whole: Whole) -> Section:
    found = cohort(one.proposed() for one in whole.taken)
    groups: dict[int, list[Taken]] = {}
    for one in sorted(whole.taken, key=lambda one: one.variant):
        groups.setdefault(one.variant, []).append(one)
    levels = {_variant(seed): _levels(some) for seed, some in groups.items()}
    grids = [_levels_grid("Niveaux proposés, tous critères confondus", "Variante", levels)]
    compared = [
        (name, one.comparison.sentence_fr, one.comparison.gap, _seed(one.comparison.hardest))
        for name, one in found.items.items()
        if one.comparison.gap is not None
    ]
    columns = (Column("Critère"), Column("Comparaison", width=4), Column("Écart", "share"), Column("La plus difficile", width=1.5))  # fmt: skip
    if compared:
        grids.append(Grid("Difficulté des variantes", columns, tuple(compared)))
        note = f"Une variante se compare à partir de {ENOUGH} passages."
    elif len(groups) == 1:
        note = "Une seule variante a été passée : il n’y a rien à comparer."
    else:
        note = f"Trop peu de passages pour comparer la difficulté des variantes : il en faut {ENOUGH} de chacune. En deçà, seule une relecture par des experts permet de la juger."
    return Section("variantes", "Variantes du sujet", (note,), grids=tuple(grids))


def _variant(seed: int) -> str:
    return f"Variante {seed}"


def _seed(seed: int | None) -> str | None:
    return None if seed is None else _variant(seed)


def _levels(some: Sequence[Taken]) -> Counter[Verdict]:
    return Counter(sheet.level for one in some for sheet in one.sheet.criteria.values())


def _agreement(whole: Whole) -> Section:
    ratings = [rating for one in whole.taken for rating in one.ratings]
    overall, found = agreement(ratings, SEED), by_criterion(ratings, SEED)
    rated = {name: one for name, one in found.items() if one.units}
    if not rated:
        note = "Aucun critère n’a été évalué par deux personnes : l’accord ne se mesure pas."
        return Section("accord", "Accord entre évaluateurs", (note,))
    columns = (
        Column("Critère", width=1.4), Column("Doubles évaluations", "count", 1.3), Column("Accord exact", "share"), Column("À un niveau près", "share"),
        Column("Kappa pondéré", "coefficient"), Column("Alpha de Krippendorff", "coefficient", 1.3), Column("Intervalle à 95\u00a0%", width=1.4), Column("Lecture", width=3),
    )  # fmt: skip
    order = [one.id for one in whole.framework.criteria if one.id in rated]
    rows = (_agreed("Ensemble", overall), *(_agreed(name, rated[name]) for name in order))
    notes = (
        "Kappa à poids linéaires sur les notations remises, pour deux évaluateurs ; moyenne des paires quand il y en a plusieurs. Alpha ordinal, pour tous.",
        "Cible : 0,60 sur les niveaux, 0,80 sur les constats critiques.",
    )
    return Section("accord", "Accord entre évaluateurs", notes, grids=(Grid("Accord par critère", columns, rows),))  # fmt: skip


def _agreed(name: str, one: Agreement) -> tuple[Cell, ...]:
    said = WHY_FR[one.alpha.why] or BAND_FR[one.alpha.band]
    return (
        name, one.units, one.exact, one.close, one.mean_kappa.value, one.alpha.value, _interval(one.alpha), said,
    )  # fmt: skip


def _interval(one: Coefficient) -> str | None:
    if one.interval is None:
        return None
    low, high = (shown("coefficient", bound) for bound in one.interval)
    return f"{low}{NO_BREAK}à{NO_BREAK}{high}"


def _times(whole: Whole) -> Section:
    groups: dict[str, list[float]] = {}
    for one in sorted(whole.taken, key=lambda one: one.variant):
        groups.setdefault(_variant(one.variant), []).append(one.times.worked)
    strip = Strip("Temps de travail par variante", "Variante", _points(groups))
    columns = (
        Column("Passage", width=1.5), Column("Variante", width=1.5), Column("Temps de travail", "seconds"), Column("Suspensions", "count"),
        Column("Temps suspendu", "seconds"), Column("Temps ajouté", "seconds"), Column("Majoration du temps", "factor"),
    )  # fmt: skip
    rows = tuple(
        (
            f"n° {one.number}", _variant(one.variant), one.times.worked, one.times.pauses, one.times.paused,
            one.times.added * 60, one.times.factor,
        )
        for one in whole.taken
    )  # fmt: skip
    note = "Le temps de travail est celui du bureau : les suspensions n’y comptent pas."
    return Section("temps", "Temps passé", (note,), (strip,), (Grid("Temps par passage", columns, rows),))  # fmt: skip


def _points(groups: Mapping[str, Sequence[float]]) -> tuple[tuple[str, tuple[float, ...]], ...]:
    return tuple((name, tuple(figures)) for name, figures in groups.items())


def _reviews(whole: Whole) -> Section:
    seconds = [figure for one in whole.taken for figure in one.reviewed]
    if not seconds:
        return Section("relecture", "Temps de relecture", ("Aucune relecture n’a encore été mesurée.",))  # fmt: skip
    kept = sum(figure <= AIM_S for figure in seconds)
    note = f"{kept} des {len(seconds)} relectures tiennent dans les quinze minutes visées pour une relecture attentive. Une relecture est le travail d’un évaluateur sur un passage."
    strip = Strip("Temps de relecture d’un passage", "Session", (("Relectures", tuple(seconds)),))
    spent: dict[str, list[float]] = {}
    for one in whole.taken:
        for name, figure in one.reviewed_by_criterion.items():
            spent.setdefault(name, []).append(figure)
    order = [one.id for one in whole.framework.criteria if one.id in spent]
    rows = tuple((name, len(spent[name]), median(spent[name]), max(spent[name])) for name in order)
    columns = (Column("Critère", width=2), Column("Passages relus", "count"), Column("Temps médian", "seconds"), Column("Temps le plus long", "seconds"))  # fmt: skip
    return Section("relecture", "Temps de relecture", (note,), (strip,), (Grid("Temps de relecture par critère", columns, rows),))  # fmt: skip


def _incidents(whole: Whole) -> Section:
    noted = Counter(category for one in whole.taken for category in one.incidents)
    tasks = sum(one.neutralised for one in whole.taken)
    back = sum(one.withdrawn for one in whole.taken)
    notes = [*([_neutralised(tasks)] if tasks else []), *([_withdrawn(back)] if back else [])]
    if not noted:
        return Section("incidents", "Incidents", ("Aucun incident n’a été noté.", *notes))
    rows = counted(
        [(INCIDENT_CATEGORIES[name].capitalize(), count) for name, count in noted.most_common()]
    )
    grid = Grid("Incidents par catégorie", (Column("Catégorie", width=3), Column("Incidents", "count")), rows, charted=True)  # fmt: skip
    return Section("incidents", "Incidents", tuple(notes), grids=(grid,))


def _neutralised(tasks: int) -> str:
    said = "tâche a été neutralisée" if tasks == 1 else "tâches ont été neutralisées"
    return f"{tasks} {said} : elle{'s' if tasks > 1 else ''} ne coûte{'nt' if tasks > 1 else ''} rien au candidat."


def _withdrawn(count: int) -> str:
    said = "neutralisation a été retirée" if count == 1 else "neutralisations ont été retirées"
    return f"{count} {said} depuis : sans effet sur les niveaux."
