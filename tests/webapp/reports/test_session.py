"""The report of a session: from nobody to twelve, with what is broken said, and files that open."""

import html
import io
import re
from dataclasses import replace

import pytest
import sqlalchemy as sa
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.conftest import PASSWORD_HASH, sign_in
from tests.webapp.reports.conftest import TWELVE
from webapp import register
from webapp.planning import appoint
from webapp.reports.session import sections
from webapp.reports.sittings import read_session
from webapp.store.tables import Exam, User

PARTS = ["passages", "criteres", "capacites", "variantes", "accord", "temps", "relecture", "incidents", "ecarts", "automate"]  # fmt: skip


def plain(text: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", html.unescape(text))


def report(one):
    with one.store.sessions() as rows:
        whole = read_session(rows, one.store, rows.get_one(Exam, one.exam.id))
        return {part.name: part for part in sections(whole)}


def rows(part, title: str) -> dict:
    grid = next(grid for grid in part.grids if grid.title == title)
    return {row[0]: row[1:] for row in grid.rows}


def address(one, who: str = "centre", kind: str = "") -> str:
    return f"/{who}/sessions/{one.exam.id}/rapport{kind}"


def break_journal(one, place: int) -> None:
    with one.store.sessions.begin() as session:
        for name in session.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():  # fmt: skip
            session.execute(sa.text(f'DROP TRIGGER "{name}"'))
        session.execute(
            sa.text("UPDATE journal SET line = replace(line, 'mail', 'maul') WHERE sitting_id = :id AND seq = 5"),
            {"id": one.sittings[place].id},
        )  # fmt: skip


def test_a_session_without_anybody(make, centre):
    one = make(())

    page = centre.get(address(one))

    assert page.status_code == 200
    assert "Aucun candidat n’est inscrit" in plain(page.text)
    for kind in (".xlsx", ".pdf", ".docx"):
        assert centre.get(address(one, kind=kind)).status_code == 200


def test_a_session_that_has_not_begun(make, centre):
    one = make((), waiting=3)

    page = plain(centre.get(address(one)).text)

    assert "Aucun passage terminé ne peut être lu" in page
    assert rows(report(one)["passages"], "Passages de la session") == {"Pas commencés": (3,)}


def test_a_session_of_one_is_said_to_be_small(make, centre):
    one = make((("fault-no-plan", 0),))

    page = plain(centre.get(address(one)).text)

    assert "Petite session : 1 passage terminé." in page
    assert "Une seule variante a été passée" in page
    assert rows(report(one)["criteres"], "Niveaux proposés par la plateforme")["C1.3"] == (0, 1, 0, 0, 0)  # fmt: skip


@pytest.fixture
def twelve(make):
    return make(waiting=2)


def test_twelve_sittings_are_counted_by_criterion_competency_and_variant(twelve, centre):
    found = report(twelve)

    assert list(found) == PARTS
    proposed = rows(found["criteres"], "Niveaux proposés par la plateforme")
    assert len(proposed) == 21
    assert all(sum(levels) == 12 for levels in proposed.values())
    assert proposed["C5.3"] == (0, 0, 0, 0, 12)
    assert sum(rows(found["capacites"], "Propositions par capacité")["C1"]) == 12
    variants = rows(found["variantes"], "Niveaux proposés, tous critères confondus")
    assert {name: sum(levels) for name, levels in variants.items()} == {
        f"Variante {seed}": 4 * 21 for seed in (0, 1, 2)
    }
    assert "il en faut 30 de chacune" in found["variantes"].notes[0]
    page = centre.get(address(twelve)).text
    assert page.count("<svg") == page.count("<figure")


def test_no_name_is_in_the_statistics(twelve, centre, users):
    twelve.rule(0, "C1.1", "met", users["examiner"])
    texts = [plain(centre.get(address(twelve)).text)]
    texts.append(text_of_book(centre.get(address(twelve, kind=".xlsx")).data))
    texts.append(text_of_pdf(centre.get(address(twelve, kind=".pdf")).data))

    for text in texts:
        assert "Nommée" not in text
        assert "Nom examiner" not in text


def text_of_book(data: bytes) -> str:
    book = load_workbook(io.BytesIO(data))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)  # fmt: skip


def text_of_pdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def test_levels_people_gave_stand_beside_the_proposals(twelve, users):
    assert "n’a encore retenu aucun niveau" in " ".join(report(twelve)["criteres"].notes)
    for place in range(3):
        twelve.rule(place, "C5.3", "met", users["examiner"])
    twelve.rule(0, "C5.3", "partly", users["examiner"])  # the last ruling counts
    twelve.decide(0, "C5", users["examiner"], acquired=False)

    found = report(twelve)

    assert rows(found["criteres"], "Niveaux retenus par la commission") == {"C5.3": (2, 1, 0, 0, 0)}
    assert rows(found["capacites"], "Décisions de la commission")["C5"] == (0, 1)


def test_what_people_overruled_is_led_back_to_its_findings(twelve, users):
    place = TWELVE.index(("fault-no-plan", 0))
    assert report(twelve)["ecarts"].notes == ("La commission n’a encore retenu aucun niveau.",)
    twelve.rule(place, "C1.1", "met", users["examiner"])
    assert report(twelve)["ecarts"].notes == ("Aucune proposition n’a été écartée par la commission.",)  # fmt: skip
    twelve.rule(place, "C1.3", "met", users["examiner"])

    listed = rows(report(twelve)["ecarts"], "Constats les plus souvent écartés")

    assert set(listed) == {"C1.3-a"}
    assert listed["C1.3-a"][1:] == ("Relevé", 1, 1, 1.0)


def test_a_decision_where_nothing_was_proposed_overrules_nothing(twelve, users):
    twelve.rule(0, "C5.3", "not_met", users["examiner"])

    assert "Aucune proposition" in report(twelve)["ecarts"].notes[0]
    left = rows(report(twelve)["automate"], "Critères laissés à la commission")
    assert left["C5.3"] == (12, 0, 1.0)


def test_agreement_is_measured_where_two_people_rated(twelve, users):
    assert "ne se mesure pas" in report(twelve)["accord"].notes[0]
    other = users["invigilator"]
    for place, (first, second) in enumerate([("met", "met"), ("not_met", "not_met"), ("partly", "met"), ("met", "met")]):  # fmt: skip
        twelve.hand_in(place, users["examiner"], C1_1=first, C1_2=first)
        twelve.hand_in(place, other, C1_1=second)
        twelve.drafts(place, "C1.2", second, other)

    listed = rows(report(twelve)["accord"], "Accord par critère")

    assert set(listed) == {"Ensemble", "C1.1"}  # nobody handed in C1.2 a second time
    units, exact, close, kappa, alpha, _, said = listed["C1.1"]
    assert (units, exact, close) == (4, 0.75, 1.0)
    assert kappa == pytest.approx(1 - (1 / 4) / (14 / 16))  # linear, as the session's own page
    assert 0.5 < alpha < 1
    assert said


def test_review_time_stands_beside_the_aim(twelve, users):
    assert "Aucune relecture" in report(twelve)["relecture"].notes[0]
    twelve.review(0, "C1.1", 600, users["examiner"])
    twelve.review(0, "C1.2", 300, users["examiner"])
    twelve.review(1, "C1.1", 901, users["examiner"])

    part = report(twelve)["relecture"]

    assert part.notes[0].startswith("1 des 2 relectures tiennent dans les quinze minutes")
    assert rows(part, "Temps de relecture par critère")["C1.1"] == (2, 750.5, 901.0)
    assert part.strips[0].groups == (("Relectures", (900.0, 901.0)),)


def test_time_spent_is_told_per_sitting(twelve):
    listed = rows(report(twelve)["temps"], "Temps par passage")

    assert len(listed) == 12
    assert all(worked > 0 for _, worked, *_ in listed.values())


def test_incidents_are_counted_by_category(make):
    one = make((("idle", 0),))
    with one.store.sessions() as session:
        whole = read_session(session, one.store, session.get_one(Exam, one.exam.id))
        assert sections(whole)[7].notes == ("Aucun incident n’a été noté.",)
        noted = ("technical", "late", "technical", "fraud_suspected")
        whole.taken = [replace(whole.taken[0], incidents=noted, neutralised=2, withdrawn=1)]
        part = sections(whole)[7]

    assert rows(part, "Incidents par catégorie") == {"Incident technique": (2,), "Retard": (1,), "Suspicion de fraude": (1,)}  # fmt: skip
    assert part.notes == (
        "2 tâches ont été neutralisées : elles ne coûtent rien au candidat.",
        "1 neutralisation a été retirée depuis : sans effet sur les niveaux.",
    )


def test_a_broken_journal_is_named_left_out_and_hides_no_other(twelve, centre):
    break_journal(twelve, 0)

    page = centre.get(address(twelve))
    found = report(twelve)

    assert page.status_code == 200
    assert list(rows(found["passages"], "Passages laissés de côté")) == ["Passage n° 1"]
    assert "11 passages terminés" in plain(page.text)
    assert all(sum(levels) == 11 for levels in rows(found["criteres"], "Niveaux proposés par la plateforme").values())  # fmt: skip
    for kind in (".xlsx", ".pdf", ".docx"):
        assert centre.get(address(twelve, kind=kind)).status_code == 200


def test_the_workbook_holds_real_figures_under_a_filter(twelve, centre, users):
    twelve.review(0, "C1.1", 90, users["examiner"])
    book = load_workbook(io.BytesIO(centre.get(address(twelve, kind=".xlsx")).data))

    levels = book["Niveaux par critère"]
    assert levels.freeze_panes == "B2"
    assert levels.auto_filter.ref == "A1:F22"
    assert levels["A2"].value == "C1.1"
    assert all(isinstance(levels.cell(row, 2).value, int) for row in range(2, 23))
    assert len(levels._charts) == 1
    times = book["Temps passé"]
    assert times["C2"].number_format == "[h]:mm:ss"
    assert times["C2"].is_date or isinstance(times["C2"].value, float)
    assert all(len(name) <= 31 for name in book.sheetnames)
    text = text_of_book(centre.get(address(twelve, kind=".xlsx")).data)
    assert "Petite session" in text


def test_a_title_like_a_formula_stays_a_text(make, centre):
    one = make(())
    with one.store.sessions.begin() as session:
        session.get_one(Exam, one.exam.id).title = '=HYPERLINK("x") \u0001'

    book = load_workbook(io.BytesIO(centre.get(address(one, kind=".xlsx")).data))

    held = [cell for row in book["Lecture"].iter_rows() for cell in row if cell.value]
    assert not [cell for cell in held if cell.data_type == "f"]


def test_the_papers_say_the_same(twelve, centre):
    text = plain(text_of_pdf(centre.get(address(twelve, kind=".pdf")).data))
    paper = Document(io.BytesIO(centre.get(address(twelve, kind=".docx")).data))

    for said in ("Rapport de session", "Niveaux par critère", "Petite session", "Variante 2"):
        assert said in text
    assert any("Niveaux par critère" in one.text for one in paper.paragraphs)
    assert len(paper.tables) >= 5


@pytest.mark.parametrize(("role", "who"), [("jury", "jury"), ("examiner", "commission"), ("admin", "jury"), ("admin", "commission")])  # fmt: skip
def test_the_jury_and_the_president_read_it(make, app, users, role, who):
    one = make(())
    client = app.test_client()
    sign_in(client, users[role])

    assert client.get(address(one, who)).status_code == 200
    assert client.get(address(one, who, ".xlsx")).status_code == 200
    for unknown in (999999, 10**30):
        assert client.get(f"/{who}/sessions/{unknown}/rapport").status_code == 404


def test_a_president_who_rates_blind_reads_it_once_every_rating_is_handed_in(make, app, users):
    one = make((("idle", 0),))
    with one.store.sessions.begin() as session:
        session.get_one(Exam, one.exam.id).double_rating = True
    client = app.test_client()
    sign_in(client, users["examiner"])
    for kind in ("", ".xlsx"):
        answer = client.get(address(one, "commission", kind))
        assert answer.status_code == 403
        assert "Remettez votre notation de chaque passage" in plain(answer.text)

    with one.store.sessions.begin() as session:
        register.add(
            session, one.exam.id, "rating.submitted", at=1, data={"levels": {}}, author_id=users["examiner"].id, sitting_id=one.sittings[0].id,
        )  # fmt: skip

    assert client.get(address(one, "commission")).status_code == 200


def test_the_president_is_led_to_it(make, app, users):
    one = make((), waiting=1)
    client = app.test_client()
    sign_in(client, users["examiner"])

    assert address(one, "commission") in client.get("/commission/").text


@pytest.mark.parametrize(("role", "who"), [("jury", "jury"), ("examiner", "commission")])
def test_who_was_not_named_to_the_session_does_not(make, app, store, role, who):
    one = make(())
    other = User(login="autre", name="Autre", role=role, password_hash=PASSWORD_HASH)
    with store.sessions.begin() as session:
        session.add(other)
        session.flush()
        if role == "examiner":
            appoint(session, session.get_one(Exam, one.exam.id), other, "member")
    client = app.test_client()
    sign_in(client, other)

    assert client.get(address(one, who)).status_code == 404
    assert client.get(address(one, who, ".pdf")).status_code == 404


@pytest.mark.parametrize(
    ("who", "home"), [("centre", "/centre/sessions/{}/"), ("jury", "/jury/{}")]
)
def test_the_page_of_a_session_leads_to_its_report(make, app, users, who, home):
    one = make(TWELVE)
    client = app.test_client()
    sign_in(client, users["admin"])

    assert address(one, who) in client.get(home.format(one.exam.id)).text
