"""The screens of the desk by name: what draws each from a world, for the candidate and for a replay.

Importing this module gives the desk its addresses; `BLUEPRINTS` is what the application registers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import render_template
from markupsafe import Markup

from sim.facts import calls as call_facts
from sim.facts import chat as chat_facts
from sim.facts import directory as directory_facts
from sim.facts import drive as drive_facts
from sim.facts import erp as erp_facts
from sim.facts import incidents as incident_facts
from sim.facts import letters as letter_facts
from sim.facts import mail as mail_facts
from sim.facts import notices as notice_facts
from sim.facts import planner as planner_facts
from sim.facts import session as session_facts
from sim.facts.base import Fact
from sim.world import World
from webapp.desk import (
    blueprint,
    calls,
    chat,
    compose,
    debrief,
    directory,
    drive,
    editing,
    erp,
    erp_edit,
    erp_outputs,
    erp_reports,
    faults,
    feedback,
    home,
    incidents,
    letters,
    notices,
    own_data,
    paged,
    planner,
    pulse,
    versions,
)
from webapp.desk.calls_view import calls_context
from webapp.desk.chat import chat_context
from webapp.desk.debrief import debrief_context
from webapp.desk.directory import directory_context
from webapp.desk.drive_view import drive_context
from webapp.desk.erp_replay import erp_context
from webapp.desk.faults import faults_context
from webapp.desk.home import briefing_context
from webapp.desk.incidents import incidents_context
from webapp.desk.letters import letters_context
from webapp.desk.mail_view import mailbox_context
from webapp.desk.notices import notices_context
from webapp.desk.planner import planner_context

BLUEPRINTS = (home.home, blueprint.bp)
VIEWS = (
    calls, chat, compose, debrief, directory, drive, editing, erp, erp_edit, erp_outputs, erp_reports, faults,
    feedback, home, incidents, letters, notices, own_data, paged, planner, pulse, versions,
)  # fmt: skip
"""Modules that add their addresses to the desk."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen: its partial, and the pure function from a world to what the partial shows."""

    label: str
    icon: str
    partial: str
    context: Callable[..., dict[str, Any]]
    """`context(world, ...)`; the arguments after the world all have defaults."""


SCREENS = {
    "briefing": Screen("Consignes", "journal-text", "desk/home/_brief.html", briefing_context),
    "mail": Screen("Messagerie", "envelope", "desk/mail/_mailbox.html", mailbox_context),
    "chat": Screen("Messagerie instantanée", "chat-dots", "desk/chat/_chat.html", chat_context),
    "calls": Screen("Téléphone et accueil", "telephone", "desk/calls/_calls.html", calls_context),
    "planner": Screen(
        "Plan de travail", "list-check", "desk/planner/_planner.html", planner_context
    ),
    "drive": Screen("Documents", "folder2-open", "desk/drive/_drive.html", drive_context),
    "erp": Screen("ERP", "grid-3x3-gap", "desk/erp/_erp.html", erp_context),
    "directory": Screen(
        "Annuaire", "person-lines-fill", "desk/directory/_directory.html", directory_context
    ),
    "letters": Screen(
        "Courrier départ", "envelope-paper", "desk/letters/_letters.html", letters_context
    ),
    "notices": Screen(
        "Panneau d’affichage", "pin-angle", "desk/notices/_notices.html", notices_context
    ),
    "incidents": Screen(
        "Incidents", "megaphone", "desk/incidents/_incidents.html", incidents_context
    ),
    "fault": Screen("Surveillant", "headset", "desk/faults/_faults.html", faults_context),
    "debrief": Screen("Restitution", "flag", "desk/debrief/_debrief.html", debrief_context),
}


def render_readonly(name: str, world: World, **arguments: Any) -> Markup:
    """Return a screen as the candidate had it, without its forms and links."""
    screen = SCREENS[name]
    context = screen.context(world, **arguments)
    return Markup(render_template(screen.partial, readonly=True, writing=None, **context))  # noqa: S704


def screen_of(fact: Fact) -> tuple[str, dict[str, str]] | None:
    """Return the screen on which a fact is seen, and the arguments that bring it in view."""
    shown = SHOWN.get(type(fact))
    return shown(fact) if shown else None


def _on(name: str, **arguments: str) -> Callable[[Any], tuple[str, dict[str, str]]]:
    return lambda _: (name, arguments)


def _mail(fact: Any) -> tuple[str, dict[str, str]]:
    return "mail", {"selected": fact.mail}


def _sent(fact: Any) -> tuple[str, dict[str, str]]:
    return "mail", {"folder": "sent", "selected": fact.mail}


def _chat(fact: Any) -> tuple[str, dict[str, str]]:
    return "chat", {"person": fact.person}


def _call(fact: Any) -> tuple[str, dict[str, str]]:
    return "calls", {"selected": fact.call}


def _file(fact: Any) -> tuple[str, dict[str, str]]:
    path = getattr(fact, "to", "") or fact.path
    return "drive", {"folder": path.rpartition("/")[0], "selected": path}


def _record(fact: Any) -> tuple[str, dict[str, str]]:
    return "erp", {
        "doctype": fact.doctype,
        "record": fact.record or "",
        "tab": getattr(fact, "tab", ""),
    }


def _report(fact: Any) -> tuple[str, dict[str, str]]:
    given = "\n".join(f"{name}={text}" for name, text in fact.parameters.items())
    return "erp", {"report": fact.report, "parameters": given}


SHOWN: dict[type[Fact], Callable[[Any], tuple[str, dict[str, str]]]] = {
    session_facts.Started: _on("mail"),
    session_facts.BriefingOpened: _on("briefing"),
    session_facts.DebriefSaved: _on("debrief"),
    session_facts.FaultReported: _on("fault"),
    session_facts.FaultAnswered: _on("fault"),
    mail_facts.Delivered: lambda fact: ("mail", {"selected": fact.message.id}),
    mail_facts.Opened: _mail,
    mail_facts.AttachmentOpened: _mail,
    mail_facts.LinkFollowed: _mail,
    mail_facts.Moved: _mail,
    mail_facts.Flagged: _mail,
    mail_facts.Sent: _sent,
    mail_facts.DraftSaved: _on("mail", folder="drafts"),
    mail_facts.DraftDiscarded: _on("mail", folder="drafts"),
    chat_facts.Received: _chat,
    chat_facts.Sent: _chat,
    chat_facts.Opened: _chat,
    **dict.fromkeys(
        (
            call_facts.Began, call_facts.Answered, call_facts.Missed, call_facts.Placed,
            call_facts.PersonSaid, call_facts.Said, call_facts.Ended, call_facts.NoteSaved,
            call_facts.PromiseMade, call_facts.MoodChanged, call_facts.Learned,
            call_facts.NotUnderstood, call_facts.Transferred, call_facts.SlipSent,
            call_facts.ImpatienceShown,
        ),
        _call,
    ),
    **dict.fromkeys(
        (
            planner_facts.TaskAdded, planner_facts.TaskChanged, planner_facts.TaskStatusChanged,
            planner_facts.TasksOrdered,
        ),
        _on("planner"),
    ),
    **dict.fromkeys(
        (
            drive_facts.Opened, drive_facts.Uploaded, drive_facts.Added, drive_facts.Moved, drive_facts.Restored,
            drive_facts.Copied, drive_facts.Deleted, drive_facts.FolderCreated,
        ),
        _file,
    ),
    **dict.fromkeys(
        (
            erp_facts.ScreenOpened, erp_facts.RecordCreated, erp_facts.RecordChanged,
            erp_facts.ActionDone, erp_facts.WarningShown, erp_facts.WarningOverridden,
            erp_facts.OutputGenerated, erp_facts.OutputPreviewed, erp_facts.AttachmentLinked,
        ),
        _record,
    ),
    erp_facts.SearchRun: lambda fact: ("erp", {"doctype": fact.doctype, "query": fact.query}),
    erp_facts.Exported: lambda fact: ("erp", {"doctype": fact.doctype}),
    erp_facts.BatchPosted: lambda fact: ("erp", {"tab": f"batch:{fact.function}"}),
    erp_facts.ReportOpened: _report,
    erp_facts.FilterSaved: lambda fact: ("erp", {"doctype": fact.doctype, "query": fact.query}),
    erp_facts.FilterDeleted: lambda fact: ("erp", {"doctype": fact.doctype}),
    erp_facts.ControlRun: _on("erp"),
    letter_facts.Printed: _on("letters"),
    letter_facts.Posted: _on("letters"),
    notice_facts.Posted: _on("notices"),
    notice_facts.Removed: _on("notices"),
    incident_facts.Began: _on("incidents"),
    incident_facts.Ended: _on("incidents"),
    incident_facts.Reported: _on("incidents"),
    directory_facts.Opened: lambda fact: ("directory", {"person": fact.person}),
    directory_facts.Searched: lambda fact: ("directory", {"query": fact.query}),
}  # fmt: skip
