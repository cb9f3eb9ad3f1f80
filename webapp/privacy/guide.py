"""The page that comes with a person's data: what is in it, why it is kept, what one may ask."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from sim.language.french import date_long, date_short, plural
from webapp.centre_card import read_card
from webapp.papers.model import Block, Bullets, Facts, Heading, Paper, Table, Text
from webapp.papers.words import prepared
from webapp.privacy import rules
from webapp.privacy.export import Data
from webapp.privacy.rights import PURPOSES, RECIPIENTS, RIGHTS, complaint, contact
from webapp.wall import local

CONTENT = (
    "donnees.json : toutes vos données, dans un format que d’autres logiciels lisent.",
    "passage-…/journal.txt : ce que vous avez fait pendant chaque épreuve, heure par heure.",
    "passage-…/fichiers : les fichiers que vous avez faits, sous leur nom.",
)
LEFT_OUT = (
    "Le corrigé des épreuves, qui servent encore : chaque constat y figure par son titre, son niveau et son score.",
    "Les textes du sujet, et les données d’autres personnes : ceux qui vous ont évalué y figurent par leur rôle.",
    "Ce que la commission écrit d’un résultat qui n’est pas encore publié.",
)


def guide(session: Session, data: Data, wall: int) -> Paper:
    """Return the page."""
    day = local(wall)
    return Paper(
        title="Vos données personnelles",
        made_at=wall,
        sender=read_card(session).sender,
        place_and_date=f"Le {date_long(day)}",
        subject="Droit d’accès (article 15 du RGPD)",
        blocks=tuple(_blocks(session, data)),
    )


def _blocks(session: Session, data: Data) -> Iterator[Block]:
    person, months = data["personne"], rules.months(session)
    yield Facts((("Nom", person["nom"]), ("Identifiant", person["identifiant"])))
    yield Heading(1, "Ce que contient l’archive")
    yield Bullets(CONTENT)
    yield _sittings(data)
    yield Heading(1, "Ce qui n’y est pas")
    yield Bullets(LEFT_OUT)
    yield Heading(1, "Pourquoi, et pour qui")
    yield Bullets((*PURPOSES, *RECIPIENTS))
    yield Heading(1, "Combien de temps")
    yield Table(
        ("Données", "Durée", "Ensuite"),
        tuple((one.title, rules.in_words(months[one.kind]), one.then) for one in rules.RULES),
        (2, 1, 3),
    )
    yield Heading(1, "Vos droits")
    yield Bullets(RIGHTS)
    yield Text(f"{contact(session)} {complaint()}")


def _sittings(data: Data) -> Block:
    rows = [
        (
            one["session"],
            date_short(date.fromisoformat(one["date"])),
            plural(len(one["journal"]), "entrée", "entrées"),
            plural(len(one["fichiers"]), "fichier", "fichiers"),
            _state(one),
        )
        for one in data["passages"]
    ]
    if not rows:
        return Text("Aucun passage n’est enregistré à votre nom.")
    return Table(
        ("Session", "Date", "Journal", "Fichiers", "Évaluation"), tuple(rows), (3, 1.2, 1.3, 1.2, 2)
    )


def _state(sitting: Data) -> str:
    if sitting["effacements"]:
        return "données effacées"
    return "non publiée" if isinstance(sitting["evaluation"], str) else "jointe"


def plain(paper: Paper) -> str:
    """Return a paper as plain text."""
    paper = prepared(paper)
    lines = [*paper.sender, paper.place_and_date, "", paper.title.upper()]
    for block in paper.blocks:
        lines += ["", *_lines(block)]
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> Sequence[str]:
    if isinstance(block, Heading):
        return [block.text, "-" * len(block.text)]
    if isinstance(block, Bullets):
        return [f"- {one}" for one in block.items]
    if isinstance(block, Facts):
        return [f"{label}\u00a0: {value}" for label, value in block.pairs]
    if isinstance(block, Table):
        return [f"- {' – '.join(one for one in row if one)}" for row in block.rows]
    return ["".join(text for text, _ in block.runs)] if isinstance(block, Text) else []
