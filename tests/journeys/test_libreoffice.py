"""A real LibreOffice opens a document at the address of its page, edits it and saves straight back."""

import io
import os
import subprocess
import threading
from pathlib import Path
from urllib.parse import quote

import pytest
import waitress
from docx import Document

from grading.documents.read import read
from sim import session
from sim.drive import UploadFile
from sim.facts.base import FileRef
from sim.journal.files import sha256
from sim.scenario.model import DriveOpening
from tests.conftest import SCENARIO
from tests.libreoffice import SOFFICE, needed
from webapp.store.tables import ScenarioRow
from webapp.webdav.links import issue

FOLDER = "/ADV/9_Travail"
PATH = f"{FOLDER}/Relance – dossier É.docx"
EDIT = "Réglez avant le 30 octobre."
PYTHON = "/usr/bin/python3"
SCRIPT = Path(__file__).with_name("edit_in_libreoffice.py")


def edit(address, text, folder):
    """Let a LibreOffice of its own profile edit the document at an address."""
    pipe = f"bannette-{os.getpid()}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    listening = f"--accept=pipe,name={pipe};urp;"
    office = subprocess.Popen([str(SOFFICE), profile, "--headless", "--norestore", listening])
    try:
        return subprocess.run(
            [PYTHON, str(SCRIPT), pipe, address, text],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
    finally:
        try:
            office.wait(20)
        except subprocess.TimeoutExpired:
            office.terminate()
            office.wait(20)


@pytest.fixture
def server(app):
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(20)


@pytest.fixture
def at_work(store, sitting, wall):
    """A sitting that runs, with a letter on the drive."""
    opened = SCENARIO.model_copy(update={"drive": DriveOpening(folders=(FOLDER,))})
    with store.sessions.begin() as rows:
        rows.query(ScenarioRow).one().content = opened.model_dump_json()
    document = Document()
    document.add_paragraph("Madame, votre facture est échue. ")
    kept = io.BytesIO()
    document.save(kept)
    data = kept.getvalue()
    store.files.put(data)
    file = FileRef(sha256=sha256(data), name=PATH.rpartition("/")[2], size=len(data))
    with store.sittings.open(sitting.id) as engine:
        engine.handle(session.Start(scenario="essai"), wall=wall(), actor="candidate")
        assert not engine.handle(UploadFile(folder=FOLDER, file=file), wall=wall()).refusal
    return sitting.id


@needed
@pytest.mark.journey
def test_libreoffice_opens_edits_and_saves_straight_back(server, store, at_work, wall, tmp_path):
    address = f"{server}/dav/{issue('test', at_work, wall())}{quote(PATH)}"
    edited = edit(address, EDIT, tmp_path)
    assert edited.returncode == 0, edited.stderr

    entries = store.sittings.journal(at_work).read(0)
    kinds = [entry.kind for entry in entries]
    with store.sittings.open(at_work) as engine:
        found = engine.world.drive.files[PATH]
        assert list(engine.world.drive.files) == [PATH]
    assert len(found.versions) == 2
    assert kinds.count("drive.opened") == 1
    assert kinds.count("drive.uploaded") == 2
    assert not [kind for kind in kinds if "refused" in kind]
    assert EDIT in str(read(store.files.get(found.file.sha256), found.name))
