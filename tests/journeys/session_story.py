"""What the chapters of a session's journey share: who is there, which session, whose sitting is whose."""

import io
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pypdfium2
from docx import Document
from playwright.sync_api import Browser

from tests.journeys.centre import Centre, Person

CANDIDATES = (
    "Inès Martin", "Noé Lefèvre", "Chloé Garnier", "Hugo Besançon", "Maëlle Le Goff", "Yanis Haddad",
    "Zoé Da Silva", "Léo N’Diaye", "Anaïs Œuvrard", "Théo Müller", "Jeanne d’Aubigné", "Élias Nguyên",
)  # fmt: skip
NO_BREAK = dict.fromkeys(map(ord, "\u00a0\u202f"), " ")


@dataclass
class Story:
    """A session as it goes, from its planning to its report."""

    centre: Centre
    browser: Browser
    folder: Path
    exam: int = 0
    tokens: dict[str, str] = field(default_factory=dict)
    """Candidate to the public name of the sitting."""
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Candidate to the login and the code, as they were printed."""
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        """Return somebody of the centre by login, a candidate by name: each signs in once and for all."""
        if name not in self.people:
            login, code = self.codes.get(name, (name, ""))
            self.people[name] = Person.sits_down(self.centre, self.browser, login, code)
        return self.people[name]

    def each(self) -> list[tuple[str, str]]:
        """Return each candidate's name and sitting."""
        return [(name, self.tokens[name]) for name in CANDIDATES]

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Read the centre's records beside the server."""
        with sqlite3.connect(self.centre.data / "bannette.sqlite3") as connection:
            return connection.execute(query, values).fetchall()


def chapter(name: str, play: Callable[[Story], None], story: Story) -> None:
    """Play a part of the session; when it fails, say which and who was where."""
    try:
        play(story)
    except Exception as error:
        where = "\n".join(f"  {who}: {one.page.url}" for who, one in story.people.items())
        error.add_note(f"The session stopped at « {name} ».\n{where}")
        raise


def pages_of(data: bytes) -> list[str]:
    """Return the text of each page of a PDF, its spaces and line ends made ordinary."""
    assert data.startswith(b"%PDF")
    paper = pypdfium2.PdfDocument(data)
    return [plain(page.get_textpage().get_text_range()) for page in paper]


def words_of(data: bytes) -> str:
    """Return the text of a Word document, tables, headers and footers included."""
    paper = Document(io.BytesIO(data))
    said = [one.text for one in paper.element.body.iter() if one.tag.endswith("}t") and one.text]
    for section in paper.sections:
        for part in (section.header, section.footer):
            said += [
                one.text for one in part._element.iter() if one.tag.endswith("}t") and one.text
            ]
    return plain(" ".join(said))


def sheets_of(data: bytes) -> openpyxl.Workbook:
    """Return a workbook as Excel would read it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def plain(text: str) -> str:
    """Return a text with ordinary spaces and hyphens alone."""
    return " ".join(text.translate(NO_BREAK).replace("\ufffe", "-").replace("\u2011", "-").split())
