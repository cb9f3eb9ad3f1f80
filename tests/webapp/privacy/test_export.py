"""One person's data in one click: all of theirs, nothing of the key, nothing of others, safely named."""

import io
import json
import zipfile

import pypdfium2
import pytest
import sqlalchemy as sa

from tests.conftest import sign_in
from tests.webapp.examiner.conftest import INDICATORS
from tests.webapp.privacy.conftest import NAME, act
from webapp.privacy.archive import safe_name
from webapp.privacy.export import NOT_PUBLISHED
from webapp.store.privacy_tables import Look
from webapp.store.tables import User


def taken(admin, users) -> zipfile.ZipFile:
    answer = admin.get(f"/centre/donnees/personnes/{users['candidate'].id}/export.zip")
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    return zipfile.ZipFile(io.BytesIO(answer.data))


def data_of(file: zipfile.ZipFile):
    return json.loads(file.read("donnees.json"))


def test_it_holds_what_the_person_is_and_did(admin, users, published):
    file = taken(admin, users)
    data = data_of(file)
    (sitting,) = data["passages"]

    assert data["personne"]["nom"] == NAME
    assert "hash" not in file.read("donnees.json").decode()
    assert sitting["dossier"]["ne_le"] == "2001-02-03"
    assert sitting["mesures_d_adaptation"]["autres"]
    said = [one for one in sitting["journal"] if "je reviens vers vous" in one.get("texte", "")]
    assert said[0]["ligne"]["fact"]["kind"] == "mail.sent"
    assert "je reviens vers vous" in file.read("passage-1/journal.txt").decode()
    (made,) = sitting["fichiers"]
    assert made["nom"] == "lettre.docx"
    assert file.read(made["dans_l_archive"])[:2] == b"PK"


def test_it_holds_the_annotations_of_those_who_judged(admin, users, published):
    judged = data_of(taken(admin, users))["passages"][0]["evaluation"]

    assert judged["niveaux_retenus"][0]["motif"]
    assert judged["notations"][0]["par"] == "Évaluateur 1"
    assert judged["questions"][-1]["reponse"] == "Parce que."
    assert judged["decisions"][0]["motifs"] == "Au vu des trois bases."
    assert judged["avis_de_l_entreprise"][0]["commentaire"] == "Régulier."
    assert judged["entretiens"][0]["notes"] == "À l’aise."
    assert judged["autres_evaluations"]
    assert judged["compte_rendu"] is None, "rien n’a été remis"
    assert judged["propositions"]["C1.2"]["constats"][0]["titre"] == "Date confirmée"


def test_it_holds_the_report_as_handed_over_and_no_draft(admin, users, store, published):
    act(store, published, "feedback.sent", users["examiner"], said={"given": {"word": "Bravo."}})

    judged = data_of(taken(admin, users))["passages"][0]["evaluation"]

    assert judged["compte_rendu"]["contenu"] == {"word": "Bravo."}


def test_it_never_holds_the_key(admin, users, published):
    text = "".join(read.decode(errors="replace") for _, read in contents(taken(admin, users)))

    for one in INDICATORS:
        assert one.get("rule", "§") not in text or one["rule"] == "brief"
        for words in one.get("scale", {}).values():
            assert words not in text
    assert "14/10" not in text
    assert '"rubric"' not in text
    assert '"cause"' not in text


def contents(file: zipfile.ZipFile):
    return [(name, file.read(name)) for name in file.namelist()]


def test_it_names_nobody_else(admin, users, published):
    text = taken(admin, users).read("donnees.json").decode()

    for other in ("Nom examiner", "Nom jury", "Nom admin", "M. Durand", "H. Marchand"):
        assert other not in text


def test_what_is_not_published_is_not_told(admin, users, candidate, commission):
    commission.rules("C1.1", reason="Un mot de l’examinateur.")

    sitting = data_of(taken(admin, users))["passages"][0]

    assert sitting["evaluation"] == NOT_PUBLISHED
    assert sitting["actes"] == []
    assert "Un mot de l’examinateur" not in json.dumps(sitting, ensure_ascii=False)


def test_it_comes_with_a_page_to_read(admin, users, published):
    file = taken(admin, users)

    text = file.read("lisez-moi.txt").decode()
    pdf = pypdfium2.PdfDocument(file.read("lisez-moi.pdf"))
    printed = "".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    for said in (NAME, "CNIL", "10 ans", "Examen blanc"):
        assert said in text.replace("\u00a0", " ")
        assert said in printed.replace("\u00a0", " ")


def test_the_export_is_in_the_audit_trail_and_in_the_next_one(store, admin, users, published):
    taken(admin, users)

    with store.sessions() as session:
        assert "centre.privacy_export" in session.scalars(sa.select(Look.endpoint)).all()
    seen = data_of(taken(admin, users))["consultations"]
    assert {"par": "Centre", "quoi": "Données de la personne (téléchargées)"}.items() <= seen[
        0
    ].items()


@pytest.mark.parametrize("extent", ["evidence", "person"])
def test_after_an_erasure_it_says_so(admin, users, published, centre, extent):
    centre.erases(published, extent)

    file = taken(admin, users)
    assert "données effacées" in file.read("lisez-moi.txt").decode().replace("\u00a0", " ")
    sitting = data_of(file)["passages"][0]
    assert sitting["effacements"][0]["motif"] == "Délai atteint."
    assert sitting["fichiers"][0]["dans_l_archive"] is None
    assert (NAME in file.read("donnees.json").decode()) is (extent == "evidence")


def test_a_person_without_a_sitting_has_an_archive_too(admin, users):
    assert data_of(taken(admin, users))["passages"] == []


@pytest.mark.parametrize("role", ["examiner", "candidate"])
def test_only_a_candidate_s_own_data_and_only_for_the_centre(client, admin, users, published, role):
    sign_in(client, users[role])
    assert (
        client.get(f"/centre/donnees/personnes/{users['candidate'].id}/export.zip").status_code
        == 403
    )
    assert (
        admin.get(f"/centre/donnees/personnes/{users['examiner'].id}/export.zip").status_code == 404
    )
    assert (
        admin.get("/centre/donnees/personnes/999999999999999999999999/export.zip").status_code
        == 404
    )


def test_a_hostile_name_does_not_reach_the_headers(store, admin, users, published):
    with store.sessions.begin() as session:
        session.get_one(User, users["candidate"].id).name = 'x"\r\nSet-Cookie: a=b; ../../é'

    answer = admin.get(f"/centre/donnees/personnes/{users['candidate'].id}/export.zip")

    assert answer.status_code == 200
    assert "Set-Cookie: a" not in str(answer.headers)
    assert "/" not in answer.headers["Content-Disposition"].partition("filename=")[2]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("lettre.docx", "lettre.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\note.txt", "note.txt"),
        ("..", "fichier"),
        ("", "fichier"),
        ("a\x00b\n.xlsx", "ab_.xlsx"),
        ("é" * 300 + ".docx", "é" * 60 + ".docx"),
        (".htaccess", "htaccess"),
        ("devis : été ?.pdf", "devis _ été _.pdf"),
    ],
)
def test_names_of_files_lead_nowhere(name, safe):
    assert safe_name(name) == safe


def test_a_journal_that_was_changed_is_not_exported(store, admin, users, published):
    with store.database.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_refuses_update")
        connection.exec_driver_sql("UPDATE journal SET line = replace(line, 'Bonjour', 'Bonsoir')")

    answer = admin.get(f"/centre/donnees/personnes/{users['candidate'].id}/export.zip")
    assert answer.status_code == 409
    assert "entrée" in answer.text
