"""What an injection does, as facts, with the words of what started it.

A text of the pack may name those words (`{{ trigger.subject }}`). Sealing leaves a mark in their
place; here the mark becomes a plain text, once, and nothing in that text is read again.
"""

import re
from typing import Any

from sim.facts import calls, chat, incidents, mail
from sim.facts.base import Fact
from sim.facts.dictionary import parse_fact
from sim.language.french import NO_BREAK, clock_time
from sim.matching import addressees, attached, spoken_text
from sim.means import said
from sim.owed import Owed
from sim.scenario.model import Injection, Trouble, WorldFact
from sim.world import Conversation, World

WORDS = ("subject", "words", "hour", "person", "file", "record", "number")
"""What a text may take from the fact that started it."""
PLACEHOLDERS = {name: f"⟦{name}⟧" for name in WORDS}
"""What sealing writes where a text names those words."""
MARK = re.compile(r"⟦(\w+)⟧")
QUOTED = 200
"""Characters of what was said that a text may take."""
_ANSWER = re.compile(r"(?i)^\s*(?:re|tr|fwd?)\s*:\s*")


def facts_of(injection: Injection, owed: Owed, world: World, at: int) -> list[Fact]:
    """Return what an injection does now: what can no longer be done is left out."""
    told = Told(owed, world)
    return [
        told.fact(action, at) for action in injection.does if possible(action, owed, world)
    ]  # fmt: skip


def possible(action: WorldFact, owed: Owed, world: World) -> bool:
    """Say whether there is something left to withdraw, and a record to act on."""
    if action.withdraw is not None:
        return _present(action.withdraw, world) is not None
    data = action.erp or {}
    if "record" not in data or data.get("kind") == "erp.record_created":
        return True
    record = Told(owed, world).text(str(data["record"]))
    return record in world.erp.records.get(str(data.get("doctype", "")), {})


def speaker(injection: Injection, world: World) -> str:
    """Return the id of the person who writes in a reaction; nothing when nobody does."""
    first = injection.does[0]
    if first.chat is not None:
        return world.person_id(first.chat[0])
    name = first.reply or first.mail
    return world.person_id(world.scenario.message_by_id[name].sender) if name else ""


def _present(script: str, world: World) -> Conversation | None:
    """Return the caller or visitor who has not left."""
    there = (one for one in world.calls.values() if one.script == script)
    return next((one for one in there if one.state in ("waiting", "talking")), None)


def party(fact: Fact, world: World) -> set[str]:
    """Return the ids of whom a fact comes from or goes to: who expects an answer, or gets one."""
    if isinstance(fact, mail.Delivered):
        return {world.person_id(fact.message.sender)}
    if isinstance(fact, calls.Answered | calls.Missed | calls.Ended):
        call = world.calls.get(fact.call)
        return {call.person} if call else set()
    person = getattr(fact, "person", None)
    reached = addressees(fact) or ((person,) if isinstance(person, str) else ())
    return {world.person_id(one) for one in reached}


class Told:
    """Writes the facts of one firing."""

    def __init__(self, owed: Owed, world: World) -> None:
        self._owed = owed
        self._world = world

    def fact(self, action: WorldFact, at: int) -> Fact:
        """Return one thing done, as a fact."""
        name = action.reply or action.mail
        if name is not None:
            return self._delivered(name, at, answers=action.reply is not None)
        if action.chat is not None:
            person, text = action.chat
            return chat.Received(person=person, text=self.text(text))
        if action.begin is not None:
            return self._began(action.begin)
        if action.withdraw is not None:
            call = _present(action.withdraw, self._world)
            assert call is not None
            waiting = call.state == "waiting"
            return calls.Missed(call=call.id) if waiting else calls.Ended(call=call.id, by="person")
        if action.incident is not None:
            return self._incident(action.incident)
        return parse_fact(self._filled(action.erp or {}))

    def _incident(self, trouble: Trouble) -> Fact:
        away = self._world.person(trouble.person) if trouble.person else None
        return incidents.Began(
            incident=trouble.id,
            what=trouble.kind,
            text=said(trouble.kind, trouble.text, away.name if away else ""),
            minutes=trouble.minutes,
            person=away.id if away else "",
            reply=trouble.reply,
        )

    def _delivered(self, name: str, at: int, *, answers: bool) -> Fact:
        message = self._world.scenario.message_by_id[name]
        changes: dict[str, Any] = {
            "id": _free(name, self._world.mail.received),
            "sent_at": self._world.moment(at).isoformat(timespec="minutes"),
            "subject": self.text(message.subject), "body": self.text(message.body),
        }  # fmt: skip
        thread = self._thread() if answers else None
        if thread is not None:
            source, subject = thread
            changes["in_reply_to"] = source
            changes["subject"] = f"Re{NO_BREAK}: {_ANSWER.sub('', subject)}"
        return mail.Delivered(message=message.model_copy(update=changes))

    def _thread(self) -> tuple[str, str] | None:
        """Return the id and the subject of the mail that started it, when it is one."""
        fact = self._owed.fact
        if isinstance(fact, mail.Sent):
            return fact.mail, fact.subject
        if isinstance(fact, mail.Delivered):
            return fact.message.id, fact.message.subject
        return None

    def _began(self, name: str) -> Fact:
        script = self._world.scenario.script_by_id[name]
        call = _free(name, self._world.calls)
        again = name if call != name else ""
        return calls.Began(call=call, channel=script.channel, person=script.person, script=again)

    def _filled(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {name: self._filled(one) for name, one in value.items()}
        return [self._filled(one) for one in value] if isinstance(value, list) else value

    def text(self, text: str) -> str:
        """Put the trigger's words where the marks stand."""
        return MARK.sub(lambda found: self._word(found[1]), text) if "⟦" in text else text

    def _word(self, name: str) -> str:
        fact = self._owed.fact
        return WORDINGS[name](fact, self._world, self._owed) if fact and name in WORDINGS else ""


def _free(name: str, taken: Any) -> str:
    """Return the name, numbered when something bears it already."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def _subject(fact: Fact, world: World, owed: Owed) -> str:
    return (
        fact.message.subject if isinstance(fact, mail.Delivered) else getattr(fact, "subject", "")
    )


def _words(fact: Fact, world: World, owed: Owed) -> str:
    said = getattr(fact, "body", "") or spoken_text(fact, with_quoted=False)
    line = " ".join((fact.message.body if isinstance(fact, mail.Delivered) else said).split())
    return line if len(line) <= QUOTED else line[: QUOTED - 1].rsplit(" ", 1)[0] + "…"


def _hour(fact: Fact, world: World, owed: Owed) -> str:
    return clock_time(world.moment(owed.said_at))


def _person(fact: Fact, world: World, owed: Owed) -> str:
    people = (world.person(one) for one in sorted(party(fact, world)))
    return ", ".join(one.name for one in people if one)


def _file(fact: Fact, world: World, owed: Owed) -> str:
    file = getattr(fact, "file", None)
    files = attached(fact) or ((file,) if file else ())
    return files[0].name if files else ""


def _record(fact: Fact, world: World, owed: Owed) -> str:
    return str(getattr(fact, "record", "") or "")


def _number(fact: Fact, world: World, owed: Owed) -> str:
    pool = world.erp.records.get(getattr(fact, "doctype", ""), {})
    found = pool.get(_record(fact, world, owed))
    return (found.number or found.id) if found else ""


WORDINGS = {
    "subject": _subject, "words": _words, "hour": _hour, "person": _person, "file": _file,
    "record": _record, "number": _number,
}  # fmt: skip
"""Each word a text may take, and how it is found in the fact."""
