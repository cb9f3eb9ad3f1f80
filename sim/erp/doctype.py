"""The metadata a document type of the ERP is made of. Lists, forms, search and print are drawn from it.

Rules are plain functions over the world and a record; a doctype names them, the machinery
(`sim.erp.editing`, `sim.erp.actions`) calls them. Texts ending in `_fr` are shown as they are.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sim.facts.base import Fact
from sim.facts.erp import Row
from sim.printing import PrintedForm
from sim.world import ErpRecord, World

if TYPE_CHECKING:
    from sim.erp.making import Maker

FieldType = Literal[
    "text",
    "long_text",
    "integer",
    "decimal",
    "money",
    "percent",
    "date",
    "time",
    "choice",
    "link",
    "boolean",
]
DRAFT_PREFIX = "BROUILLON"
Option = tuple[str, str]
"""(code, French label)."""


@dataclass(frozen=True, slots=True)
class Caution:
    """Something the ERP warns about; the candidate may go on."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action does besides moving the record: fields it writes, further facts."""

    changes: Row = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    state: str = ""
    """State it leads to, when it is not the one the action names: a match that finds a difference."""


Guard = Callable[[World, ErpRecord], str]
"""Returns why not, in French; empty when nothing stands against it."""
Warn = Callable[[World, ErpRecord], list[Caution]]
Effect = Callable[[World, ErpRecord, "Maker"], Outcome]
"""Told what makes the records an action opens, so that a batch never gives a number twice."""
Keep = Callable[[World, ErpRecord], bool]
Derive = Callable[[World, ErpRecord, frozenset[str]], None]
"""Completes a copy of a record in place; told which fields the user gave."""
Options = Callable[[World, Row], list[Option]]
Build = Callable[[World, ErpRecord], PrintedForm]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of a header or of a line."""

    name: str
    label_fr: str
    type: FieldType = "text"
    required: bool = False
    readonly: bool = False
    """Written by the ERP only."""
    link: str = ""
    """Doctype a `link` points to."""
    choices: tuple[Option, ...] = ()
    options: Options | None = None
    """Choices that depend on the record, such as the addresses of its customer."""
    default: str = ""
    """Canonical text, or `today`."""
    editable_in: tuple[str, ...] = ()
    """States in which it may be changed; empty: those of the doctype."""
    decimals: int = 2
    """For money: how many decimals may be typed."""
    signed: bool = False
    """May be negative: a difference, a movement, a balance."""
    summed: bool = False
    """Lists and reports print its sum."""
    confidential: bool = False
    """Shown to who has the right `full` on the doctype only: pay, health, identity."""
    copied: bool = True
    """Kept by « Dupliquer »; a field the ERP writes never is."""
    help_fr: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A step from a state to another."""

    name: str
    label_fr: str
    from_states: tuple[str, ...]
    to_state: str = ""
    """Empty: the record stays in its state."""
    guard: Guard | None = None
    effect: Effect | None = None
    warnings: Warn | None = None
    needs_confirmation: bool = False
    """The screen asks before: the step cannot be undone."""
    numbers: bool = False
    """Gives the record its number."""
    role: str = ""
    """Whose function it is, as said on screen."""
    reserved: bool = False
    """Refused unless the scenario grants it: `rights: {purchase_request.approve: write}`."""
    automatic: bool = False
    """Done by the ERP as a consequence of another document, never by hand."""
    asks: tuple[str, ...] = ()
    """Header fields the action writes and asks for, all required: the reason of a cancellation."""
    elsewhere_fr: str = ""
    """What is answered when the record is in another state."""


@dataclass(frozen=True, slots=True)
class Series:
    """A number series: `F{year}` gives `F2026-1043`."""

    prefix: str
    """May hold `{year}` or `{yy}`."""
    digits: int = 4
    separator: str = "-"

    def key(self, year: int) -> str:
        """Return the name under which the last number is kept: `F2026`."""
        return self.prefix.format(year=year, yy=f"{year % 100:02}")

    def write(self, key: str, rank: int) -> str:
        """Return `F2026-1043`."""
        return f"{key}{self.separator}{rank:0{self.digits}}"

    def read(self, number: str) -> tuple[str, int] | None:
        """Return (`F2026`, 1043), or nothing when the number is not of this series."""
        pattern = re.escape(self.prefix).replace(r"\{year\}", r"\d{4}").replace(r"\{yy\}", r"\d{2}")
        found = re.fullmatch(f"({pattern}){re.escape(self.separator)}(\\d+)", number)
        return (found[1], int(found[2])) if found else None


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form."""

    name: str
    label_fr: str
    build: Build
    file_prefix: str = ""
    """Before the number in the file's name: `CMR-`."""
    proforma_in: tuple[str, ...] = ()
    """States in which it is only a proforma, and named so."""
    render: Callable[[World, ErpRecord], bytes] | None = None
    """Makes the file of a numbered record when a plain PDF is not enough: an electronic invoice."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter a list offers: late orders, articles to reorder."""

    name: str
    label_fr: str
    keeps: Keep


@dataclass(frozen=True, slots=True)
class State:
    """A state of a document."""

    name: str
    label_fr: str


@dataclass(frozen=True, slots=True)
class Doctype:
    """A document type."""

    name: str
    title_fr: str
    title_plural_fr: str
    fields: tuple[FieldSpec, ...]
    states: tuple[State, ...]
    """The first is that of a new record."""
    line_fields: tuple[FieldSpec, ...] = ()
    lines_title_fr: str = "Lignes"
    actions: tuple[Action, ...] = ()
    forms: tuple[Form, ...] = ()
    list_columns: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    title_field: str = ""
    """Field a reader knows the record by, besides its number."""
    editable_in: tuple[str, ...] = ()
    readonly: bool = False
    """Neither created nor changed by the candidate."""
    no_creation_fr: str = ""
    """Why a record cannot be created from its list, and what to do."""
    locked_fr: str = ""
    """What is answered to a change in a state that allows none."""
    series: Series | None = None
    numbered_at_creation: bool = False
    draft_prefix: str = DRAFT_PREFIX
    derive: Derive | None = None
    check: Guard | None = None
    """Rules over a whole record before it is saved."""
    warnings: Warn | None = None
    """What saving warns about."""
    settled: Callable[[World, ErpRecord], None] | None = None
    """Called by `apply` only, when a record was opened, created, changed or reached a state: keeps
    what follows from it, such as the stock of an article."""

    def field(self, name: str) -> FieldSpec | None:
        """Return a header field."""
        return _named(self.fields, name)

    def line_field(self, name: str) -> FieldSpec | None:
        """Return a field of the lines."""
        return _named(self.line_fields, name)

    def action(self, name: str) -> Action | None:
        """Return an action."""
        return next((action for action in self.actions if action.name == name), None)

    def form(self, name: str) -> Form | None:
        """Return a printed form."""
        return next((form for form in self.forms if form.name == name), None)

    def filter(self, name: str) -> Filter | None:
        """Return a filter of its list."""
        return next((one for one in self.filters if one.name == name), None)

    def state_label(self, name: str) -> str:
        """Return a state in French."""
        return next((state.label_fr for state in self.states if state.name == name), name)


def _named(specs: Iterable[FieldSpec], name: str) -> FieldSpec | None:
    return next((spec for spec in specs if spec.name == name), None)
