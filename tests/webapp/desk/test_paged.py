"""A candidate sees a document as pages: drawn apart, asked again until they are there, of their own files only."""

import sys

import pytest

from sim.drive import UploadFile
from sim.facts.base import FileRef
from sim.journal.files import sha256
from tests.webapp.pages.test_pages import DRAWS
from webapp.pages.pages import Pages

FOLDER = "/ADV/9_Travail"
PATH = f"{FOLDER}/note.docx"
DATA = b"PK a document"


@pytest.fixture
def drawn(app, desk, tmp_path):
    """A desk with a document, in a centre whose LibreOffice draws one page of anything."""
    program = (sys.executable, "-c", DRAWS)
    app.extensions["bannette.pages"] = Pages(tmp_path / "drawn", "soffice", program)
    desk.store.files.put(DATA)
    desk.ask(UploadFile(folder=FOLDER, file=file()), actor="candidate")
    return desk


def file() -> FileRef:
    return FileRef(sha256=sha256(DATA), name="note.docx", size=len(DATA))


def draw(app):
    app.extensions["bannette.pages"].draw(file(), DATA)


def test_the_page_of_a_file_waits_for_its_pages_and_asks_again(drawn):
    page = drawn.get("/documents/fichier", chemin=PATH).text

    assert "Mise en page en cours" in page
    assert f'hx-get="/epreuve/mienne/pages/{sha256(DATA)}"' in page
    assert "Texte et structure" in page


def test_drawn_pages_are_shown_without_asking_again(app, drawn):
    draw(app)

    page = drawn.get("/documents/fichier", chemin=PATH).text
    assert f"/pages/{sha256(DATA)}/1.png" in page
    assert "Page 1 sur 1" in page
    assert "Mise en page en cours" not in page
    assert (
        drawn.get(f"/pages/{sha256(DATA)}", htmx=True).text.lstrip().startswith('<div id="pages"')
    )
    with drawn.get(f"/pages/{sha256(DATA)}/1.png") as picture:
        assert (picture.status_code, picture.content_type, picture.data) == (200, "image/png", b"a picture")  # fmt: skip


def test_the_text_is_one_click_away(drawn):
    page = drawn.get("/documents/fichier", chemin=PATH, vue="texte").text

    assert "Mise en page en cours" not in page
    assert "n’est pas un document Word" in page


def test_looking_at_pages_journals_one_reading(app, drawn):
    draw(app)
    drawn.get("/documents/fichier", chemin=PATH)
    drawn.get(f"/pages/{sha256(DATA)}", htmx=True)
    drawn.get(f"/pages/{sha256(DATA)}/1.png").close()

    assert drawn.kinds.count("drive.opened") == 1


def test_a_page_not_drawn_yet_is_not_there(drawn):
    assert drawn.get(f"/pages/{sha256(DATA)}/1.png").status_code == 404
    assert drawn.get(f"/pages/{sha256(DATA)}/99999.png").status_code == 404


@pytest.mark.parametrize("name", ["autre.docx", "cle.docx"])
def test_a_document_of_another_is_not_there_even_by_its_digest(app, drawn, name):
    other = b"PK somebody else's"
    drawn.store.files.put(other)
    theirs = FileRef(sha256=sha256(other), name=name, size=len(other))
    app.extensions["bannette.pages"].draw(theirs, other)

    assert drawn.get(f"/pages/{sha256(other)}").status_code == 404
    assert drawn.get(f"/pages/{sha256(other)}/1.png").status_code == 404
    assert drawn.get("/pages/..%2f..%2fetc%2fpasswd").status_code == 404


def test_a_centre_without_libreoffice_says_so_and_shows_the_text(app, drawn):
    app.extensions["bannette.pages"] = Pages(app.extensions["bannette.pages"].folder, suite=None)

    page = drawn.get("/documents/fichier", chemin=PATH).text
    assert "Mise en page en cours" not in page
    assert "n’est pas un document Word" in page
    assert drawn.get(f"/pages/{sha256(DATA)}").status_code == 404


def test_the_same_bytes_under_a_name_that_has_no_pages_hide_nothing(app, drawn):
    # A copy kept under another extension comes before it, or after: the document has its pages.
    copy = FileRef(sha256=sha256(DATA), name="archive.zip", size=len(DATA))
    drawn.ask(UploadFile(folder="/ADV", file=copy), actor="candidate")
    drawn.ask(UploadFile(folder=FOLDER, file=copy), actor="candidate")
    files = [*drawn.world.drive.files.values()]
    assert [one.name for one in files if one.file.sha256 == sha256(DATA)]
    draw(app)

    assert drawn.get(f"/pages/{sha256(DATA)}", htmx=True).status_code == 200
