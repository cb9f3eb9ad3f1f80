"""One file of a pack for one seed: rendered, read with its model, its problems placed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sim.scenario.pack import Source
from sim.scenario.problems import Problem
from sim.scenario.templates import AuthoringError, render
from sim.scenario.yaml import Path

Model = TypeVar("Model", bound=BaseModel)

MESSAGES: dict[str, tuple[str, str]] = {
    "missing": ("Ce champ est obligatoire : ajoutez-le.", "This field is required: add it."),
    "extra_forbidden": (
        "Ce champ n’existe pas : vérifiez son orthographe ou retirez-le.",
        "This field does not exist: check its spelling or remove it.",
    ),
    "literal_error": (
        "Cette valeur n’est pas permise : écrivez {expected}.",
        "This value is not allowed: write {expected}.",
    ),
    "int_parsing": (
        "Écrivez un nombre entier, par exemple 15.",
        "Write a whole number, such as 15.",
    ),
    "int_type": ("Écrivez un nombre entier, par exemple 15.", "Write a whole number, such as 15."),
    "float_parsing": ("Écrivez un nombre, par exemple 1.5.", "Write a number, such as 1.5."),
    "string_type": ("Écrivez un texte entre guillemets.", "Write a text between quotes."),
    "string_pattern_mismatch": (
        "La forme n’est pas celle attendue : {pattern}.",
        "The form is not the expected one: {pattern}.",
    ),
    "datetime_from_date_parsing": (
        "Écrivez une date et une heure, par exemple 2026-10-13T08:30.",
        "Write a date and time, such as 2026-10-13T08:30.",
    ),
    "too_short": (
        "Cette liste est vide : écrivez au moins un élément.",
        "This list is empty: write at least one item.",
    ),
    "timezone_naive": (
        "Écrivez l’heure du bureau sans fuseau, par exemple 2026-10-13T08:30.",
        "Write office time without a zone, such as 2026-10-13T08:30.",
    ),
    "tuple_type": (
        "Écrivez une liste (une ligne par élément, avec un tiret).",
        "Write a list (one dash per item).",
    ),
    "list_type": (
        "Écrivez une liste (une ligne par élément, avec un tiret).",
        "Write a list (one dash per item).",
    ),
    "dict_type": ("Écrivez des lignes « nom: valeur ».", "Write lines of the form “name: value”."),
    "bool_parsing": ("Écrivez true ou false.", "Write true or false."),
    "bool_type": ("Écrivez true ou false.", "Write true or false."),
    "float_type": ("Écrivez un nombre, par exemple 1.5.", "Write a number, such as 1.5."),
    "model_type": ("Écrivez des lignes « nom: valeur ».", "Write lines of the form “name: value”."),
    "greater_than_equal": ("Écrivez au moins {ge}.", "Write at least {ge}."),
    "less_than_equal": ("Écrivez au plus {le}.", "Write at most {le}."),
    "too_long": (
        "Cette liste est trop longue : gardez {max_length} éléments.",
        "This list is too long: keep {max_length} items.",
    ),
    "leads_nowhere": (
        "Cette réponse ne mène à rien : donnez « to » (l’étape qui suit) ou « asks » (ce qu’elle demande).",
        "This reply leads nowhere: give “to” (the node that follows) or “asks” (what it asks for).",
    ),
    "greater_than": ("Écrivez un nombre plus grand que {gt}.", "Write a number above {gt}."),
    "one_action": (
        "Donnez un seul de ces champs : mail, reply, chat, begin, withdraw, erp ou incident.",
        "Give exactly one of these fields: mail, reply, chat, begin, withdraw, erp or incident.",
    ),
    "one_condition": (
        "Donnez un seul de ces champs : record, file, task, mail ou call.",
        "Give exactly one of these fields: record, file, task, mail or call.",
    ),
    "absence": (
        "« person » nomme qui est absent : donnez-la pour une absence (kind: absence), et « reply » avec elle ; pour aucun autre incident.",
        "“person” names who is away: give it for an absence (kind: absence), and “reply” with it; for no other incident.",
    ),
    "channel_twice": (
        "Un même moyen ne peut pas être dans deux listes : gardez-le dans une seule.",
        "One channel cannot stand in two lists: keep it in one.",
    ),
}


def rendered(source: Source, context: Mapping[str, Any], problems: list[Problem]) -> Any:
    """Return the file's data with every text rendered."""
    return _render(source, source.parsed.data, (), context, problems)


def _render(
    source: Source, value: Any, path: Path, context: Mapping[str, Any], problems: list[Problem]
) -> Any:
    if isinstance(value, dict):
        return {
            key: _render(source, item, (*path, key), context, problems)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [
            _render(source, item, (*path, index), context, problems)
            for index, item in enumerate(value)
        ]
    if not isinstance(value, str):
        return value
    try:
        return render(value, context)
    except AuthoringError as error:
        problems.append(place(source, path, *template_message(str(error))))
        return value


def template_message(reason: str) -> tuple[str, str]:
    """Say in both languages that a text cannot be rendered."""
    return (
        f"Ce texte ne peut pas être calculé ({reason}) : vérifiez les noms entre {{{{ et }}}} dans variants.yaml.",
        f"This text cannot be rendered ({reason}): check the names between {{{{ and }}}} against variants.yaml.",
    )


def place(source: Source, path: Path, fr: str, en: str) -> Problem:
    """Return a problem at a path of a file."""
    line = source.parsed.line(path)
    return Problem(source.file, line, ".".join(str(part) for part in path), fr, en)


def read(
    model: type[Model], source: Source, data: Any, problems: list[Problem], prefix: Path = ()
) -> Model | None:
    """Read data with its model; on failure note every problem and return nothing."""
    try:
        return model.model_validate(texts(data))
    except ValidationError as error:
        details = error.errors(include_url=False)
        for detail in details:
            if detail["type"] == "too_short" and _within(detail["loc"], details):
                continue
            # Of a name that is not one of those expected, pydantic says that the key is meant.
            path = (*prefix, *(part for part in detail["loc"] if part != "[key]"))
            problems.append(place(source, path, *_message(dict(detail))))
        return None


def _within(path: Path, details: Sequence[Any]) -> bool:
    """Say whether something inside is wrong: items refused are then why the list looks empty."""
    size = len(path)
    return any(len(one["loc"]) > size and one["loc"][:size] == path for one in details)


def texts(value: Any) -> Any:
    """Spell dates as texts, so that a model's text field takes what YAML reads as a date."""
    if isinstance(value, dict):
        return {key: texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [texts(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value


def _message(detail: dict[str, Any]) -> tuple[str, str]:
    kind, context = str(detail["type"]), detail.get("ctx", {})
    if kind in MESSAGES:
        fr, en = MESSAGES[kind]
        return fr.format(**context), en.format(**context)
    reason = str(detail["msg"])
    return f"Valeur refusée : {reason}.", f"Value refused: {reason}."
