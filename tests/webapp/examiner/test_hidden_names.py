"""Anonymous rating: examiners read a number until they have rated, or until the commission opens the name."""

from pathlib import Path

import pytest

import webapp
from tests.conftest import sign_in
from tests.webapp.examiner.fairness import a_rater, changed
from tests.webapp.examiner.test_blind_rating import everything_reachable
from webapp import register

NAME, SLUG, NUMBER = "Nom candidate", "nom-candidate", "Candidat n° 01"


@pytest.fixture
def hidden(store, exam, over):
    changed(store, exam, hidden_names=True)
    return exam


@pytest.fixture
def ana(app, store, hidden, over):
    return a_rater(app, store, hidden, over, "ana", "president")


def read(answer) -> str:
    return answer.text.replace("\xa0", " ")


@pytest.mark.parametrize("double", [False, True])
def test_no_page_nor_file_of_the_commission_shows_the_name(app, store, exam, ana, double):
    changed(store, exam, double_rating=double)
    pages = 0
    for url, answer, said in everything_reachable(app, ana):
        assert NAME not in said, url
        assert SLUG not in said.casefold().replace("_", "-"), url
        pages += answer.status_code == 200

    assert pages > 20


def test_the_walk_sees_the_name_where_it_is_shown(app, store, exam, ana):
    changed(store, exam, hidden_names=False)

    told = "\n".join(said for _, _, said in everything_reachable(app, ana))

    assert NAME in told
    assert SLUG in told.casefold().replace("_", "-")


def test_the_number_is_read_in_the_list_on_pages_and_in_the_names_of_files(ana):
    assert NUMBER in read(ana.client.get("/commission/"))
    assert NUMBER in read(ana.get("/grille"))
    assert "01" in ana.get("/grille.xlsx").headers["Content-Disposition"]


def test_a_candidate_in_progress_is_a_number_too(app, store, exam, running):
    changed(store, exam, hidden_names=True)
    ana = a_rater(app, store, exam, running, "ana")

    for page in ("/surveillance", "/journal", "/relecture"):
        assert NAME not in ana.get(page).text, page
    assert NUMBER in read(ana.get("/surveillance"))


def test_the_commission_opens_the_name_by_an_act(ana, store, over):
    answer = ana.post("/nom")

    assert answer.status_code == 303
    assert NAME in ana.get("/grille").text
    assert NAME in ana.client.get("/commission/").text
    with store.sessions() as rows:
        [act] = register.read(rows, over.exam_id)
    assert (act.kind, act.author_id) == ("names.opened", ana.user.id)
    assert act.says("ruled") == 0
    assert ana.post("/nom").status_code == 409


def test_a_letter_that_bears_the_name_waits_for_it_to_be_opened(ana):
    for path in ("/avis-entreprise", "/avis-entreprise/lettre"):
        answer = ana.post(path)
        assert answer.status_code == 409, path
        assert NAME not in answer.text

    ana.post("/nom")
    assert ana.post("/avis-entreprise").status_code != 409


def test_a_rater_who_is_no_member_does_not_open_it(app, store, hidden, over):
    bob = a_rater(app, store, hidden, over, "bob", "rater")

    assert bob.post("/nom").status_code == 403
    assert NAME not in bob.get("/grille").text


def test_a_name_that_is_not_hidden_is_not_opened(commission):
    assert commission.post("/nom").status_code == 409


def test_with_double_rating_the_name_shows_to_who_has_handed_in(app, store, exam, ana):
    changed(store, exam, double_rating=True)
    assert ana.post("/nom").status_code == 403

    ana.rates_and_hands_in()

    assert NAME in ana.get("/grille").text


def test_an_administrator_reads_names(client, users, hidden, over):
    sign_in(client, users["admin"])
    client.post(f"/centre/donnees/motif/{over.token}", data={"reason": "recours"})

    assert NAME in client.get(f"/commission/{over.token}/grille").text


def test_no_template_nor_view_of_the_commission_names_a_candidate_by_itself():
    """`review.shown_name` and `names` do: they know who reads."""
    root = Path(webapp.__file__).parent
    files = [*(root / "examiner").glob("*.py"), *(root / "templates/examiner").glob("*.html")]

    assert files
    for file in files:
        assert "candidate.name" not in file.read_text(), file.name


def test_an_altered_register_names_the_act_by_number(ana, store, over):
    ana.post("/nom")
    with store.sessions.begin() as rows:
        connection = rows.connection()
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'act%'"
        ).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE act_text SET text = replace(text, 'ana', 'eva')")

    answer = ana.get("/grille")

    assert answer.status_code == 409
    assert NAME not in answer.text
    assert "candidat n° 01" in read(answer)
