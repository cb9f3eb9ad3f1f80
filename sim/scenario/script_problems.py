"""Whether a conversation holds together: its nodes, its moods, what can be asked for."""

from collections.abc import Callable, Iterator

from sim.scenario.model import Scenario
from sim.scenario.pack import Pack, Source
from sim.scenario.problems import Problem, unknown, unspeakable
from sim.scenario.reading import place
from sim.scenario.script import Node, Script
from sim.scenario.yaml import Path

Found = Iterator[tuple[Path, tuple[str, str]]]
"""Places of a script's file, each with what is wrong there, in French and in English."""


def problems(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    """Return what is wrong in the scripts, each at its line."""
    for script in scenario.scripts:
        source = _source(pack, script)
        for look in LOOKS:
            for path, (fr, en) in look(script, scenario):
                yield place(source, path, fr, en)


def never_begun(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    """Return the calls and visits that nothing begins: a pack half written can be sealed, not published."""
    begun = {action.begin for injection in scenario.timeline for action in injection.does}
    for script in scenario.scripts:
        if script.channel != "outgoing_call" and script.id not in begun:
            fr = f"Rien ne commence cette conversation : ajoutez à timeline.yaml une injection qui la commence (begin: {script.id})."
            en = f"Nothing begins this conversation: add to timeline.yaml an injection that does (begin: {script.id})."
            yield place(_source(pack, script), ("id",), fr, en)


def _source(pack: Pack, script: Script) -> Source:
    """Return the file a script was read from."""
    files = pack.below("calls", ".yaml")
    named = [one for one in files if _names(one, script)]
    return next(iter(named), files[0])


def _names(source: Source, script: Script) -> bool:
    data = source.parsed.data
    return isinstance(data, dict) and data.get("id") == script.id


def _people(script: Script, scenario: Scenario) -> Found:
    named: list[tuple[Path, str]] = [(("person",), script.person)]
    named += [(("transfers", name), name) for name in script.transfers if name != "*"]
    for path, name in named:
        if scenario.directory.get(name.casefold()) is None:
            yield path, unknown("La personne", "The person", name)


def _nodes(script: Script, scenario: Scenario) -> Found:
    for path, name in targets(script):
        if name not in script.nodes:
            yield path, unknown("L’étape", "The node", name)


def targets(script: Script) -> Iterator[tuple[Path, str]]:
    """Return every place of a script that names a node, and the name."""
    yield ("start",), script.start
    for name, node in script.nodes.items():
        for path, target in _ways(node):
            yield ("nodes", name, *path), target
    if script.walks_out:
        yield ("walks_out",), script.walks_out
    for person, target in script.transfers.items():
        yield ("transfers", person), target


def _ways(node: Node) -> Iterator[tuple[Path, str]]:
    for index, choice in enumerate(node.choices):
        if choice.to:
            yield ("choices", index, "to"), choice.to
    for index, hearing in enumerate(node.hears):
        yield ("hears", index, "to"), hearing.to
    if node.otherwise:
        yield ("otherwise",), node.otherwise


def _spoken(script: Script, scenario: Scenario) -> Found:
    values: list[tuple[Path, str]] = []
    for name, node in script.nodes.items():
        for index, one in enumerate(node.hears):
            where: Path = ("nodes", name, "hears", index)
            values += [(where, value) for value in (*one.mentions, *one.mentions_any)]
    for index, item in enumerate(script.knows):
        values += [(("knows", index, "asked"), value) for value in item.asked]
    for path, value in values:
        if found := unspeakable(value):
            yield path, found


def _moods(script: Script, scenario: Scenario) -> Found:
    named: list[tuple[Path, str]] = [(("mood",), script.mood)]
    named += [(("knows", at, "mood"), item.mood) for at, item in enumerate(script.knows)]
    for name, node in script.nodes.items():
        named += [(("nodes", name, "says_in", mood), mood) for mood in node.says_in]
    for path, mood in named:
        if mood and mood not in script.moods:
            scale = ", ".join(script.moods) or "—"
            yield (
                path,
                (
                    f"L’humeur « {mood} » n’est pas dans l’échelle « moods » ({scale}) : ajoutez-la ou corrigez ce nom.",
                    f"The mood “{mood}” is not on the scale “moods” ({scale}): add it or correct the name.",
                ),
            )
    for at, mood in enumerate(script.moods):
        if mood in script.moods[:at]:
            yield ("moods", at), twice(mood)


def _scale(script: Script, scenario: Scenario) -> Found:
    """Look for what moves a mood where there is none, and for leave that is not taken."""
    if script.walks_out in script.nodes and not script.nodes[script.walks_out].ends:
        yield (
            ("walks_out",),
            (
                f"L’étape « {script.walks_out} », où la personne s’en va, doit porter « ends: true ».",
                f"The node “{script.walks_out}”, at which the person leaves, needs “ends: true”.",
            ),
        )
    if script.moods:
        return
    shifts: list[Path] = [("walks_out",)] if script.walks_out else []
    shifts += [("moved_by", mark) for mark in script.moved_by]
    shifts += [("impatient", at, "mood") for at, one in enumerate(script.impatient) if one.mood]
    for name, node in script.nodes.items():
        shifts += [
            ("nodes", name, "choices", at, "mood")
            for at, one in enumerate(node.choices)
            if one.mood
        ]
        shifts += [
            ("nodes", name, "hears", at, "mood") for at, one in enumerate(node.hears) if one.mood
        ]
    for path in shifts:
        yield (
            path,
            (
                "Cette personne n’a pas d’humeurs : donnez l’échelle « moods », de la meilleure à la pire, ou retirez ce champ.",
                "This person has no moods: give the scale “moods”, from best to worst, or remove this field.",
            ),
        )


def _knowledge(script: Script, scenario: Scenario) -> Found:
    items = [item.id for item in script.knows]
    for at, item in enumerate(script.knows):
        if item.id in items[:at] or item.id in script.nodes:
            yield ("knows", at, "id"), twice(item.id)
        for index, name in enumerate(item.after):
            if name not in items and name not in script.nodes:
                yield (
                    ("knows", at, "after", index),
                    unknown("La chose sue ou l’étape", "The item or node", name),
                )
    for node_name, node in script.nodes.items():
        for at, choice in enumerate(node.choices):
            if choice.asks and choice.asks not in items:
                path: Path = ("nodes", node_name, "choices", at, "asks")
                yield path, unknown("La chose sue", "The item", choice.asks)


def _unreachable(script: Script, scenario: Scenario) -> Found:
    """Look for what nobody can ever be told."""
    reached = reachable(script)
    known = {*(item.id for item in script.knows), *script.nodes}
    for at, item in enumerate(script.knows):
        if item.id not in reached and known.issuperset(item.after):
            yield (
                ("knows", at),
                (
                    f"Personne ne peut obtenir « {item.id} » : donnez « asked », ou une réponse « asks », et un « after » possible.",
                    f"Nobody can be told “{item.id}”: give “asked”, or a reply with “asks”, and an “after” that can be.",
                ),
            )


def reachable(script: Script) -> set[str]:
    """Return the nodes a conversation can reach and the items that can be had in it."""
    reached: set[str] = set()
    waiting = [script.start, script.walks_out, *script.transfers.values()]
    while waiting:
        name = waiting.pop()
        if name in script.nodes and name not in reached:
            reached.add(name)
            waiting += [target for _, target in _ways(script.nodes[name])]
    proposed = {choice.asks for name in reached for choice in script.nodes[name].choices}
    items = [item for item in script.knows if item.asked or item.id in proposed]
    while new := {item.id for item in items if reached.issuperset(item.after)} - reached:
        reached |= new
    return reached


def _ways_out(script: Script, scenario: Scenario) -> Found:
    """Look for nodes nobody comes to, those nothing leaves, and a conversation without an end."""
    if any(name not in script.nodes for _, name in targets(script)):
        return  # told of the names themselves
    reached = reachable(script)
    for name, node in script.nodes.items():
        if name not in reached:
            yield (
                ("nodes", name),
                (
                    f"Aucune réponse ne mène à l’étape « {name} » : faites-y mener une, ou retirez-la.",
                    f"No reply leads to the node “{name}”: make one lead to it, or remove it.",
                ),
            )
        if not (node.ends or script.knows or any(True for _ in _ways(node))):
            yield (
                ("nodes", name),
                (
                    f"On ne sort pas de l’étape « {name} » : donnez « choices », « hears », « otherwise », ou « ends: true ».",
                    f"Nothing leaves the node “{name}”: give “choices”, “hears”, “otherwise”, or “ends: true”.",
                ),
            )
    if not any(node.ends for name, node in script.nodes.items() if name in reached):
        yield (
            ("nodes",),
            (
                "Cette conversation ne finit jamais : une étape où l’on peut arriver doit porter « ends: true ».",
                "This conversation never ends: a node that can be reached needs “ends: true”.",
            ),
        )


def _waiting(script: Script, scenario: Scenario) -> Found:
    last = 0.0
    for at, step in enumerate(script.impatient):
        if script.channel != "visit":
            yield (
                ("impatient", at),
                (
                    "Seul un visiteur peut s’impatienter au comptoir : retirez ce champ ou changez « channel ».",
                    "Only a visitor can grow impatient at the desk: remove this field or change “channel”.",
                ),
            )
        elif (
            step.after_min <= last
            or (script.rings_for or step.after_min * 60 + 1) <= step.after_min * 60
        ):
            yield (
                ("impatient", at, "after_min"),
                (
                    "Écrivez des minutes croissantes, et moindres que « rings_for » (en secondes).",
                    "Write growing minutes, and less of them than “rings_for” (in seconds).",
                ),
            )
        last = step.after_min
    if script.transfers and script.channel == "visit":
        yield (
            ("transfers",),
            (
                "Une visite ne se transfère pas : retirez « transfers » ou changez « channel ».",
                "A visit cannot be transferred: remove “transfers” or change “channel”.",
            ),
        )


def twice(name: str) -> tuple[str, str]:
    """Say in both languages that an id is used twice."""
    return (
        f"L’identifiant « {name} » est utilisé deux fois : changez l’un des deux.",
        f"The id “{name}” is used twice: change one of them.",
    )


LOOKS: tuple[Callable[[Script, Scenario], Found], ...] = (
    _people,
    _nodes,
    _spoken,
    _moods,
    _scale,
    _knowledge,
    _unreachable,
    _ways_out,
    _waiting,
)
