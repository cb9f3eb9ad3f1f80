"""What a candidate is told of their data, in the same words on screen and on paper."""

from sqlalchemy.orm import Session

from webapp.centre_card import read_card
from webapp.centre_settings import text
from webapp.privacy.rules import CONTACT

PURPOSES = (
    "Vos données servent à organiser l’épreuve, à évaluer vos capacités et à prouver le résultat, rien d’autre.",
    "Elles sont traitées pour exécuter la convention de certification et pour remplir les obligations légales du certificateur (RGPD, article 6, 1, b et c).",
    "Aucune décision n’est prise par la machine : elle propose, la commission et le jury décident.",
    "Ni image, ni son, ni frappe au clavier ne sont enregistrés.",
)
RECIPIENTS = (
    "Les lisent : le centre d’examen, le surveillant de votre salle, les membres de la commission et du jury, chacun pour sa tâche.",
    "Le tuteur de votre entreprise ne lit que le formulaire d’avis qu’il remplit.",
    "Chaque consultation de vos données est inscrite dans un journal : qui, quand, quoi.",
)
RIGHTS = (
    "Obtenir une copie de toutes vos données, vos réponses et les annotations des évaluateurs comprises.",
    "Faire rectifier une donnée inexacte ; le rectificatif s’ajoute à un résultat signé, sans le remplacer.",
    "Faire limiter leur usage, et les faire effacer quand elles ne sont plus nécessaires à la preuve du résultat.",
    "Contester le résultat : le délai et les voies de recours sont indiqués avec sa publication.",
)


def contact(session: Session) -> str:
    """Say whom to write to."""
    card = read_card(session)
    name = card.name or "le centre d’examen"
    said = text(session, CONTACT) or card.contact or card.address.replace("\n", ", ")
    where = f" : {said}" if said else ", à l’accueil"
    return f"Pour exercer ces droits, adressez-vous à {name}{where}."


def complaint() -> str:
    """Say whom to complain to."""
    return (
        "Si la réponse ne vous satisfait pas, vous pouvez adresser une réclamation à la CNIL "
        "(3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr)."
    )
