"""The notice board: what the company reads on its way in."""

import re
from datetime import date

from sim.decision import Command, Decision, Tool, accept, refuse
from sim.facts import notices
from sim.journal.entry import Entry
from sim.world import Notice, World

TITLE_LIMIT = 120
TEXT_LIMIT = 2_000
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class PostNotice(Command):
    """Put a notice up."""

    title: str
    text: str
    until: str = ""
    """Last day it is of use: `2026-10-16` or `16/10/2026`; nothing for no end."""


class RemoveNotice(Command):
    """Take a notice down."""

    notice: str


def furnish(world: World) -> None:
    """Put up what the morning finds on the board."""
    for one in world.scenario.notices:
        world.notices[one.id] = Notice(one.id, one.title, one.text, one.until, one.author, at=0)


def on_the_board(world: World) -> list[Notice]:
    """Return the notices that are up, the latest first."""
    return [one for one in reversed(world.notices.values()) if one.removed_at is None]


def can_remove(world: World, notice: Notice) -> bool:
    """Say whether the candidate may take a notice down: their own, or one whose day has passed."""
    last = _day(notice.until)
    return notice.mine or (last is not None and last < world.scenario.start.date())


def decide_post(world: World, command: PostNotice, now: int) -> Decision:
    """Put up a notice that says something, until a day that is not over."""
    title, text, until = command.title.strip(), command.text.strip(), command.until.strip()
    last = _day(until)
    problem = _words_problem(title, text)
    if not problem and until and last is None:
        problem = f"« {until} » n’est pas une date : écrivez-la comme 16/10/2026, ou laissez le champ vide."
    if not problem and last is not None and last < world.scenario.start.date():
        problem = "Cette date est passée : donnez un jour à venir, ou laissez le champ vide."
    if problem:
        return refuse(problem)
    name = f"avis-{sum(1 for one in world.notices.values() if one.mine) + 1}"
    return accept(
        notices.Posted(notice=name, title=title, text=text, until=last.isoformat() if last else "")
    )


def _words_problem(title: str, text: str) -> str:
    if not title or not text:
        return "Un avis a un titre et un texte : complétez-le, puis affichez-le."
    if len(title) > TITLE_LIMIT:
        return f"Le titre dépasse {TITLE_LIMIT} caractères : raccourcissez-le."
    if len(text) > TEXT_LIMIT:
        return (
            f"Le texte dépasse {TEXT_LIMIT} caractères : un avis se lit debout, raccourcissez-le."
        )
    return ""


def _day(text: str) -> date | None:
    """Return a day, or nothing for what is not one."""
    found = _DAY.fullmatch(text)
    written = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else text
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def decide_remove(world: World, command: RemoveNotice, now: int) -> Decision:
    """Take down a notice that is up and that is the candidate's to take down."""
    found = world.notices.get(command.notice)
    if found is None or found.removed_at is not None:
        return refuse("Cet avis n’est plus affiché.")
    if not can_remove(world, found):
        return refuse(
            "Cet avis n’est pas de vous et sa date n’est pas passée : demandez à son auteur de le retirer."
        )
    return accept(notices.Removed(notice=found.id))


def apply_posted(world: World, entry: Entry, fact: notices.Posted) -> None:
    """Put it up."""
    world.notices[fact.notice] = Notice(
        fact.notice, fact.title, fact.text, fact.until, at=entry.at, mine=True
    )


def apply_removed(world: World, entry: Entry, fact: notices.Removed) -> None:
    """Take it down."""
    world.notices[fact.notice].removed_at = entry.at


TOOL = Tool(
    decides={PostNotice: decide_post, RemoveNotice: decide_remove},
    applies={notices.Posted: apply_posted, notices.Removed: apply_removed},
)
