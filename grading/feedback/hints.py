"""What to work on, told by the kind of thing that was looked at: never what was expected of it."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from grading.checks.base import Check
from grading.checks.compose import AnyOf, Share

HINTS = {
    "record_is": "Relisez les pièces saisies dans le progiciel champ par champ, en face du document d’origine.",
    "no_new_record": "Avant de créer une fiche, cherchez de plusieurs façons si elle existe déjà.",
    "untouched": "Après une modification, vérifiez que seules les fiches voulues ont changé.",
    "batch_controlled": "Avant de valider un lot, faites le contrôle que prévoit la procédure.",
    "transmitted": "Relisez les destinataires, en copie aussi, et la pièce jointe juste avant chaque envoi.",
    "no_cross_sending": "Ouvrez chaque pièce jointe avant l’envoi, pour vérifier qu’elle concerne bien ce destinataire.",
    "well_formed": "Soignez la forme des méls : objet parlant, formule d’appel, demande claire, signature.",
    "covers": "Pour une passation, reprenez tous les dossiers traités, ceux qui sont terminés compris.",
    "tone": "Relisez vos écrits en vous mettant à la place de la personne qui les recevra.",
    "channel": "Choisissez le moyen de communication d’après l’urgence et la trace à garder.",
    "letter_posted": "Ce qui doit partir par courrier se prépare jusqu’à l’enveloppe : pièces, signature, adresse.",
    "notice_up": "Une information qui concerne tout le monde s’affiche là où tout le monde passe.",
    "filed": "Comparez l’emplacement de chaque document avec le plan de classement avant la fin.",
    "named_right": "Vérifiez le nom de chaque fichier avec la règle de nommage.",
    "empty_folder": "Videz votre dossier de travail avant de terminer.",
    "no_duplicate": "Ne gardez qu’un exemplaire de chaque document définitif.",
    "unaltered": "Un document sorti du progiciel se classe tel quel, sans y retoucher.",
    "contains": "Contrôlez le contenu de vos documents avec la liste des éléments exigés et les pièces sources.",
    "faithful": "Reprenez les données de la source sans les recopier de mémoire, puis comparez.",
    "nothing_left": "Cherchez, avant de remettre, ce qui reste du modèle à compléter ou à supprimer.",
    "from_template": "Partez du modèle de l’entreprise pour chaque document qui en a un.",
    "presented": "Relisez la mise en page avec la charte sous les yeux.",
    "computed": "Confiez les calculs au tableur, et contrôlez les données que vous lui donnez.",
    "native_chart": "Faites vos graphiques et vos tableaux dans l’outil : ils restent modifiables.",
    "typeset": "Relisez les espaces, la ponctuation et les majuscules.",
    "spelled": "Passez le correcteur, puis relisez une fois à voix basse.",
    "estimated": "Posez vos durées avant d’ouvrir le premier dossier.",
    "estimates_in_range": "Chronométrez-vous à l’entraînement : vos estimations deviendront plus justes.",
    "plan_revised": "Après un imprévu, déplacez aussitôt dans le plan ce qui ne tient plus.",
    "priorities_match": "Relisez les consignes de priorité avant d’ordonner vos tâches.",
    "no_disclosure": "Avant de répondre, vérifiez si la personne est en droit de connaître l’information.",
    "note_taken": "Remplissez la fiche de message pendant l’appel ou dès qu’il se termine.",
    "promises_kept": "Notez ce que vous annoncez, avec l’heure, et tenez-le.",
    "in_order": "Avant de valider, vérifiez que l’étape préalable a été faite.",
    "sparing": "Gardez les sollicitations de la hiérarchie pour ce qu’elle seule peut décider.",
    "never": "Prenez un instant de recul avant une action qui ne se reprend pas.",
    "happened": "Faites la liste de ce que chaque demande appelle : action, personne à prévenir, trace.",
    "late": "Notez l’heure limite de chaque demande et gardez-vous une marge.",
}
"""By kind of check; `late` for what was looked for by an hour."""
MADE_OF_OTHERS = (AnyOf, Share)
DEADLINES = ("by", "within_min")


def kind_of(check: Check) -> str:
    """Return the name a rubric gives to a kind of check."""
    return str(get_args(type(check).model_fields["type"].annotation)[0])


def hint(check: Check) -> str:
    """Return what to work on after this check; a check made of others has the first that is told."""
    return next((HINTS[name] for name in _names(check) if name in HINTS), "")


def is_plain(check: Check) -> bool:
    """Say whether all that a check shows is what it judges, the good parts of others not mixed in."""
    return not any(isinstance(one, MADE_OF_OTHERS) for one in _inside(check))


def _names(check: Check) -> Iterator[str]:
    for one in _inside(check):
        name = kind_of(one)
        timed = name == "happened" and any(getattr(one, field, None) for field in DEADLINES)
        yield "late" if timed else name


def _inside(value: Any) -> Iterator[Check]:
    """Return a check, then those it is made of; a condition is not what is judged."""
    if isinstance(value, Check):
        yield value
    if isinstance(value, BaseModel):
        fields = (getattr(value, name) for name in type(value).model_fields if name != "condition")
        for field in fields:
            yield from _inside(field)
    elif isinstance(value, tuple):
        for one in value:
            yield from _inside(one)
