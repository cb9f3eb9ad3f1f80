"""Double rating: nobody reads the proposal nor another's levels before handing in their own."""

import io
import zipfile

import pytest
import sqlalchemy as sa

from grading.verdict import VERDICT_FR
from tests.conftest import sign_in
from tests.webapp.examiner.conftest import CRITERIA, DIGEST, played
from tests.webapp.examiner.fairness import Rater, a_rater, changed
from tests.webapp.test_access import address
from webapp import register
from webapp.planning import appoint, import_journal
from webapp.store.result_tables import Question, Rating, Ruling
from webapp.store.tables import Sitting, User

SECRET = "Motif que nul autre ne lit"
PATH = "/ADV/9_Travail/lettre.docx"
QUERIES = (
    "", "?critere=C1.2", "?critere=C1.1", "?entree=3", f"?chemin={PATH}", f"?chemin={PATH}&vue=texte", "?q=a&outil=mail",
)  # fmt: skip
TELLS = (
    SECRET, "Date confirmée", "critique, à confirmer", "Part observée", "grid-level\"><span class=\"proposed",
    "Constats et preuves", "à débattre", "level-undecided",
)  # fmt: skip
"""Words that only the proposal, its findings or another's rating give."""


@pytest.fixture
def double(store, exam, over):
    changed(store, exam, double_rating=True)
    return exam


@pytest.fixture
def ana(app, store, double, over):
    """Who presides reaches the most pages."""
    return a_rater(app, store, double, over, "ana", "president")


@pytest.fixture
def bob(app, store, double, over):
    return a_rater(app, store, double, over, "bob", "member")


def everything_reachable(app, rater):
    """Yield each address of the commission's pages that this person gets, and all that its answer holds."""
    known = {"token": rater.sitting.token, "exam_id": rater.sitting.exam_id, "criterion": "C1.2"}
    known |= {"competency": "C1", "number": 1, "pack": "tiny"}
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("examiner.") and "GET" in rule.methods:
            for query in QUERIES:
                for headers in ({}, {"HX-Request": "true"}):
                    url = address(rule, known) + query
                    answer = rater.client.get(url, headers=headers)
                    yield url, answer, said_in(answer)


def said_in(answer) -> str:
    """Return all the text of an answer: headers, and what its archives hold."""
    texts = [str(answer.headers)]
    if zipfile.is_zipfile(io.BytesIO(answer.data)):
        with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
            texts += [archive.read(name).decode(errors="replace") for name in archive.namelist()]
    return "\n".join([*texts, answer.data.decode(errors="replace")])


def test_no_address_tells_a_level_before_one_has_handed_in(app, ana, bob):
    bob.rates_all(C1_2="not_met")
    bob.rates("C1.2", "not_met", SECRET)
    bob.hands_in()

    for url, answer, said in everything_reachable(app, ana):
        assert answer.status_code < 500, url
        for words in TELLS:
            assert words not in said, (url, words)


def test_the_same_addresses_tell_them_once_one_has(app, ana, bob):
    """The walk above would see them: it is not blind itself."""
    bob.rates_all(C1_2="not_met")
    bob.rates("C1.2", "not_met", SECRET)
    bob.hands_in()
    ana.rates_and_hands_in()

    told = "\n".join(said for _, _, said in everything_reachable(app, ana))

    for words in (SECRET, "Date confirmée", "critique, à confirmer", "Part observée"):
        assert words in told, words


def test_who_rates_blind_may_recuse_themselves_from_the_grid(ana):
    assert "Me récuser pour ce candidat" in ana.get("/grille").text
    refused = ana.post("/recusation", reason=" ")
    assert refused.status_code == 422
    assert "Indiquez le lien" in refused.text
    assert "Notation à l’aveugle" in refused.text

    assert ana.post("/recusation", reason="Mon neveu.").status_code == 303

    assert ana.get("/grille").status_code == 403
    assert ana.rates("C1.1").status_code == 403


@pytest.mark.parametrize(
    "page", ["/competences", "/signature", "/grille.xlsx", "/grille.docx", "/conciliation"]
)
def test_pages_that_tell_levels_are_refused_with_the_way_to_go(ana, page):
    answer = ana.get(page)

    assert answer.status_code == 403
    assert "remettez votre notation" in answer.text


@pytest.mark.parametrize(
    "act",
    ["/competences/C1/avis", "/competences/C1/decision", "/signature", "/rectificatif", "/conciliation/C1.1", "/conciliation/accords"],
)  # fmt: skip
def test_who_rates_blind_neither_decides_nor_conciliates(ana, bob, act):
    bob.rates_and_hands_in()

    answer = ana.post(act, htmx=True)

    assert answer.status_code == 403
    assert "remettez votre notation" in answer.text


def test_a_direct_ruling_is_refused_with_the_reason(ana, store):
    ana.rates_and_hands_in()

    answer = ana.rules("C1.1", "met")

    assert answer.status_code == 409
    assert "conciliation" in answer.text
    with store.sessions() as rows:
        assert rows.scalar(sa.select(sa.func.count()).select_from(Ruling)) == 0


def test_the_blind_grid_shows_what_to_look_at_and_what_only_a_person_can_tell(ana):
    page = ana.get("/grille?critere=C5.3").text

    assert "Le client a-t-il pu finir ses phrases" in page
    assert "Laisse finir." in page
    assert "Commande lue." in page
    assert "lettre.docx" in page
    assert "à noter" in page


def test_the_last_level_counts_and_the_others_stay(ana, store):
    ana.rates("C1.1", "partly", "Première lecture.")
    ana.rates("C1.1", "met")

    with store.sessions() as rows:
        kept = [row.level for row in rows.scalars(sa.select(Rating).order_by(Rating.id))]
    assert kept == ["partly", "met"]
    assert "1 sur 21" in ana.get("/grille").text


@pytest.mark.parametrize("level", ["", "undecided", "inconnu", "met\x00"])
def test_a_level_that_nobody_gives_is_refused(ana, store, level):
    answer = ana.rates("C1.1", level, "Motif gardé.", htmx=True)

    assert answer.status_code == 422
    assert "Choisissez un niveau" in answer.text
    assert "Motif gardé." in answer.text


def test_a_level_that_is_not_reached_needs_a_reason(ana):
    answer = ana.rates("C1.1", "not_met", " ", htmx=True)

    assert answer.status_code == 422
    assert "se motive" in answer.text


def test_hostile_ratings_are_refused_or_cut(ana):
    assert ana.rates("C9.9").status_code == 404
    assert ana.rates("C1.1", "partly", "x" * 100_000).status_code == 303
    assert ana.rates("C1.1", "partly", "vu\x00\x0b ici").status_code == 303
    assert "vu ici" in ana.get("/grille?critere=C1.1").text


def test_an_incomplete_rating_is_not_handed_in(ana, store, over):
    ana.rates("C1.1")

    answer = ana.hands_in(htmx=True)

    assert answer.status_code == 422
    assert "C1.2" in answer.text
    with store.sessions() as rows:
        assert register.read(rows, over.exam_id) == []


def test_handing_in_freezes_the_rating_in_the_register(ana, store, over):
    ana.rates_and_hands_in(C1_2="partly")

    with store.sessions() as rows:
        [act] = register.read(rows, over.exam_id)
    assert (act.kind, act.author_id, act.sitting_id) == ("rating.submitted", ana.user.id, over.id)
    assert act.says("levels")["C1.2"] == {"level": "partly", "reason": "En partie seulement."}
    assert len(act.says("levels")) == len(CRITERIA)

    again = ana.rates("C1.1", "not_met")
    assert again.status_code == 409
    assert "ne change plus" in again.text
    assert ana.hands_in().status_code == 409


def test_who_has_handed_in_sees_the_proposal(ana):
    ana.rates_and_hands_in()

    page = ana.get("/grille?critere=C1.2").text

    assert "Date confirmée" in page
    assert VERDICT_FR["not_met"] in page


def test_handing_in_one_sitting_leaves_the_next_one_blind(ana, store, users, double, over):
    ana.rates_and_hands_in()
    office = played()
    with store.sessions.begin() as rows:
        person = User(login="lea", name="Nom lea", role="candidate", password_hash="-")
        rows.add(person)
        rows.flush()
        following = Sitting(
            exam_id=double.id, candidate_id=person.id, scenario_digest=DIGEST, number=2,
            reconstructed_reason="Pas d’entreprise d’accueil",
        )  # fmt: skip
        rows.add(following)
    import_journal(store, following.id, tuple(office.entries), office.files.blobs)

    next_one = Rater(ana.client, following, ana.user)
    assert next_one.get("/competences").status_code == 403
    assert "Notation à l’aveugle" in next_one.get("/grille").text


def test_an_examiner_who_only_watches_reads_no_level(app, store, double, over):
    paul = a_rater(app, store, double, over, "paul", "invigilator")

    for page in ("/grille", "/competences", "/grille.xlsx"):
        answer = paul.get(page)
        assert answer.status_code == 403
        assert "vous n’y évaluez pas" in answer.text
    assert paul.rates("C1.1").status_code == 403
    assert paul.get("/journal").status_code == 200


def test_an_administrator_reads_everything(client, users, double, over):
    sign_in(client, users["admin"])
    client.post(f"/centre/donnees/motif/{over.token}", data={"reason": "recours"})

    assert "Date confirmée" in client.get(f"/commission/{over.token}/grille?critere=C1.2").text


def test_who_rates_blind_may_question_the_candidate(ana, store):
    answer = ana.asks("C1.1", htmx=True)

    assert answer.status_code == 200
    assert "Date confirmée" not in answer.text
    with store.sessions() as rows:
        assert rows.scalar(sa.select(sa.func.count()).select_from(Question)) == 1


def test_a_session_rated_by_one_takes_no_blind_rating(commission):
    answer = commission.post("/criteres/C1.1/noter", level="met")

    assert answer.status_code == 409
    assert "double notation" in answer.text


def test_an_altered_register_shows_no_level(ana, bob, store, over):
    bob.rates_and_hands_in()
    ana.rates_and_hands_in()
    with store.sessions.begin() as rows:
        for (name,) in rows.execute(
            sa.text(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'act%'"
            )
        ).all():
            rows.execute(sa.text(f"DROP TRIGGER {name}"))
        rows.execute(sa.text("UPDATE act_text SET text = replace(text, 'met', 'not_met')"))

    answer = ana.get("/grille")

    assert answer.status_code == 409
    assert "Registre altéré" in answer.text


def test_the_session_lists_only_what_one_may_read(ana, bob, over):
    bob.rates_and_hands_in(C1_2="not_met")

    page = ana.client.get(f"/commission/sessions/{over.exam_id}/conciliation").text
    assert "à faire" in page
    assert "C1.2" not in page

    ana.rates_and_hands_in()
    page = ana.client.get(f"/commission/sessions/{over.exam_id}/conciliation").text
    assert "C1.2" in page
    assert "deux niveaux" in page


def test_the_report_of_the_session_opens_once_all_is_handed_in(ana, over):
    path = f"/commission/sessions/{over.exam_id}/rapport"
    for ending in ("", ".xlsx", ".pdf"):
        refused = ana.client.get(path + ending)
        assert refused.status_code == 403
        assert "Remettez votre notation" in refused.text

    ana.rates_and_hands_in()
    assert ana.client.get(path).status_code == 200


def test_two_duties_make_one_rater(ana, store, double):
    with store.sessions.begin() as rows:
        appoint(rows, double, ana.user, "member")
    ana.rates_and_hands_in()

    assert "commence quand deux évaluateurs" in ana.get("/conciliation").text


def pronounces(store, rater, kind: str) -> None:
    with store.sessions.begin() as rows:
        said = {"reason": "Malaise au début de l’épreuve.", "by": "Nom jury"}
        register.add(
            rows, rater.sitting.exam_id, kind, at=1, data=said, author_id=None, sitting_id=rater.sitting.id
        )  # fmt: skip


def test_a_sitting_set_aside_is_no_longer_rated_and_hides_nothing(store, ana):
    path = f"/commission/sessions/{ana.sitting.exam_id}/rapport"
    assert ana.client.get(path).status_code == 403

    pronounces(store, ana, "sitting.set_aside")

    assert ana.client.get(path).status_code == 200
    refused = ana.rates("C1.1")
    assert refused.status_code == 409
    assert "Ce passage est écarté" in refused.text
    assert "Passage suivant à examiner" not in ana.client.get("/commission/").text


def test_a_sitting_taken_back_is_rated_blind_again_to_its_conciliation(store, ana, bob, exam):
    changed(store, exam, hidden_names=True)
    pronounces(store, ana, "sitting.set_aside")
    pronounces(store, ana, "sitting.taken_back")

    page = ana.client.get("/commission/").text
    assert "Passage suivant à examiner" in page
    assert "Nom candidate" not in page
    assert ana.get("/signature").status_code == 403
    ana.rates_and_hands_in()
    bob.rates_and_hands_in()
    assert ana.post("/conciliation/accords").status_code == 303
