"""The drive from a desktop suite: opened by a link of the page, saved straight back."""

import io
import logging
import re
import zipfile
from html import unescape
from itertools import product
from urllib.parse import quote, unquote

import pytest
from docx import Document
from sample_office import kinds, open_sitting, scenario, sign_in

from grading.documents.read import read
from sim import session
from sim.drive import DeleteFile
from webapp.app import create_app
from webapp.store.tables import User
from webapp.webdav.links import issue, links, sitting_of

WORK = "/ADV/9_Travail"
NAME = f"{WORK}/Relance – dossier É.docx"
COMPANY = "/ADV/Modèles/MODELE_relance.docx"
LOCK = (
    '<?xml version="1.0"?><D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope>'
    "<D:locktype><D:write/></D:locktype><D:owner>poste 3</D:owner></D:lockinfo>"
)
HTMX = {"HX-Request": "true"}


def letter(text: str) -> bytes:
    document = Document()
    document.add_paragraph(text)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


FIRST, SECOND = letter("Première version"), letter("Deuxième version")


class Suite:
    """An office suite: no cookie, only the address it was given."""

    def __init__(self, app, token):
        self.client, self.token = app.test_client(), token

    def url(self, path):
        return f"/dav/{self.token}{quote(path)}"

    def ask(self, method, path, data=b"", **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(self.url(path), method=method, data=data, headers=named)

    def lock(self, path):
        return self.ask("LOCK", path, LOCK, Timeout="Infinite", Depth="0")

    def move(self, path, to, **headers):
        return self.ask("MOVE", path, Destination=f"http://localhost{self.url(to)}", **headers)


@pytest.fixture
def sitting(store, users):
    return open_sitting(store, scenario(store), users["candidate"], users["admin"], "mienne")


@pytest.fixture
def desk(client, users, sitting):
    sign_in(client, users["candidate"])
    data = {
        "dossier": WORK,
        "nonce": "n",
        "fichiers": [(io.BytesIO(FIRST), NAME.rsplit("/", maxsplit=1)[-1])],
    }
    assert (
        client.post("/epreuve/mienne/documents/deposer", data=data, headers=HTMX).status_code == 200
    )
    return client


@pytest.fixture
def suite(app, desk, sitting, wall):
    return Suite(app, issue("test", sitting, wall()))


@pytest.fixture
def ask(store, sitting, wall):
    def ask(command, actor="examiner"):
        with store.sittings.open(sitting) as engine:
            engine.handle(command, wall=wall(), actor=actor)

    return ask


def versions(store, sitting, path=NAME):
    with store.sittings.open(sitting) as engine:
        found = engine.world.drive.files.get(path)
        return [file.sha256 for file in found.versions] if found else []


def page(desk, path=NAME):
    return desk.get("/epreuve/mienne/documents/fichier", query_string={"chemin": path})


def hrefs(desk, path=NAME):
    return [
        unescape(href) for href in re.findall(r'href="([^"]*\|u\|[^"]*)"', page(desk, path).text)
    ]


# The links


def test_the_page_of_a_file_links_to_the_programs_of_its_kind(desk):
    word, libreoffice = hrefs(desk)
    assert word.startswith("ms-word:ofe|u|http://localhost/dav/")
    assert libreoffice.startswith("vnd.libreoffice.command:ofe|u|http://localhost/dav/")
    assert word.endswith(quote(NAME))


def test_the_link_of_the_page_opens_the_file(app, desk):
    address = hrefs(desk)[0].partition("|u|")[2]
    answer = app.test_client().get(address.removeprefix("http://localhost"))
    assert answer.data == FIRST
    assert unquote(address).endswith(NAME)


def test_a_name_in_other_letters_is_the_same_document(suite, store, sitting):
    other = NAME.replace("Relance", "RELANCE").replace(".docx", ".DOCX")

    assert suite.ask("GET", other).data == FIRST
    assert suite.ask("PUT", other, SECOND).status_code in (201, 204)
    assert len(versions(store, sitting)) == 2
    assert versions(store, sitting, other) == []


def test_a_document_saved_damaged_is_said_so_on_its_page(suite, desk):
    path = f"{WORK}/essai.pdf"

    assert suite.ask("PUT", path, b"%PDF-1.7 and nothing more").status_code == 201
    assert "Illisible" in page(desk, path).text


def test_a_program_is_not_saved_either(suite, store, sitting):
    assert suite.ask("PUT", f"{WORK}/jeu.exe", b"MZ").status_code == 403
    assert versions(store, sitting, f"{WORK}/jeu.exe") == []


def test_a_company_file_is_opened_for_viewing(desk):
    assert [href.partition("|")[0] for href in hrefs(desk, COMPANY)] == [
        "ms-word:ofv",
        "vnd.libreoffice.command:ofv",
    ]


@pytest.mark.parametrize(
    ("name", "programs"),
    [
        ("/a.xlsx", ["Excel", "LibreOffice"]),
        ("/a.PPTX", ["PowerPoint", "LibreOffice"]),
        ("/a.odt", ["LibreOffice"]),
        ("/a.pdf", []),
        ("/docx", []),
    ],
)
def test_each_kind_has_its_programs(name, programs):
    found = links("https://centre.example", "t", name, editable=True)
    assert [link.program for link in found] == programs


def test_a_centre_without_a_suite_has_neither_links_nor_addresses(
    settings, store, desk, sitting, wall
):
    from dataclasses import replace

    off = create_app(replace(settings, desktop_suite=False), store, testing=True)
    off.config.update(WALL=wall, WTF_CSRF_ENABLED=False)
    browser = off.test_client()
    with store.sessions() as rows:
        sign_in(browser, rows.query(User).filter_by(login="candidate").one())
    assert page(browser).status_code == 200
    assert hrefs(browser) == []
    assert Suite(off, issue("test", sitting, wall())).ask("GET", NAME).status_code == 404


def test_the_page_brings_the_version_saved_meanwhile_without_journalling_it(
    desk, suite, store, sitting
):
    since = "/epreuve/mienne/documents/fichier/suite"
    assert desk.get(since, query_string={"chemin": NAME, "version": 1}).status_code == 204
    suite.ask("PUT", NAME, SECOND)
    before = kinds(store, sitting)
    shown = desk.get(since, query_string={"chemin": NAME, "version": 1}, headers=HTMX)
    assert "Deuxième version" in shown.text
    assert "version 2" in shown.text
    assert kinds(store, sitting) == before


# Opening and saving


def test_a_folder_shows_what_the_drive_holds(suite):
    answer = suite.ask("PROPFIND", WORK, Depth="1")
    assert answer.status_code == 207
    assert quote(NAME) in answer.text
    assert "9_Travail" in suite.ask("PROPFIND", "/ADV", Depth="1").text


def test_the_root_says_what_can_be_done(suite):
    answer = suite.ask("OPTIONS", "/")
    assert "2" in answer.headers["DAV"]
    assert answer.headers["MS-Author-Via"] == "DAV"


def test_an_opening_is_journalled_once_however_often_it_is_read(suite, store, sitting, wall):
    for _ in range(3):
        answer = suite.ask("GET", NAME)
    suite.ask("HEAD", NAME)
    assert answer.data == FIRST
    assert kinds(store, sitting).count("drive.opened") == 1
    wall.pass_(minutes=5)
    suite.ask("GET", NAME)
    assert kinds(store, sitting).count("drive.opened") == 2


def test_a_part_of_a_file_can_be_read(suite):
    assert suite.ask("GET", NAME, Range="bytes=0-3").data == FIRST[:4]


def test_lock_put_unlock_makes_the_second_version(suite, store, sitting):
    token = suite.lock(NAME).headers["Lock-Token"]
    assert suite.ask("PUT", NAME, SECOND, If=f"({token})").status_code == 204
    assert suite.ask("UNLOCK", NAME, Lock_Token=token).status_code == 204
    assert len(versions(store, sitting)) == 2
    entry = [e for e in store.sittings.journal(sitting).read(0) if e.kind == "drive.uploaded"][-1]
    assert (entry.fact.path, entry.fact.version, entry.actor) == (NAME, 2, "candidate")
    assert suite.ask("GET", NAME).data == SECOND


def test_saving_what_has_not_changed_makes_no_version(suite, store, sitting):
    assert suite.ask("PUT", NAME, FIRST).status_code == 204
    assert len(versions(store, sitting)) == 1


def test_a_file_saved_under_another_name_is_a_file_of_its_own(suite, store, sitting):
    other = f"{WORK}/Copie.docx"
    assert suite.ask("PUT", other, SECOND).status_code == 201
    assert len(versions(store, sitting, other)) == 1


def test_a_lock_keeps_another_window_from_saving(suite, store, sitting):
    assert suite.lock(NAME).status_code == 200
    assert suite.lock(NAME).status_code == 423
    assert suite.ask("PUT", NAME, SECOND).status_code == 423
    assert len(versions(store, sitting)) == 1


def test_a_lock_lasts_minutes_whatever_the_suite_asks(suite):
    asked = re.search(r"Second-(\d+)", suite.lock(NAME).text)
    assert asked
    assert int(asked[1]) <= 300


def test_a_lock_is_renewed(suite):
    token = suite.lock(NAME).headers["Lock-Token"]
    assert suite.ask("LOCK", NAME, If=f"({token})").status_code == 200


def test_locks_of_two_sittings_do_not_meet(app, suite, store, users, wall):
    other = open_sitting(store, scenario(store), users["candidate"], users["admin"], "autre")
    table = "/ADV/9_Travail/a.csv"
    neighbour = Suite(app, issue("test", other, wall()))
    assert suite.lock(table).status_code == 201
    assert neighbour.lock(table).status_code == 201


# What is refused, and loses nothing


@pytest.mark.parametrize("method", ["PUT", "LOCK", "DELETE"])
def test_a_company_file_is_read_only(suite, store, sitting, method):
    before = versions(store, sitting, COMPANY)
    body = {"PUT": SECOND, "LOCK": LOCK}.get(method, b"")
    assert suite.ask(method, COMPANY, body).status_code == 403
    assert versions(store, sitting, COMPANY) == before
    assert suite.ask("GET", COMPANY).status_code == 200


def bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"wordprocessingml.document.main")
        archive.writestr("word/document.xml", b" " * 200_000_000)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("path", "data"),
    [(f"{WORK}/macro.docm", SECOND), (NAME, b"not a document"), (NAME, b""), (NAME, bomb())],
    ids=["macros", "damaged", "empty", "bomb"],
)
def test_what_the_guard_refuses_leaves_the_old_version(suite, store, sitting, path, data):
    before = kinds(store, sitting)
    answer = suite.ask("PUT", path, data)
    assert answer.status_code == 403
    assert path.rpartition("/")[2] in answer.text
    assert "<html" not in answer.text
    assert len(versions(store, sitting)) == 1
    assert kinds(store, sitting) == before
    assert suite.ask("GET", NAME).data == FIRST


class Unread(io.BytesIO):
    """A body that says it is huge; reading it fails the test."""

    def read(self, size=-1):
        raise AssertionError("the body was read")


@pytest.mark.parametrize(("method", "status"), [("PUT", 507), ("PROPFIND", 413), ("LOCK", 413)])
def test_a_huge_body_is_refused_before_it_is_read(suite, method, status):
    announced = {"CONTENT_LENGTH": str(10**12), "wsgi.input": Unread()}
    answer = suite.client.open(suite.url(NAME), method=method, environ_overrides=announced)
    assert answer.status_code == status
    assert "volumineux" in answer.text


def test_a_body_cut_short_is_no_version(suite, store, sitting):
    cut = {"CONTENT_LENGTH": str(len(SECOND)), "wsgi.input": io.BytesIO(SECOND[:100])}
    answer = suite.client.open(suite.url(NAME), method="PUT", environ_overrides=cut)
    assert answer.status_code == 400
    assert len(versions(store, sitting)) == 1


def test_a_file_that_left_the_drive_is_not_found(suite, ask):
    ask(DeleteFile(path=NAME), "candidate")
    assert suite.ask("GET", NAME).status_code == 404


# Who is let in


def test_a_bad_token_opens_nothing(app, desk, sitting, wall):
    good = issue("test", sitting, wall())
    forged = good[:-4] + ("aaaa" if good[-4:] != "aaaa" else "bbbb")
    bad = [
        "",
        "abc",
        forged,
        issue("autre", sitting, wall()),
        issue("test", 9999, wall()),
        "%C3%A9",
    ]
    for token, method in product(bad, ["GET", "PUT", "PROPFIND", "OPTIONS", "LOCK"]):
        answer = Suite(app, token).ask(method, NAME)
        assert answer.status_code == 404, (token, method)
        assert "Relance" not in answer.text
        assert "WWW-Authenticate" not in answer.headers


def test_a_token_dies_after_some_hours(sitting, wall):
    token = issue("test", sitting, wall())
    wall.pass_(minutes=4 * 60)
    assert sitting_of("test", token, wall()) == sitting
    wall.pass_(minutes=61)
    assert sitting_of("test", token, wall()) is None


def test_another_sittings_token_opens_its_own_drive_only(app, suite, store, users, wall):
    other = open_sitting(store, scenario(store), users["candidate"], users["admin"], "autre")
    neighbour = Suite(app, issue("test", other, wall()))
    assert neighbour.ask("GET", NAME).status_code == 404
    assert neighbour.ask("GET", COMPANY).status_code == 200
    neighbours = f"http://localhost{suite.url(f'{WORK}/pris.docx')}"
    neighbour.ask("PUT", f"{WORK}/~WRD1.tmp", SECOND)
    assert neighbour.ask("MOVE", f"{WORK}/~WRD1.tmp", Destination=neighbours).status_code == 403


def test_an_account_that_is_closed_opens_nothing(suite, store, users):
    with store.sessions.begin() as rows:
        rows.get(User, users["candidate"].id).active = False
    assert suite.ask("GET", NAME).status_code == 404


def test_after_the_end_nothing_is_opened_nor_saved(suite, store, sitting, wall):
    token = suite.lock(NAME).headers["Lock-Token"]
    wall.pass_(minutes=121)
    assert suite.ask("GET", NAME).status_code == 403
    assert suite.ask("PUT", NAME, SECOND, If=f"({token})").status_code == 403
    assert len(versions(store, sitting)) == 1
    assert suite.ask("UNLOCK", NAME, Lock_Token=token).status_code == 204


def test_while_suspended_saving_waits_and_the_lock_is_kept(suite, store, sitting, ask):
    token = suite.lock(NAME).headers["Lock-Token"]
    ask(session.Pause(reason="Alarme"))
    refused = suite.ask("PUT", NAME, SECOND, If=f"({token})")
    assert refused.status_code == 423
    assert "suspendue" in refused.text
    assert suite.ask("GET", NAME).status_code == 423
    assert suite.ask("LOCK", NAME, If=f"({token})").status_code == 200
    ask(session.Resume())
    assert suite.ask("PUT", NAME, SECOND, If=f"({token})").status_code == 204
    assert len(versions(store, sitting)) == 2


def test_the_secret_of_the_address_is_in_no_log(suite, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    suite.ask("PUT", NAME, SECOND)
    suite.ask("PUT", NAME, b"refused")
    suite.ask("BREW", NAME)
    suite.move(NAME, f"{WORK}/~WRL1.tmp")
    out = capfd.readouterr()
    assert suite.token not in caplog.text + out.out + out.err


@pytest.mark.parametrize("method", ["POST", "TRACE", "PATCH", "BREW"])
def test_other_methods_are_refused(suite, method):
    assert suite.ask(method, NAME).status_code == 405


def test_answers_cannot_run_in_a_browser(suite):
    headers = suite.ask("GET", NAME).headers
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers


# What suites leave beside a document


@pytest.mark.parametrize(
    "name", [".~lock.Relance.docx#", "~$lance.docx", "~WRD0001.tmp", "A1B2C3D4", "lu12.tmp"]
)
def test_temporary_files_are_never_journalled(suite, store, sitting, name):
    before, path = kinds(store, sitting), f"{WORK}/{name}"
    assert suite.ask("PUT", path, b"poste 3").status_code == 201
    assert suite.ask("GET", path).data == b"poste 3"
    assert suite.ask("DELETE", path).status_code == 204
    assert suite.ask("GET", path).status_code == 404
    assert kinds(store, sitting) == before


def test_word_saves_by_renaming(suite, store, sitting):
    """As on a mounted drive: write beside, put the original aside, take its place, delete the original."""
    new, old = f"{WORK}/~WRD0001.tmp", f"{WORK}/~WRL0002.tmp"
    before = kinds(store, sitting)
    assert suite.ask("PUT", new, SECOND).status_code == 201
    assert suite.move(NAME, old).status_code == 204
    assert suite.ask("GET", NAME).status_code == 404
    assert suite.move(new, NAME, Overwrite="F").status_code == 204
    assert suite.ask("DELETE", old).status_code == 204
    assert suite.ask("GET", NAME).data == SECOND
    assert len(versions(store, sitting)) == 2
    assert kinds(store, sitting) == [*before, "drive.uploaded"]


def test_a_save_by_renaming_that_is_refused_can_be_undone(suite, store, sitting):
    new, old = f"{WORK}/~WRD0001.tmp", f"{WORK}/~WRL0002.tmp"
    suite.ask("PUT", new, b"damaged")
    suite.move(NAME, old)
    assert suite.move(new, NAME).status_code == 403
    assert suite.move(old, NAME).status_code == 204
    assert suite.ask("GET", NAME).data == FIRST
    assert len(versions(store, sitting)) == 1


def test_a_document_is_not_deleted_from_a_suite(suite, store, sitting):
    assert suite.ask("DELETE", NAME).status_code == 403
    assert suite.ask("DELETE", WORK).status_code == 403
    assert versions(store, sitting)


def test_moving_copying_and_folders_go_through_the_office(suite, store, sitting):
    there, copy = f"{WORK}/Envoyés/a.docx", f"{WORK}/b.docx"
    assert suite.ask("MKCOL", f"{WORK}/Envoyés").status_code == 201
    assert suite.move(NAME, there).status_code == 204
    assert suite.ask("COPY", there, Destination=suite.url(copy)).status_code == 204
    assert kinds(store, sitting)[-3:] == ["drive.folder_created", "drive.moved", "drive.copied"]
    assert suite.move(COMPANY, f"{WORK}/c.docx").status_code == 403


def test_a_suite_cannot_leave_files_without_end(suite):
    answers = [suite.ask("PUT", f"{WORK}/{at}.tmp", b"x").status_code for at in range(50)]
    assert answers[0] == 201
    assert answers[-1] == 507
    assert suite.ask("PUT", NAME, SECOND).status_code == 204


# Hostile requests


HOSTILE = (
    "/..%2f..%2fetc/passwd", "/ADV/..%2f..%2f..%2fx", "/%00", "/ADV/a%00b.docx", "/" + "a" * 5000,
    "/ADV/%ff%fe.docx", "/ADV/9_Travail/%3Cscript%3E.docx", "//////", "/ADV/9_Travail/a%5cb.docx",
    "/ADV/9_Travail/" + "b" * 200 + ".docx", "/ADV/9_Travail/%20", "/ADV/9_Travail", "/ADV/x/y.docx",
    "/ADV/9_Travail/a%3Bb.docx%3Fc",
)  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "PUT", "PROPFIND", "LOCK", "DELETE", "MKCOL"])
def test_a_hostile_path_changes_nothing(suite, store, sitting, method):
    before = office_drive(store, sitting)
    body = {"PUT": SECOND, "LOCK": LOCK}.get(method, b"")
    for tail in HOSTILE:
        answer = suite.client.open(f"/dav/{suite.token}{tail}", method=method, data=body)
        assert answer.status_code < 500, tail
        assert answer.mimetype in {"text/plain", "application/xml"} or answer.status_code < 300
        assert office_drive(store, sitting) == before, tail


@pytest.mark.parametrize("method", ["MOVE", "COPY"])
def test_nothing_goes_to_a_hostile_path(suite, store, sitting, method):
    before = office_drive(store, sitting)
    for tail in HOSTILE:
        to = f"http://localhost/dav/{suite.token}{tail}"
        answer = suite.ask(method, NAME, Destination=to)
        assert 400 <= answer.status_code < 500, tail
        assert office_drive(store, sitting) == before, tail


def office_drive(store, sitting):
    with store.sittings.open(sitting) as engine:
        return set(engine.world.drive.files), set(engine.world.drive.folders)


ODD = (
    ("MOVE", {}, b""), ("MOVE", {"Destination": "http://ailleurs.example/x"}, b""),
    ("MOVE", {"Destination": "/epreuve/mienne"}, b""), ("COPY", {"Destination": "\xff"}, b""),
    ("LOCK", {}, b"<a"), ("LOCK", {}, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
    ("LOCK", {"Depth": "7"}, LOCK), ("PROPFIND", {"Depth": "x"}, b""), ("PROPFIND", {}, b"<a/>"),
    ("UNLOCK", {}, b""), ("UNLOCK", {"Lock-Token": "<x>"}, b""), ("LOCK", {"If": "(<x>)"}, b""),
    ("PUT", {"Content-Range": "bytes 0-1/9"}, b"a"), ("PUT", {"Content-Encoding": "gzip"}, b"a"),
    ("PUT", {"If-Match": '"x"'}, SECOND), ("GET", {"Range": "bytes=9-1"}, b""), ("GET", {"If": "(("}, b""),
    ("PROPPATCH", {}, b"<a/>"), ("PUT", {"Content-Length": "-1"}, b""), ("PUT", {"Content-Length": "x"}, b""),
    ("MKCOL", {}, b""), ("GET", {"Depth": "1"}, b""), ("PUT", {"If": "(<x>)"}, SECOND),
)  # fmt: skip


def test_an_odd_request_is_refused_never_an_error(suite, store, sitting):
    for method, headers, body in ODD:
        answer = suite.client.open(suite.url(NAME), method=method, data=body, headers=headers)
        assert answer.status_code != 500, (method, headers)
        assert len(versions(store, sitting)) == 1, (method, headers)


def test_the_grader_reads_what_was_saved(suite, store, sitting):
    suite.ask("PUT", NAME, SECOND)
    assert "Deuxième version" in str(read(store.files.get(versions(store, sitting)[-1]), NAME))
