"""A task neutralised once the sitting is over: by who presides or the centre, until the result is signed."""

import html
from io import BytesIO

import docx
import pytest
import sqlalchemy as sa

from sim import invigilation, session
from tests.build import Office
from tests.conftest import PASSWORD_HASH, sign_in
from tests.webapp.examiner.conftest import DIGEST, SCENARIO, Commission, played
from tests.webapp.examiner.fairness import a_rater, changed
from webapp import register
from webapp.dossier.review import Review
from webapp.planning import import_journal
from webapp.register import RegisterBroken
from webapp.store.planning_tables import Recusal
from webapp.store.result_tables import Ruling
from webapp.store.tables import Sitting, User

WHY = "Imprimante en panne, que personne n’avait notée"
FORM = {"task": "T1", "category": "technical", "reason": WHY, "scope": "one"}


def text(answer) -> str:
    return html.unescape(answer.text).replace("\u00a0", " ").replace("\u202f", " ")


def neutralises(commission, *, to: str = "/neutralisations", **form):
    return commission.post(to, **{**FORM, **form})


def withdraws(commission, act: int = 1, reason: str = "Vérifié : elle marchait.", **form):
    return commission.post(
        f"/neutralisations/{act}/retrait", **{"reason": reason, "scope": "one", **form}
    )


def review_of(store, sitting) -> Review:
    rows = store.sessions()
    return Review(rows, store, rows.get_one(Sitting, sitting.id))


def levels(store, sitting) -> dict[str, str]:
    review = review_of(store, sitting)
    return {name: one.level for name, one in review.sheet.criteria.items()}


def acts(store, sitting):
    with store.sessions() as rows:
        return register.read(rows, sitting.exam_id)


@pytest.fixture
def others(store, users, exam, over):
    """Four more candidates: one over as well, one absent, one at work, one struck by the room already."""
    made = {}
    for number, name in enumerate(("fini", "absent", "encours", "salle"), start=2):
        with store.sessions.begin() as rows:
            person = User(
                login=name, name=f"Nom {name}", role="candidate", password_hash=PASSWORD_HASH
            )
            rows.add(person)
            rows.flush()
            made[name] = Sitting(
                exam_id=exam.id, candidate_id=person.id, scenario_digest=DIGEST, number=number,
                reconstructed_reason="x",
            )  # fmt: skip
            rows.add(made[name])
    office = played()
    import_journal(store, made["fini"].id, tuple(office.entries), office.files.blobs)
    with store.sittings.open(made["encours"].id) as engine:
        engine.handle(session.Start(scenario=DIGEST), wall=1_791_870_000_000)
    office = Office(SCENARIO, started=False)
    office.do(session.Start(scenario=DIGEST))
    office.do(invigilation.NeutraliseTask(task="T1", reason="Vu en salle"), actor="examiner")
    office.do(session.Finish())
    import_journal(store, made["salle"].id, tuple(office.entries), office.files.blobs)
    return made


def test_the_president_neutralises_and_the_proposals_follow(commission, store, over):
    before = levels(store, over)

    answer = neutralises(commission)

    assert answer.status_code == 303
    after = levels(store, over)
    assert (before["C1.2"], after["C1.2"]) == ("not_met", "not_observed")
    assert {name for name in before if before[name] != after[name]} == {"C1.2"}
    (act,) = acts(store, over)
    assert (act.kind, act.sitting_id) == ("task.neutralised", over.id)
    assert (act.says("task"), act.says("category"), act.says("reason")) == ("T1", "technical", WHY)
    page = text(commission.get("/grille?critere=C1.2"))
    assert f"Neutralisé (tâche T1 : {WHY})" in page


def test_the_page_and_the_head_of_the_grid_tell_it(commission):
    neutralises(commission)

    for path in ("/neutralisations", "/grille"):
        page = text(commission.get(path))
        assert WHY in page, path
        assert "incident technique" in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"task": "T99"}, "pas dans le sujet"),
        ({"task": ""}, "Choisissez"),
        ({"category": "holiday"}, "catégorie"),
        ({"reason": "  "}, "motif"),
        ({"reason": "\x00"}, "motif"),
        ({"reason": "x" * 50_000}, "dépasse"),
        ({"scope": "tout"}, "Dites pour qui"),
    ],
)
def test_a_form_that_cannot_be_carried_out_is_refused_with_what_was_typed(
    commission, store, over, form, said
):
    answer = neutralises(commission, **form)

    assert answer.status_code == 422
    assert said in text(answer)
    assert form.get("reason", WHY).strip()[:40].replace("\x00", "") in text(answer)
    assert acts(store, over) == []


def test_twice_is_once(commission, store, over):
    neutralises(commission)

    answer = neutralises(commission)

    assert answer.status_code == 422
    assert "déjà neutralisée" in text(answer)
    assert len(acts(store, over)) == 1


def test_for_all_candidates_who_had_the_task(commission, store, over, others):
    answer = neutralises(commission, category="subject", scope="all")

    assert answer.status_code == 303
    struck = {act.sitting_id for act in acts(store, over)}
    assert struck == {over.id, others["fini"].id}
    assert levels(store, others["fini"])["C1.2"] == "not_observed"
    page = text(commission.get("/neutralisations"))
    assert "pour 2 candidats" in page
    assert "Nom encours (épreuve en cours" in page
    assert "Nom salle (déjà neutralisée" in page
    assert "Nom absent" not in page


def test_all_leaves_out_who_cannot_be_and_says_why(commission, store, users, over, others):
    with store.sessions.begin() as rows:
        rows.add(
            Recusal(
                sitting_id=others["fini"].id, user_id=users["examiner"].id, reason="Cousin", at=1
            )
        )

    neutralises(commission, scope="all")

    assert {act.sitting_id for act in acts(store, over)} == {over.id}
    assert "Nom fini (vous vous êtes récusé" in text(commission.get("/neutralisations"))


def test_the_centre_may_for_a_defect_of_the_pack(app, users, store, over, others):
    client = app.test_client()
    sign_in(client, users["admin"])
    client.post(f"/centre/donnees/motif/{over.token}", data={"reason": "Sujet fautif."})
    centre = Commission(client, over)

    assert neutralises(centre, category="subject", scope="all").status_code == 303

    assert {act.author_id for act in acts(store, over)} == {users["admin"].id}
    assert withdraws(centre, scope="all").status_code == 303
    assert levels(store, over)["C1.2"] == "not_met"


@pytest.mark.parametrize("duty", ["rater", "member", "invigilator"])
def test_nobody_else_does(app, store, exam, over, duty):
    other = a_rater(app, store, exam, over, "autre", duty)

    assert neutralises(other).status_code == 403
    assert withdraws(other).status_code == 403
    assert acts(store, over) == []
    page = text(other.get("/neutralisations"))
    assert 'name="task"' not in page


def test_a_sitting_in_progress_is_the_rooms(examiner, running):
    assert neutralises(Commission(examiner, running)).status_code == 409


def test_nothing_changes_once_somebody_has_signed(commission, store, over):
    neutralises(commission)
    commission.decides_all()
    # The criterion that nobody observed any more was ruled: nothing keeps the result from being signed.
    assert commission.signs().status_code == 303
    before = acts(store, over)

    assert neutralises(commission, task="T2").status_code == 409
    assert withdraws(commission).status_code == 409
    assert acts(store, over) == before
    signed = before[-1].says("sheet")
    assert signed["criteria"]["C1.2"]["level"] == "not_observed"
    page = text(commission.get("/neutralisations"))
    assert "signé" in page
    assert 'name="reason"' not in page


def test_a_signed_sitting_is_left_out_of_all(commission, examiner, store, over, others):
    commission.decides_all()
    commission.signs()

    neutralises(Commission(examiner, others["fini"]), scope="all")

    told = [act for act in acts(store, over) if act.kind == "task.neutralised"]
    assert {act.sitting_id for act in told} == {others["fini"].id}


def test_rulings_are_left_and_marked_until_they_are_given_again(commission, store, over):
    commission.rules("C1.1", "met")
    commission.rules("C1.2", "not_met")

    neutralises(commission)

    with store.sessions() as rows:
        assert [row.level for row in rows.scalars(sa.select(Ruling))] == ["met", "not_met"]
    assert review_of(store, over).shaken == ["C1.2"]
    assert "à revoir" in text(commission.get("/grille?critere=C1.2"))
    assert "à revoir" not in text(commission.get("/competences"))
    assert "C1.2" in text(commission.get("/signature")).partition("À revoir")[2][:200]

    commission.rules("C1.2", "not_observed", reason="L’imprimante.")

    assert review_of(store, over).shaken == []
    assert "À revoir" not in text(commission.get("/signature"))


def test_a_level_given_before_is_given_again_before_anybody_decides_or_signs(
    commission, store, over
):
    commission.decides_all()
    commission.rules("C1.2", "not_met", reason="Rien d’envoyé.")
    commission.decides("C1", "no", reasons="C1.2 manque.")
    neutralises(commission)

    assert "(C1.2)" in text(commission.decides("C1", "no"))
    answer = commission.signs()
    assert answer.status_code == 422
    assert "neutralisée ou rétablie (C1.2)" in text(answer)

    commission.rules("C1.2", "not_observed", reason="L’imprimante.")
    commission.asks("C1.2")
    assert commission.decides("C1").status_code == 303
    assert commission.signs().status_code == 303


def test_a_withdrawal_marks_rulings_as_well(commission, store, over):
    neutralises(commission)
    commission.rules("C1.2", "not_observed")

    withdraws(commission)

    assert review_of(store, over).shaken == ["C1.2"]


def test_a_withdrawal_brings_the_proposals_back_and_is_told(commission, store, over):
    before = levels(store, over)
    neutralises(commission)

    assert withdraws(commission).status_code == 303

    assert levels(store, over) == before
    assert [act.kind for act in acts(store, over)] == ["task.neutralised", "task.restored"]
    for path in ("/neutralisations", "/grille"):
        page = text(commission.get(path))
        assert WHY in page
        assert "retirée" in page.lower()
        assert "Vérifié : elle marchait." in page
    assert neutralises(commission, reason="Revue avec le technicien").status_code == 303
    assert levels(store, over)["C1.2"] == "not_observed"


@pytest.mark.parametrize(("act", "reason"), [(1, " "), (1, "x" * 50_000)])
def test_a_withdrawal_says_why(commission, store, over, act, reason):
    neutralises(commission)

    answer = withdraws(commission, act, reason)

    assert answer.status_code == 422
    assert len(acts(store, over)) == 1


def test_a_withdrawal_of_nothing_is_refused(commission, store, over):
    neutralises(commission)
    withdraws(commission)

    assert withdraws(commission, 1).status_code == 422
    assert withdraws(commission, 2).status_code == 404
    assert withdraws(commission, 99).status_code == 404
    assert len(acts(store, over)) == 2


def test_what_was_neutralised_for_all_is_taken_back_for_one_or_for_all(
    commission, store, over, others
):
    neutralises(commission, scope="all")

    withdraws(commission)
    assert levels(store, over)["C1.2"] == "not_met"
    assert levels(store, others["fini"])["C1.2"] == "not_observed"

    neutralises(commission, reason="Encore")
    last = acts(store, over)[-1]
    withdraws(commission, last.seq, scope="all")
    # Another act of another day: what was neutralised with it is not touched.
    assert levels(store, others["fini"])["C1.2"] == "not_observed"

    mine = Commission(commission.client, others["fini"])
    theirs = next(act for act in acts(store, over) if act.sitting_id == others["fini"].id)
    assert withdraws(mine, theirs.seq, scope="all").status_code == 303
    assert levels(store, others["fini"])["C1.2"] == "not_met"


class TestBlind:
    @pytest.fixture
    def ana(self, app, store, exam, over):
        """Who presides and has not handed in."""
        changed(store, exam, double_rating=True)
        return a_rater(app, store, exam, over, "ana", "president")

    def test_who_presides_neutralises_without_reading_a_level(self, ana, store, over):
        assert neutralises(ana).status_code == 303

        assert levels(store, over)["C1.2"] == "not_observed"
        page = text(ana.get("/neutralisations"))
        assert WHY in page
        assert "Non observé" not in page
        assert "level-" not in page

    def test_nor_which_rulings_are_to_be_looked_at_again(self, app, ana, store, users, over, exam):
        with store.sessions.begin() as rows:
            rows.add(
                Ruling(
                    sitting_id=over.id, criterion="C1.2", level="met", reason="Vu.",
                    author_id=users["examiner"].id, at=1,
                )
            )  # fmt: skip

        neutralises(ana)

        assert "À revoir" not in text(ana.get("/neutralisations"))

    def test_hidden_names_stay_so_in_what_is_told_of_all(self, ana, store, exam, others):
        changed(store, exam, double_rating=True, hidden_names=True)

        neutralises(ana, scope="all")

        page = text(ana.get("/neutralisations"))
        assert "Candidat n° 04 (épreuve en cours" in page
        assert "Nom encours" not in page


def test_an_act_changed_in_the_database_is_named(commission, store, over):
    neutralises(commission)
    with store.database.begin() as connection:
        for verb in ("update", "delete"):
            connection.execute(sa.text(f"DROP TRIGGER IF EXISTS act_text_refuses_{verb}"))
        connection.execute(sa.text("UPDATE act_text SET text = replace(text, 'T1', 'T2')"))

    with pytest.raises(RegisterBroken, match="Tâche neutralisée"):
        levels(store, over)


def test_a_rehearsal_has_no_act(commission, store, exam):
    changed(store, exam, mode="rehearsal")

    assert neutralises(commission).status_code == 409


def test_a_sheet_is_kept_for_each_state_of_the_register(commission, store, over):
    for _ in range(2):
        levels(store, over)
        neutralises(commission)
        levels(store, over)

    with store.sessions() as rows:
        kept = rows.execute(sa.text("SELECT apart FROM grade ORDER BY apart")).scalars().all()
    assert kept == [0, 1]


def test_the_exported_grid_tells_it(commission):
    neutralises(commission)
    withdraws(commission)

    paper = docx.Document(BytesIO(commission.get("/grille.docx").data))
    said = "\n".join(
        cell.text for table in paper.tables for row in table.rows for cell in row.cells
    )
    assert WHY in said
    assert "retirée" in said


def test_the_summary_tells_neutralisations_apart_from_the_rest(commission, store, over):
    neutralises(commission)
    withdraws(commission)

    summary = review_of(store, over).summary

    (told,) = summary.neutralised
    assert told == summary.events[-1]
    assert WHY in told
    assert "retirée le" in told
