"""How far examiners agree on levels: percent agreement, weighted kappa, Krippendorff's alpha.

Levels are ordinal, `not_met` < `partly` < `met`; « non observé » and « à apprécier » say nothing of the
candidate and are missing values. A unit is what several people rated: a criterion of a sitting.

Cohen, J. (1968), « Weighted kappa: nominal scale agreement with provision for scaled disagreement or
partial credit », Psychological Bulletin 70(4). Krippendorff, K. (2011), « Computing Krippendorff's
alpha-reliability »; (2019), « Content Analysis », 4th edition, chapter 12.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import combinations
from statistics import fmean
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from grading.verdict import Verdict
from sim.facts.base import Value

Array = NDArray[np.float64]
ORDER: tuple[Verdict, ...] = ("not_met", "partly", "met")
RANK: dict[Verdict, int] = {level: rank for rank, level in enumerate(ORDER)}
FEWEST = 2
"""Units rated twice below which nothing is computed."""
TARGET = 0.60
"""Aim on levels (office.md §6.5-7)."""
CRITICAL_TARGET = 0.80
"""Aim on critical decisions."""
RESAMPLES = 2_000
DEFINED = 0.9
"""Share of the resamples that must be measurable for an interval to mean something."""

Why = Literal["", "too_few", "no_variation"]
WHY_FR: dict[Why, str] = {
    "": "",
    "too_few": "Trop peu de doubles évaluations pour calculer.",
    "no_variation": "Tous les niveaux donnés sont les mêmes : sans variation, l’accord au-delà du hasard ne se mesure pas.",
}
Band = Literal["undefined", "below", "enough", "high"]
BAND_FR: dict[Band, str] = {
    "undefined": "non calculable",
    "below": "sous la cible de 0,60 : à concilier",
    "enough": "cible de 0,60 atteinte",
    "high": "cible de 0,80 des constats critiques atteinte",
}


class Rating(Value):
    """The level one person gave to one criterion of one sitting."""

    sitting: str
    criterion: str
    rater: str
    level: Verdict


class Coefficient(Value):
    """A coefficient, or why there is none: never a number that means nothing."""

    value: float | None
    why: Why = ""
    interval: tuple[float, float] | None = None
    """Percentile bootstrap over units, 95 %; only when a seed was given and enough resamples vary."""

    @property
    def band(self) -> Band:
        """Return how the screen reads it, against the targets of office.md §6.5-7."""
        if self.value is None:
            return "undefined"
        if round(self.value, 9) < TARGET:
            return "below"
        return "enough" if round(self.value, 9) < CRITICAL_TARGET else "high"


class PairAgreement(Value):
    """Two raters compared."""

    raters: tuple[str, str]
    units: int
    """Units both rated."""
    linear: Coefficient
    quadratic: Coefficient


class Agreement(Value):
    """The agreement of the raters of some units."""

    raters: int
    units: int
    """Units at least two people rated."""
    exact: float | None
    """Share of the pairs of ratings of one unit that are the same; None without a pair."""
    close: float | None
    """Share that differ by one level at most."""
    alpha: Coefficient
    pairs: tuple[PairAgreement, ...]
    """Weighted kappa is a measure of two raters: one row for each two who share a unit."""

    @property
    def mean_kappa(self) -> Coefficient:
        """Return the linear kappa over all: the mean of the pairs that can be measured (Light 1971), or why none."""
        known = [one.linear.value for one in self.pairs if one.linear.value is not None]
        if known:
            return Coefficient(value=fmean(known))
        return self.pairs[0].linear if self.pairs else Coefficient(value=None, why="too_few")


def agreement(ratings: Iterable[Rating], seed: int | None = None) -> Agreement:
    """Measure the agreement over every unit rated; a rater's later rating of a unit replaces the former."""
    raters, table = _table(ratings)
    distances = _distances(table)
    return Agreement(
        raters=len(raters),
        units=len(_paired(table)),
        exact=_share(distances, 0),
        close=_share(distances, 1),
        alpha=_measured(
            _coincidences(_paired(table), len(ORDER)), partial(_alphas, metric=ordinal), seed
        ),
        pairs=tuple(_pairs(raters, table, seed)),
    )


def by_criterion(ratings: Iterable[Rating], seed: int | None = None) -> dict[str, Agreement]:
    """Measure the agreement of each criterion over a session."""
    groups: dict[str, list[Rating]] = {}
    for one in ratings:
        groups.setdefault(one.criterion, []).append(one)
    return {criterion: agreement(groups[criterion], seed) for criterion in sorted(groups)}


def kappa(first: Sequence[int], second: Sequence[int], weights: Array) -> float | None:
    """Return Cohen's weighted kappa (1968) of two raters' ranks of the same units.

    `weights` says how grave each disagreement is, nought on the diagonal. None when chance alone could
    not make the two differ: both gave one and the same level throughout.
    """
    pairs = np.array([first, second], dtype=float).T
    return _told(_kappas(_crossed(pairs, len(weights)).sum(axis=0), weights))


def linear(levels: int) -> Array:
    """Weigh a disagreement by how many levels lie between."""
    ranks = np.arange(levels, dtype=float)
    return np.abs(ranks[:, None] - ranks)


def quadratic(levels: int) -> Array:
    """Weigh it by the square."""
    return linear(levels) ** 2


Metric = Callable[[Array], Array]
"""From how often each level was given, the squared difference between every two levels."""


def ordinal(counts: Array) -> Array:
    """Return the ordinal difference: how many ratings stand between two levels (Krippendorff 2011)."""
    sums = np.cumsum(counts, axis=-1) - counts / 2
    return np.asarray((sums[..., :, None] - sums[..., None, :]) ** 2, dtype=float)


def alpha(table: Array, levels: int, metric: Metric = ordinal) -> float | None:
    """Return Krippendorff's alpha of a table of ranks: a row per unit, a column per rater, NaN where missing.

    Units fewer than two people rated pair with nothing and are left out. None when the ratings that can
    be paired are all the same, or when there is none.
    """
    return _told(_alphas(_coincidences(_paired(table), levels).sum(axis=0), metric))


def _crossed(rows: Array, levels: int) -> Array:
    """Return for each unit the cell of the two raters' levels."""
    ranks = np.arange(levels)
    cells = (rows[:, 0, None] == ranks)[:, :, None] & (rows[:, 1, None] == ranks)[:, None, :]
    return np.asarray(cells, dtype=float)


def _coincidences(rows: Array, levels: int) -> Array:
    """Return for each unit how often two of its ratings are these two levels, over its ratings less one."""
    given = (rows[:, :, None] == np.arange(levels)).sum(axis=1).astype(float)
    ordered = given[:, :, None] * given[:, None, :] - given[:, :, None] * np.eye(levels)
    return np.asarray(ordered / (given.sum(axis=1)[:, None, None] - 1), dtype=float)


def _kappas(crossed: Array, weights: Array) -> Array:
    """Return kappa of sums of cells; several sums at once for a bootstrap."""
    size = crossed.sum(axis=(-2, -1))
    expected = crossed.sum(axis=-1)[..., :, None] * crossed.sum(axis=-2)[..., None, :]
    observed, by_chance = (weights * crossed), (weights * expected)
    return _beyond(observed.sum(axis=(-2, -1)) * size, by_chance.sum(axis=(-2, -1)))


def _alphas(coincidences: Array, metric: Metric) -> Array:
    """Return alpha of sums of coincidences; several sums at once for a bootstrap."""
    counts = coincidences.sum(axis=-1)
    difference = metric(counts)
    by_chance = difference * counts[..., :, None] * counts[..., None, :]
    observed = (difference * coincidences).sum(axis=(-2, -1)) * (counts.sum(axis=-1) - 1)
    return _beyond(observed, by_chance.sum(axis=(-2, -1)))


def _beyond(observed: Array, by_chance: Array) -> Array:
    """Return how far less disagreement was observed than chance would make, NaN where it makes none."""
    missing = np.full(np.shape(by_chance), np.nan)
    return 1 - np.asarray(np.divide(observed, by_chance, out=missing, where=by_chance > 0))


def _told(value: Array) -> float | None:
    return None if np.isnan(value) else float(value)


def _table(ratings: Iterable[Rating]) -> tuple[list[str], Array]:
    latest = {(one.sitting, one.criterion, one.rater): one.level for one in ratings}
    given = {key: RANK[level] for key, level in latest.items() if level in RANK}
    raters = sorted({rater for _, _, rater in given})
    units = {unit: at for at, unit in enumerate(sorted({key[:2] for key in given}))}
    column = {rater: at for at, rater in enumerate(raters)}
    table = np.full((len(units), len(raters)), np.nan)
    for (sitting, criterion, rater), rank in given.items():
        table[units[sitting, criterion], column[rater]] = rank
    return raters, table


def _paired(table: Array) -> Array:
    """Return the rows at least two people rated."""
    rows: Array = table[(~np.isnan(table)).sum(axis=1) > 1]
    return rows


def _distances(table: Array) -> Counter[int]:
    """Count the pairs of ratings of one unit by how many levels lie between."""
    return Counter(
        int(abs(one - other))
        for row in table
        for one, other in combinations(row[~np.isnan(row)].tolist(), 2)
    )


def _share(distances: Counter[int], at_most: int) -> float | None:
    near = sum(count for distance, count in distances.items() if distance <= at_most)
    return near / distances.total() if distances else None


def _pairs(raters: Sequence[str], table: Array, seed: int | None) -> Iterable[PairAgreement]:
    for one, other in combinations(range(len(raters)), 2):
        rows = _paired(table[:, [one, other]])
        if len(rows):
            cells = _crossed(rows, len(ORDER))
            yield PairAgreement(
                raters=(raters[one], raters[other]),
                units=len(rows),
                linear=_measured(cells, partial(_kappas, weights=linear(len(ORDER))), seed),
                quadratic=_measured(cells, partial(_kappas, weights=quadratic(len(ORDER))), seed),
            )


def _measured(units: Array, statistic: Callable[[Array], Array], seed: int | None) -> Coefficient:
    """Measure units, each given by its own table of levels."""
    if len(units) < FEWEST:
        return Coefficient(value=None, why="too_few")
    value = _told(statistic(units.sum(axis=0)))
    if value is None:
        return Coefficient(value=None, why="no_variation")
    interval = None if seed is None else _interval(units, statistic, seed)
    return Coefficient(value=value, interval=interval)


def _interval(
    units: Array, statistic: Callable[[Array], Array], seed: int
) -> tuple[float, float] | None:
    """Resample units with replacement; None when too many of the resamples do not vary enough to measure."""
    size = len(units)
    times = np.random.default_rng(seed).multinomial(size, [1 / size] * size, size=RESAMPLES)
    values = statistic(np.tensordot(times.astype(float), units, axes=1))
    measured = values[~np.isnan(values)]
    if len(measured) < RESAMPLES * DEFINED:
        return None
    low, high = np.percentile(measured, [2.5, 97.5])
    return float(low), float(high)
