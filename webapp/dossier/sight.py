"""What a reader may see of a sitting: the candidate's name, and the levels others gave.

Who rates blind reads neither the machine's proposal nor anybody's levels until his own are handed in; where
the centre hides names, examiners read numbers until then, or until the commission opens the names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp import register
from webapp.context import Account
from webapp.dossier.outcome import Outcome
from webapp.register import Act, RegisterBroken
from webapp.store.tables import Exam, Sitting


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may read."""

    names: bool = True
    levels: bool = True
    """Proposals, findings, others' ratings, rulings."""


EVERYTHING = Sight()


class Blind(Exception):
    """Somebody who rates blind asked for levels. The message says what to do, in French."""


def handed_in(acts: Iterable[Act], user_id: int) -> bool:
    """Say whether somebody has handed in a rating of the sitting these acts are about."""
    return any(act.kind == "rating.submitted" and act.author_id == user_id for act in acts)


def is_conciliated(acts: Sequence[Act]) -> bool:
    """Say whether every criterion was settled, or never will be: nobody rates blind any more."""
    outcome = Outcome(acts)
    settled = any(act.says("left") == [] for act in outcome.all("conciliation.settled"))
    return settled or _is_over(outcome)


def names_opened(acts: Sequence[Act]) -> bool:
    """Say whether the candidate's name was opened: by the commission, or by what was pronounced."""
    outcome = Outcome(acts)
    return outcome.last("names.opened") is not None or _is_over(outcome)


def _is_over(outcome: Outcome) -> bool:
    """Say whether nobody is to judge the sitting any more; one that is taken back is judged again."""
    return (outcome.validated or outcome.set_aside) is not None


def is_limited(exam: Exam, reader: Account | None) -> bool:
    """Say whether something of this exam may be hidden from a reader; nobody is a reader of the whole."""
    hides = exam.double_rating or exam.hidden_names
    return hides and reader is not None and reader.role == "examiner"


def sight(exam: Exam, acts: Sequence[Act], reader: Account | None) -> Sight:
    """Return what a reader may see of the sitting these acts are about."""
    if reader is None or not is_limited(exam, reader):
        return EVERYTHING
    if not exam.double_rating:
        return Sight(names=names_opened(acts))
    done = handed_in(acts, reader.id) or is_conciliated(acts)
    return Sight(names=done or not exam.hidden_names, levels=done)


def sights(
    session: Session, sittings: Iterable[Sitting], reader: Account | None
) -> Mapping[int, Sight]:
    """Return what a reader may see of each sitting of one exam; of an altered register, the least."""
    found = list(sittings)
    if not found or not is_limited(found[0].exam, reader):
        return dict.fromkeys((one.id for one in found), EVERYTHING)
    try:
        acts = register.read(session, found[0].exam_id)
    except RegisterBroken:
        return dict.fromkeys((one.id for one in found), Sight(names=False, levels=False))
    return {
        one.id: sight(one.exam, [act for act in acts if act.sitting_id == one.id], reader)
        for one in found
    }
