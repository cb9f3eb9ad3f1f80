"""What an author reads of a form that is refused, in French and in English, and what to write instead.

The libraries that read a pack speak of their own grammar, in English: here are their reasons in the
words of who writes packs. What is not known here is said without a reason: the place tells.
"""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any

from sim.scenario.problems import Text

MESSAGES: dict[str, Text] = {
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
    "suits": (
        "Donnez soit « purpose », soit « best » (et au besoin « accepted » et « wrong »).",
        "Give either “purpose”, or “best” (and “accepted” and “wrong” if need be).",
    ),
    "union_tag_not_found": (
        "Il manque « type » : dites quel contrôle.",
        "“type” is missing: say which check.",
    ),
    "less_than": ("Écrivez un nombre plus petit que {lt}.", "Write a number below {lt}."),
    "int_from_float": (
        "Écrivez un nombre entier, par exemple 15.",
        "Write a whole number, such as 15.",
    ),
    "decimal_parsing": ("Écrivez un nombre, par exemple 1.5.", "Write a number, such as 1.5."),
    "decimal_type": ("Écrivez un nombre, par exemple 1.5.", "Write a number, such as 1.5."),
    "datetime_parsing": (
        "Écrivez une date et une heure, par exemple 2026-10-13T08:30.",
        "Write a date and time, such as 2026-10-13T08:30.",
    ),
    "date_from_datetime_parsing": (
        "Écrivez une date, par exemple 2026-10-13.",
        "Write a date, such as 2026-10-13.",
    ),
    "model_attributes_type": (
        "Écrivez des lignes « nom: valeur ».",
        "Write lines of the form “name: value”.",
    ),
    "string_too_long": (
        "Ce texte est trop long : {max_length} signes au plus.",
        "This text is too long: {max_length} characters at most.",
    ),
    "string_too_short": ("Ce texte est vide : écrivez-le.", "This text is empty: write it."),
}
"""By the kind of error."""
PATTERNS: Mapping[str, Text] = {
    r"^(\d{4}-\d{2}-\d{2})?$": ("Écrivez une date comme 2026-10-15.", "Write a date such as 2026-10-15."),
    r"^[a-z0-9]+(-[a-z0-9]+)*$": (
        "La forme n’est pas celle attendue : des lettres minuscules sans accent, des chiffres et des tirets, comme adv-fac-02.",
        "The form is not the expected one: lower-case letters, figures and hyphens, such as adv-fac-02.",
    ),
    r"^(([01]\d|2[0-3]):[0-5]\d)?$": ("Écrivez une heure comme 08:45.", "Write a time such as 08:45."),
    r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$": (
        "Écrivez une heure comme 08:45 ou 08:45:30.",
        "Write a time such as 08:45 or 08:45:30.",
    ),
}  # fmt: skip
"""By the form that a text should have had."""


def refusal(detail: Any) -> Text:
    """Say in both languages why a model refuses a value."""
    kind, context = str(detail["type"]), dict(detail.get("ctx", {}))
    if kind == "string_pattern_mismatch" and context["pattern"] in PATTERNS:
        return PATTERNS[context["pattern"]]
    if kind == "union_tag_invalid":
        return not_among(context["tag"], re.findall(r"'([^']*)'", context["expected_tags"]))
    if kind == "value_error":
        said = str(context["error"]).rstrip(".")
        return f"{said[:1].upper()}{said[1:]}.", f"{said[:1].upper()}{said[1:]}."
    fr, en = MESSAGES.get(kind, ("Cette valeur ne convient pas ici.", f"{detail['msg']}."))
    if kind == "literal_error":
        options = str(context["expected"]).replace("'", "")
        return fr.format(expected=options.replace(" or ", " ou ")), en.format(expected=options)
    return fr.format(**context), en.format(**context)


def not_among(name: str, known: Collection[str]) -> Text:
    """Say in both languages that a name is not one of those there are; name the nearest."""
    near = get_close_matches(name, known, n=1, cutoff=0.6) or list(known)
    return (
        f"« {name} » n’existe pas : écrivez {' ou '.join(near)}.",
        f"“{name}” does not exist: write {' or '.join(near)}.",
    )


def template_message(reason: str) -> Text:
    """Say in both languages that a text cannot be rendered."""
    return (
        f"Ce texte ne peut pas être calculé : {_in_french(reason, TEMPLATE_REASONS, 'sa forme n’est pas comprise, vérifiez ce qui est entre {{ et }}')}.",
        f"This text cannot be rendered ({reason}): check the names between {{{{ and }}}} against variants.yaml.",
    )


def yaml_message(reason: str) -> Text:
    """Say in both languages that a file is not YAML."""
    return (
        f"Le YAML ne peut pas être lu : {_in_french(reason, YAML_REASONS, 'vérifiez l’indentation, les deux-points et les guillemets')}.",
        f"This YAML cannot be read ({reason}): check indentation, colons and quotes.",
    )


def _in_french(reason: str, known: tuple[Text, ...], otherwise: str) -> str:
    for pattern, french in known:
        if found := re.search(pattern, reason):
            return found.expand(french)
    return otherwise


YAML_REASONS: tuple[Text, ...] = (
    (r"expected ',' or '[}]', but got ':'", "un texte qui contient « : » se met entre guillemets, ou bien une virgule ou l’accolade } manque avant"),
    (r"expected ',' or '([}\]])'", r"il manque une virgule ou « \1 », ou bien un guillemet ou une apostrophe ferme le texte trop tôt"),
    (r"mapping values are not allowed", "il y a un « : » de trop ; un texte qui en contient se met entre guillemets"),
    (r"expected <block end>", "cette ligne n’est pas alignée avec celles qui précèdent ; alignez-la avec des espaces"),
    (r"unexpected end of stream", "un guillemet ouvert plus haut n’est pas refermé"),
    (r'found duplicate key "(.*?)"', r"« \1 » est écrit deux fois au même endroit ; gardez l’un des deux"),
    (r"undefined alias '(.*?)'", r"rien n’est nommé « &\1 » avant ce « *\1 » ; corrigez ce nom, ou mettez ce texte entre guillemets"),
    (r"expected alphabetic or numeric character", "un texte qui commence par « * » ou « & » se met entre guillemets"),
    (r"found character '(\\t|\t)'", "une tabulation ne sert pas à aligner ; mettez des espaces"),
    (r"another document", "une ligne « --- » le coupe en deux ; retirez-la"),
    (r"larger than (\d+)", r"il dépasse \1 signes ; partagez-le ou raccourcissez-le"),
    (r"too many or too deeply|recursion", "il contient trop de valeurs, ou des valeurs trop emboîtées ; simplifiez-le"),
    (r"unacceptable character|special characters", "il contient un signe invisible interdit ; retapez ce passage"),
    (r"could not find expected ':'", "il manque « : » après le nom d’un champ"),
    (r"unknown escape character '(.*?)'", r"« \\\1 » ne s’écrit pas entre guillemets ; doublez la barre ou prenez des apostrophes"),
    (r"expected the node content", "une valeur manque, ou bien un crochet ou une accolade n’est pas fermé"),
    (r"cannot start any token", "une valeur commence par un signe réservé ; mettez-la entre guillemets"),
    (r"must be in|out of range", "cette date n’existe pas"),
)  # fmt: skip
TEMPLATE_REASONS: tuple[Text, ...] = (
    (r"has no attribute '(.*?)'", r"« \1 » n’est pas une de ses valeurs ; vérifiez ce nom dans variants.yaml"),
    (r"'(.*?)' is undefined", r"« \1 » n’est défini nulle part ; corrigez ce nom ou ajoutez-le à variants.yaml"),
    (r"No filter named '(.*?)'", r"le filtre « \1 » n’existe pas ; le guide des auteurs donne ceux qui existent"),
    (r"only numbers can be multiplied", "seuls des nombres se multiplient"),
    (r"[Dd]ivision ?by ?[Zz]ero|DivisionUndefined", "une division par zéro"),
    (r"looking for the following tags: '(.*?)'", r"il manque « {% \1 %} »"),
    (r"[Uu]nexpected end of template|unexpected '|expected token|expected end", "une accolade, une parenthèse ou un guillemet manque"),
    (r"over \d+|too l(?:arge|ong)", "le résultat est trop grand"),
    (r"operator (\S+) is not available", r"le signe « \1 » ne sert pas ici ; écrivez les textes côte à côte"),
    (r"loops", "les boucles sont trop emboîtées"),
    (r"time data|isoformat", "cette heure ou cette date ne peut pas être lue ; écrivez 08:45 ou 2026-10-13"),
)  # fmt: skip
