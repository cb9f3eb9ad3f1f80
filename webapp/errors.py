"""What a user reads when a request fails: what happened, and what to do next."""

from dataclasses import dataclass

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Conflict, HTTPException

from webapp import htmx
from webapp.register import NoResult, RegisterBroken, RegisterBusy


@dataclass(frozen=True, slots=True)
class Explanation:
    """A sentence for each half: what happened, what to do."""

    title: str
    advice: str


UNEXPECTED = Explanation(
    "Une erreur inattendue s’est produite.",
    "Votre travail enregistré est conservé. Rechargez la page\u00a0; si l’erreur revient, prévenez le surveillant.",
)
FORM_EXPIRED = Explanation(
    "Cette page a été ouverte il y a trop longtemps, ou dans une autre session.",
    "Rechargez-la, puis recommencez votre dernière action\u00a0: elle n’a pas été prise en compte.",
)
ALTERED = "Un résultat signé, ou le registre de la session, a été modifié."
IMPOSSIBLE_NOW = "Cette action n’est pas possible à ce stade."
EXPLANATIONS = {
    400: Explanation(
        "La demande est incomplète ou mal formée.",
        "Revenez à la page précédente, vérifiez ce que vous avez saisi et recommencez.",
    ),
    403: Explanation(
        "Cette page n’est pas accessible avec votre compte.",
        "Revenez à votre page d’accueil\u00a0; si vous pensez y avoir droit, adressez-vous au centre d’examen.",
    ),
    404: Explanation(
        "Cette page n’existe pas.",
        "Vérifiez l’adresse, ou repartez de votre page d’accueil.",
    ),
    405: Explanation(
        "Cette adresse ne s’ouvre pas de cette façon.",
        "Repartez de votre page d’accueil et utilisez les boutons des écrans.",
    ),
    409: Explanation(
        "Plusieurs actions sont arrivées en même temps.",
        "Votre dernière action n’a pas été prise en compte\u00a0: recommencez-la.",
    ),
    413: Explanation(
        "Le fichier envoyé est trop volumineux.",
        "Réduisez-le (par exemple en compressant ses images) ou déposez plusieurs fichiers plus petits.",
    ),
    429: Explanation(
        "Trop de tentatives se sont succédé.",
        "Attendez quelques minutes avant de recommencer.",
    ),
    500: UNEXPECTED,
}


def explain(error: HTTPException) -> Explanation:
    """Return the words for an error; a view's own French words come first (`abort(404, "…")`)."""
    if isinstance(error, CSRFError):
        return FORM_EXPIRED
    known = EXPLANATIONS.get(error.code or 500, UNEXPECTED)
    if error.description in {None, type(error).description}:
        return known
    # What a view forbids at some stage is no collision of two people.
    title = IMPOSSIBLE_NOW if error.code == Conflict.code else known.title
    return Explanation(title, str(error.description))


def answer(error: HTTPException) -> ResponseReturnValue:
    """Show the error."""
    return error if error.response is not None else said(explain(error), error.code or 500)


def said(words: Explanation, status: int) -> ResponseReturnValue:
    """Show what happened: a page, or a message on the page that htmx asks from."""
    if htmx.is_htmx():
        return htmx.refusal(words.advice, status, title=words.title)
    home = request.path != "/"
    return render_template("errors/error.html", words=words, status=status, home=home), status


def altered(broken: RegisterBroken) -> ResponseReturnValue:
    """Name the act or the signed result that was changed: nothing is read from such a register."""
    advice = f"{broken} Aucun résultat n’en est lu\u00a0: prévenez le centre d’examen."
    return said(Explanation(ALTERED, advice), Conflict.code)


def busy(_: RegisterBusy) -> ResponseReturnValue:
    """Ask the second of two people who sign at once to look again."""
    return answer(Conflict())


def register(app: Flask) -> None:
    """Handle every error of the application; Flask logs what nobody foresaw and calls it a 500."""
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(NoResult, lambda refused: answer(Conflict(str(refused))))
    app.register_error_handler(RegisterBroken, altered)
    app.register_error_handler(RegisterBusy, busy)
