"""What people pronounced of a sitting, read off the register: validated, deliberated, corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.register import Act


@dataclass(frozen=True, slots=True)
class Outcome:
    """The acts about one sitting."""

    acts: Sequence[Act] = ()

    def all(self, kind: str) -> tuple[Act, ...]:
        """Return the acts of a kind, oldest first."""
        return tuple(act for act in self.acts if act.kind == kind)

    def last(self, kind: str) -> Act | None:
        """Return the latest act of a kind."""
        return next(reversed(self.all(kind)), None)

    @property
    def validated(self) -> Act | None:
        """Return the commission's validation: the whole result as it froze. There is only one."""
        return self.last("commission.validated")

    @property
    def signers(self) -> frozenset[int]:
        """Return the accounts of the members who signed, the one who validated included."""
        signed = (*self.all("commission.validated"), *self.all("commission.signed"))
        return frozenset(act.author_id for act in signed if act.author_id is not None)

    @property
    def missing(self) -> tuple[dict[str, object], ...]:
        """Return the members named in the validation who neither signed nor were noted absent."""
        if self.validated is None:
            return ()
        done = self.signers | {act.says("member") for act in self.all("commission.member_absent")}
        members = self.validated.says("members") or ()
        return tuple(one for one in members if one["id"] not in done)

    @property
    def is_validated(self) -> bool:
        """Say whether every member has signed: the jury may deliberate."""
        return self.validated is not None and not self.missing

    @property
    def pronounced(self) -> Act | None:
        """Return the jury's deliberation that counts: the last."""
        return self.last("jury.pronounced")

    @property
    def is_published(self) -> bool:
        """Say whether the candidate may read the result."""
        return self.last("result.published") is not None

    @property
    def corrections(self) -> tuple[Act, ...]:
        """Return what was added to the signed result."""
        return self.all("result.corrected")
