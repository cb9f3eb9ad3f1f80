"""The documents screens: reading, uploading, filing, and what they refuse."""

import io

import pytest
from sample_office import PDF, kinds, open_sitting, scenario, sign_in

from webapp.desk.drive_view import KINDS, UNKNOWN_KIND
from webapp.desk.previews import extension
from webapp.store.tables import User

HERE = "/epreuve/mienne/documents"
INVOICES = "/ADV/3_Facturation/2026"
WORK = "/ADV/9_Travail"
NOTE = f"{INVOICES}/BL26-1871.pdf"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def sitting(store, users):
    return open_sitting(store, scenario(store), users["candidate"], users["admin"], "mienne")


@pytest.fixture
def desk(client, users, sitting):
    sign_in(client, users["candidate"])
    return client


def upload(desk, *files, folder=WORK, nonce="n1"):
    data = {"dossier": folder, "nonce": nonce}
    data["fichiers"] = [(io.BytesIO(content), name) for name, content in files]
    return desk.post(f"{HERE}/deposer", data=data, headers=HTMX)


def world(store, sitting):
    with store.sittings.open(sitting) as engine:
        return engine.world


def test_a_folder_lists_its_files_with_their_kind(desk):
    page = desk.get(HERE, query_string={"dossier": INVOICES}).text
    assert "BL26-1871.pdf" in page
    assert "Document PDF" in page
    assert "MO-FAC-01" not in page


def test_a_folder_that_is_not_there_shows_the_top(desk):
    page = desk.get(HERE, query_string={"dossier": "/ailleurs/../etc"})
    assert page.status_code == 200
    assert "Serveur commun" in page.text


def test_htmx_gets_the_partial_alone(desk):
    partial = desk.get(HERE, headers=HTMX).text
    assert partial.lstrip().startswith('<div id="drive"')
    assert "<html" not in partial


def test_a_search_finds_a_file_by_part_of_its_name(desk):
    page = desk.get(HERE, query_string={"recherche": "mo-fac"}, headers=HTMX).text
    assert "MO-FAC-01.md" in page
    assert "BL26-1871" not in page


def test_a_restricted_folder_says_who_may_read_it(desk):
    assert (
        "Accès réservé\u00a0: Karim Benali" in desk.get(HERE, query_string={"dossier": "/ADV"}).text
    )


def test_a_procedure_is_read_as_a_page_and_journalled(desk, store, sitting):
    page = desk.get(f"{HERE}/fichier", query_string={"chemin": "/ADV/Procédures/MO-FAC-01.md"})
    assert "<h1>Facture</h1>" in page.text
    assert "<script>x" not in page.text
    assert kinds(store, sitting)[-1] == "drive.opened"


def test_a_csv_is_read_as_a_table(desk):
    page = desk.get(f"{HERE}/fichier", query_string={"chemin": f"{INVOICES}/export.csv"})
    assert "<td>AV-1205</td>" in page.text


def test_a_damaged_workbook_offers_the_download(desk):
    page = desk.get(f"{HERE}/fichier", query_string={"chemin": f"{INVOICES}/abime.xlsx"})
    assert "Aperçu indisponible" in page.text


def test_a_pdf_is_framed_by_its_own_page_only(desk, store, sitting):
    page = desk.get(f"{HERE}/fichier", query_string={"chemin": NOTE})
    before = kinds(store, sitting)
    content = desk.get(f"{HERE}/contenu", query_string={"chemin": NOTE})
    assert "<iframe" in page.text
    assert content.data == PDF
    assert content.mimetype == "application/pdf"
    assert "frame-ancestors 'self'" in content.headers["Content-Security-Policy"]
    assert kinds(store, sitting) == before


def test_only_what_a_browser_shows_safely_is_served_inline(desk):
    csv = desk.get(f"{HERE}/contenu", query_string={"chemin": f"{INVOICES}/export.csv"})
    assert csv.status_code == 404


def test_a_download_is_an_attachment_and_journalled(desk, store, sitting):
    answer = desk.get(
        f"{HERE}/telecharger", query_string={"chemin": "/ADV/Procédures/MO-FAC-01.md"}
    )
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert kinds(store, sitting)[-1] == "drive.opened"


@pytest.mark.parametrize("view", ["fichier", "contenu", "telecharger"])
@pytest.mark.parametrize("path", ["", "/nulle/part.pdf", "../../etc/passwd"])
def test_an_unknown_file_is_not_found(desk, view, path):
    answer = desk.get(f"{HERE}/{view}", query_string={"chemin": path})
    assert answer.status_code == 404


def test_several_files_are_uploaded_at_once(desk, store, sitting):
    page = upload(desk, ("a.txt", b"a"), ("b.txt", b"b"))
    assert page.status_code == 200
    assert "2 fichiers déposés." in page.text
    assert {f"{WORK}/a.txt", f"{WORK}/b.txt"} <= set(world(store, sitting).drive.files)


def test_the_same_name_again_is_a_new_version(desk, store, sitting):
    upload(desk, ("a.txt", b"one"), nonce="n1")
    upload(desk, ("a.txt", b"two"), nonce="n2")
    assert len(world(store, sitting).drive.files[f"{WORK}/a.txt"].versions) == 2


def test_a_form_sent_twice_counts_once(desk, store, sitting):
    upload(desk, ("a.txt", b"one"))
    upload(desk, ("a.txt", b"one"))
    assert len(world(store, sitting).drive.files[f"{WORK}/a.txt"].versions) == 1


def test_a_path_in_the_file_name_is_dropped(desk, store, sitting):
    upload(desk, ("../../a.txt", b"a"))
    assert f"{WORK}/a.txt" in world(store, sitting).drive.files


def test_an_upload_without_a_file_says_what_to_do(desk):
    answer = upload(desk)
    assert answer.status_code == 422
    assert "Choisissez d’abord un fichier" in answer.text


def test_an_upload_that_fails_inspection_is_refused_with_its_reason(app, desk, store, sitting):
    app.extensions["bannette.inspect_upload"] = lambda name, data: (
        f"{name} n’est pas un document Word."
    )
    answer = upload(desk, ("lettre.docx", b"not a zip"))
    assert answer.status_code == 422
    assert "lettre.docx n’est pas un document Word." in answer.text
    assert "drive.uploaded" not in kinds(store, sitting)


def test_a_document_the_platform_cannot_read_is_kept_and_said_so(desk, store, sitting):
    answer = upload(desk, ("scan.pdf", b"%PDF-1.7 and nothing more"))
    assert answer.status_code == 200
    assert "Fichier déposé." in answer.text
    assert "scan.pdf » est endommagé" in answer.text.replace("\xa0", " ")
    assert f"{WORK}/scan.pdf" in world(store, sitting).drive.files


def test_a_document_that_can_be_read_is_taken_without_a_word_more(desk):
    page = upload(
        desk, ("suivi.csv", b"a;1\n"), ("photo.png", b"\x89PNG"), ("note.md", b"# Note")
    ).text
    assert "endommagé" not in page
    assert "Illisible" not in page


@pytest.mark.parametrize("name", ["page.html", "dessin.svg", "dossier.zip", "sans_extension"])
def test_a_file_that_nobody_will_read_is_kept_and_said_so(desk, store, sitting, name):
    answer = upload(desk, (name, b"<p>Bonjour</p>"))
    assert answer.status_code == 200
    assert f"« {name} » ne sera pas lu par la commission" in answer.text.replace("\xa0", " ")
    assert f"{WORK}/{name}" in world(store, sitting).drive.files


def test_of_several_files_the_refused_one_is_told_and_the_others_are_kept(desk, store, sitting):
    answer = upload(desk, ("jeu.exe", b"MZ"), ("a.txt", b"a"))
    assert "est un programme" in answer.text
    assert "Le reste est déposé." in answer.text
    assert f"{WORK}/a.txt" in world(store, sitting).drive.files


def test_a_program_is_not_kept(desk, store, sitting):
    answer = upload(desk, ("jeu.exe", b"MZ"))
    assert answer.status_code == 422
    assert "est un programme" in answer.text
    assert "drive.uploaded" not in kinds(store, sitting)


def test_what_cannot_be_read_says_so_in_the_list_and_on_its_page(desk):
    upload(desk, ("scan.pdf", b"%PDF-1.7 and nothing more"))
    listed = desk.get(f"{HERE}", query_string={"dossier": WORK}).text
    page = desk.get(f"{HERE}/fichier", query_string={"chemin": f"{WORK}/scan.pdf"}).text
    for text in (listed, page):
        assert "Illisible" in text
        assert "scan.pdf » est endommagé" in text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.odt", "Texte OpenDocument"), ("a.rtf", "Texte RTF"), ("a.ods", "Classeur OpenDocument"),
        ("a.odp", "Présentation OpenDocument"), ("a.zip", "Archive"), ("a.bin", "Fichier"),
    ],
)  # fmt: skip
def test_every_kind_of_document_has_its_name(name, kind):
    assert KINDS.get(extension(name), UNKNOWN_KIND)[1] == kind


def test_an_upload_over_the_limit_is_refused_in_french(app, desk):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = upload(desk, ("a.txt", b"a" * 2000))
    assert answer.status_code == 413
    assert "trop volumineux" in answer.text


def test_a_template_gives_a_fresh_copy_with_its_extension(desk, store, sitting):
    form = {"modele": "/ADV/Modèles/MODELE_relance.docx", "dossier": WORK, "nom": "RELANCE_N2"}
    desk.post(f"{HERE}/modele", data={**form, "nonce": "n"}, headers=HTMX)
    assert world(store, sitting).drive.files[f"{WORK}/RELANCE_N2.docx"].origin == "upload"


def test_a_file_is_filed_under_a_new_name_in_another_folder(desk, store, sitting):
    upload(desk, ("a.txt", b"a"))
    form = {"chemin": f"{WORK}/a.txt", "vers": INVOICES, "nom": "NOTE_20261013", "dossier": WORK}
    answer = desk.post(f"{HERE}/deplacer", data={**form, "nonce": "m"}, headers=HTMX)
    assert f"Fichier rangé dans {INVOICES}." in answer.text
    assert f"{INVOICES}/NOTE_20261013.txt" in world(store, sitting).drive.files


def test_a_company_file_can_be_copied_but_not_moved(desk, store, sitting):
    form = {"chemin": NOTE, "vers": WORK, "nom": "BL.pdf", "dossier": INVOICES}
    refused = desk.post(f"{HERE}/deplacer", data={**form, "nonce": "m"}, headers=HTMX)
    assert refused.status_code == 422
    assert "appartient à l’entreprise" in refused.text
    assert 'value="BL.pdf"' in refused.text
    desk.post(f"{HERE}/copier", data={**form, "nonce": "c"}, headers=HTMX)
    assert f"{WORK}/BL.pdf" in world(store, sitting).drive.files


def test_an_own_file_is_deleted(desk, store, sitting):
    upload(desk, ("a.txt", b"a"))
    desk.post(f"{HERE}/supprimer", data={"chemin": f"{WORK}/a.txt", "nonce": "d"})
    assert f"{WORK}/a.txt" not in world(store, sitting).drive.files


def test_a_folder_is_created_without_scripts(desk, store, sitting):
    form = {"dossier": WORK, "nom": "Relances", "nonce": "f"}
    answer = desk.post(f"{HERE}/dossier", data=form)
    assert answer.status_code == 303
    assert f"{WORK}/Relances" in world(store, sitting).drive.folders


def test_the_files_of_another_candidate_are_not_found(app, store, users, sitting):
    with store.sessions.begin() as rows:
        password = users["candidate"].password_hash
        other = User(login="autre", name="Autre", role="candidate", password_hash=password)
        rows.add(other)
    stranger = app.test_client()
    sign_in(stranger, other)
    answer = stranger.get(f"{HERE}/telecharger", query_string={"chemin": NOTE})
    assert answer.status_code == 404
