"""« Vos données »: what a candidate is told of what is kept, how long, and of their rights."""

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.centre_card import read_card
from webapp.context import session
from webapp.desk.home import home
from webapp.privacy import rules
from webapp.privacy.rights import PURPOSES, RECIPIENTS, RIGHTS, complaint, contact


@home.get("/donnees")
def own_data() -> ResponseReturnValue:
    """Say it in words."""
    months = rules.months(session())
    return render_template(
        "desk/home/own_data.html", rules=rules.RULES, purposes=PURPOSES, recipients=RECIPIENTS,
        rights=RIGHTS, contact=contact(session()), complaint=complaint(),
        lasts={kind: rules.in_words(count) for kind, count in months.items()},
        card=read_card(session()),
    )  # fmt: skip
