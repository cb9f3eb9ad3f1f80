"""A field of work: its document types, its reports, its batches (the six fields of the référentiel, IV.1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sim.erp.doctype import Caution, Doctype, FieldSpec, Keep
from sim.erp.making import Maker
from sim.facts.base import Fact
from sim.facts.erp import Row
from sim.world import ErpRecord, World


@dataclass(frozen=True, slots=True)
class Report:
    """A table computed from records: a customer's ledger, the stock's value, the load by week."""

    name: str
    title_fr: str
    columns: tuple[FieldSpec, ...]
    """A `summed` column has its sum at the foot; a column named `doctype` and one named `record`
    are not shown: they say which record a row leads to."""
    build: Callable[[World, Row], list[Row]]
    """Rows in canonical texts, from canonical parameters."""
    parameters: tuple[FieldSpec, ...] = ()
    """What is asked first; `default` fills it."""
    help_fr: str = ""
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Controlled:
    """What a batch's control found."""

    differs: bool = False
    figures: Row = field(default_factory=dict)
    """Totals, canonical texts by name."""
    findings: Row = field(default_factory=dict)
    """Per record id, what was compared, in French."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The same step on many records: shown, controlled, then done for all of them or for none."""

    name: str
    """Also that of its control in the journal."""
    title_fr: str
    go_fr: str
    """On the button: « Émettre les relances »."""
    doctype: str
    """Of the records chosen."""
    columns: tuple[FieldSpec, ...]
    """What the list shows of each; a field `row` does not give is left empty."""
    proposes: Callable[[World], list[ErpRecord]]
    row: Callable[[World, ErpRecord], Row]
    control: Callable[[World, Sequence[ErpRecord]], Controlled]
    obstacle: Callable[[World, ErpRecord], str]
    """Why one of them stops the batch; empty when it does not."""
    run: Callable[[World, Sequence[ErpRecord], Maker], tuple[Fact, ...]]
    figures_fr: tuple[FieldSpec, ...] = ()
    """How the control's figures are named and shown."""
    ticked: Keep | None = None
    """Which are ticked at first; all of them when nothing is said."""
    warnings: Callable[[World, Sequence[ErpRecord]], list[Caution]] | None = None
    help_fr: str = ""


@dataclass(frozen=True, slots=True)
class Module:
    """A field of work."""

    name: str
    title_fr: str
    doctypes: tuple[Doctype, ...]
    reports: tuple[Report, ...] = ()
    batches: tuple[Batch, ...] = ()
