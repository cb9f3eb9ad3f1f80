"""The report for the candidate: drafted, edited by several people, handed over once the result is published."""

import html
import io
import json

import docx
import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from tests.conftest import PASSWORD_HASH, sign_in
from webapp import register
from webapp.dossier.feedback import Report
from webapp.dossier.review import Review
from webapp.store.result_tables import Feedback
from webapp.store.tables import Sitting, User

FIELDS = {"seen": "Vous avez lu la commande.", "work": "Relisez avant d’envoyer.", "strengths": "", "reviews": ""}  # fmt: skip


def plain(answer) -> str:
    return html.unescape(answer.text).replace("\u00a0", " ").replace("\u202f", " ")


def version(store, over, name: str) -> str:
    with store.sessions() as rows:
        sitting = rows.get_one(Sitting, over.id)
        return Report(Review(rows, store, sitting)).part(name).version


@pytest.fixture
def edits(commission, store, over):
    """What an examiner does with a part of the report."""

    def save(name: str = "C1.1", *, on: str | None = None, htmx: bool = False, **fields: str):
        known = version(store, over, name) if on is None else on
        return commission.post(f"/compte-rendu/parties/{name}", htmx=htmx, version=known, **{**FIELDS, **fields})  # fmt: skip

    return save


@pytest.fixture
def published(store, over):
    """The jury's publication."""
    with store.sessions.begin() as rows:
        register.add(rows, over.exam_id, "result.published", at=1, data={}, author_id=None, sitting_id=over.id)  # fmt: skip


def sent_acts(store, over):
    with store.sessions() as rows:
        return [one for one in register.read(rows, over.exam_id) if one.kind == "feedback.sent"]


def hand_over(commission):
    return commission.post("/compte-rendu/remise")


def test_every_criterion_is_proposed_with_the_candidates_own_moments(commission):
    page = plain(commission.get("/compte-rendu?partie=C1.1"))

    assert page.count("grid-row") == 22
    assert "Vous avez réuni les données utiles" in page
    assert "À 8 h 34, vous avez ouvert le mél" in page


def test_the_proposal_follows_the_level_people_retained(commission):
    commission.rules("C1.1", "not_observed", "Occasion jugée insuffisante.")

    page = plain(commission.get("/compte-rendu?partie=C1.1"))

    assert "ne vous est pas reproché" in page
    assert "Occasion jugée insuffisante." in page  # beside the text, for the examiner alone
    assert "Occasion jugée insuffisante." not in plain(commission.get("/compte-rendu/apercu"))


def test_a_part_is_saved_and_shown_to_the_candidate_as_it_is(commission, edits, store, over):
    assert edits(strengths="À 8 h 34, vous avez ouvert la commande.\n\n").status_code == 303

    preview = plain(commission.get("/compte-rendu/apercu"))
    assert "Vous avez lu la commande." in preview
    assert "À 8 h 34, vous avez ouvert la commande." in preview
    assert "écrit par Nom examiner" in plain(commission.get("/compte-rendu"))


def test_a_save_by_htmx_brings_the_part_and_the_list(edits):
    answer = edits(htmx=True)

    assert answer.status_code == 200
    assert answer.text.count('id="feedback-part"') == 1
    assert 'id="feedback-list"' in answer.text
    assert "hx-swap-oob" in answer.text
    assert "Texte enregistré" in plain(answer)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"seen": " "}, "Dites ce qui a été vu"),
        ({"work": ""}, "Dites ce qui a été vu"),
        ({"seen": "x" * 4001}, "trop long"),
        ({"strengths": "\n".join("abcdefghi")}, "8 moments au plus"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_was_typed(edits, store, over, fields, said):
    answer = edits(**{"work": "Mon conseil.", **fields})

    assert answer.status_code == 422
    assert said in plain(answer)
    assert fields.get("work", "Mon conseil.") in plain(answer)
    with store.sessions() as rows:
        assert rows.get(Feedback, over.id) is None


def test_the_second_of_two_people_is_told_and_sees_both_texts(
    commission, client, edits, store, over, colleague
):
    before = version(store, over, "C1.1")
    edits(seen="Texte de la première personne.")
    sign_in(client, colleague)

    answer = edits(on=before, seen="Texte de la seconde.")

    page = plain(answer)
    assert answer.status_code == 422
    assert "Nom examiner a enregistré une autre version" in page
    assert "Texte de la première personne." in page
    assert "Texte de la seconde." in page
    assert "Texte de la première personne." in plain(commission.get("/compte-rendu/apercu"))

    assert edits(seen="Texte de la seconde.").status_code == 303
    page = plain(commission.get("/compte-rendu?partie=C1.1"))
    assert "Versions précédentes (1)" in page
    assert "Texte de la première personne." in page


def test_two_people_on_two_criteria_do_not_disturb_each_other(commission, edits, store, over):
    other = version(store, over, "C1.2")
    edits("C1.1", seen="Premier.")

    assert edits("C1.2", on=other, seen="Second.").status_code == 303
    preview = plain(commission.get("/compte-rendu/apercu"))
    assert "Premier." in preview
    assert "Second." in preview


def test_the_proposal_can_be_taken_again_and_nothing_is_lost(commission, edits):
    edits(seen="Mon texte.")

    edits(proposal="1")

    page = plain(commission.get("/compte-rendu?partie=C1.1"))
    assert "Vous avez réuni les données utiles" in page
    assert "Mon texte." in page.partition("Versions précédentes")[2]


def test_a_text_written_for_another_level_is_pointed_out(commission, edits):
    edits(seen="Écrit pour un autre niveau.")
    commission.rules("C1.1", "not_met", "Autre avis.")

    page = plain(commission.get("/compte-rendu?partie=C1.1"))

    assert "niveau changé depuis" in page
    assert "Relisez-le, ou reprenez la proposition" in page


def test_nothing_is_handed_over_before_the_jury_published(commission, store, over):
    answer = hand_over(commission)

    assert answer.status_code == 422
    assert "pas encore publié par le jury" in plain(answer)
    assert sent_acts(store, over) == []


def test_a_text_behind_its_level_is_not_handed_over(commission, edits, store, over, published):
    edits(seen="Écrit pour un autre niveau.")
    commission.rules("C1.1", "not_met", "Autre avis.")

    answer = hand_over(commission)

    assert answer.status_code == 422
    assert "C1.1" in plain(answer).partition('role="alert">')[2]
    assert sent_acts(store, over) == []


def test_handing_over_writes_the_whole_text_in_the_register(
    commission, edits, store, over, published
):
    edits(seen="Vous avez lu la commande.")

    assert hand_over(commission).status_code == 303

    (act,) = sent_acts(store, over)
    given = act.says("given")
    assert sum(len(one["criteria"]) for one in given["competencies"]) == 21
    assert given["competencies"][0]["criteria"][0]["seen"] == "Vous avez lu la commande."
    assert "Date confirmée" not in json.dumps(given, ensure_ascii=False)
    with store.sessions() as rows:
        assert rows.get_one(Feedback, over.id).sent_at


def test_what_was_handed_over_does_not_change(commission, edits, store, over, published):
    known = version(store, over, "C1.1")
    hand_over(commission)

    assert edits(on=known, seen="Trop tard.").status_code == 409
    assert hand_over(commission).status_code == 409
    assert len(sent_acts(store, over)) == 1
    assert "Enregistrer</button>" not in commission.get("/compte-rendu").text


def test_the_files_are_drafts_until_then(commission, over, store, published):
    for final in (False, True):
        pdf = PdfReader(io.BytesIO(commission.get("/compte-rendu.pdf").data))
        paper = docx.Document(io.BytesIO(commission.get("/compte-rendu.docx").data))
        text = "\n".join(page.extract_text() for page in pdf.pages)
        assert "Compte rendu de l’épreuve" in text
        assert "C5.3" in text
        assert ("PROJET" in text) is not final
        assert any("C1.1" in one.text for one in paper.paragraphs)
        hand_over(commission)


def test_an_administrator_reads_and_does_not_write(app, users, over):
    client = app.test_client()
    sign_in(client, users["admin"])
    client.post(f"/centre/donnees/motif/{over.token}", data={"reason": "recours"})
    base = f"/commission/{over.token}/compte-rendu"

    assert client.get(base).status_code == 200
    assert client.get(f"{base}/apercu").status_code == 200
    assert client.post(f"{base}/remise").status_code == 403
    assert client.post(f"{base}/parties/C1.1", data=FIELDS).status_code == 403


@pytest.mark.parametrize("name", ["C9.9", "x", "…"])
def test_an_unknown_part_does_not_exist(commission, name):
    assert commission.get(f"/compte-rendu?partie={name}").status_code == 404
    assert commission.post(f"/compte-rendu/parties/{name}", **FIELDS).status_code == 404


def test_a_form_without_its_fields_is_refused(commission, over):
    assert commission.post("/compte-rendu/parties/C1.1").status_code == 422


def test_what_no_document_holds_is_left_out(commission, edits):
    edits(seen="Vous avez\x00 lu\ud800.".encode("utf-8", "surrogatepass").decode("utf-8", "replace"))  # fmt: skip

    assert commission.get("/compte-rendu.docx").status_code == 200
    assert commission.get("/compte-rendu.pdf").status_code == 200


@pytest.fixture
def candidate(app, users):
    client = app.test_client()
    sign_in(client, users["candidate"])
    return client


def test_the_candidate_reads_nothing_before(candidate, over, edits):
    edits(seen="Vous avez lu la commande.")

    answer = candidate.get(f"/epreuve/{over.token}/compte-rendu")

    assert answer.status_code == 404
    assert "pas encore disponible" in plain(answer)
    assert candidate.get(f"/epreuve/{over.token}/compte-rendu.pdf").status_code == 404


def test_the_candidate_reads_and_downloads_what_was_handed_over(
    candidate, commission, edits, over, published
):
    edits(seen="Vous avez lu la commande.")
    hand_over(commission)

    page = plain(candidate.get(f"/epreuve/{over.token}/compte-rendu"))
    assert "Vous avez lu la commande." in page
    assert f"/epreuve/{over.token}/compte-rendu" in candidate.get("/epreuve/").text
    assert "Non observé dans cette épreuve" in page or "Sans niveau retenu" in page
    assert "Proposition" not in page
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = candidate.get(f"/epreuve/{over.token}/compte-rendu.{kind}")
        assert answer.data.startswith(start)
        assert "PROJET" not in answer.headers["Content-Disposition"].upper()


def test_the_candidates_page_leads_to_what_was_handed_over(candidate, commission, over, published):
    there = f"/epreuve/{over.token}/compte-rendu"
    assert there not in candidate.get("/epreuve/").text

    hand_over(commission)

    assert there in candidate.get("/epreuve/").text


def test_another_candidates_report_does_not_exist(app, store, commission, over, published):
    hand_over(commission)
    other = User(login="autre", name="Autre", role="candidate", password_hash=PASSWORD_HASH)
    with store.sessions.begin() as rows:
        rows.add(other)
    client = app.test_client()
    sign_in(client, other)

    assert client.get(f"/epreuve/{over.token}/compte-rendu").status_code == 404


def test_an_altered_register_gives_no_report(candidate, commission, store, over, published):
    hand_over(commission)
    with store.sessions.begin() as rows:
        for trigger in rows.scalars(sa.text("SELECT name FROM sqlite_master WHERE type='trigger'")).all():  # fmt: skip
            rows.execute(sa.text(f'DROP TRIGGER "{trigger}"'))
        rows.execute(sa.text("UPDATE act_text SET text = replace(text, 'vous', 'nous')"))

    answer = candidate.get(f"/epreuve/{over.token}/compte-rendu")

    assert answer.status_code == 409
    assert "Prévenez votre centre d’examen" in plain(answer)
