"""Every fact kind there is, and how a stored fact is read back."""

from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Field, TypeAdapter

from sim.facts import (
    calls,
    chat,
    directory,
    drive,
    erp,
    incidents,
    letters,
    mail,
    notices,
    planner,
    session,
)
from sim.facts.base import Fact

KINDS: dict[str, type[Fact]] = {
    fact.model_fields["kind"].default: fact
    for fact in (
        session.Started, session.Paused, session.Resumed, session.Extended, session.Ended,
        session.CommandRefused, session.DebriefSaved, session.BriefingOpened,
        session.FaultReported, session.FaultAnswered, session.IncidentNoted, session.TaskNeutralised,
        session.TaskRestored, session.WorkstationReplaced,
        mail.Delivered, mail.Opened, mail.AttachmentOpened, mail.LinkFollowed, mail.DraftSaved,
        mail.DraftDiscarded, mail.Sent, mail.Moved, mail.Flagged,
        chat.Received, chat.Sent, chat.Opened,
        planner.TaskAdded, planner.TaskChanged, planner.TaskStatusChanged, planner.TasksOrdered,
        drive.Opened, drive.Uploaded, drive.Restored, drive.Added, drive.Moved, drive.Copied,
        drive.Deleted, drive.FolderCreated,
        directory.Opened, directory.Searched,
        calls.Began, calls.Answered, calls.Missed, calls.Placed, calls.PersonSaid, calls.Said,
        calls.Ended, calls.NoteSaved, calls.PromiseMade, calls.MoodChanged, calls.Learned,
        calls.NotUnderstood, calls.Transferred, calls.SlipSent, calls.ImpatienceShown,
        letters.Printed, letters.Posted, notices.Posted, notices.Removed,
        incidents.Began, incidents.Ended, incidents.Reported,
        erp.ScreenOpened, erp.SearchRun, erp.RecordCreated, erp.RecordChanged, erp.ActionDone,
        erp.WarningShown, erp.WarningOverridden, erp.ControlRun, erp.BatchPosted,
        erp.OutputGenerated, erp.OutputPreviewed, erp.Exported, erp.AttachmentLinked,
        erp.ReportOpened, erp.FilterSaved, erp.FilterDeleted,
    )
}  # fmt: skip

if TYPE_CHECKING:
    AnyFact = Fact
else:
    AnyFact = Annotated[Union[tuple(KINDS.values())], Field(discriminator="kind")]  # noqa: UP007  a tuple of kinds
ADAPTER: TypeAdapter[Fact] = TypeAdapter(AnyFact)


def parse_fact(data: dict[str, Any]) -> Fact:
    """Read one fact back; raises `pydantic.ValidationError` on anything that is not one."""
    return ADAPTER.validate_python(data)


def kind_of(fact: Fact) -> str:
    """Return the fact's `tool.thing_happened` name."""
    return str(getattr(fact, "kind"))  # noqa: B009  the literal lives on each kind, not on the base
