"""A dated correction (*rectificatif*) to a signed result: it adds to it, by a president, and never replaces it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from webapp.dossier.outcome import Outcome, Result
from webapp.dossier.texts import typed

YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Correction:
    """What a president states: in words, and if need be another decision or another admissibility."""

    reason: str
    competency: str = ""
    acquired: bool | None = None
    admissible: bool | None = None

    def applied(self, result: Result) -> Result:
        """Return the result once this is added to it."""
        changed = {self.competency: bool(self.acquired)} if self.competency else {}
        admissible = result.admissible if self.admissible is None else self.admissible
        return Result({**result.acquired, **changed}, result.kept, admissible)

    def as_data(self, outcome: Outcome, by: str, quality: str) -> dict[str, object]:
        """Return what the act says."""
        validated = outcome.validated
        said: dict[str, object] = {
            "correction": self.reason, "of": validated.digest if validated else "", "by": by,
            "quality": quality,
        }  # fmt: skip
        if self.competency:
            said |= {"competency": self.competency, "acquired": self.acquired}
        if self.admissible is not None:
            said["admissible"] = self.admissible
        return said


def typed_correction() -> Correction:
    """Return the correction of the form."""
    form = request.form
    return Correction(
        reason=typed("reason"),
        competency=typed("competency"),
        acquired=YES_NO.get(form.get("acquired", "")),
        admissible=YES_NO.get(form.get("admissible", "")),
    )


def correction_refusal(correction: Correction, outcome: Outcome, known: Sequence[str]) -> str:
    """Say why a correction cannot stand, or nothing; `known` are the référentiel's competencies."""
    if outcome.validated is None:
        return "Le résultat n’est pas encore signé : modifiez-le directement."
    if not correction.reason:
        return "Décrivez le rectificatif et son motif."
    if correction.competency and correction.competency not in known:
        return "Cette capacité n’est pas dans le référentiel : choisissez-la dans la liste."
    if (correction.acquired is None) == bool(correction.competency):
        return (
            "Pour rectifier une décision, choisissez la capacité et « acquise » ou « non acquise »."
        )
    return _against_rule(correction, outcome, known)


def _against_rule(correction: Correction, outcome: Outcome, known: Sequence[str]) -> str:
    """Hold a stated admissibility against the référentiel's rule (INV-07)."""
    if correction.admissible is None:
        return ""
    if outcome.pronounced is None:
        return "Le jury n’a pas encore prononcé l’admissibilité : il n’y a rien à y rectifier."
    after = correction.applied(outcome.effective)
    lacking = [name for name in known if not after.holds(name)]
    if correction.admissible and lacking:
        return f"Une capacité au moins n’est pas acquise ({', '.join(lacking)}) : le référentiel n’admet pas « admissible »."
    if not correction.admissible and not lacking:
        return "Les capacités sont toutes acquises : le référentiel n’admet pas « non admissible »."
    return ""


def contradiction(outcome: Outcome, known: Sequence[str]) -> bool:
    """Say whether a correction has left an admissibility that the rule no longer gives."""
    result = outcome.effective
    if result.admissible is None:
        return False
    return result.admissible != all(result.holds(name) for name in known)
