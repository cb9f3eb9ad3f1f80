"""After the signature: the candidate reads, a president corrects, appeals are lodged and answered. All adds."""

import pytest

from tests.conftest import sign_in
from tests.webapp.jury.conftest import text
from webapp.store.planning_tables import CentreSetting


@pytest.fixture
def published(jury, session):
    """A candidate who lacks C2, the result published."""
    sitting = session.validates(session.seats(), "C2")
    jury.finishes(sitting, admissible="no")
    return sitting


@pytest.fixture
def candidate(jury, session):
    """Signs the candidate in, and returns the page."""

    def page() -> str:
        sign_in(jury.client, session.users["candidate"])
        return text(jury.client.get("/epreuve/"))

    return page


def lodges(jury, sitting, **form):
    values = {"kind": "verification", "grounds": "La pièce lue n’est pas la mienne."}
    return jury.client.post(f"/epreuve/resultats/{sitting.token}/recours", data={**values, **form})


def test_a_candidate_reads_nothing_before_publication(jury, session, candidate):
    sitting = session.validates(session.seats(), "C2")
    jury.pronounces(sitting, "no")
    jury.draws_up()

    page = candidate()
    assert "admissible" not in page
    assert "acquise" not in page
    assert lodges(jury, sitting).status_code == 422


def test_a_candidate_reads_the_published_result_and_how_to_appeal(jury, published, candidate):
    page = candidate()

    assert "vous n’êtes pas déclaré(e) admissible" in page
    assert page.count("<strong>acquise</strong>") == 4
    assert "Les capacités acquises sont conservées" in page
    assert "jusqu’au" in page
    assert "12 décembre 2026" in page


def test_a_correction_adds_and_both_results_are_told(jury, session, published, candidate):
    assert (
        jury.corrects(published, competency="C2", acquired="yes", admissible="yes").status_code
        == 303
    )

    page = text(jury.opens(published))
    assert "Déclaré non admissible" in page
    assert "Résultat en vigueur après rectificatif : admissible" in page.replace(
        "<strong>", ""
    ).replace("</strong>", "")
    told = candidate()
    assert "vous êtes déclaré(e) admissible" in told
    assert "Premier résultat signé : non admissible" in told
    assert session.acts(kind="jury.pronounced")[0].says("admissible") is False


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"reason": " "}, "Décrivez le rectificatif"),
        ({"competency": "C9", "acquired": "yes"}, "n’est pas dans le référentiel"),
        ({"competency": "C2"}, "choisissez la capacité et « acquise »"),
        ({"acquired": "yes"}, "choisissez la capacité"),
        ({"admissible": "yes"}, "n’est pas acquise (C2)"),
        ({"competency": "C2", "acquired": "yes"}, "indiquez-la aussi"),
        ({"competency": "C2", "acquired": "yes", "admissible": "no"}, "toutes acquises"),
        ({"password": "autre"}, "Mot de passe incorrect"),
    ],
)
def test_inv_07_a_correction_follows_the_rule_too(jury, session, published, form, said):
    answer = jury.corrects(published, **form)

    assert answer.status_code == 422
    assert said in text(answer)
    assert session.acts(kind="result.corrected") == []


def test_inv_13_only_the_president_corrects(jury, session, published):
    jury.becomes(session.luc)

    answer = jury.corrects(published)

    assert answer.status_code == 422
    assert "Seul le président du jury" in text(answer)
    assert session.acts(kind="result.corrected") == []


def test_an_appeal_is_lodged_and_answered(jury, session, published, candidate):
    candidate()
    assert lodges(jury, published).status_code == 303
    assert lodges(jury, published).status_code == 303
    lodged = session.acts(kind="appeal.lodged")
    assert [act.says("through") for act in lodged] == ["candidate"]
    assert lodged[0].author_id == session.users["candidate"].id

    jury.becomes(session.users["jury"])
    assert "La pièce lue n’est pas la mienne." in text(jury.opens(published))
    address = f"/passages/{published.token}/recours/{lodged[0].seq}/reponse"
    answer = {"decision": "granted", "answer": "Pièce vérifiée.", "password": "un mot de passe"}
    assert jury.post(address, **answer).status_code == 303
    assert "déjà reçu sa réponse" in text(jury.post(address, **answer))

    assert "Pièce vérifiée." in candidate()
    sign_in(jury.client, session.users["examiner"])
    page = text(jury.client.get(f"/commission/{published.token}/signature"))
    assert "La pièce lue n’est pas la mienne." in page
    assert "Pièce vérifiée." in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"kind": "autre"}, "Choisissez la nature"),
        ({"kind": ""}, "Choisissez la nature"),
        ({"grounds": " "}, "Exposez les faits"),
    ],
)
def test_an_appeal_says_what_it_is_about(jury, session, published, candidate, form, said):
    candidate()

    answer = lodges(jury, published, **form)

    assert answer.status_code == 422
    assert said in text(answer)
    assert session.acts(kind="appeal.lodged") == []


def test_an_appeal_after_the_delay_is_refused_in_words(jury, session, published, candidate, wall):
    with session.store.sessions.begin() as rows:
        rows.add(CentreSetting(name="appeal_days", value="10"))
    wall.pass_(minutes=60 * 24 * 11)

    candidate()
    answer = lodges(jury, published)

    assert answer.status_code == 422
    assert "Le délai de recours est passé : il courait jusqu’au 23 octobre 2026" in text(answer)


def test_nobody_appeals_for_somebody_else(jury, session, published, users):
    other = session.seats(name="zoe", number=2)
    with session.store.sessions() as rows:
        zoe = rows.get(type(users["candidate"]), other.candidate_id)
    sign_in(jury.client, zoe)

    assert lodges(jury, published).status_code == 404


def test_the_centre_types_in_an_appeal_that_came_by_post(jury, session, published, users):
    form = {"received_on": "2026-10-13", "kind": "procedure", "grounds": "Salle trop bruyante."}
    address = f"/passages/{published.token}/recours"
    assert jury.post(address, **form).status_code == 403
    jury.becomes(users["admin"])
    jury.says_why(published)

    assert "dans le futur" in text(jury.post(address, **{**form, "received_on": "2027-01-01"}))
    assert "avant la publication" in text(
        jury.post(address, **{**form, "received_on": "2026-10-01"})
    )
    assert "saisissez une date" in text(jury.post(address, **{**form, "received_on": ""}))
    assert jury.post(address, **form).status_code == 303
    assert session.acts(kind="appeal.lodged")[0].says("through") == "centre"


def test_an_answer_is_motivated_and_signed_for(jury, session, published, candidate):
    candidate()
    lodges(jury, published)
    seq = session.acts(kind="appeal.lodged")[0].seq
    jury.becomes(session.users["jury"])
    address = f"/passages/{published.token}/recours/{seq}/reponse"

    for form, said in (
        ({"decision": "x", "answer": "A", "password": "p"}, "Choisissez « accueillie »"),
        ({"decision": "granted", "answer": " ", "password": "p"}, "Motivez la réponse"),
        ({"decision": "granted", "answer": "A", "password": "p"}, "Mot de passe incorrect"),
    ):
        answer = jury.post(address, **form)
        assert answer.status_code == 422
        assert said in text(answer)
    assert "n’existe pas" in text(jury.post(f"/passages/{published.token}/recours/999/reponse"))
    jury.becomes(session.luc)
    assert jury.post(address, decision="granted", answer="A").status_code == 403
