"""A table of candidates read line by line: what each says, and what is wrong with it. Pure: nobody is enrolled.

The file itself is opened by `webapp.reading`, within limits; what comes here is its cells, or the lines
of the preview as people have corrected them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from grading.documents.model import Workbook, coordinates, shown
from sim.language.french import date_short
from sim.language.normalise import normalise
from webapp.centre.values import (
    is_address,
    is_birth_day,
    name_key,
    read_cell_day,
    read_factor,
)
from webapp.dossier.texts import clean

LINES = 200
"""Candidates of a file: a session never has as many."""
COLUMNS = 60
HEADER_WITHIN = 10
"""Rows in which the headings are looked for: centres put a title above them."""
FIELD_LENGTH = 200
FIELDS = {
    "name": "Prénom et nom",
    "born_on": "Date de naissance",
    "email": "E-mail",
    "company": "Entreprise",
    "tutor_name": "Tuteur",
    "tutor_function": "Fonction du tuteur",
    "tutor_email": "E-mail du tuteur",
    "time_factor": "Coefficient de temps",
    "seat": "Poste",
    "reason": "Motif de la situation reconstituée",
}
"""What is known of a candidate to the heading of its column."""
HEADINGS = {
    "first_name": ("prenom", "prenoms"),
    "last_name": ("nom", "nom de famille", "nom d'usage", "nom de naissance"),
    "name": ("nom et prenom", "prenom et nom", "nom prenom", "prenom nom", "nom complet", "candidat", "candidate", "candidat(e)"),
    "born_on": ("date de naissance", "ne le", "nee le", "ne(e) le", "naissance", "date naissance", "date de naiss."),
    "email": ("mel", "mail", "e-mail", "email", "courriel", "adresse mail", "adresse e-mail", "adresse electronique"),
    "company": ("entreprise", "societe", "employeur"),
    "tutor_name": ("tuteur", "tutrice", "nom du tuteur", "tuteur entreprise", "tuteur en entreprise"),
    "tutor_function": ("fonction du tuteur", "fonction tuteur", "qualite du tuteur"),
    "tutor_email": ("e-mail du tuteur", "email du tuteur", "mail du tuteur", "mel du tuteur", "email tuteur", "mail tuteur", "courriel du tuteur"),
    "time_factor": ("coefficient de temps", "temps majore", "tiers temps", "tiers-temps", "majoration", "coefficient"),
    "seat": ("poste", "place", "numero de poste", "n° de poste"),
    "reason": ("motif", "motif de la situation reconstituee", "motif situation reconstituee"),
}  # fmt: skip
"""Column to the headings it goes by, folded (`sim.language.normalise`)."""
COLUMN_OF = {heading: name for name, headings in HEADINGS.items() for heading in headings}

NO_HEADINGS = (
    "Aucune ligne de titres n’a été reconnue. La première ligne doit nommer les colonnes, au moins « Nom », "
    "« Prénom » et « Date de naissance »\u00a0: partez du fichier modèle."
)
NOBODY = "Le fichier ne contient aucun candidat sous la ligne de titres."


class FileRefused(Exception):
    """The file as a whole is no list of candidates. The message is in French."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an accepted line says of a candidate."""

    name: str
    born_on: date
    email: str = ""
    company: str = ""
    tutor_name: str = ""
    tutor_function: str = ""
    tutor_email: str = ""
    time_factor: float = 1.0
    seat: str = ""
    reason: str = ""

    @property
    def key(self) -> tuple[tuple[str, ...], date]:
        """Return what tells one person from another."""
        return name_key(self.name), self.born_on


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was given, and either what it says or why it is refused."""

    number: int
    """Its place in the file, as a spreadsheet counts."""
    given: dict[str, str]
    known: Known | None
    problems: dict[str, str] = field(default_factory=dict)
    """Field to what is wrong with it, in French."""


def given_lines(book: Workbook) -> list[tuple[int, dict[str, str]]]:
    """Return each line under the headings, by field. Raises `FileRefused`."""
    rows = _rows(book)
    for place, (_, cells) in enumerate(rows[:HEADER_WITHIN]):
        columns = _columns(cells)
        if len(set(columns.values()) & {"name", "last_name", "first_name", "born_on"}) >= 2:
            return _under(columns, rows[place + 1 :])
    raise FileRefused(NO_HEADINGS)


def _rows(book: Workbook) -> list[tuple[int, dict[int, str]]]:
    """Return the rows of the first sheet in sight that holds anything: number, then texts by column."""
    sheet = next((one for one in book.sheets if one.cells and not one.hidden), None)
    rows: dict[int, dict[int, str]] = {}
    for reference, cell in sheet.cells.items() if sheet else ():
        column, row = coordinates(reference)
        text = " ".join(clean(shown(cell)).split())
        if text and column <= COLUMNS:
            rows.setdefault(row, {})[column] = text
    return sorted(rows.items())


def _columns(cells: dict[int, str]) -> dict[int, str]:
    """Return which field each column holds; of two columns for one field, the first."""
    found: dict[int, str] = {}
    for column, text in sorted(cells.items()):
        name = COLUMN_OF.get(normalise(text).strip(" :*"))
        if name is not None and name not in found.values():
            found[column] = name
    return found


def _under(
    columns: dict[int, str], rows: Sequence[tuple[int, dict[int, str]]]
) -> list[tuple[int, dict[str, str]]]:
    lines = []
    for number, cells in rows:
        said = {name: cells.get(column, "") for column, name in columns.items()}
        if any(said.values()):
            lines.append((number, _as_fields(said)))
    if not lines:
        raise FileRefused(NOBODY)
    if len(lines) > LINES:
        raise FileRefused(
            f"Le fichier compte {len(lines)} lignes\u00a0: une session en accepte {LINES} au plus. "
            "Répartissez les candidats entre plusieurs fichiers."
        )
    return lines


def _as_fields(said: dict[str, str]) -> dict[str, str]:
    """Return the fields of a line; a name in two columns becomes one."""
    parts = (said.get("name", ""), said.get("first_name", ""), said.get("last_name", ""))
    name = " ".join(part for part in parts if part)
    return {**{key: said.get(key, "")[:FIELD_LENGTH] for key in FIELDS}, "name": name[:160]}


def checked(
    lines: Iterable[tuple[int, dict[str, str]]], today: date, reason: str = ""
) -> list[Line]:
    """Say of each line whether it is accepted; `reason` stands for lines that give none."""
    found: list[Line] = []
    first: dict[object, int] = {}
    for number, given in lines:
        known, problems = _read(given, today, reason)
        if known is not None and known.key in first:
            problems = {"name": f"Même personne que la ligne {first[known.key]}."}
        if known is not None:
            first.setdefault(known.key, number)
        found.append(Line(number, given, None if problems else known, problems))
    return found


def _read(given: dict[str, str], today: date, reason: str) -> tuple[Known | None, dict[str, str]]:
    born_on, factor = read_cell_day(given["born_on"]), read_factor(given["time_factor"])
    said = {
        "name": _name_problem(given["name"]),
        "born_on": _birth_problem(given["born_on"], today),
    }
    said |= {name: _address_problem(given[name]) for name in ("email", "tutor_email")}
    if factor is None:
        said["time_factor"] = (
            "Coefficient illisible ou hors de 1 à 3\u00a0: écrivez par exemple 1,33."
        )
    if not (given["reason"] or reason):
        said["reason"] = "Motif de la situation reconstituée manquant."
    problems = {name: problem for name, problem in said.items() if problem}
    if problems or born_on is None or factor is None:
        return None, problems
    texts = {
        name: given[name] for name in ("email", "company", "tutor_name", "tutor_function", "tutor_email")
    }  # fmt: skip
    known = Known(
        name=given["name"], born_on=born_on, time_factor=factor, seat=given["seat"][:40],
        reason=given["reason"] or reason, **texts,
    )  # fmt: skip
    return known, {}


def _name_problem(name: str) -> str:
    if not name:
        return "Nom manquant."
    if len(name_key(name)) < 2:
        return "Il manque le nom ou le prénom."
    return ""


def _birth_problem(text: str, today: date) -> str:
    if not text:
        return "Date de naissance manquante\u00a0: elle distingue deux homonymes."
    day = read_cell_day(text)
    if day is None:
        return f"Date illisible\u00a0: « {text[:40]} ». Écrivez-la JJ/MM/AAAA."
    if not is_birth_day(day, today):
        return f"Date de naissance invraisemblable\u00a0: {date_short(day)}."
    return ""


def _address_problem(text: str) -> str:
    return "" if not text or is_address(text) else f"Adresse invalide\u00a0: « {text[:60]} »."
