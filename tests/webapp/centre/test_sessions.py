"""A session is planned, changed, opened when it lacks nothing, closed when nobody works."""

from datetime import date, time

import pytest
import sqlalchemy as sa

from sim import session as acts
from tests.conftest import SCENARIO
from tests.webapp.centre.conftest import SESSION
from webapp.planning import variants
from webapp.store.tables import Sitting, User


def test_a_session_is_planned_with_all_it_says(centre):
    answer = centre.plans(variants="3", duration_min="150", double_rating="1", hidden_names="1")

    [exam] = centre.exams()
    assert answer.location.endswith(f"/sessions/{exam.id}/candidats")
    assert (exam.title, exam.pack, exam.planned_on) == (
        "Session d’octobre",
        "adv-fac-01",
        date(2026, 10, 13),
    )
    assert (exam.starts_at, exam.room, exam.duration_min) == (time(9, 30), "Salle B12", 150)
    assert (exam.double_rating, exam.hidden_names, exam.state) == (True, True, "draft")
    with centre.store.sessions() as rows:
        assert len(set(variants(rows, exam))) == 3
    assert "Session d’octobre" in centre.get("/").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", " ", "Donnez un titre"),
        ("title", "x" * 201, "Trop long"),
        ("pack", "../../etc", "Choisissez le sujet."),
        ("pack", "", "Choisissez le sujet."),
        ("variants", "0", "De 1 à 20 tirages"),
        ("variants", "-1", "De 1 à 20 tirages"),
        ("variants", "٣", "De 1 à 20 tirages"),
        ("variants", "9" * 500, "Trop long"),
        ("planned_on", "31/02/2026", "Date illisible"),
        ("planned_on", "", "Indiquez la date"),
        ("planned_on", "01/01/0001", "Date illisible"),
        ("starts_at", "26 h", "Heure illisible"),
        ("duration_min", "481", "De 120 à 480 minutes"),
        ("duration_min", "deux heures", "De 120 à 480 minutes"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    centre, field, value, said
):
    answer = centre.plans(**{"room": "Salle typée", field: value})

    assert answer.status_code == 422
    assert said in answer.text.replace("\u00a0", " ")
    assert f'id="{field}-error"' in answer.text
    assert "Salle typée" in answer.text
    assert centre.exams() == []


def test_a_duration_shorter_than_the_subject_is_refused_with_the_reason(centre):
    answer = centre.plans(duration_min="90")

    said = answer.text.replace("\u00a0", " ")
    assert "Le sujet dure 120 minutes." in said
    assert "n’auraient pas lieu" in said
    assert "de 120 à 480 minutes" in said


def test_the_subjects_own_duration_is_no_other(centre):
    centre.plans(duration_min="120")

    assert centre.exams()[0].duration_min == 0


def test_nul_and_markup_in_a_title_do_no_harm(centre):
    centre.plans(title="Se\x00ssion <script>alert(1)</script>")

    [exam] = centre.exams()
    assert "\x00" not in exam.title
    assert "<script>alert" not in centre.get(f"/sessions/{exam.id}/").text


def test_more_variants_spread_the_candidates_again(centre, exam):
    for name in ("Ana Un", "Bob Deux", "Cyd Trois", "Dan Quatre"):
        centre.enrols(exam, name=name, seat="")
    before = [one.scenario_digest for one in centre.sittings(exam)]

    centre.post(f"/sessions/{exam.id}/modifier", **{**SESSION, "variants": "4"})

    after = [one.scenario_digest for one in centre.sittings(exam)]
    assert sorted(before.count(one) for one in set(before)) == [2, 2]
    assert len(set(after)) == 4


def test_changing_a_title_draws_no_other_variant(centre, exam, sitting):
    answer = centre.post(
        f"/sessions/{exam.id}/modifier", **{**SESSION, "variants": "2", "title": "Autre"}
    )

    assert answer.status_code == 303
    assert centre.exam(exam).title == "Autre"
    assert centre.sittings(exam)[0].scenario_digest == sitting.scenario_digest


def test_a_bad_change_changes_nothing(centre, exam):
    answer = centre.post(
        f"/sessions/{exam.id}/modifier", **{**SESSION, "title": "Autre", "starts_at": "x"}
    )

    assert answer.status_code == 422
    assert centre.exam(exam).title == "Session d’octobre"


def test_once_somebody_has_begun_the_subject_stays(centre, exam, sitting, wall):
    begin(centre, sitting, wall)

    centre.post(
        f"/sessions/{exam.id}/modifier",
        **{**SESSION, "variants": "5", "duration_min": "300", "room": "C3"},
    )

    assert (centre.exam(exam).duration_min, centre.exam(exam).room) == (0, "C3")
    assert centre.sittings(exam)[0].scenario_digest == sitting.scenario_digest
    assert "ne changent plus" in centre.get(f"/sessions/{exam.id}/modifier").text


def begin(centre, sitting, wall) -> None:
    with centre.store.sittings.open(sitting.id) as engine:
        engine.handle(acts.Start(scenario=sitting.scenario_digest), wall=wall())


def act(centre, exam, name: str):
    return centre.post(f"/sessions/{exam.id}/{name}")


def test_an_empty_session_does_not_open_and_says_what_is_missing(centre, exam):
    answer = act(centre, exam, "ouvrir")

    assert answer.status_code == 422
    for one in ("au moins un candidat", "un surveillant", "un président de la commission"):
        assert one in answer.text
    assert centre.exam(exam).state == "draft"


def complete(centre, exam, users) -> None:
    centre.appoints(exam, users["invigilator"], "invigilator")
    centre.appoints(exam, users["examiner"], "president")
    second = centre.post("/comptes", name="Second Membre", login="second", role="examiner")
    assert second.status_code == 200
    with centre.store.sessions() as rows:
        person = rows.scalar(sa.select(User).where(User.login == "second"))
    centre.appoints(exam, person, "member")


def test_a_complete_session_opens_closes_and_opens_again(centre, exam, sitting, users):
    complete(centre, exam, users)

    assert act(centre, exam, "ouvrir").status_code == 303
    assert centre.exam(exam).state == "open"
    assert act(centre, exam, "clore").status_code == 303
    assert centre.exam(exam).state == "closed"
    assert act(centre, exam, "ouvrir").status_code == 303
    assert act(centre, exam, "preparer").status_code == 303
    assert centre.exam(exam).state == "draft"


def test_double_rating_wants_two_raters(centre, exam, sitting, users):
    centre.post(
        f"/sessions/{exam.id}/modifier", **{**SESSION, "variants": "2", "double_rating": "1"}
    )
    centre.appoints(exam, users["invigilator"], "invigilator")
    centre.appoints(exam, users["examiner"], "president")

    assert "deux évaluateurs" in act(centre, exam, "ouvrir").text


def test_a_session_where_somebody_works_neither_closes_nor_goes_back(
    centre, exam, sitting, users, wall
):
    complete(centre, exam, users)
    act(centre, exam, "ouvrir")
    begin(centre, sitting, wall)

    assert "en cours" in act(centre, exam, "clore").text
    assert "a commencé" in act(centre, exam, "preparer").text
    assert centre.exam(exam).state == "open"


def test_each_state_says_what_it_means(centre, exam):
    text = centre.get(f"/sessions/{exam.id}/").text

    for one in (
        "aucun candidat ne peut commencer",
        "peut commencer son épreuve",
        "Plus personne ne commence",
    ):
        assert one in text


@pytest.mark.parametrize(
    "path",
    ["", "modifier", "candidats", "candidats/importer", "equipe", "convocations", "repetition"],
)
def test_each_page_of_a_session_is_shown_and_an_unknown_one_is_not_found(
    centre, exam, sitting, path
):
    assert centre.get(f"/sessions/{exam.id}/{path}").status_code == 200
    assert centre.get(f"/sessions/999/{path}").status_code == 404
    assert centre.get(f"/sessions/{10**30}/{path}").status_code == 404


def test_variants_are_other_offices_each_under_its_seed(centre, exam):
    with centre.store.sessions() as rows:
        digests = variants(rows, exam)

    seeds = {centre.store.sittings.scenario(one).seed for one in digests}
    assert len(seeds) == 2
    assert centre.store.sittings.scenario(digests[0]).title == SCENARIO.title
    assert centre.row(Sitting, 999) is None
