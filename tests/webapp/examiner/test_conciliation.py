"""Conciliation: the machine lists where raters differ, a person settles each level (INV-08)."""

import pytest
import sqlalchemy as sa

from tests.webapp.examiner.conftest import CRITERIA
from tests.webapp.examiner.fairness import a_rater, changed
from webapp import register
from webapp.store.planning_tables import Recusal
from webapp.store.result_tables import Ruling
from webapp.store.tables import User


@pytest.fixture
def double(store, exam, over, users):
    changed(store, exam, double_rating=True)
    with store.sessions.begin() as rows:
        rows.execute(sa.text("DELETE FROM appointment"))
    return exam


@pytest.fixture
def ana(app, store, double, over):
    return a_rater(app, store, double, over, "ana")


@pytest.fixture
def bob(app, store, double, over):
    return a_rater(app, store, double, over, "bob", "member")


def rulings(store):
    with store.sessions() as rows:
        return {
            row.criterion: (row.level, row.reason)
            for row in rows.scalars(sa.select(Ruling).order_by(Ruling.id))
        }


def settled(store, exam):
    with store.sessions() as rows:
        return [act for act in register.read(rows, exam.id) if act.kind == "conciliation.settled"]


def test_it_waits_for_a_second_rating(ana, bob):
    ana.rates_and_hands_in()

    assert "commence quand deux évaluateurs" in ana.get("/conciliation").text
    assert ana.settles("C1.1").status_code == 409
    assert ana.post("/conciliation/accords").status_code == 409


def test_agreement_alone_rules_nothing(ana, bob, store, double):
    ana.rates_and_hands_in()
    bob.rates_and_hands_in()
    ana.get("/conciliation")

    assert rulings(store) == {}
    assert settled(store, double) == []


def test_a_person_keeps_the_common_levels_in_one_act(ana, bob, store, double):
    ana.rates_and_hands_in(C1_2="partly")
    bob.rates_and_hands_in(C1_2="met")

    assert ana.post("/conciliation/accords").status_code == 303

    assert set(rulings(store)) == set(CRITERIA) - {"C1.2"}
    [act] = settled(store, double)
    assert act.says("left") == ["C1.2"]
    assert act.author_id == ana.user.id
    again = ana.post("/conciliation/accords")
    assert again.status_code == 409


def test_disagreements_come_first_worst_first(ana, bob):
    ana.rates_and_hands_in(C1_2="partly", C4_1="not_met")
    bob.rates_and_hands_in()

    page = bob.get("/conciliation").text

    places = [page.index(f'id="standing-{name}"') for name in ("C4-1", "C1-2", "C1-1")]
    assert places == sorted(places)
    assert "écart de deux niveaux" in page
    assert "Rien de tel." in page


def test_a_disagreement_is_settled_with_level_and_reason(ana, bob, store, double):
    ana.rates_and_hands_in(C1_2="partly")
    bob.rates_and_hands_in()

    assert ana.settles("C1.2", "", htmx=True).status_code == 422
    refused = ana.settles("C1.2", "partly", " ", htmx=True)
    assert refused.status_code == 422
    assert "Motivez le niveau" in refused.text
    answer = ana.settles("C1.2", "partly", "Relu ensemble : un écart reste.", htmx=True)

    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<section id="standing-C1-2"')
    assert rulings(store) == {"C1.2": ("partly", "Relu ensemble : un écart reste.")}
    [act] = settled(store, double)
    assert act.says("levels")["C1.2"]["level"] == "partly"
    assert len(act.says("left")) == len(CRITERIA) - 1


def test_two_levels_apart_wait_for_a_third_rater(app, ana, bob, store, double, over):
    carla = a_rater(app, store, double, over, "carla", "president")
    ana.rates_and_hands_in(C1_2="not_met")
    bob.rates_and_hands_in()

    refused = ana.settles("C1.2", "partly", htmx=True)
    assert refused.status_code == 422
    assert "Nom carla" in refused.text
    assert carla.get("/conciliation").status_code == 403

    carla.rates_and_hands_in(C1_2="partly")
    assert ana.settles("C1.2", "partly").status_code == 303
    assert rulings(store)["C1.2"][0] == "partly"


def test_an_account_that_is_closed_is_not_waited_for(app, ana, bob, store, double, over):
    carla = a_rater(app, store, double, over, "carla")
    with store.sessions.begin() as rows:
        rows.get(User, carla.user.id).active = False
    ana.rates_and_hands_in(C1_2="not_met")
    bob.rates_and_hands_in()

    assert ana.settles("C1.2", "partly").status_code == 303


def test_the_president_settles_without_a_third_rater_and_says_why(app, ana, store, double, over):
    paul = a_rater(app, store, double, over, "paul", "president")
    a_rater(app, store, double, over, "carla")
    ana.rates_and_hands_in(C1_2="not_met")
    paul.rates_and_hands_in()

    assert paul.settles("C1.2", "partly").status_code == 422
    assert ana.settles("C1.2", "partly", no_third="Carla est malade.").status_code == 422
    assert 'name="no_third"' in paul.get("/conciliation").text
    assert 'name="no_third"' not in ana.get("/conciliation").text
    assert paul.settles("C1.2", "partly", no_third="Carla est malade.").status_code == 303

    level, reason = rulings(store)["C1.2"]
    assert level == "partly"
    assert reason == "Relu ensemble. Sans troisième évaluateur\u00a0: Carla est malade."


def test_without_anybody_else_two_levels_apart_are_settled_by_the_two(ana, bob, store):
    ana.rates_and_hands_in(C1_2="not_met")
    bob.rates_and_hands_in()

    assert "Le centre n’en a pas nommé d’autre" in ana.get("/conciliation").text.replace(
        "\xa0", " "
    )
    assert ana.settles("C1.2", "partly").status_code == 303


def test_who_recused_themselves_is_not_waited_for(app, ana, bob, store, double, over, wall):
    carla = a_rater(app, store, double, over, "carla")
    with store.sessions.begin() as rows:
        rows.add(
            Recusal(sitting_id=over.id, user_id=carla.user.id, reason="Ancien collègue", at=wall())
        )
    ana.rates_and_hands_in(C1_2="not_met")
    bob.rates_and_hands_in()

    assert ana.settles("C1.2", "partly").status_code == 303


def test_the_rating_of_who_recused_themselves_no_longer_counts(app, ana, bob, store, double, over):
    ana.rates_and_hands_in(C1_2="not_met")
    bob.rates_and_hands_in()
    assert bob.post("/recusation", reason="Ancien collègue.").status_code == 303

    assert ana.settles("C1.2", "partly").status_code == 409
    assert "Nom bob" not in ana.client.get(f"/commission/sessions/{over.exam_id}/accord").text
    assert "Nom bob" not in ana.get("/conciliation").text

    carla = a_rater(app, store, double, over, "carla")
    carla.rates_and_hands_in()
    assert ana.settles("C1.2", "partly").status_code == 303


def test_a_level_settled_anew_leaves_the_first_in_place(ana, bob, store):
    ana.rates_and_hands_in()
    bob.rates_and_hands_in()
    ana.settles("C1.1", "met", "D’abord.")
    ana.settles("C1.1", "partly", "Puis, relu.")

    with store.sessions() as rows:
        found = [row.level for row in rows.scalars(sa.select(Ruling).order_by(Ruling.id))]
    assert found == ["met", "partly"]


def test_once_all_is_settled_the_whole_commission_reads_and_decides(
    app, ana, bob, store, double, over
):
    carla = a_rater(app, store, double, over, "carla", "president")
    ana.rates_and_hands_in()
    bob.rates_and_hands_in()
    assert carla.get("/competences").status_code == 403

    ana.post("/conciliation/accords")

    assert carla.get("/competences").status_code == 200
    late = carla.rates("C1.1")
    assert late.status_code == 409
    assert "conciliation de ce passage est terminée" in late.text.replace("\xa0", " ")


def test_a_session_rated_by_one_has_nothing_to_conciliate(commission):
    assert commission.get("/conciliation").status_code == 409
    assert commission.post("/conciliation/C1.1").status_code == 409


def test_an_unknown_criterion_is_not_found(ana, bob):
    ana.rates_and_hands_in()
    bob.rates_and_hands_in()

    assert ana.settles("C9.9").status_code == 404


def test_the_session_tells_agreement_in_figures_and_words(ana, bob, over):
    ana.rates_and_hands_in(C1_2="partly")
    bob.rates_and_hands_in()

    page = ana.client.get(f"/commission/sessions/{over.exam_id}/accord").text.replace("\xa0", " ")

    assert "95 %" in page
    assert "Trop peu de doubles évaluations" in page
    assert "Krippendorff" in page
    assert "C1.2" in page


def test_a_session_without_ratings_says_so(ana, over):
    page = ana.client.get(f"/commission/sessions/{over.exam_id}/accord").text

    assert "Aucune notation à comparer" in page
    assert "Aucun temps mesuré" in page


def test_somebody_elses_session_is_not_found(ana):
    assert ana.client.get("/commission/sessions/999/accord").status_code == 404
    assert ana.client.get("/commission/sessions/999/conciliation").status_code == 404
