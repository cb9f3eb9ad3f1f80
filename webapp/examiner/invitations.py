"""Asking the company's tutor for an opinion, from the competencies' page."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from webapp.context import session, wall
from webapp.dossier.review import Review
from webapp.examiner.blueprint import bp, review_of, unsigned
from webapp.invitation_letter import ask, asked_again, letter
from webapp.papers.answers import sent

HIDDEN = (
    "Le nom de ce candidat est masqué, et la lettre à l’entreprise le porte\u00a0: ouvrez d’abord le nom, depuis la "
    "grille, ou laissez le centre demander cet avis."
)


@bp.post("/<token>/avis-entreprise")
def ask_company(token: str) -> ResponseReturnValue:
    """Make an address and a code, shown once; asking again closes the ones before."""
    review = _named(unsigned(token))
    asked = ask(session(), review.sitting, wall())
    return render_template("examiner/invitation.html", review=review, asked=asked)


@bp.post("/<token>/avis-entreprise/lettre")
def company_letter(token: str) -> ResponseReturnValue:
    """Print the letter of the code that the page still holds."""
    review = _named(review_of(token))
    asked = asked_again(session(), review.sitting)
    return sent(letter(session(), asked, wall()), "pdf", f"Avis {review.shown_name}")


def _named(review: Review) -> Review:
    """Refuse a letter about somebody whose name the commission has not opened."""
    if not review.sight.names:
        abort(409, HIDDEN)
    return review
