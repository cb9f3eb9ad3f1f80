"""An erasure takes the person out, wherever it is, and what is left verifies, reads and counts the same."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from sim import session as sim_session
from sim.journal.entry import verify_lines
from tests.conftest import PASSWORD, sign_in
from tests.webapp.examiner.conftest import DIGEST
from tests.webapp.privacy.conftest import AFTER_APPEALS, DAY, NAME, PUBLISHED, act, close
from webapp import register
from webapp.dossier.kept import kept
from webapp.dossier.outcome import Outcome
from webapp.dossier.review import Review
from webapp.grading_service import grade_sitting, sheet_for
from webapp.planning import appoint, import_journal
from webapp.privacy import fate
from webapp.privacy.erase import ErasureRefused
from webapp.store.planning_tables import Adaptation, Dossier
from webapp.store.privacy_tables import Erasure
from webapp.store.result_tables import Feedback, Invitation, Question
from webapp.store.schema import METADATA
from webapp.store.tables import Exam, GradeRow, Sitting, User

WORDS = ("Tournebroche", "Zébulon", "zebulon@", "odile@")
SAID = (
    "je reviens vers vous",
    "Commande lue.",
    "Parce que.",
    "Régulier.",
    "À l’aise.",
    "Au vu des trois bases.",
)
PAGES = (
    "", "/grille", "/journal", "/reactions", "/relecture?entree=3", "/competences", "/signature", "/grille.xlsx",
    "/grille.docx",
)  # fmt: skip


def found_in(settings, words) -> list[tuple[str, str]]:
    """Return which words are in which file of the centre's folder."""
    files = [one for one in Path(settings.data).rglob("*") if one.is_file()]
    return [
        (one.name, word) for one in files for word in words if word.encode() in one.read_bytes()
    ]


def levels(store, sitting):
    sheet = sheet_for(store, sitting.id)
    return {
        name: (one.level, one.score, one.coverage, [(f.check, f.verdict, f.score, f.weight) for f in one.findings])
        for name, one in sheet.criteria.items()
    }  # fmt: skip


def test_the_words_are_there_before(store, settings, published):
    """What the other tests do not find was there to be found."""
    store.database.dispose()
    words = {word for _, word in found_in(settings, (*WORDS, *SAID))}

    assert words == {*WORDS, *SAID}


def test_erasing_the_evidence_leaves_the_identity_and_the_result(
    store, settings, published, centre
):
    before = levels(store, published)

    centre.erases(published)

    assert found_in(settings, SAID) == []
    assert levels(store, published) == before
    assert verify_lines(store.sittings.journal(published.id).lines()) is None
    with store.sessions() as session:
        sitting = session.get_one(Sitting, published.id)
        acts = register.of_sitting(session, sitting)
        review = Review(session, store, sitting)
        assert sitting.candidate.name == NAME
        assert review.outcome.admissible is True
        assert all(review.decisions[one.id].acquired for one in review.framework.competencies)
        assert session.get(Dossier, published.id).email == "zebulon@exemple.example"
        assert {one.kind for one in acts if one.data is None} == {"commission.validated"}
        assert acts[-1].kind == "person.erased"
        assert acts[-1].says("result")["acquired"] == dict.fromkeys(
            ("C1", "C2", "C3", "C4", "C5"), True
        )


def test_erasing_the_person_leaves_no_trace_in_any_file(store, settings, published, centre):
    before = levels(store, published)

    centre.erases(published, "person")

    assert found_in(settings, (*WORDS, *SAID)) == []
    assert levels(store, published) == before
    with store.sessions() as session:
        sitting = session.get_one(Sitting, published.id)
        assert sitting.candidate.name == f"Candidat effacé n°\u00a0{sitting.candidate_id}"
        assert not sitting.candidate.active
        assert Review(session, store, sitting).outcome.admissible is True
        assert sitting.reconstructed_reason == fate.WORDS


def test_the_account_no_longer_opens(client, store, published, centre, users):
    centre.erases(published, "person")

    assert sign_in(client, users["candidate"], PASSWORD).status_code == 422


@pytest.mark.parametrize("extent", ["evidence", "person"])
def test_pages_and_exports_answer_and_say_so(commission, published, centre, extent):
    centre.erases(published, extent)

    for page in PAGES:
        answer = commission.get(page)
        assert answer.status_code in (200, 303), page
        if answer.status_code == 200 and "." not in page:
            assert "Données effacées" in answer.text, page
    assert commission.get("/fichier?chemin=/ADV/9_Travail/lettre.docx").status_code == 404


def test_the_file_it_made_is_gone_and_those_of_the_scenario_stay(store, published, centre):
    made = store.files.names()
    assert len(made) == 1

    centre.erases(published)

    assert store.files.names() == []


def test_a_file_another_sitting_refers_to_stays(store, exam, published, centre, users):
    """The same bytes handed in by two candidates are one file."""
    other = Sitting(
        exam_id=exam.id, candidate_id=users["trainer"].id, scenario_digest=DIGEST, number=2, reconstructed_reason="x"
    )  # fmt: skip
    with store.sessions.begin() as session:
        session.add(other)
    lines = store.sittings.journal(published.id).read()
    names = [one.fact.file.sha256 for one in lines if one.kind == "drive.uploaded"]
    data = {name: store.files.get(name) for name in names}
    import_journal(store, other.id, tuple(lines), data)

    centre.erases(published)

    assert set(names) <= set(store.files.names())


def test_erasing_twice_writes_once(store, published, centre):
    for _ in range(2):
        centre.erases(published)
    centre.erases(published, "person")
    centre.erases(published, "person")

    with store.sessions() as session:
        scopes = session.scalars(sa.select(Erasure.scope).order_by(Erasure.id)).all()
        acts = register.of_sitting(session, session.get_one(Sitting, published.id))
    assert scopes == ["evidence", "person"]
    assert [one.says("extent") for one in acts if one.kind == "person.erased"] == [
        "evidence",
        "person",
    ]
    assert acts[-1].says("result")["admissible"] is True


def test_measures_go_alone(store, published, centre):
    with store.sessions.begin() as session:
        session.get_one(Sitting, published.id).time_factor = 1.33

    centre.erases(published, "measures")

    with store.sessions() as session:
        assert session.get(Adaptation, published.id) is None
        assert session.scalar(sa.select(sa.func.count()).select_from(Invitation)) == 0
        assert session.get_one(Sitting, published.id).time_factor == 1.0
        assert session.get(Feedback, published.id) is not None
        assert session.scalars(sa.select(Erasure)).all() == []
        assert session.scalars(sa.select(Question.answer)).first() != fate.WORDS


def refused(centre, sitting, extent="evidence", **given) -> str:
    with pytest.raises(ErasureRefused) as refusal:
        centre.erases(sitting, extent, **given)
    return str(refusal.value)


def test_not_while_an_appeal_may_be_lodged(store, published, centre):
    assert "Le délai de recours court jusqu’au 19 décembre 2026" in refused(
        centre, published, wall=PUBLISHED + 60 * DAY
    )
    centre.erases(published, wall=PUBLISHED + 61 * DAY)


def test_not_while_an_appeal_waits(store, published, centre, users):
    grounds = {"kind": "verification", "grounds": "Une pièce oubliée."}
    lodged = act(store, published, "appeal.lodged", users["jury"], said=grounds)
    assert "recours attend sa réponse" in refused(centre, published)

    answer = {"of": lodged.seq, "decision": "rejected", "answer": "Non."}
    act(store, published, "appeal.answered", users["jury"], said=answer)
    centre.erases(published)
    centre.erases(published, "person")


def test_not_while_the_session_is_not_over(store, candidate, over, centre):
    assert "n’est pas terminée" in refused(centre, over)
    close(store, over)
    assert "n’est pas terminée" in refused(centre, over)  # the jury has yet to deliberate
    centre.erases(over, wall=PUBLISHED + 5 * 365 * DAY)


def test_only_the_acts_of_the_sitting_lose_their_words(store, published, centre, users):
    with store.sessions.begin() as session:
        other = Exam(
            title="Avant", pack="tiny", planned_on=date(2026, 9, 1), created_by=users["admin"].id
        )
        session.add(other)
        session.flush()
        for _ in range(2):  # under the number of what was signed in the sitting's own session
            register.add(
                session, other.id, "opinion.given", at=PUBLISHED, data={"author": NAME}, author_id=None,
                sitting_id=published.id,
            )  # fmt: skip

    centre.erases(published)

    with store.sessions() as session:
        assert [one.data for one in register.read(session, other.id)] == [None, None]
        kept = {act.kind: act.data for act in register.read(session, published.exam_id)}
    assert kept["jury.pronounced"]["admissible"]


def test_not_while_the_candidate_sits(store, candidate, waiting, centre, wall):
    with store.sittings.open(waiting.id) as engine:
        engine.handle(sim_session.Start(scenario=DIGEST), wall=wall())
    close(store, waiting)

    assert "en cours" in refused(centre, waiting)


def test_not_before_the_exam(store, candidate, waiting, centre):
    assert "n’a pas encore eu lieu" in refused(centre, waiting, wall=0)


def test_a_candidate_who_never_came_is_erased_too(store, settings, candidate, waiting, centre):
    close(store, waiting)

    centre.erases(waiting, "person")

    assert found_in(settings, WORDS) == []


def test_a_rehearsal_has_no_appeal(store, candidate, over, centre):
    close(store, over, mode="rehearsal")

    centre.erases(over, wall=PUBLISHED)


def test_one_sitting_in_delay_keeps_the_whole_person(store, exam, published, centre, users):
    with store.sessions.begin() as session:
        later = Exam(
            title="Rattrapage",
            pack="tiny",
            planned_on=date(2027, 6, 1),
            created_by=users["admin"].id,
        )
        session.add(later)
        session.flush()
        row = Sitting(
            exam_id=later.id, candidate_id=users["candidate"].id, scenario_digest=published.scenario_digest, number=1,
            reconstructed_reason="x",
        )  # fmt: skip
        session.add(row)

    assert "Rattrapage" in refused(centre, published, "person")
    with store.sessions() as session:
        assert session.get_one(User, users["candidate"].id).name == NAME
    centre.erases(published)


@pytest.mark.parametrize("reason", [f"Demande de {NAME}", "Demande de M. TOURNEBROCHE"])
def test_the_reason_does_not_name_the_person(published, centre, reason):
    assert "n’y écrivez pas le nom" in refused(centre, published, "person", reason=reason)


def test_nothing_is_erased_over_a_journal_that_was_changed(store, published, centre):
    with store.database.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_refuses_update")
        connection.exec_driver_sql("UPDATE journal SET line = replace(line, 'Bonjour', 'Bonsoir')")

    assert "Rien ne s’efface" in refused(centre, published)
    with store.sessions() as session:
        assert session.scalars(sa.select(Erasure)).all() == []


def test_nothing_is_erased_over_a_register_that_was_changed(store, published, centre):
    with store.database.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER act_text_refuses_update")
        connection.exec_driver_sql("UPDATE act_text SET text = replace(text, 'Nom', 'Mon')")

    assert "registre" in refused(centre, published)


def test_before_any_erasure_the_database_refuses(store, published):
    with pytest.raises(IntegrityError), store.database.begin() as connection:
        connection.exec_driver_sql("UPDATE ruling SET reason = '(effacé)'")


def test_an_erased_sitting_is_never_graded_again(store, published, centre):
    before = levels(store, published)
    centre.erases(published)
    with store.database.begin() as connection:
        connection.exec_driver_sql("UPDATE grade SET grader = 'ancien'")

    grade_sitting(store, published.id)

    assert levels(store, published) == before
    with store.sessions() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(GradeRow)) == 1


def test_a_world_in_memory_forgets_too(store, published, centre):
    with store.sittings.open(published.id) as engine:
        assert engine.world.debrief.done

    centre.erases(published)

    with store.sittings.open(published.id) as engine:
        assert not engine.world.debrief.done


def test_every_table_about_a_sitting_says_what_becomes_of_it():
    """A new table with a person's data must be given a fate."""
    about = {name for name, one in METADATA.tables.items() if "sitting_id" in one.c}
    known = {
        *fate.MEASURES, *fate.REMOVED, *fate.BLANKED, *fate.BLANKED_WITH_IDENTITY, *fate.ON_THEIR_OWN,
        *fate.ANONYMOUS,
    }  # fmt: skip

    assert about - known == set(), "dites dans webapp/privacy/fate.py ce que devient cette table"


def test_every_text_of_these_tables_is_blanked_or_known():
    """A new text of a known table must be given a fate too."""
    plain = {
        "form", "token", "criterion", "competency", "level", "modality", "opinion", "code_hash", "scope", "head", "run",
        "rubric_digest", "endpoint",
    }  # fmt: skip
    left = {
        (name, column.name)
        for texts in (fate.BLANKED, fate.BLANKED_WITH_IDENTITY)
        for name in texts
        for column in METADATA.tables[name].c
        if isinstance(column.type, sa.String) and column.name not in plain
        if column.name
        not in (*fate.BLANKED.get(name, ()), *fate.BLANKED_WITH_IDENTITY.get(name, ()))
    }

    assert left == {("regrading", "before"), ("regrading", "after")}


def test_the_register_of_the_session_verifies(store, published, centre):
    centre.erases(published, "person", wall=AFTER_APPEALS)

    with store.sessions() as session:
        assert register.read(session, published.exam_id)[-1].kind == "person.erased"


@pytest.mark.parametrize("extent", ["evidence", "person"])
def test_the_jury_reads_the_result_as_it_was(app, store, exam, published, centre, users, extent):
    with store.sessions.begin() as session:
        appoint(session, session.get_one(Exam, exam.id), users["jury"], "jury_president")
    jury = app.test_client()
    sign_in(jury, users["jury"])
    before = outcome(store, published)

    centre.erases(published, extent)

    after = outcome(store, published)
    assert after.effective == before.effective
    assert after.framework == before.framework == "cqpm-aga"
    for page in (
        f"/jury/passages/{published.token}",
        f"/jury/{exam.id}",
        f"/jury/sessions/{exam.id}/rapport",
    ):
        assert jury.get(page).status_code == 200, page


def outcome(store, sitting) -> Outcome:
    with store.sessions() as session:
        return Outcome(register.of_sitting(session, session.get_one(Sitting, sitting.id)))


def test_what_was_acquired_is_still_kept_for_the_next_session(store, published, centre, users):
    with store.sessions.begin() as session:
        later = Exam(
            title="Rattrapage",
            pack="tiny",
            planned_on=date(2028, 6, 1),
            created_by=users["admin"].id,
        )
        session.add(later)
        session.flush()
        row = Sitting(
            exam_id=later.id, candidate_id=users["candidate"].id, scenario_digest=DIGEST, number=1, reconstructed_reason="x"
        )  # fmt: skip
        session.add(row)

    centre.erases(published)

    with store.sessions() as session:
        assert set(kept(session, session.get_one(Sitting, row.id), "cqpm-aga")) == {
            "C1",
            "C2",
            "C3",
            "C4",
            "C5",
        }


def test_no_report_is_written_anew_once_the_data_are_erased(
    store, centre, published, commission, users
):
    with store.sessions.begin() as rows:
        rows.execute(sa.delete(Feedback))
    assert commission.post("/compte-rendu/remise").status_code == 303
    said = {"competency": "C4", "acquired": False, "correction": "x", "by": "P"}
    act(store, published, "result.corrected", users["jury"], said=said)
    close(store, published)
    centre.erases(published)

    text = {"seen": f"{NAME} a lu.", "work": "Relire."}
    for path in ("/compte-rendu/parties/C1.1", "/compte-rendu/remise"):
        answer = commission.post(path, **text)
        assert answer.status_code == 409
        assert "ont été effacées" in answer.text

    with store.sessions() as rows:
        kinds = [one.kind for one in register.read(rows, published.exam_id)]
    assert kinds[-1] == "person.erased"
