"""The jury's minutes (*procès-verbal*) of a session, read off its register: drawn up, signed by each member."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webapp.register import Act

COLLEGES_FR = {
    "employers": "collège employeurs",
    "employees": "collège salariés",
    "": "collège non précisé",
}


@dataclass(frozen=True, slots=True)
class Minutes:
    """The acts of a session's deliberation."""

    acts: Sequence[Act] = ()
    """All acts of the exam."""

    @property
    def act(self) -> Act | None:
        """Return the minutes as they were drawn up. There is only one."""
        return next((act for act in self.acts if act.kind == "jury.minutes"), None)

    @property
    def members(self) -> Sequence[dict[str, Any]]:
        """Return the members present, frozen with the minutes."""
        return (self.act.says("members") if self.act else None) or ()

    @property
    def signatures(self) -> dict[int, Act]:
        """Return the members' signatures, by account."""
        signed = [act for act in self.acts if act.kind == "jury.signed"]
        return {act.author_id: act for act in signed if act.author_id is not None}

    @property
    def prevented(self) -> dict[int, str]:
        """Return the members present who cannot sign any more, with the reason, by account."""
        noted = [act for act in self.acts if act.kind == "jury.member_absent"]
        return {act.says("member"): str(act.says("reason")) for act in noted}

    @property
    def missing(self) -> tuple[dict[str, Any], ...]:
        """Return the members present whose signature is awaited."""
        done = {*self.signatures, *self.prevented}
        return tuple(one for one in self.members if one["id"] not in done)

    @property
    def is_signed(self) -> bool:
        """Say whether every member present has signed, or cannot: the results may be published."""
        return self.act is not None and not self.missing


def is_balanced(colleges: Sequence[str]) -> bool:
    """Say whether a jury counts as many employers as employees: it is joint (*paritaire*)."""
    return bool(colleges) and colleges.count("employers") == colleges.count("employees")
