"""Signing: people pronounce under their password, then nothing changes but by a dated correction."""

import html
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date

import pytest
import sqlalchemy as sa

from tests.conftest import PASSWORD, PASSWORD_HASH, sign_in
from tests.webapp.examiner.conftest import COMPETENCIES
from tests.webapp.examiner.fairness import a_rater
from webapp import register
from webapp.grading_service import sheet_for
from webapp.planning import appoint
from webapp.store.result_tables import Evaluation, Ruling
from webapp.store.tables import Exam, User


def acts(store, over):
    with store.sessions() as rows:
        return register.read(rows, over.exam_id)


def text(answer) -> str:
    return html.unescape(answer.text).replace("\u00a0", " ")


def test_signing_before_every_decision_is_refused_and_lists_what_is_missing(
    commission, store, over
):
    commission.gathers("C2")
    commission.decides("C2")
    commission.hears_the_company("C3")

    answer = commission.signs()

    assert answer.status_code == 422
    refusal = text(answer).partition('role="alert">')[2]
    assert (
        "C3 : évaluations : critères non statués (C3.1, C3.2, C3.3, C3.4) ; entretien avec le candidat."
        in refusal
    )
    assert "C2 :" not in refusal
    assert acts(store, over) == []


def test_the_result_is_signed_whole(commission, store, over):
    commission.decides_all()

    assert commission.signs().status_code == 303

    validated = acts(store, over)[0]
    assert validated.kind == "commission.validated"
    assert set(validated.says("sheet")["criteria"]) == set(validated.says("rulings"))
    decided = [validated.says("competencies")[one]["decision"]["acquired"] for one in COMPETENCIES]
    assert decided == [True] * 5
    assert validated.says("competencies")["C1"]["opinion"]["author"] == "M. Durand"
    assert [one["name"] for one in validated.says("members")] == ["Nom examiner", "Pierre Petit"]
    assert validated.digest in commission.get("/signature").text


LATER = {
    "le niveau retenu de C3.1 a changé": lambda one: one.rules("C3.1", "not_met", "Relu."),
    "une question sur C3.2 a été posée": lambda one: one.asks("C3.2"),
    "l’avis de l’entreprise a changé": lambda one: one.hears_the_company(
        "C3", opinion="defavorable"
    ),
    "l’entretien a changé": lambda one: one.interviews("C3", notes="Tendu."),
}


@pytest.mark.parametrize("what", LATER)
def test_a_decision_does_not_outlive_what_it_rested_on(commission, store, over, wall, what):
    commission.decides_all()
    wall.pass_(minutes=1)
    LATER[what](commission)
    said = f"{what} depuis la décision sur C3 : statuez à nouveau"

    answer = commission.signs()

    assert answer.status_code == 422
    assert said in text(answer)
    assert f"À revoir : {said}" in text(commission.get("/competences"))
    assert acts(store, over) == []
    commission.decides("C3")
    assert commission.signs().status_code == 303


def test_a_decision_outlives_the_same_words_sent_again(commission, wall):
    commission.decides_all()
    wall.pass_(minutes=1)
    commission.interviews("C3")
    commission.hears_the_company("C3")

    assert "À revoir" not in text(commission.get("/competences"))
    assert commission.signs().status_code == 303


def test_an_evaluation_in_the_company_added_since_is_weighed(commission, store, over, wall, users):
    commission.decides_all()
    wall.pass_(minutes=1)
    with store.sessions.begin() as rows:
        rows.add(
            Evaluation(
                sitting_id=over.id, competency="C3", modality="a", held_on=date(2026, 10, 12),
                observer="Mme Blanc", observed="Renseigne bien.", author_id=users["admin"].id, at=wall(),
            )
        )  # fmt: skip

    assert "une évaluation en entreprise a été ajoutée depuis la décision sur C3" in text(
        commission.signs()
    )


def test_a_negative_decision_falls_with_what_was_observed(commission, store, over):
    commission.decides_all()
    commission.decides("C3", "no")
    commission.rules("C3.1", "not_observed", "Rien à voir, après relecture.")

    answer = commission.signs()

    assert answer.status_code == 422
    assert "C3 : critères jamais observés ni questionnés (C3.1)." in text(answer)
    assert acts(store, over) == []


def test_a_signature_asks_for_the_signers_password(commission, store, over):
    commission.decides_all()

    answer = commission.signs(password="autre")

    assert answer.status_code == 422
    assert "Mot de passe incorrect" in text(answer)
    assert acts(store, over) == []


def test_every_member_signs_the_same_result(commission, client, store, over, colleague):
    commission.decides_all()
    commission.signs()
    assert "Pierre Petit : signature attendue" in text(commission.get("/signature"))

    sign_in(client, colleague)
    assert commission.signs().status_code == 303

    first, second = acts(store, over)
    assert second.kind == "commission.signed"
    assert second.says("of") == first.digest
    page = text(commission.get("/signature"))
    assert "Validé et signé" in page
    assert "signature attendue" not in page


@pytest.fixture
def third(app, store, exam, over):
    """A third member of the commission, at their own machine."""
    return a_rater(app, store, exam, over, "alix", "member")


def test_a_member_noted_absent_is_not_waited_for(commission, client, store, over, colleague, third):
    commission.decides_all()
    commission.signs()
    third.signs()

    absent = commission.post(
        "/absence", member=str(colleague.id), reason="Souffrant.", password="un mot de passe"
    )

    assert absent.status_code == 303
    page = text(commission.get("/signature"))
    assert "Validé et signé" in page
    assert "Pierre Petit : absent (Souffrant.)" in page
    act = acts(store, over)[-1]
    assert (act.kind, act.says("member")) == ("commission.member_absent", colleague.id)
    sign_in(client, colleague)
    assert "noté absent" in text(commission.signs())


@pytest.fixture
def signed_without_the_president(commission, client, over, colleague, third, users):
    """Two members have signed, the president has not; the centre is signed in, and has said why it reads."""
    commission.decides_all()
    sign_in(client, colleague)
    assert commission.signs().status_code == 303
    assert third.signs().status_code == 303
    sign_in(client, users["admin"])
    client.post(f"/centre/donnees/motif/{over.token}", data={"reason": "Président injoignable."})


def notes_the_president_absent(commission, users, **form: str):
    values = {"member": str(users["examiner"].id), "reason": "Hospitalisé.", "password": PASSWORD}
    return commission.post("/absence", **{**values, **form})


@pytest.mark.usefixtures("signed_without_the_president")
def test_the_centre_notes_a_president_absent_once_a_member_has_signed(
    commission, store, over, users
):
    assert "Noter un membre absent" in commission.get("/signature").text

    assert notes_the_president_absent(commission, users).status_code == 303

    page = text(commission.get("/signature"))
    assert "Validé et signé" in page
    assert "Nom examiner : absent (Hospitalisé.)" in page
    act = acts(store, over)[-1]
    assert (act.kind, act.author_id) == ("commission.member_absent", users["admin"].id)


@pytest.mark.usefixtures("signed_without_the_president")
@pytest.mark.parametrize(
    ("form", "said"),
    [({"reason": " "}, "Indiquez le motif"), ({"password": "autre"}, "Mot de passe incorrect")],
)
def test_the_centre_too_gives_a_reason_and_a_password(commission, store, over, users, form, said):
    answer = notes_the_president_absent(commission, users, **form)

    assert answer.status_code == 422
    assert said in text(answer)
    assert len(acts(store, over)) == 2


@pytest.mark.usefixtures("signed_without_the_president")
def test_the_centre_notes_absent_nobody_who_signed_or_came_later(
    commission, store, over, colleague, latecomer, users
):
    signed = notes_the_president_absent(commission, users, member=str(colleague.id))
    later = notes_the_president_absent(commission, users, member=str(latecomer.id))

    assert "a déjà signé" in text(signed)
    assert "Choisissez le membre absent" in text(later)
    assert len(acts(store, over)) == 2


def test_the_centre_notes_nobody_absent_before_a_member_has_signed(
    commission, client, store, over, users
):
    sign_in(client, users["admin"])
    client.post(f"/centre/donnees/motif/{over.token}", data={"reason": "Président injoignable."})

    answer = notes_the_president_absent(commission, users)

    assert answer.status_code == 422
    assert "quand un membre au moins a signé" in text(answer)
    assert acts(store, over) == []


@pytest.fixture
def latecomer(store, exam) -> User:
    """Somebody the centre appoints as the test asks for them."""
    person = User(login="tard", name="Tard Venu", role="examiner", password_hash=PASSWORD_HASH)
    with store.sessions.begin() as rows:
        rows.add(person)
        rows.flush()
        appoint(rows, exam, person, "member")
    return person


def test_who_joins_the_commission_after_the_validation_does_not_sign(
    commission, client, store, over, colleague, request
):
    commission.decides_all()
    commission.signs()
    sign_in(client, colleague)
    commission.signs()
    sign_in(client, request.getfixturevalue("latecomer"))

    answer = commission.signs()

    assert answer.status_code == 422
    assert "ne vous nomme pas parmi les membres" in text(answer)
    assert len(acts(store, over)) == 2


def notes_absent(commission, person: User, reason: str = "Souffrant."):
    return commission.post("/absence", member=str(person.id), reason=reason, password=PASSWORD)


def test_a_commission_is_never_down_to_one(commission, store, over, colleague, third):
    assert notes_absent(commission, colleague).status_code == 303

    answer = notes_absent(commission, third.user)

    assert answer.status_code == 422
    assert "à deux membres présents au moins, président compris" in text(answer)
    assert "Demandez au centre d’examen de nommer un autre membre" in text(answer)
    assert "Souffrant." in text(answer)
    assert len(acts(store, over)) == 1


def test_whoever_is_left_alone_by_a_conflict_of_interest_validates_nothing(
    commission, client, store, over, colleague, users
):
    commission.decides_all()
    sign_in(client, colleague)
    commission.post("/recusation", reason="Ancien collègue.")
    sign_in(client, users["examiner"])

    decided, signed = commission.decides("C1", "no"), commission.signs()

    for answer in (decided, signed, commission.get("/signature"), commission.get("/competences")):
        assert "à deux membres présents au moins" in text(answer)
    assert (decided.status_code, signed.status_code) == (422, 422)
    assert acts(store, over) == []


def test_who_is_appointed_since_signs_in_the_stead_of_who_cannot(
    commission, client, store, over, colleague, users, request
):
    commission.decides_all()
    commission.signs()
    alone = notes_absent(commission, colleague)
    assert alone.status_code == 422
    assert "signe à la place d’un absent" in text(alone)

    sign_in(client, request.getfixturevalue("latecomer"))
    assert "Signer à la place d’un absent" in text(commission.get("/signature"))
    assert commission.signs().status_code == 303

    assert acts(store, over)[-1].says("member")["name"] == "Tard Venu"
    sign_in(client, users["examiner"])
    assert notes_absent(commission, colleague).status_code == 303
    page = text(commission.get("/signature"))
    assert "Validé et signé" in page
    assert "<strong>Tard Venu</strong>" in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"member": ""}, "Choisissez le membre absent"),
        ({"member": "999"}, "Choisissez le membre absent"),
        ({"reason": " "}, "Indiquez le motif"),
        ({"password": "autre"}, "Mot de passe incorrect"),
    ],
)
def test_an_absence_names_a_member_and_a_reason(
    commission, store, over, colleague, third, form, said
):
    values = {"member": str(colleague.id), "reason": "Souffrant.", "password": "un mot de passe"}

    answer = commission.post("/absence", **{**values, **form})

    assert answer.status_code == 422
    assert said in text(answer)
    assert acts(store, over) == []


def test_only_the_president_notes_an_absence(commission, client, store, over, users, colleague):
    sign_in(client, colleague)

    answer = commission.post(
        "/absence", member=str(users["examiner"].id), reason="R", password="un mot de passe"
    )

    assert "Seul le président" in text(answer)
    assert acts(store, over) == []


def test_a_member_with_a_conflict_of_interest_is_out_of_the_commission(
    commission, client, store, over, colleague, third
):
    commission.decides_all()
    sign_in(client, colleague)
    assert "Indiquez le lien" in text(commission.post("/recusation", reason=" "))
    assert commission.post("/recusation", reason="Ancien collègue.").status_code == 303
    assert commission.get("/competences").status_code == 403

    sign_in(client, users_examiner(store))
    commission.signs()
    third.signs()

    assert [one["name"] for one in acts(store, over)[0].says("members")] == [
        "Nom examiner", "Nom alix",
    ]  # fmt: skip
    assert "Validé et signé" in text(commission.get("/signature"))


def users_examiner(store) -> User:
    with store.sessions() as rows:
        return rows.scalars(sa.select(User).where(User.login == "examiner")).one()


def test_inv_15_a_rehearsal_is_never_validated(commission, store, over):
    commission.decides_all()
    with store.sessions.begin() as rows:
        rows.get(Exam, over.exam_id).mode = "rehearsal"

    answer = commission.signs()

    assert answer.status_code == 409
    assert "répétition" in text(answer)
    assert acts(store, over) == []


def test_inv_13_only_the_president_corrects(commission, client, store, over, colleague):
    commission.decides_all()
    commission.signs()
    sign_in(client, colleague)

    answer = commission.post("/rectificatif", reason="Motif", password="un mot de passe")

    assert "Seul le président de la commission" in text(answer)
    assert len(acts(store, over)) == 1


def test_a_correction_may_change_a_decision_and_both_are_told(commission, store, over):
    commission.decides_all()
    commission.signs()

    commission.post(
        "/rectificatif",
        reason="Pièce relue.",
        competency="C2",
        acquired="no",
        password="un mot de passe",
    )

    act = acts(store, over)[-1]
    assert (act.says("competency"), act.says("acquired")) == ("C2", False)
    page = text(commission.get("/signature"))
    assert "C2 : non acquise" in page
    assert acts(store, over)[0].says("competencies")["C2"]["decision"]["acquired"] is True


def test_admissibility_is_the_jurys(commission, store, over):
    commission.decides_all()
    commission.signs()

    answer = commission.post(
        "/rectificatif", reason="Motif", admissible="yes", password="un mot de passe"
    )

    assert answer.status_code == 422
    assert len(acts(store, over)) == 1


def test_a_sitting_set_aside_is_neither_judged_nor_signed(
    commission, client, store, over, colleague
):
    def aside(kind):
        with store.sessions.begin() as rows:
            register.add(
                rows, over.exam_id, kind, at=1, data={"reason": "x"}, author_id=None, sitting_id=over.id
            )  # fmt: skip

    commission.decides_all()
    aside("sitting.set_aside")
    assert commission.rules("C1.1", "partly").status_code == 409
    assert commission.decides("C1").status_code == 409
    assert "Ce passage est écarté" in text(commission.signs())

    aside("sitting.taken_back")
    assert commission.signs().status_code == 303
    aside("sitting.set_aside")
    sign_in(client, colleague)
    assert "Ce passage est écarté" in text(commission.signs())
    assert [act.kind for act in acts(store, over)].count("commission.signed") == 0


def test_nobody_signs_twice(commission, store, over):
    commission.decides_all()
    commission.signs()

    answer = commission.signs()

    assert answer.status_code == 422
    assert "Vous avez déjà signé" in text(answer)
    assert len(acts(store, over)) == 1


def test_a_rater_who_is_no_member_does_not_sign(commission, client, store, over):
    commission.decides_all()
    rater = User(login="r", name="R", role="examiner", password_hash=PASSWORD_HASH)
    with store.sessions.begin() as rows:
        rows.add(rater)
        rows.flush()
        appoint(rows, rows.get(Exam, over.exam_id), rater, "rater")
    sign_in(client, rater)

    answer = commission.signs()

    assert answer.status_code == 422
    assert "Seuls les membres de la commission signent" in text(answer)


def test_inv_13_nothing_changes_once_signed(commission, store, over):
    commission.decides_all()
    commission.signs()
    before = commission.get("/grille.xlsx").status_code

    changes = (
        commission.rules("C1.1", "not_met", "Trop tard."), commission.asks("C1.1"), commission.hears_the_company("C1"),
        commission.interviews("C1"), commission.decides("C1", "no"),
    )  # fmt: skip

    for answer in changes:
        assert answer.status_code == 409
        assert "Le résultat est signé" in text(answer)
    assert before == 200
    assert len(acts(store, over)) == 1
    with store.sessions() as rows:
        assert rows.scalar(sa.select(sa.func.count()).select_from(Ruling)) == 21


def test_inv_13_a_correction_is_added_beside_the_signed_result(commission, store, over):
    commission.decides_all()
    commission.signs()

    commission.post(
        "/rectificatif", reason="C4.2 : lire « partiellement atteint ».", password="un mot de passe"
    )

    first, second = acts(store, over)
    assert second.says("correction") == "C4.2 : lire « partiellement atteint »."
    assert second.says("of") == first.digest
    assert "lire « partiellement atteint »" in text(commission.get("/signature"))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"reason": ""}, "Décrivez le rectificatif"),
        ({"password": "autre"}, "Mot de passe incorrect"),
    ],
)
def test_a_correction_has_a_reason_and_a_password(commission, store, over, form, said):
    commission.decides_all()
    commission.signs()

    answer = commission.post(
        "/rectificatif", **{"reason": "Motif", "password": "un mot de passe", **form}
    )

    assert answer.status_code == 422
    assert said in text(answer)
    assert len(acts(store, over)) == 1


def test_there_is_nothing_to_correct_before_the_signature(commission, store, over):
    answer = commission.post("/rectificatif", reason="Motif", password="un mot de passe")

    assert answer.status_code == 422
    assert acts(store, over) == []


def test_what_arrives_while_the_result_is_being_signed_is_refused(commission, store, over):
    """A member rules at the very moment another signs: the ruling would be beside the signed result."""
    sheet = sheet_for(store, over.id).as_data()
    with store.sessions() as signing, ThreadPoolExecutor() as member:
        register.add(
            signing, over.exam_id, "commission.validated", at=0, data={"sheet": sheet, "members": []},
            author_id=1, sitting_id=over.id,
        )  # fmt: skip
        answer = member.submit(commission.rules, "C1.1")
        wait([answer], timeout=0.5)
        signing.commit()

    assert answer.result().status_code == 409
    with store.sessions() as rows:
        assert rows.scalars(sa.select(Ruling)).all() == []


CHANGES = {
    "UPDATE competency_decision SET acquired = 0 WHERE competency = 'C3'": "la décision sur la capacité C3",
    "UPDATE ruling SET level = 'not_met' WHERE criterion = 'C4.2'": "le niveau retenu du critère C4.2",
    "UPDATE employer_opinion SET opinion = 'defavorable' WHERE competency = 'C1'": "l’avis de l’entreprise sur la capacité C1",
    "UPDATE interview SET notes = 'Absent.' WHERE competency = 'C5'": "l’entretien sur la capacité C5",
    "DELETE FROM ruling WHERE criterion = 'C2.1'": "le niveau retenu du critère C2.1",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_signed_result_changed_in_the_database_is_named_at_the_next_reading(
    commission, store, change
):
    commission.decides_all()
    commission.signs()
    with store.database.begin() as connection:
        for table in ("ruling", "competency_decision"):
            for verb in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER {table}_refuses_{verb}")
        connection.exec_driver_sql(change)

    for page in ("/signature", "/grille", "/competences", "/grille.xlsx"):
        answer = commission.get(page)
        assert answer.status_code == 409, page
        assert "Nom candidate, " + CHANGES[change] in text(answer), page


def test_an_act_changed_in_the_database_is_named_on_the_page(commission, store):
    commission.decides_all()
    commission.signs()
    with store.database.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER act_text_refuses_update")
        connection.exec_driver_sql("UPDATE act_text SET text = replace(text, 'true', 'false')")

    answer = commission.get("/signature")

    assert answer.status_code == 409
    assert "Validation par la commission, Nom candidate" in text(answer)
    assert "Aucun résultat n’en est lu" in text(answer)
