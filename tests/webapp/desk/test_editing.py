"""The browser's editor: its page, what it is given, and what it saves back."""

import io

import docx
import pytest

from sim import session
from sim.drive import DeleteFile, UploadFile
from sim.facts.base import FileRef
from sim.journal.files import sha256
from tests.grading.documents.build import saved

FOLDER = "/ADV/9_Travail"
PATH = f"{FOLDER}/note.docx"


def note(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    return saved(document)


FIRST, SECOND, THIRD = note("Un"), note("Deux"), note("Trois")


@pytest.fixture
def editing(app, desk):
    """A desk whose drive has a note, in a centre that has built the editor."""
    app.config["BROWSER_EDITOR"] = True
    put(desk, FIRST)
    return desk


def put(desk, data):
    """Let another window, or a desktop suite, save the note."""
    desk.store.files.put(data)
    file = FileRef(sha256=sha256(data), name="note.docx", size=len(data))
    desk.ask(UploadFile(folder=FOLDER, file=file), actor="candidate")


def save(desk, data, version="1", nonce="a", path=PATH):
    form = {"chemin": path, "version": version, "nonce": nonce}
    return desk.post("/documents/modifier", **form, fichier=(io.BytesIO(data), "note.docx"))


def versions(desk):
    return [file.sha256 for file in desk.world.drive.files[PATH].versions]


def test_the_page_of_a_text_document_leads_to_the_editor(editing):
    assert "Modifier ici" in editing.get("/documents/fichier", chemin=PATH).text


def test_opening_it_is_journalled_as_any_reading(editing):
    page = editing.get("/documents/modifier", chemin=PATH)

    assert page.status_code == 200
    assert editing.kinds[-1] == "drive.opened"
    assert editing.get("/documents/modifier/contenu", chemin=PATH).data == FIRST
    assert editing.kinds.count("drive.opened") == 1


def test_its_page_alone_may_have_inline_styles_and_no_page_inline_scripts(editing):
    policy = editing.get("/documents/modifier", chemin=PATH).headers["Content-Security-Policy"]

    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "default-src 'self'" in policy
    assert "script-src" not in policy
    other = editing.get("/documents").headers["Content-Security-Policy"]
    assert "unsafe-inline" not in other


def test_a_save_is_a_version(editing):
    answer = save(editing, SECOND)

    assert answer.json == {"version": 2, "notice": "Enregistré à 8\u00a0h\u00a030, version 2"}
    assert versions(editing) == [sha256(FIRST), sha256(SECOND)]
    assert editing.kinds[-1] == "drive.uploaded"


def test_a_save_sent_twice_counts_once(editing):
    save(editing, SECOND)
    answer = save(editing, SECOND, version="")

    assert answer.json["version"] == 2
    assert len(versions(editing)) == 2


def test_the_same_bytes_make_no_version_and_are_no_refusal(editing):
    assert save(editing, FIRST).json["version"] == 1
    assert len(versions(editing)) == 1


def test_a_version_saved_elsewhere_is_not_overwritten_unawares(editing):
    put(editing, SECOND)

    answer = save(editing, THIRD)

    assert answer.status_code == 409
    assert "version 2" in answer.json["refusal"]
    assert versions(editing) == [sha256(FIRST), sha256(SECOND)]


def test_asked_again_it_goes_on_top_and_both_are_kept(editing):
    put(editing, SECOND)

    assert save(editing, THIRD, version="").json["version"] == 3
    assert versions(editing) == [sha256(FIRST), sha256(SECOND), sha256(THIRD)]


def test_a_file_deleted_meanwhile_is_told_and_can_be_put_back(editing):
    editing.ask(DeleteFile(path=PATH), actor="candidate")

    refused = save(editing, SECOND)
    assert refused.status_code == 409
    assert "supprimé" in refused.json["refusal"]

    assert save(editing, SECOND, version="", nonce="b").json["version"] == 1


def test_what_is_no_document_is_refused_and_the_old_version_stays(editing):
    answer = save(editing, b"not a zip")

    assert answer.status_code == 422
    assert "n’est pas un document Word" in answer.json["refusal"]
    assert len(versions(editing)) == 1


def test_an_empty_save_is_refused(editing):
    assert save(editing, b"").status_code == 422
    assert editing.post("/documents/modifier", chemin=PATH, version="1").status_code == 422


def test_a_suspended_exam_refuses_and_says_so(editing):
    editing.ask(session.Pause(reason="incident"))

    answer = save(editing, SECOND)

    assert answer.status_code == 422
    assert answer.json["refusal"]


def test_a_path_made_up_by_hand_is_refused(editing):
    answer = save(editing, SECOND, version="", path="/ADV/../../etc/note.docx")

    assert answer.status_code == 422
    assert "/etc" not in str(sorted(editing.world.drive.files))


@pytest.mark.parametrize("path", ["/ADV/3_Facturation/prix.csv", "/nulle/part.docx"])
def test_what_is_not_edited_here_is_not_opened(editing, path):
    assert editing.get("/documents/modifier", chemin=path).status_code in {403, 404}
    assert editing.get("/documents/modifier/contenu", chemin=path).status_code in {403, 404}


def test_without_the_editor_the_link_is_gone_and_the_page_says_what_to_do(app, editing):
    app.config["BROWSER_EDITOR"] = False

    assert "Modifier ici" not in editing.get("/documents/fichier", chemin=PATH).text
    answer = editing.get("/documents/modifier", chemin=PATH)
    assert answer.status_code == 404
    assert "logiciel du poste" in answer.text


def test_a_blank_document_is_created_under_a_name_that_is_free(editing):
    form = {"modele": "", "dossier": FOLDER, "nom": "Lettre Ferrandel"}

    created = editing.post("/documents/modele", **form, nonce="n")
    again = editing.post("/documents/modele", **form, nonce="m")

    assert created.status_code == 303
    assert "Lettre+Ferrandel.docx" in created.location
    assert f"{FOLDER}/Lettre Ferrandel.docx" in editing.world.drive.files
    assert again.status_code == 422
    assert "existe déjà" in again.text


def test_creating_a_document_twice_by_a_double_click_creates_one(editing):
    form = {"modele": "", "dossier": FOLDER, "nom": "Lettre", "nonce": "n"}

    answers = [editing.post("/documents/modele", **form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(editing.world.drive.files[f"{FOLDER}/Lettre.docx"].versions) == 1
