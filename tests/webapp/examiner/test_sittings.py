"""The list of sittings: who is where, by exam, kept fresh by one poll."""

import pytest

from tests.webapp.examiner.conftest import Commission
from tests.webapp.examiner.test_grading_service import tamper
from webapp import register
from webapp.grading_service import grade_sitting
from webapp.store.tables import Sitting


def the_list(client, **headers):
    return client.get("/commission/", headers=headers).text


def test_a_sitting_shows_its_candidate_under_its_exam(examiner, waiting):
    page = the_list(examiner)

    assert page.index("Examen blanc") < page.index("Nom candidate")
    assert "Planifiée" in page


@pytest.mark.parametrize("state", ["waiting", "over"])
def test_who_rates_reads_nothing_of_an_adaptation(examiner, store, request, state):
    sitting = request.getfixturevalue(state)
    with store.sessions.begin() as rows:
        rows.get_one(Sitting, sitting.id).time_factor = 1.33

    for page in (
        "/commission/",
        f"/commission/{sitting.token}/grille",
        f"/commission/{sitting.token}",
    ):
        answer = examiner.get(page, follow_redirects=True)
        shown = answer.text.lower()
        assert "majorée" not in shown
        assert "1,33" not in shown


def test_a_centre_without_sittings_says_so(examiner):
    assert "Aucun passage" in the_list(examiner)


def test_a_sitting_in_progress_shows_the_time_left_and_its_last_activity(examiner, running, wall):
    wall.pass_(minutes=31)

    page = the_list(examiner)

    assert "En cours" in page
    assert "1\u00a0h\u00a029" in page
    assert "la dernière à 9\u00a0h\u00a000" in page


def test_the_poll_asks_for_the_list_alone(examiner, running):
    page = the_list(examiner, **{"HX-Request": "true"})

    assert page.lstrip().startswith('<div id="sittings"')
    assert "every 10s" in page


def test_time_that_is_up_shows_without_the_worker(examiner, running, wall):
    wall.pass_(minutes=121)

    page = the_list(examiner)

    assert "Terminée" in page
    assert "En cours" not in page


def test_a_graded_then_a_signed_sitting_are_told_apart(commission, store, over):
    assert "Terminée" in the_list(commission.client)

    grade_sitting(store, over.id)
    assert "Notée" in the_list(commission.client)

    commission.decides_all()
    commission.signs()
    assert "Signée" in the_list(commission.client)


def test_a_sitting_leads_to_where_it_stands(examiner, store, over):
    assert Commission(examiner, over).get("").location.endswith("/grille")


def test_a_sitting_in_progress_leads_to_its_watch(examiner, running):
    sitting = Commission(examiner, running)

    assert sitting.get("").location.endswith("/surveillance")
    assert "Début de l’épreuve" in sitting.get("/surveillance").text


def test_a_watch_that_outlives_the_sitting_leads_to_the_grid(examiner, running, wall):
    wall.pass_(minutes=121)

    answer = Commission(examiner, running).get("/surveillance", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"].endswith(running.token)


def test_a_sitting_whose_journal_cannot_be_read_does_not_hide_the_others(examiner, store, running):
    tamper(store, running, "UPDATE journal SET line = 'rien' WHERE sitting_id = :sitting")
    with pytest.raises(InterruptedError), store.sittings.open(running.id):
        raise InterruptedError  # forgets the world that this process keeps in memory

    assert "journal illisible" in the_list(examiner)
    assert "prévenez le centre" in Commission(examiner, running).get("/surveillance").text


def test_the_page_one_is_on_is_marked_in_the_rail(examiner, running):
    for address, label in (
        ("/commission/", "Passages"), ("/commission/calibrage", "Calibrage"),
        (f"/commission/{running.token}/surveillance", "Surveillance"), (f"/commission/{running.token}/journal", "Journal"),
    ):  # fmt: skip
        rail = examiner.get(address).text.partition('class="rail"')[2].partition("</nav>")[0]
        here = [one for one in rail.split("</a>") if 'aria-current="page"' in one]
        assert [label in one for one in here] == [True]


def test_a_sitting_set_aside_is_told_apart_and_asks_for_nothing_more(examiner, store, over):
    grade_sitting(store, over.id)
    with store.sessions.begin() as rows:
        register.add(
            rows, over.exam_id, "sitting.set_aside", at=1, data={"reason": "Malaise.", "by": "Jury"},
            author_id=None, sitting_id=over.id,
        )  # fmt: skip

    page = the_list(examiner)

    assert "Écartée" in page
    assert "Notée" not in page
    assert "Passage suivant à examiner" not in page

    with store.sessions.begin() as rows:
        register.add(
            rows, over.exam_id, "sitting.taken_back", at=2, data={"reason": "Erreur."}, author_id=None,
            sitting_id=over.id,
        )  # fmt: skip

    page = the_list(examiner)
    assert "Écartée" not in page
    assert "Notée" in page


def test_an_absence_is_told_in_the_list_and_on_the_candidates_page(examiner, store, waiting):
    with store.sessions.begin() as rows:
        rows.get_one(Sitting, waiting.id).absence = "justified"

    assert "Absent" in the_list(examiner)
    page = examiner.get(f"/commission/{waiting.token}").text
    assert "Le centre a noté l’absence du candidat" in page
    assert "n’a pas commencé" not in page
