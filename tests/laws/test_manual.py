"""The manuals of the people cannot drift: their pictures are those the script takes, their labels those on screen."""

import html
import re
from pathlib import Path

import pytest

from sim.language.french import typeset
from tests.journeys.manual import FOLDER, PICTURES, name_of
from webapp.centre.imports import MODEL_HEADINGS

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs" / "examiner.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^ *!\[([^\]]*)\]\(pictures/examiner/([^)]+)\)$", MANUAL, re.MULTILINE)
MANUALS = {
    name: (ROOT / "docs" / name).read_text(encoding="utf-8")
    for name in ("examiner.md", "centre.md")
}
LABEL = re.compile(r"\*\*([^*]+)\*\*")
LARGEST = 120_000
SOURCES = ("webapp/templates/**/*.html", "webapp/**/*.py", "grading/verdict.py")
MARKUP = re.compile(r"<[^>]+>|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def plain(text: str) -> str:
    """Return a text with ordinary spaces, one at a time."""
    return re.sub(r"\s+", " ", text.replace(r"\u00a0", " ")).strip()


def on_screen() -> str:
    """Return all that pages can say: templates without their markup, and the words of the code."""
    files = [path for pattern in SOURCES for path in sorted(ROOT.glob(pattern))]
    texts = [path.read_text(encoding="utf-8") for path in files]
    return plain(" ".join([*texts, *(html.unescape(MARKUP.sub(" ", text)) for text in texts)]))


SAID = on_screen()


def anchor(heading: str) -> str:
    """Return the address of a heading, as the forge that shows the manual makes it."""
    return re.sub(r"[^\w\- ]", "", heading.replace("\u00a0", "")).lower().replace(" ", "-")


def is_said(label: str, said: str) -> bool:
    """Say whether a text has this label, whole words only."""
    return re.search(rf"(?<!\w){re.escape(plain(label))}(?!\w)", said) is not None


def test_every_picture_taken_is_shown_in_its_order_and_no_other():
    assert [name for _, name in SHOWN] == [name_of(one) for one in PICTURES]
    assert MANUAL.count("![") == len(SHOWN)


@pytest.mark.parametrize(("told", "name"), SHOWN)
def test_every_picture_is_there_told_and_light(told, name):
    assert len(told) > 8
    assert (FOLDER / name).stat().st_size < LARGEST


def test_no_picture_is_left_over():
    assert {path.name for path in FOLDER.iterdir()} == {name for _, name in SHOWN}


@pytest.mark.parametrize("name", MANUALS)
def test_the_contents_are_the_chapters_and_lead_to_them(name):
    contents = re.findall(r"^- \[(.+)\]\(#(.+)\)$", MANUALS[name], re.MULTILINE)
    chapters = re.findall(r"^## (.+)$", MANUALS[name], re.MULTILINE)

    assert [title for title, _ in contents] == chapters[1:]
    assert [address for _, address in contents] == [anchor(title) for title in chapters[1:]]


def test_the_centres_guide_leads_to_chapters_of_the_examiners():
    chapters = [anchor(title) for title in re.findall(r"^## (.+)$", MANUAL, re.MULTILINE)]
    asked = re.findall(r"\(examiner\.md#([^)]+)\)", MANUALS["centre.md"])

    assert asked
    assert set(asked) <= set(chapters)


@pytest.mark.parametrize(
    "label", sorted({one for text in MANUALS.values() for one in LABEL.findall(text)})
)
def test_every_label_they_quote_is_on_screen(label):
    assert is_said(label, SAID)


@pytest.mark.parametrize("column", MODEL_HEADINGS)
def test_every_column_of_the_import_is_told(column):
    table = MANUALS["centre.md"].partition("| Colonne |")[2].partition("\n\n")[0]

    assert re.search(rf"\b{column.lower()}\b", table)


@pytest.mark.parametrize(
    "label", ["Valider et quitter", "Signer le result", "Enregistrer la décisions"]
)
def test_a_label_that_no_page_says_is_found_out(label):
    assert not is_said(label, SAID)


@pytest.mark.parametrize("name", MANUALS)
def test_their_typography_is_french(name):
    prose = re.sub(r"`[^`]*`|\]\([^)]*\)|^ *!\[", "", MANUALS[name], flags=re.MULTILINE)

    assert prose == typeset(prose)
    assert "'" not in prose
