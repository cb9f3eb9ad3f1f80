"""What the centre granted a candidate that their screens must follow."""

from dataclasses import dataclass
from typing import cast

import sqlalchemy as sa
from flask import g

from webapp import context

GRANTED = sa.text(
    "SELECT large_display, readable_font, silent_calls FROM adaptation WHERE sitting_id = :sitting"
)


@dataclass(frozen=True, slots=True)
class Measures:
    """How the desk shows and announces."""

    large: bool = False
    readable: bool = False
    silent: bool = False

    @property
    def classes(self) -> str:
        """Return the classes of the page."""
        named = (("is-large", self.large), ("is-readable", self.readable))
        return " ".join(name for name, granted in named if granted)


def measures(sitting_id: int) -> Measures:
    """Return the measures granted; read once a request, however many partials it draws."""
    if "measures" not in g:
        row = context.session().execute(GRANTED, {"sitting": sitting_id}).one_or_none()
        g.measures = Measures(*map(bool, row)) if row else Measures()
    return cast(Measures, g.measures)
