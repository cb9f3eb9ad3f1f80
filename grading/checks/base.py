"""What every check is, and how checks compose."""

from typing import ClassVar

from grading.record import Record
from grading.verdict import Result
from sim.facts.base import Value


class Check(Value):
    """A question put to a record. Fields are what a rubric writes; calling it answers."""

    meaning_fr: ClassVar[str]
    """What the check looks at and what it tolerates, for the trainer."""

    def __call__(self, record: Record) -> Result:
        """Answer. Never raises on anything a candidate can do."""
        raise TypeError(f"{type(self).__name__} does not answer")
