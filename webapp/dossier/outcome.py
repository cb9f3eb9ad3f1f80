"""What people pronounced of a sitting, read off the register: validated, deliberated, corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from webapp.register import Act


@dataclass(frozen=True, slots=True)
class Result:
    """What a candidate holds: each competency as it was decided, those kept from before, admissible or not."""

    acquired: Mapping[str, bool] = field(default_factory=dict)
    """Competency to the commission's decision."""
    kept: Sequence[Mapping[str, Any]] = ()
    """Competencies acquired in an earlier session, as the jury recorded them."""
    admissible: bool | None = None
    """None as long as nobody has pronounced it."""

    def holds(self, competency: str) -> bool:
        """Say whether a competency is acquired, in this session or before."""
        return self.acquired.get(competency, False) or self.is_kept(competency)

    def is_kept(self, competency: str) -> bool:
        """Say whether it was acquired in an earlier session."""
        return any(one["competency"] == competency for one in self.kept)

    def corrected(self, act: Act) -> "Result":
        """Return the result once a correction is added."""
        competency, admissible = act.says("competency"), act.says("admissible")
        changed = {competency: bool(act.says("acquired"))} if competency else {}
        return replace(
            self,
            acquired={**self.acquired, **changed},
            admissible=self.admissible if admissible is None else bool(admissible),
        )


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
    def absences(self) -> dict[int, str]:
        """Return the members noted absent, with the reason."""
        noted = self.all("commission.member_absent")
        return {act.says("member"): str(act.says("reason")) for act in noted if act.data}

    @property
    def members(self) -> tuple[dict[str, Any], ...]:
        """Return the members named in the validation, then who signed in the stead of one who could not."""
        first = (self.validated.says("members") if self.validated else None) or ()
        joined = (act.says("member") for act in self.all("commission.signed"))
        return (*first, *(one for one in joined if one))

    @property
    def missing(self) -> tuple[dict[str, Any], ...]:
        """Return the members of the validated result who neither signed nor were noted absent."""
        done = self.signers | self.absences.keys()
        return tuple(one for one in self.members if one["id"] not in done)

    @property
    def is_validated(self) -> bool:
        """Say whether every member has signed: the jury may deliberate."""
        return self.validated is not None and not self.missing

    @property
    def pronounced(self) -> Act | None:
        """Return the jury's deliberation that counts: the last."""
        return self.last("jury.pronounced")

    @property
    def set_aside(self) -> Act | None:
        """Return the act that invalidated the sitting or noted it abandoned, unless it was taken back since.

        Such a sitting has no result, and is no failure.
        """
        said, back = self.last("sitting.set_aside"), self.last("sitting.taken_back")
        return None if said and back and back.seq > said.seq else said

    @property
    def published(self) -> Act | None:
        """Return the publication of the result."""
        return self.last("result.published")

    @property
    def contestable(self) -> Act | None:
        """Return the act from which the delay of an appeal runs: published, or set aside without a result."""
        return self.published or self.set_aside

    @property
    def is_published(self) -> bool:
        """Say whether the candidate may read the result."""
        return self.published is not None

    @property
    def admissible(self) -> bool | None:
        """Return what the jury pronounced; None as long as it has not. An erasure keeps it."""
        said = self.pronounced.says("admissible") if self.pronounced else None
        return self.left.get("admissible") if said is None else bool(said)

    @property
    def left(self) -> Mapping[str, Any]:
        """Return the result that an erasure wrote down again, corrections included; nothing before one."""
        erased = self.last("person.erased")
        return (erased.says("result") if erased else None) or {}

    @property
    def framework(self) -> str | None:
        """Return the référentiel of the result, once it is validated."""
        sheet = self.validated.says("sheet") if self.validated else None
        return (sheet or self.left).get("framework")

    @property
    def corrections(self) -> tuple[Act, ...]:
        """Return what was added to the signed result."""
        return self.all("result.corrected")

    @property
    def first(self) -> Result:
        """Return the result as the commission and the jury signed it.

        A jury that deliberates after a correction by the commission pronounces on the corrected decisions.
        """
        if self.validated is not None and self.validated.data is None:
            return Result(
                self.left.get("acquired", {}), tuple(self.left.get("kept", ())), self.admissible
            )
        competencies = (self.validated.says("competencies") if self.validated else None) or {}
        result = Result(
            acquired={
                name: bool(one["decision"]["acquired"])
                for name, one in competencies.items()
                if one["decision"]
            }
        )
        said = self.pronounced
        if said is None:
            return result
        for act in self.corrections:
            result = result.corrected(act) if act.seq < said.seq else result
        return replace(
            result, kept=tuple(said.says("kept") or ()), admissible=said.says("admissible")
        )

    @property
    def effective(self) -> Result:
        """Return the result as it stands: what was signed, then each correction in its turn."""
        result, since = self.first, self.pronounced.seq if self.pronounced else 0
        for act in self.corrections:
            result = result.corrected(act) if act.seq > since else result
        return result
