"""Patterns, injections and checks said in French, as a trainer would say them to a colleague.

Every kind of fact, every kind of check and every one of their parameters has its words here; a law
(`tests/webapp/trainer/test_prose.py`) holds it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grading.checks.base import Check
from grading.checks.rules.registry import RULES
from grading.checks.select import Which
from sim.erp.registry import DOCTYPES
from sim.facts.letters import POSTINGS_FR
from sim.means import said
from sim.pattern import Pattern, RecordPattern
from sim.rule import Condition
from sim.scenario.channels import CHANNELS_FR, PURPOSES_FR
from sim.scenario.model import Injection, Scenario, Sensitive, Trouble, WorldFact
from sim.scenario.script import Hearing
from webapp.trainer.phrases import (
    all_of,
    any_of,
    delay,
    plain,
    quoted,
    said_hour,
    uncapital,
    words_named,
)
from webapp.trainer.words import (
    CHECKS_FR,
    CLASSIFICATIONS_FR,
    CONDITIONS_FR,
    FACTS_FR,
    FAMILIES_FR,
    HEARD_FR,
    INTENTS_FR,
    PARAMETERS_FR,
    PATHS_FR,
    SHORTHANDS_FR,
    STATED_FR,
    STATES_FR,
    VALUES_FR,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and what details it."""

    text: str
    under: tuple["Line", ...] = ()


class Narrator:
    """Says in French what a scenario's patterns and checks mean, with its people's names."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def person(self, key: str) -> str:
        """Return a person's name for an id or an address."""
        found = self.scenario.directory.get(key.casefold())
        return found.name if found else key

    def record(self, wanted: RecordPattern) -> str:
        """Say which record of the ERP is meant, and which printed form of it."""
        doctype = DOCTYPES.get(wanted.doctype)
        name = uncapital(doctype.title_fr) if doctype else wanted.doctype
        fields = [
            f"{_field(wanted.doctype, path)} {quoted(text)}" for path, text in wanted.where.items()
        ]
        where = f" ({', '.join(fields)})" if fields else ""
        form = doctype.form(wanted.form) if doctype and wanted.form else None
        edition = f", édition « {form.label_fr if form else wanted.form} »" if wanted.form else ""
        return f"{name}{where}{edition}"

    def pattern(self, pattern: Pattern) -> str:
        """Say which facts are meant: « mél envoyé à Karim Benali qui mentionne 174,08 »."""
        parts = [
            " ou ".join(fact_name(name) for name in pattern.fact),
            ACTORS.get(pattern.actor or "", ""),
            *self._circumstances(pattern),
            *_words(pattern),
        ]
        return " ".join(part for part in parts if part)

    def _circumstances(self, pattern: Pattern) -> Iterator[str]:
        if pattern.to:
            yield f"à {self._people(pattern.to)}"
        if pattern.only_to:
            yield f"à personne d’autre que {self._people(pattern.only_to)}"
        if pattern.record:
            yield f"sur {self.record(pattern.record)}"
        if pattern.where:
            yield f"avec {self._where(pattern)}"
        if pattern.attaches:
            yield f"joignant {self.record(pattern.attaches)}"
        if pattern.attaches_name:
            yield f"joignant {quoted(pattern.attaches_name)}"

    def _where(self, pattern: Pattern) -> str:
        spoken_of = pattern.record.doctype if pattern.record else ""
        doctype = next(iter(pattern.where.get("doctype", ())), spoken_of)
        return ", ".join(
            f"{_field(doctype, path.removeprefix('values.'))} "
            + " ou ".join(self.value(path, option, doctype) for option in options)
            for path, options in pattern.where.items()
        )

    def _people(self, keys: Iterable[str]) -> str:
        return " ou ".join(self.person(key) for key in keys)

    def value(self, path: str, text: str, doctype: str = "") -> str:
        """Say an accepted text of a fact's field."""
        name = path.rpartition(".")[2]
        known = [DOCTYPES[doctype]] if doctype in DOCTYPES else DOCTYPES.values()
        named = (
            next((found for one in known if (found := one.action(text) or one.form(text))), None)
            if name in NAMED
            else None
        )
        if named:
            return f"« {named.label_fr} »"
        if name == "person":
            return self.person(text)
        script = self.scenario.script_by_id.get(text) if name == "call" else None
        if script:
            return f"« {script.caller or self.person(script.person)} » ({text})"
        message = self.scenario.message_by_id.get(text) if name in ("mail", "id") else None
        if message:
            return f"« {message.subject} » ({text})"
        return uncapital(DOCTYPES[text].title_fr) if text in DOCTYPES else quoted(text)

    def hearing(self, item: Hearing | Sensitive) -> str:
        """Say which words are recognised, and what is done with them."""
        every = [all_of(item.mentions)] if item.mentions else []
        some = [any_of(item.mentions_any)] if item.mentions_any else []
        said = " avec ".join([*every, *some, *_done(item)])
        others = getattr(item, "paraphrases", ())
        return " ; ou ".join(
            [*([said] if said else []), *(all_of(one.split(" + ")) for one in others)]
        )

    def classification(self, item: Sensitive) -> str:
        """Say how an item of information is classified."""
        return CLASSIFICATIONS_FR[item.classification]

    def shift(self, steps: int) -> str:
        """Say how a mood moves."""
        size = f"{abs(steps)} {'crans' if abs(steps) > 1 else 'cran'}"
        return f"humeur : {size} {'moins bonne' if steps > 0 else 'meilleure'}"

    def does(self, action: WorldFact) -> str:
        """Say what an injection brings about."""
        letter = action.reply or action.mail
        if letter is not None:
            message = self.scenario.message_by_id.get(letter)
            subject = words_named(message.subject) if message else letter
            sender = f" de {self.person(message.sender)}" if message else ""
            answers = " en réponse" if action.reply else ""
            return f"le mél « {subject} »{sender} arrive{answers}"
        if action.chat is not None:
            return f"{self.person(action.chat[0])} écrit par messagerie : « {words_named(action.chat[1])} »"
        if action.begin is not None:
            script = self.scenario.script_by_id.get(action.begin)
            who = (script.caller or self.person(script.person)) if script else action.begin
            visit = script is not None and script.channel == "visit"
            return f"visite : {who}" if visit else f"le téléphone sonne : {who}"
        if action.incident is not None:
            return self._incident(action.incident)
        if action.withdraw is not None:
            return f"s’en va ou raccroche : {self.value('call', action.withdraw)}"
        kind = str((action.erp or {}).get("kind", ""))
        return f"dans le progiciel : {fact_name(kind)}"

    def _incident(self, trouble: Trouble) -> str:
        lasts = f"{plain(trouble.minutes)} min" if trouble.minutes else "jusqu’à la fin"
        text = said(trouble.kind, trouble.text, self.person(trouble.person)).rstrip(".")
        return f"incident ({lasts}) : {text}"

    def when(self, injection: Injection) -> str:
        """Say when an injection falls due."""
        return f"{self._due(injection)}{_again(injection)}"

    def _due(self, injection: Injection) -> str:
        silence, late = injection.silence, delay(injection.delay_min)
        if silence is not None:
            more = f", puis {late}" if injection.delay_min else ""
            return f"{delay(silence.for_min)} sans réponse après : {self.pattern(silence.of)}{more}"
        if injection.follows is not None:
            return f"{late} après la réaction {self.reaction(injection.follows)}"
        if injection.after is not None:
            return f"{late} après : {self.pattern(injection.after)}"
        return f"à {said_hour(injection.at or '')}"

    def reaction(self, name: str) -> str:
        """Name an injection by what its author wrote of it."""
        rank = self.scenario.rank.get(name)
        why = self.scenario.timeline[rank].why if rank is not None else ""
        return f"« {why.rstrip('.')} » ({name})" if why else f"« {name} »"

    def conditions(self, injection: Injection) -> list[str]:
        """Say what an injection needs, and what prevents it."""
        needs = [f"seulement si : {self.pattern(one)}" for one in injection.requires]
        needs += [f"seulement si, à ce moment : {self.condition(one)}" for one in injection.when]
        spared = [f"sauf si : {self.pattern(one)}" for one in injection.unless]
        return (
            needs + spared + [f"sauf réponse : {self.answer(injection)}"] * bool(injection.silence)
        )

    def answer(self, injection: Injection) -> str:
        """Say what ends the silence an injection waits for."""
        silence = injection.silence
        if silence is None or not silence.answered_by:
            return "tout ce qui est dit à la personne, ou l’appel pris"
        return " ou ".join(self.pattern(one) for one in silence.answered_by)

    def condition(self, condition: Condition) -> str:
        """Say what must be true of the office when an injection falls due."""
        name = next(one for one in CONDITIONS_FR if getattr(condition, one) is not None)
        said = self._state(name, getattr(condition, name))
        return f"{CONDITIONS_FR[name][condition.absent]} {said}"

    def _state(self, name: str, value: Any) -> str:
        if isinstance(value, RecordPattern):
            return self.record(value)
        if isinstance(value, str):
            return quoted(value)
        pairs = (
            f"{f'{label} : ' if (label := STATES_FR.get(field, field)) else ''}{self._state_value(name, field, text)}"
            for field, text in value.items()
        )
        return f"({', '.join(pairs)})"

    def _state_value(self, name: str, field: str, text: str) -> str:
        # `id` names a message or a call: it is said as the scenario names it.
        known = {"id": name, "about": "mail", "script": "call"}.get(field, field)
        return VALUES_FR.get((field, text)) or self.value(known, text)

    def check(self, check: Check) -> Line:
        """Say what a check looks at, parameter by parameter."""
        kind = str(getattr(check, "type"))  # noqa: B009  the literal lives on each kind, not on the base
        label = str(getattr(check, "label", ""))
        details = [
            line
            for name in type(check).model_fields
            if name not in ("type", "label") and name in check.model_fields_set
            for line in self._parameter(name, getattr(check, name), _doctype(check))
        ]
        title = CHECKS_FR.get(kind, kind)
        return Line(f"{title} : {label}" if label else title, tuple(details))

    def _parameter(self, name: str, value: Any, doctype: str) -> list[Line]:
        title = PARAMETERS_FR.get(name, name)
        if isinstance(value, Check):
            return [Line(title, (self.check(value),))]
        if not isinstance(value, tuple):
            return [Line(f"{title} : {self._said(name, value, doctype)}")] if value != {} else []
        lines = [self._item(name, one, doctype) for one in value]
        if name == "of":
            return lines
        if all(isinstance(one, str) for one in value) or (len(lines) == 1 and not lines[0].under):
            separator = " ; " if name == "topics" else ", "
            return (
                [Line(f"{title} : {separator.join(line.text for line in lines)}")] if lines else []
            )
        return [Line(title, tuple(lines))]

    def _item(self, name: str, value: Any, doctype: str) -> Line:
        return (
            self.check(value)
            if isinstance(value, Check)
            else Line(self._said(name, value, doctype))
        )

    def _said(self, name: str, value: Any, doctype: str) -> str:
        if isinstance(value, Pattern):
            return self.pattern(value)
        if isinstance(value, RecordPattern):
            return self.record(value)
        if isinstance(value, Which):
            return _document(value)
        if isinstance(value, dict):
            return self._pairs(value, doctype)
        if isinstance(value, tuple):
            return " ou ".join(self._said(name, one, doctype) for one in value)
        return self._text(name, value, doctype)

    def _text(self, name: str, value: Any, doctype: str) -> str:
        if name == "state" and doctype in DOCTYPES:
            return " ou ".join(DOCTYPES[doctype].state_label(one) for one in value.split(" | "))
        if name == "call":
            return self.value(name, value)
        if name in WORDS:
            return WORDS[name].get(value, plain(value))
        if name == "topics":
            return any_of((value,)).replace(" + ", " et ")
        return self.person(str(value)) if name in PEOPLE else plain(value)

    def _pairs(self, pairs: Mapping[str, Any], doctype: str) -> str:
        return ", ".join(
            f"{_field(doctype, name)} {self._pair(value)}" for name, value in pairs.items()
        )

    def _pair(self, value: Any) -> str:
        if isinstance(value, dict):
            return f"({self._pairs(value, '')})"
        if isinstance(value, list | tuple):
            return " ou ".join(self.person(str(one)) for one in value)
        return quoted(plain(value))


def _again(injection: Injection) -> str:
    """Say how many times an injection may come."""
    most = f", {plain(injection.limit)} fois au plus"
    if injection.each:
        return f", à chaque fait différent{most if injection.times else ''}"
    return f"{most}, toutes les {delay(injection.every_min)}" if injection.every_min else ""


def _doctype(check: Check) -> str:
    """Return the document type whose fields a check names, if it names any."""
    record = getattr(check, "record", None)
    return record.doctype if isinstance(record, RecordPattern) else ""


def fact_name(kind: str) -> str:
    """Return a fact kind, or a shorthand, as a noun."""
    return SHORTHANDS_FR.get(kind) or FACTS_FR.get(kind, kind)


def _document(which: Which) -> str:
    said = f" qui dit {any_of(which.says)}" if which.says else ""
    named = f"{' ou' if said else ''} nommé {any_of(which.names)}" if which.names else ""
    return f"{FAMILIES_FR[which.family]} du candidat{said}{named}"


def _field(doctype: str, path: str) -> str:
    known = DOCTYPES.get(doctype)
    field = (known.field(path) or known.line_field(path)) if known else None
    return (
        uncapital(field.label_fr)
        if field
        else PATHS_FR.get(path) or (RULES[path].name_fr if path in RULES else path)
    )


def _words(pattern: Pattern) -> Iterator[str]:
    if pattern.mentions:
        yield f"qui mentionne {all_of(pattern.mentions)}"
    if pattern.mentions_any:
        yield f"qui mentionne {any_of(pattern.mentions_any)}"
    if pattern.not_mentions:
        yield f"sans mentionner {any_of(pattern.not_mentions)}"
    if pattern.intends:
        yield f"qui {' et '.join(INTENTS_FR[one] for one in pattern.intends)}"
    if pattern.states:
        yield f"qui donne {' et '.join(_stated(one) for one in pattern.states)}"


def _stated(wanted: str) -> str:
    kind, _, value = wanted.partition(" ")
    return f"{STATED_FR[kind]} {quoted(value)}" if value else STATED_FR[kind]


ACTORS = {"world": "(par le bureau)", "examiner": "(par l’examinateur)"}
"""Facts are the candidate's unless said otherwise."""
NAMED = frozenset({"action", "form"})
"""Fields that hold the name of an action or of a printed form of the document type."""
WORDS: dict[str, dict[Any, str]] = {
    "best": {**CHANNELS_FR},
    "accepted": {**CHANNELS_FR},
    "wrong": {**CHANNELS_FR},
    "purpose": PURPOSES_FR,
    "postings": {**POSTINGS_FR},
}
"""Parameters whose values are words of the office, to how French says them."""
PEOPLE = frozenset({"required", "forbidden", "only", "anyone", "to"})
"""Parameters that name people."""


def _done(item: Hearing | Sensitive) -> list[str]:
    """Say what must be done with the words, beside the words themselves."""
    if not isinstance(item, Hearing):
        return []
    meant = [" ou ".join(HEARD_FR[one] for one in item.intents)] if item.intents else []
    return [*meant, *(["une heure"] if item.promise else [])]
