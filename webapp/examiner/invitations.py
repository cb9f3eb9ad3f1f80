"""Asking the company's tutor for an opinion, from the competencies' page."""

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.context import session, wall
from webapp.examiner.blueprint import bp, review_of, unsigned
from webapp.invitation_letter import ask, asked_again, letter
from webapp.papers.answers import sent


@bp.post("/<token>/avis-entreprise")
def ask_company(token: str) -> ResponseReturnValue:
    """Make an address and a code, shown once; asking again closes the ones before."""
    review = unsigned(token)
    asked = ask(session(), review.sitting, wall())
    return render_template("examiner/invitation.html", review=review, asked=asked)


@bp.post("/<token>/avis-entreprise/lettre")
def company_letter(token: str) -> ResponseReturnValue:
    """Print the letter of the code that the page still holds."""
    asked = asked_again(session(), review_of(token).sitting)
    return sent(letter(session(), asked, wall()), "pdf", f"Avis {asked.sitting.candidate.name}")
