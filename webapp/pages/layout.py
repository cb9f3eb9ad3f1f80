"""Pages of a document as pictures, and where each word stands on them: plain data, kept beside the pictures."""

from pathlib import Path

from pydantic import BaseModel

MAX_PAGES = 40
"""Pages drawn of one document: an examination's papers have a handful."""
MAX_WORDS = 40_000
PIXELS = 1100
"""Width of a drawn page: readable at the width of our columns, and on a dense screen."""
LAYOUT = "layout.json"


class Word(BaseModel, frozen=True):
    """A word and its box, in shares of the page's width and height, from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Page(BaseModel, frozen=True):
    """A page: its proportions and its words in reading order."""

    number: int
    width: int
    """In pixels of its picture."""
    height: int
    words: tuple[Word, ...] = ()


class Layout(BaseModel, frozen=True):
    """The pages drawn of a document."""

    pages: tuple[Page, ...] = ()
    total: int = 0
    """Pages of the document; more than `pages` when it was cut."""
    refusal: str = ""
    """Why it could not be laid out, in French; nothing when it could."""


def picture(folder: Path, number: int) -> Path:
    """Return where the picture of a page is kept."""
    return folder / f"page-{number}.png"
