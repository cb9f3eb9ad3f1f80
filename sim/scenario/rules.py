"""Whether rules can be played: one trigger each, conditions that can hold, and an end to every chain."""

from collections.abc import Iterator

from pydantic import ValidationError

from sim.conditions import FIELDS
from sim.facts import calls
from sim.facts.base import Fact
from sim.journal.entry import Entry
from sim.matching import matches
from sim.owed import Owed
from sim.pattern import Pattern
from sim.reacting import MARK, Told
from sim.rule import Condition
from sim.scenario.model import Injection, Scenario, WorldFact
from sim.scenario.pack import Pack
from sim.scenario.patterns import not_a_field, record_problems
from sim.scenario.problems import Problem
from sim.timeline import AGAIN
from sim.world import World

PARTIES = frozenset({
    "mail.delivered", "mail.sent", "chat.received", "chat.sent", "call.began", "call.missed", "call.said",
})  # fmt: skip
"""Facts that come from somebody or reach somebody: an answer to them needs no pattern."""
TRIGGERS = ("at", "after", "silence", "follows")


def place(pack: Pack, injection: Injection) -> tuple[str, int]:
    """Return the file and line where an injection is written."""
    source = pack.sources.get(f"mail/{injection.id}.md")
    if source is not None:
        lines = [source.parsed.line((name,)) for name in TRIGGERS if name in source.parsed.data]
        return source.file, min(lines, default=2)
    source = pack.sources.get("timeline.yaml")
    rows = source.parsed.data.get("injections", []) if source else []
    for index, row in enumerate(rows):
        if source and isinstance(row, dict) and row.get("id") == injection.id:
            return source.file, source.parsed.line(("injections", index))
    return "timeline.yaml", 0


def rule_problems(file: str, injection: Injection, scenario: Scenario) -> Iterator[Problem]:
    """Return what keeps a rule from being played."""
    field = injection.id
    for fr, en in (
        *_trigger(injection, scenario),
        *_number(injection),
        *_words(injection, scenario),
    ):
        yield Problem(file, 0, field, fr, en)
    for condition in injection.when:
        yield from _condition(file, f"{field}.when", condition)


def _trigger(injection: Injection, scenario: Scenario) -> Iterator[tuple[str, str]]:
    if injection.triggers != 1:
        yield (
            "Donnez un seul déclencheur : soit « at » (une heure), soit « after » (ce qui la déclenche), « silence » ou « follows ».",
            "Give one trigger: either “at” (a time), “after” (what starts it), “silence” or “follows”.",
        )
    if AGAIN in injection.id:
        yield (
            f"Un identifiant ne contient pas « {AGAIN} » : le journal s’en sert pour numéroter.",
            f"An id holds no “{AGAIN}”: the journal numbers with it.",
        )
    silence = injection.silence
    if silence and not silence.answered_by and not set(silence.of.kinds) <= PARTIES:
        yield (
            "Ce silence ne vient de personne : dites dans « answered_by » ce qui y répond.",
            "This silence comes from nobody: say in “answered_by” what answers it.",
        )
    if injection.follows is not None and injection.follows not in scenario.rank:
        yield (
            f"L’injection « {injection.follows} » n’existe pas dans le pack : créez-la ou corrigez ce nom.",
            f"The injection “{injection.follows}” is not in the pack: create it or correct the name.",
        )
    if _follows_itself(injection, scenario):
        yield (
            "Cette injection attend, de proche en proche, qu’elle ait eu lieu : elle ne viendra jamais.",
            "This injection waits, step by step, for itself: it will never come.",
        )


def _follows_itself(injection: Injection, scenario: Scenario) -> bool:
    name, seen = injection.follows, set()
    while name in scenario.rank and name not in seen:
        if name == injection.id:
            return True
        seen.add(name)
        name = scenario.timeline[scenario.rank[name]].follows
    return False


def _number(injection: Injection) -> Iterator[tuple[str, str]]:
    if injection.delay_min < 0:
        yield (
            "« delay_min » compte les minutes après : écrivez 0 ou plus.",
            "“delay_min” counts the minutes after: write 0 or more.",
        )
    if injection.every_min and (injection.each or injection.limit < 2):
        yield (
            "« every_min » répète : donnez avec lui « times » (2 ou plus), et pas « each ».",
            "“every_min” repeats: give “times” with it (2 or more), and not “each”.",
        )
    if injection.limit > 1 and not injection.every_min and not injection.each:
        yield (
            "« times » ne sert qu’avec « every_min » (qui répète) ou « each » (à chaque fait différent).",
            "“times” only serves with “every_min” (which repeats) or “each” (at each different fact).",
        )
    if injection.each and injection.at is not None:
        yield (
            "« each » attend des faits : une heure (« at ») n’arrive qu’une fois.",
            "“each” waits for facts: a time (“at”) comes only once.",
        )


def _words(injection: Injection, scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Return the words of a trigger that nothing could give."""
    texts = " ".join(_texts(action, scenario) for action in injection.does)
    used = MARK.findall(texts)
    if used and injection.at is not None:
        yield (
            "Une heure ne dit rien : « trigger » ne peut être cité que si un fait déclenche l’injection.",
            "A time says nothing: “trigger” can only be quoted when a fact starts the injection.",
        )
    if texts.count("⟦") != len(used) or texts.count("⟧") != len(used):
        yield (
            "Un mot de « trigger » s’écrit tel quel, sans filtre : {{ trigger.subject }}.",
            "A word of “trigger” is written as it stands, with no filter: {{ trigger.subject }}.",
        )


def _texts(action: WorldFact, scenario: Scenario) -> str:
    message = scenario.message_by_id.get(action.mail or action.reply or "")
    said = (message.subject, message.body) if message else ()
    return " ".join((*said, *(action.chat or ()), str(action.erp or "")))


def _condition(file: str, field: str, condition: Condition) -> Iterator[Problem]:
    if condition.record is not None:
        yield from record_problems(file, f"{field}.record", condition.record)
    for about, known in FIELDS.items():
        for name in getattr(condition, about) or ():
            if name not in known:
                yield Problem(file, 0, f"{field}.{about}", *not_a_field(name, known))


def endless(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    """Return the chains that come back to where they began, each time anew, with no number to stop them."""
    loose = [one for one in scenario.timeline if one.each and one.times is None]
    after = {one.id: [two.id for two in loose if _may_start(one, two, scenario)] for one in loose}
    told: set[str] = set()
    for name in after:
        loop = _loop(name, after)
        if not loop or told & set(loop):
            continue
        told |= set(loop)
        chain = " → ".join(f"« {step} »" for step in (*loop, loop[0]))
        fr = f"Ces injections se relancent sans fin ({chain}) : donnez un nombre (« times ») à l’une d’elles."
        en = f"These injections start one another for ever ({chain}): give one of them a number (“times”)."
        file, line = place(pack, scenario.timeline[scenario.rank[name]])
        yield Problem(file, line, name, fr, en)


def _loop(start: str, after: dict[str, list[str]]) -> list[str]:
    """Return a way from an injection back to itself, if there is one."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        for name in after[way[-1]]:
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def _may_start(first: Injection, second: Injection, scenario: Scenario) -> bool:
    """Say whether what one injection does may be what another waits for; when unsure, it may."""
    if second.follows is not None:
        return second.follows == first.id
    pattern = second.opens
    if pattern is None:
        return False
    # What is said and which record is meant depend on the sitting: they may be as wanted.
    broad = Pattern(fact=pattern.fact, actor=pattern.actor, to=pattern.to)
    return any(
        _fits(broad, pattern, fact, World(scenario)) for fact in _deeds(first, scenario)
    )  # fmt: skip


def _fits(broad: Pattern, pattern: Pattern, fact: Fact, world: World) -> bool:
    marked = "⟦" in fact.model_dump_json()
    wanted = broad if marked else broad.model_copy(update={"where": pattern.where})
    return matches(wanted, Entry(1, 0, 0, "world", fact), world)


def _deeds(injection: Injection, scenario: Scenario) -> Iterator[Fact]:
    told = Told(Owed(injection.id, 0, 0), World(scenario))
    for action in injection.does:
        name = action.begin or action.withdraw
        if name is not None:
            yield calls.Missed(call=name)
        if action.withdraw is not None:
            yield calls.Ended(call=action.withdraw, by="person")
            continue
        try:
            yield told.fact(action, 0)
        except (KeyError, ValidationError):
            continue  # what it names is not in the pack: told elsewhere
