"""Every kind of check a rubric may use."""

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from grading.checks import (
    compose,
    disclosure,
    documents,
    erp,
    events,
    files,
    french,
    mail,
    notes,
    planner,
    tone,
)
from grading.checks.base import Check

KINDS: tuple[type[Check], ...] = (
    events.Happened, events.Never, events.InOrder, events.Sparing,
    compose.AnyOf, compose.Share, compose.Otherwise, compose.When,
    erp.RecordIs, erp.NoNewRecord, erp.Untouched, erp.BatchControlled,
    mail.Transmitted, mail.NoCrossSending, mail.WellFormed, mail.Covers, tone.Tone,
    files.Filed, files.NamedRight, files.EmptyFolder, files.NoDuplicate, files.Unaltered,
    documents.Contains, documents.Faithful, documents.NothingLeft, documents.FromTemplate, documents.Presented,
    documents.Computed, documents.NativeChart, french.Typeset, french.Spelled,
    planner.Estimated, planner.EstimatesInRange, planner.PlanRevised, planner.PrioritiesMatch,
    disclosure.NoDisclosure,
    notes.NoteTaken, notes.PromisesKept,
)  # fmt: skip

if TYPE_CHECKING:
    AnyCheck = Check
else:
    AnyCheck = Annotated[Union[KINDS], Field(discriminator="type")]  # noqa: UP007  a tuple of kinds

# Checks made of checks name the union before it exists.
for _kind in (compose.AnyOf, compose.Share, compose.Otherwise, compose.When):
    _kind.model_rebuild(_types_namespace={"AnyCheck": AnyCheck})
