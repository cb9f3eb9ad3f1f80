"""What keeps a result from being signed: a competency undecided, or decided before what it rests on."""

from sim.framework import Competency
from webapp.dossier.review import Review


def obstacles(review: Review) -> dict[str, str]:
    """Say what each competency still lacks before the signature, by its id (INV-05, INV-09)."""
    undecided = review.undecided()
    found = {
        one.id: undecided.get(one.id) or _unsound(review, one)
        for one in review.framework.competencies
    }
    return {name: what for name, what in found.items() if what}


def _unsound(review: Review, competency: Competency) -> str:
    """Say why a decision does not hold any more, or nothing."""
    decided = review.decisions.get(competency.id)
    if decided is None:
        return ""
    missing, unobserved = review.missing_for(competency), review.unobserved(competency)
    if missing:
        return " ; ".join(missing)
    if unobserved and not decided.acquired:
        return f"critères jamais observés ni questionnés ({', '.join(unobserved)})"
    return outdated(review, competency)


def outdated(review: Review, competency: Competency) -> str:
    """Say what was ruled, asked, given, held or observed after the decision on a competency, or nothing."""
    decided = review.decisions.get(competency.id)
    if decided is None:
        return ""
    later = [what for what, at in _bases(review, competency) if at > decided.at]
    since = f"depuis la décision sur {competency.id} : statuez à nouveau"
    return f"{', '.join(later)} {since}" if later else ""


def _bases(review: Review, competency: Competency) -> list[tuple[str, int]]:
    """Return what happened last to each thing a decision rests on, and when."""
    found = []
    for one in competency.criteria:
        ruled, asked = review.ruling(one.id), review.questions.get(one.id)
        found += [(f"le niveau retenu de {one.id} a changé", ruled.at)] if ruled else []
        found += [(f"une question sur {one.id} a été posée", asked[-1].at)] if asked else []
    observed = review.evaluations.get(competency.id)
    if observed:
        found.append(("une évaluation en entreprise a été ajoutée", observed[-1].at))
    opinion, interview = review.opinions.get(competency.id), review.interviews.get(competency.id)
    if opinion is not None:
        at = opinion.given_at or opinion.typed_at or 0
        found.append(("l’avis de l’entreprise a changé", at))
    if interview is not None:
        found.append(("l’entretien a changé", interview.at or 0))
    return found
