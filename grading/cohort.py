"""A session as a whole: levels, scores and time, per criterion and per variant.

Values in, values out. What is compared between variants follows office.md §6.5-5: nothing is said of
their difficulty below thirty sittings each.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

import numpy as np

from grading.combine import COUNTED
from grading.sheet import GradeSheet
from grading.verdict import Verdict
from sim.facts.base import Value
from sim.language.french import NO_BREAK, number

ENOUGH = 30
"""Sittings of a variant from which it is compared."""
WIDEST = 0.20
"""Difference between shares of « atteint » beyond which an item is reviewed."""


class Mark(Value):
    """What one sitting got on one criterion."""

    level: Verdict
    score: float | None = None
    """Between 0 and 1; None when nothing was observed, or when a person gave a level only."""


class Passage(Value):
    """One sitting among others."""

    sitting: str
    variant: int
    """Seed of the scenario."""
    marks: dict[str, Mark]
    """By criterion."""
    seconds: float | None = None
    """Time spent, when it is known."""


class Spread(Value):
    """The five figures of a distribution of times, in seconds."""

    count: int
    low: float
    first_quartile: float
    median: float
    third_quartile: float
    high: float


class Column(Value):
    """An item over the sittings of one variant, or over all."""

    sittings: int
    levels: dict[Verdict, int]
    """Level to number of sittings; levels nobody got are left out."""
    told: int
    """Sittings that got one of the three levels: « non observé » and « à apprécier » say nothing."""
    met_share: float | None
    """Share of « atteint » among those told; None when there is none."""
    mean_score: float | None
    """Mean over the sittings that have a score; None when none has."""


Verdicts = Literal["single", "too_few", "even", "apart"]
COMPARED_FR: dict[Verdicts, str] = {
    "single": "Une seule variante : rien à comparer.",
    "too_few": "Trop peu de passages pour comparer.",
    "even": "Difficulté comparable.",
    "apart": "Écart de difficulté à expliquer, sinon retirer l’élément.",
}


class Comparison(Value):
    """Whether an item is as hard in every variant."""

    verdict: Verdicts
    gap: float | None = None
    """Widest difference between shares of « atteint », over the variants compared."""
    easiest: int | None = None
    hardest: int | None = None
    left_out: tuple[int, ...] = ()
    """Variants with too few sittings told."""

    @property
    def sentence_fr(self) -> str:
        """Say it, with what it rests on."""
        said = COMPARED_FR[self.verdict]
        if self.verdict == "too_few":
            return f"{said} Il en faut {ENOUGH} par variante."
        if self.gap is None:
            return said
        return f"{said} Écart de {_points(self.gap)}, {_points(WIDEST)} au plus."


def _points(share: float) -> str:
    return f"{number(Decimal(str(round(share * 100, 1))))}{NO_BREAK}points"


class ItemReport(Value):
    """An item over a session."""

    overall: Column
    variants: dict[int, Column]
    comparison: Comparison


class Cohort(Value):
    """A session at a glance."""

    sittings: int
    items: dict[str, ItemReport]
    seconds: Spread | None
    seconds_by_variant: dict[int, Spread]


def of_criteria(sheet: GradeSheet) -> dict[str, Mark]:
    """Return the machine's proposals of a sitting, by criterion."""
    return {
        name: Mark(level=one.level, score=one.score if one.coverage else None)
        for name, one in sheet.criteria.items()
    }


def cohort(passages: Iterable[Passage]) -> Cohort:
    """Sum up the sittings of a session."""
    whole = list(passages)
    variants = _by_variant(whole)
    items = sorted({name for one in whole for name in one.marks})
    times = {variant: spread(_seconds(some)) for variant, some in variants.items()}
    return Cohort(
        sittings=len(whole),
        items={name: _item(name, whole, variants) for name in items},
        seconds=spread(_seconds(whole)),
        seconds_by_variant={variant: one for variant, one in times.items() if one},
    )


def spread(seconds: Sequence[float]) -> Spread | None:
    """Return the median and quartiles of times, interpolated; None when there is no time."""
    if not seconds:
        return None
    low, first, median, third, high = np.percentile(seconds, [0, 25, 50, 75, 100]).tolist()
    return Spread(
        count=len(seconds), low=low, first_quartile=first, median=median, third_quartile=third, high=high,
    )  # fmt: skip


def compare(columns: dict[int, Column]) -> Comparison:
    """Compare the variants told often enough; below that, nothing is said of difficulty."""
    if len(columns) < 2:
        return Comparison(verdict="single")
    shares = {
        variant: column.met_share
        for variant, column in columns.items()
        if column.told >= ENOUGH and column.met_share is not None
    }
    left_out = tuple(sorted(columns.keys() - shares.keys()))
    if len(shares) < 2:
        return Comparison(verdict="too_few", left_out=left_out)
    easiest, hardest = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
    # Shares are fractions: a difference of exactly one fifth must not become 0.2000…01.
    gap = round(shares[easiest] - shares[hardest], 9)
    return Comparison(
        verdict="apart" if gap > WIDEST else "even",
        gap=gap,
        easiest=easiest if gap else None,
        hardest=hardest if gap else None,
        left_out=left_out,
    )


def _by_variant(passages: Iterable[Passage]) -> dict[int, list[Passage]]:
    groups: dict[int, list[Passage]] = {}
    for one in passages:
        groups.setdefault(one.variant, []).append(one)
    return dict(sorted(groups.items()))


def _item(name: str, whole: Sequence[Passage], variants: dict[int, list[Passage]]) -> ItemReport:
    columns = {variant: _column(name, some) for variant, some in variants.items()}
    present = {variant: column for variant, column in columns.items() if column.sittings}
    return ItemReport(overall=_column(name, whole), variants=present, comparison=compare(present))


def _column(name: str, passages: Sequence[Passage]) -> Column:
    marks = [one.marks[name] for one in passages if name in one.marks]
    levels = Counter(mark.level for mark in marks)
    told = sum(levels[level] for level in COUNTED)
    scores = [mark.score for mark in marks if mark.score is not None]
    return Column(
        sittings=len(marks),
        levels=dict(sorted(levels.items())),
        told=told,
        met_share=levels["met"] / told if told else None,
        mean_score=sum(scores) / len(scores) if scores else None,
    )


def _seconds(passages: Iterable[Passage]) -> list[float]:
    return [one.seconds for one in passages if one.seconds is not None]
