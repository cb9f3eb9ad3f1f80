"""Pages are drawn apart, once, within limits; what LibreOffice is given can neither call out nor look around."""

import http.server
import io
import sys
import threading
import time
import zipfile

import docx
import pytest

from sim.facts.base import FileRef
from sim.journal.files import sha256
from sim.printing import PrintedForm, render_pdf
from tests import libreoffice
from tests.grading.checks.rules import papers
from tests.grading.documents.build import saved, text, unzipped, workbook, zipped
from webapp.pages import pages as module
from webapp.pages.marks import marks
from webapp.pages.pages import NOT_LAID_OUT, Pages

DRAWS = """
import pathlib, sys
from webapp.pages.layout import *
folder = pathlib.Path(sys.argv[2])
picture(folder, 1).write_bytes(b"a picture")
page = Page(number=1, width=10, height=10)
(folder / LAYOUT).write_text(Layout(pages=(page,), total=1).model_dump_json())
"""


def ref(name: str, data: bytes = b"x") -> FileRef:
    return FileRef(sha256=sha256(data), name=name, size=len(data))


def drawing(tmp_path, program: str, timeout_s: float = 20) -> Pages:
    return Pages(tmp_path / "pages", "soffice", (sys.executable, "-c", program), timeout_s)


def waited(pages: Pages, file: FileRef, data: bytes):
    for _ in range(600):
        found = pages.of(file, lambda: data)
        if found is not None:
            return found
        time.sleep(0.05)
    raise AssertionError("never drawn")


def test_pages_are_drawn_in_the_background_and_kept(tmp_path):
    pages = drawing(tmp_path, DRAWS)
    file = ref("a.docx")

    assert pages.of(file, lambda: b"x") is None
    assert waited(pages, file, b"x").total == 1
    assert pages.picture(file, 1).read_bytes() == b"a picture"
    assert pages.picture(file, 2) is None
    again = drawing(tmp_path, "raise SystemExit(1)")
    assert again.of(file, lambda: b"x").total == 1


@pytest.mark.parametrize("program", ["raise SystemExit(3)", "import os; os.abort()", "pass"])
def test_a_document_that_cannot_be_laid_out_says_so(tmp_path, program):
    assert drawing(tmp_path, program).draw(ref("a.docx"), b"x").refusal == NOT_LAID_OUT


def test_a_document_that_could_not_be_laid_out_is_tried_again_later(tmp_path, monkeypatch):
    file = ref("a.docx")
    drawing(tmp_path, "pass").draw(file, b"x")
    pages = drawing(tmp_path, DRAWS)
    assert pages.of(file, lambda: b"x").refusal

    monkeypatch.setattr(module, "RETRY_MS", -60_000)
    assert waited(pages, file, b"x").total == 1


def test_a_program_that_never_ends_is_ended_with_its_children(tmp_path):
    mark = tmp_path / "alive"
    child = f"import time\nwhile True: open({str(mark)!r}, 'a').write('.'); time.sleep(.05)"
    program = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(600)"

    assert drawing(tmp_path, program, timeout_s=1.5).draw(ref("a.docx"), b"x").refusal
    size = mark.stat().st_size
    time.sleep(0.3)
    assert mark.stat().st_size == size


def test_without_libreoffice_only_a_pdf_has_pages(tmp_path):
    pages = Pages(tmp_path, suite=None)

    assert [pages.can_draw(name) for name in ("a.docx", "a.PDF", "a.csv", "a")] == [False, True, False, False]  # fmt: skip


def test_old_pages_make_room(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "KEPT", 3)
    pages = drawing(tmp_path, DRAWS)
    for letter in b"abcde":
        pages.draw(ref("a.docx", bytes([letter])), bytes([letter]))

    assert len(list(pages.folder.iterdir())) == 3
    assert pages.picture(ref("a.docx", b"e"), 1)


def test_the_words_of_a_pdf_stand_where_they_are_printed(tmp_path):
    form = PrintedForm(title="Facture F1")
    data = render_pdf(form)
    layout = Pages(tmp_path, suite=None).draw(ref("a.pdf", data), data)

    words = {word.text: word for word in layout.pages[0].words}
    assert 0 < words["Facture"].left < words["F1"].left < 1
    assert words["Facture"].top < 0.5


def test_a_damaged_pdf_is_refused(tmp_path):
    assert Pages(tmp_path, suite=None).draw(ref("a.pdf"), b"%PDF-1.4 nothing").refusal


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    return Pages(tmp_path_factory.mktemp("pages"))


@libreoffice.needed
def test_a_letter_a_workbook_and_slides_are_laid_out(real):
    letter, book, slides = papers.letter(), papers.workbook(), papers.deck()
    pages = real.draw(ref("a.docx", letter), letter)
    tables = real.draw(ref("a.xlsx", book), book)
    shown = real.draw(ref("a.pptx", slides), slides)

    assert pages.total == 1
    assert shown.total == 3
    assert real.picture(ref("a.docx", letter), 1).read_bytes().startswith(b"\x89PNG")
    place = next(where for where, said in text(letter).places() if "TRANSMÉCARO" in said)
    assert marks(text(letter), pages, place)
    assert marks(workbook(book), tables, "Ventes!A1")


@libreoffice.needed
def test_a_linked_picture_is_not_fetched(real):
    asked = []

    class Listens(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *args):
            return

    server = http.server.HTTPServer(("127.0.0.1", 0), Listens)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/espion.png"
    data = with_linked_picture(address)
    layout = real.draw(ref("a.docx", data), data)
    server.shutdown()
    server.server_close()

    assert layout.total == 1
    assert asked == []


def with_linked_picture(address: str) -> bytes:
    document = docx.Document()
    document.add_picture(papers.a_logo())
    parts = unzipped(saved(document))
    relations = parts["word/_rels/document.xml.rels"].decode()
    body = parts["word/document.xml"].decode()
    relation = body.split('r:embed="')[1].split('"')[0]
    parts["word/document.xml"] = body.replace("r:embed=", "r:link=").encode()
    kept = relations.split("<Relationship ")
    kept = [
        f'Id="{relation}" TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="{address}"/>'
        + ("</Relationships>" if one.endswith("</Relationships>") else "")
        if f'Id="{relation}"' in one
        else one
        for one in kept
    ]
    parts["word/_rels/document.xml.rels"] = "<Relationship ".join(kept).encode()
    return zipped(parts)


@libreoffice.needed
def test_a_file_of_the_server_is_not_drawn_into_a_document(real, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("CLE-SECRETE-42")
    data = odt_that_includes(secret.as_uri())
    layout = real.draw(ref("a.odt", data), data)

    said = " ".join(word.text for page in layout.pages for word in page.words)
    assert "Bonjour" in said
    assert "CLE-SECRETE-42" not in said


def odt_that_includes(address: str) -> bytes:
    content = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">
<office:body><office:text><text:p>Bonjour</text:p>
<text:section text:name="S"><text:section-source xlink:type="simple" xlink:href="{address}" xlink:show="embed" text:filter-name="Text"/><text:p>vide</text:p></text:section>
</office:text></office:body></office:document-content>"""
    manifest = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return kept.getvalue()
