"""What a rule of presentation is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError


class Breach(NamedTuple):
    """One place where a rule is not kept."""

    what: str
    """In French: what is seen, and what was expected."""
    place: str = ""
    """As `Evidence.place`; empty for the whole document."""


Switch = bool
"""A rule that is only on or off: one that is off is never asked."""
Breaches = Iterator[Breach] | list[Breach] | None
"""What a rule found: nothing to say against it, or `None` when this document does not let it be judged."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A question about how a document looks, asked with a setting that the trainer writes."""

    name_fr: str
    asks: Any
    """Type of the setting."""
    setting_fr: str
    """What the setting says."""
    tolerates_fr: str
    """What is right too, so that two correct documents made differently both pass."""
    find: Callable[[Any, Any], Breaches]
    families: tuple[str, ...] = ("text",)
    _adapter: TypeAdapter[Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare what reads the setting."""
        object.__setattr__(self, "_adapter", TypeAdapter(self.asks))

    def read(self, setting: Any) -> Any:
        """Return a setting as the rule uses it. Raises ValueError with the reason, in French."""
        try:
            return self._adapter.validate_python(setting)
        except ValidationError as error:
            raise ValueError(f"{self.name_fr} : {self.setting_fr} est attendu") from error

    def breaches(self, document: Any, setting: Any) -> list[Breach] | None:
        """Return where the rule is not kept; `None` when the document does not let it be judged."""
        found = None if setting is False else self.find(document, setting)
        return None if found is None else list(found)


def unless(holds: bool, what: str, place: str = "") -> list[Breach]:  # noqa: FBT001  reads as a sentence
    """Return no breach when something holds, else one."""
    return [] if holds else [Breach(what, place)]


def length(value: float) -> str:
    """Return a length as a French reader writes it: `2,5`."""
    return f"{value:.4g}".replace(".", ",")
