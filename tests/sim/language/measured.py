"""The corpus of office messages, and how often what is heard in them is what was labelled."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ruamel.yaml import YAML

from sim.language.disclosure import disclosed
from sim.language.understanding import Understanding, understand
from sim.scenario.model import Sensitive

FOLDER = Path(__file__).parent / "corpus"
TODAY = date(2026, 10, 13)
FACTS = ("date", "time", "amount", "quantity", "percent", "reference", "phone", "name")
INTENTS = ("request", "promise", "apology", "refusal", "thanks")
REGISTER = (
    "vous", "tu", "salutation", "closing", "curt", "blame", "familiar", "capitals",
)  # fmt: skip
GROUPS = {"facts": FACTS, "intents": INTENTS, "register": REGISTER, "discloses": ("discloses",)}
LABELS = tuple(label for labels in GROUPS.values() for label in labels)
COSTLY = (*FACTS, *INTENTS, "curt", "blame", "familiar", "capitals", "discloses")
"""Labels that can cost points."""


Listen = Callable[[str, date, Sequence[str]], Understanding]


@dataclass
class Figures:
    """How a label was heard: right, wrong, and missed, sure judgements only; and left to a person."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    left: int = 0
    """Missed for sure, but heard as unsure."""

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.right + other.right, self.wrong + other.wrong,
            self.missed + other.missed, self.left + other.left,
        )  # fmt: skip


@dataclass(frozen=True)
class Message:
    """A labelled message: each label with its values (« request » has itself)."""

    id: str
    text: str
    labels: frozenset[tuple[str, str]]


@dataclass
class Measure:
    """Figures by label, and the mistakes behind them."""

    figures: dict[str, Figures] = field(default_factory=lambda: {one: Figures() for one in LABELS})
    mistakes: list[tuple[str, str, str, str]] = field(default_factory=list)
    """What kind of mistake, the message, the label and the value."""

    def pooled(self, labels: Iterable[str]) -> Figures:
        return sum((self.figures[label] for label in labels), Figures())


def files(part: str, folder: Path = FOLDER) -> list[Path]:
    return sorted(folder.glob(f"{part}_*.yaml"))


def cast(folder: Path = FOLDER) -> tuple[tuple[str, ...], tuple[Sensitive, ...]]:
    """Return who may be named, and what not everybody may know."""
    data = YAML(typ="safe").load((FOLDER / "cast.yaml").read_text(encoding="utf-8"))
    return tuple(data["people"]), tuple(
        Sensitive.model_validate(item) for item in data["sensitive"]
    )


def messages(paths: Sequence[Path]) -> Iterator[Message]:
    for path in paths:
        for row in YAML(typ="safe").load(path.read_text(encoding="utf-8")):
            labels = {tuple(str(fact).split(" ", 1)) for fact in row.get("facts") or []}
            labels |= {
                (one, one) for one in [*(row.get("intents") or []), *(row.get("register") or [])]
            }
            labels |= {("discloses", one) for one in row.get("discloses") or []}
            yield Message(row["id"], row["text"], frozenset(labels))


def heard(
    text: str, folder: Path = FOLDER, listen: Listen = understand
) -> dict[tuple[str, str], bool]:
    """Return what is heard, as labels, and whether it is sure."""
    names, items = cast(folder)
    understood = listen(text, TODAY, names)
    found = {(one.kind, one.value): one.sure for one in understood.facts}
    found |= {
        (one.value, one.value): one.sure for one in (*understood.intents, *understood.register)
    }
    found |= {("discloses", one.value): one.sure for one in disclosed(text, items, TODAY)}
    return found


def measure(
    all_of: Iterable[Message], folder: Path = FOLDER, listen: Listen = understand
) -> Measure:
    """Compare what is heard with what was labelled; `by_the_rules` tells what the rules alone are worth."""
    result = Measure()
    for message in all_of:
        found = heard(message.text, folder, listen)
        sure = {label for label, is_sure in found.items() if is_sure}
        result.figures = _added(result.figures, message.labels, sure, set(found))
        result.mistakes += [("wrong", message.id, *one) for one in sorted(sure - message.labels)]
        result.mistakes += [
            ("left" if one in found else "missed", message.id, *one)
            for one in sorted(message.labels - sure)
        ]
    return result


def _added(
    figures: dict[str, Figures],
    labelled: frozenset[tuple[str, str]],
    sure: set[tuple[str, str]],
    found: set[tuple[str, str]],
) -> dict[str, Figures]:
    counts = {
        name: Counter(label for label, _ in those)
        for name, those in {
            "right": sure & labelled, "wrong": sure - labelled,
            "missed": labelled - sure, "left": (labelled - sure) & found,
        }.items()
    }  # fmt: skip
    return {
        label: before + Figures(**{name: count[label] for name, count in counts.items()})
        for label, before in figures.items()
    }
