"""Asking the company's tutor for an opinion, by the centre's staff."""

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.centre.blueprint import bp, sitting_of
from webapp.context import session, wall
from webapp.invitation_letter import ask, asked_again, letter
from webapp.papers.answers import sent


@bp.post("/passages/<token>/avis-entreprise")
def ask_company(token: str) -> ResponseReturnValue:
    """Make an address and a code, shown once; asking again closes the ones before."""
    asked = ask(session(), sitting_of(token), wall())
    return render_template("centre/invitation.html", asked=asked, exam=asked.sitting.exam)


@bp.post("/passages/<token>/avis-entreprise/lettre")
def company_letter(token: str) -> ResponseReturnValue:
    """Print the letter of the code that the page still holds."""
    asked = asked_again(session(), sitting_of(token))
    return sent(letter(session(), asked, wall()), "pdf", f"Avis {asked.sitting.candidate.name}")
