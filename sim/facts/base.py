"""What every fact is: small, frozen, stored for ever.

A fact kind may gain a field with a default; any other change is a new kind and an upcaster
(`sim.journal.upcast`). Each kind carries its sentence in French and in English, so that the
examiner's timeline, the evidence on the grade sheet and the command line speak alike, and names
the fields in which a candidate may have written personal data.
"""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

NOTHING = "—"
"""Stands for an empty field in a sentence; brackets around nothing are left out, quotation marks give way to `unsaid_fr`."""


class Value(BaseModel):
    """A frozen value object: compared by content, refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Fact(Value):
    """Something that happened. Concrete kinds add a literal `kind` of the form `tool.thing_happened`."""

    sentence_fr: ClassVar[str]
    """French sentence; `{field}` is replaced by the field's text."""
    sentence_en: ClassVar[str]
    unsaid_fr: ClassVar[str] = "(vide)"
    """What the French sentence says in the place of an empty quotation."""
    personal: ClassVar[tuple[str, ...]] = ()
    """Fields that may hold free text written by the candidate."""

    def sentence(self, language: str = "fr") -> str:
        """Return the fact in prose."""
        template = self.sentence_fr if language == "fr" else self.sentence_en
        said = template.format_map(_Fields(self.__dict__)).replace(f" ({NOTHING})", "")
        return said.replace(f"« {NOTHING} »", self.unsaid_fr)


class _Fields(dict[str, Any]):
    """Shows lists and nothing as a reader expects them in a sentence."""

    def __getitem__(self, key: str) -> str:
        value = super().__getitem__(key)
        if isinstance(value, list | tuple):
            return ", ".join(str(part) for part in value)
        return NOTHING if value is None or value == "" else str(value)


class FileRef(Value):
    """A file by its content: bytes live in the file store, facts only point to them."""

    sha256: str
    name: str
    """File name with extension, as the user sees it."""
    size: int
    """In bytes."""

    def __str__(self) -> str:
        """Return the name a reader knows the file by."""
        return self.name
