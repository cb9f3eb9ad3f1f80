"""Versions of a file: listed, seen, compared, put back; the history is never shortened."""

import io

import docx
import pytest

from tests.grading.documents.build import saved

PATH = "/ADV/9_Travail/note.docx"


def note(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


FIRST, SECOND = (
    note("Montant : 3 264,00 €", "Merci"),
    note("Montant : 3 246,00 €", "Merci", "Karim Benali"),
)


def hand_in(desk, data: bytes, name: str = "note.docx") -> str:
    sent = {
        "dossier": "/ADV/9_Travail",
        "fichiers": (io.BytesIO(data), name),
        "nonce": f"{len(desk.kinds)}",
    }
    return desk.post("/documents/deposer", htmx=True, **sent).text


@pytest.fixture
def handed_in(desk):
    hand_in(desk, FIRST)
    hand_in(desk, SECOND)
    return desk


def test_the_page_of_a_file_lists_its_versions(handed_in):
    page = handed_in.get("/documents/fichier", chemin=PATH).text
    assert "2 versions" in page
    assert "Comparer avec la version 1" in page


def test_an_older_version_is_seen_and_downloaded_as_it_was(handed_in):
    assert "3 264,00" in handed_in.get("/documents/version", chemin=PATH, version=1).text
    assert handed_in.get("/documents/version/telecharger", chemin=PATH, version=1).data == FIRST


def test_what_changed_is_shown_word_by_word(handed_in):
    page = handed_in.get("/documents/comparer", chemin=PATH, version=2).text
    assert "supprimé&nbsp;: </span>264,00" in page
    assert "ajouté&nbsp;: </span>246,00" in page
    assert "Karim Benali" in page


def test_a_comparison_that_leaves_something_out_says_so_and_does_not_say_that_nothing_differs(desk):
    long = "\n".join(f"ligne {rank}" for rank in range(5_000)).encode()
    hand_in(desk, long, "long.txt")
    hand_in(desk, long + b"\nfin", "long.txt")
    page = desk.get("/documents/comparer", chemin="/ADV/9_Travail/long.txt", version=2).text
    assert "Document long\u00a0: seul son début est comparé." in page
    assert (
        "Aucune différence dans la partie comparée&nbsp;; la mise en forme peut différer." in page
    )
    assert "entre ces deux versions" not in page


def test_a_workbook_of_many_differences_shows_the_first_and_says_so(desk):
    for value in "ab":
        hand_in(desk, "\n".join([value] * 900).encode(), "suivi.csv")
    page = desk.get("/documents/comparer", chemin="/ADV/9_Travail/suivi.csv", version=2).text
    assert page.count("drive-change-changed") == 800
    assert "très modifié\u00a0: seule une partie de ses cellules est comparée." in page


def test_a_version_put_back_is_a_new_one(handed_in):
    answer = handed_in.post("/documents/retablir", chemin=PATH, version="1", nonce="r")
    assert answer.status_code in {200, 302, 303}
    page = handed_in.get("/documents/fichier", chemin=PATH).text
    assert "3 versions" in page
    assert handed_in.get("/documents/version/telecharger", chemin=PATH, version=3).data == FIRST


def test_the_same_bytes_make_no_version(handed_in):
    assert "identique à la version 2" in hand_in(handed_in, SECOND).replace("\u00a0", " ")


@pytest.mark.parametrize("query", ["9", "0", "x", "-1", ""])
@pytest.mark.parametrize("page", ["version", "version/telecharger", "comparer"])
def test_a_version_that_does_not_exist_is_a_clear_refusal(handed_in, page, query):
    answer = handed_in.get(f"/documents/{page}", chemin=PATH, version=query)
    assert answer.status_code == 404
    assert "version" in answer.text


def test_the_first_version_has_nothing_before_it(handed_in):
    assert handed_in.get("/documents/comparer", chemin=PATH, version=1).status_code == 404


@pytest.mark.parametrize("version", ["2", "7", "0", "x"])
def test_a_version_that_cannot_be_put_back_changes_nothing(handed_in, version):
    handed_in.post("/documents/retablir", chemin=PATH, version=version, nonce="r")
    assert "2 versions" in handed_in.get("/documents/fichier", chemin=PATH).text
