"""Levels and thresholds: configuration, since the référentiel gives none. All results are proposals."""

from sim.facts.base import Value


class ScoringProfile(Value):
    """How findings become a proposed level (office.md §6.2, our design)."""

    id: str = "default-1"
    met_from: float = 0.75
    """Score from which « atteint » is proposed."""
    partly_from: float = 0.50
    coverage_from: float = 0.60
    """Observed share of the machine's weight below which the criterion is « non observé »."""
    machine_share_from: float = 0.40
    """Share of a criterion's whole weight that the machine can tell, below which a person decides."""


DEFAULT = ScoringProfile()
