"""The company's opinion: an address, a code, one short form; it sees nothing else and signs once."""

import html
import json
import re

import pypdfium2
import pytest
import sqlalchemy as sa
from werkzeug.routing import Rule

from tests.conftest import sign_in
from tests.webapp.examiner.conftest import COMPETENCIES
from tests.webapp.races import meanwhile
from webapp import register
from webapp.centre_card import Card, keep_card
from webapp.codes import ALPHABET
from webapp.invitations import VALID_DAYS
from webapp.security import OWN_DOORS
from webapp.store.result_tables import EmployerOpinion, Invitation


def text(answer) -> str:
    return html.unescape(answer.text).replace("\u00a0", " ").replace("\u202f", " ")


def bare(answer) -> str:
    """Return a page without what differs from one form to the next."""
    return re.sub(r'(name="csrf_token" value|name="csrf-token" content)="[^"]*"', "", text(answer))


def given(store, sitting):
    with store.sessions() as rows:
        acts = [act for act in register.read(rows, sitting.exam_id) if act.kind == "opinion.given"]
        opinions = rows.scalars(
            sa.select(EmployerOpinion).order_by(EmployerOpinion.competency)
        ).all()
    return acts, opinions


def addresses(app, token: str):
    """Every address behind a door of its own, with its method."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] in OWN_DOORS:
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule.endpoint, method, built(rule, token)


def built(rule: Rule, token: str) -> str:
    return rule.build({"token": token})[1]


def test_without_the_code_no_address_shows_anything(app, tutor):
    token = tutor.base.rpartition("/")[2]
    for name in (token, "inconnu", "a\x00b"):
        for endpoint, method, url in addresses(app, name):
            answer = app.test_client().open(url, method=method)
            assert "Nom candidate" not in text(answer)
            if endpoint not in ("tutor.door", "tutor.enter"):
                assert answer.status_code == 303, (method, url)
                assert answer.location.endswith("/code"), (method, url)


@pytest.mark.parametrize(
    "role", ["candidate", "examiner", "admin", "jury", "trainer", "invigilator"]
)
def test_an_account_opens_nothing_here(app, tutor, users, role):
    client = app.test_client()
    sign_in(client, users[role])

    assert client.get(f"{tutor.base}/").location.endswith("/code")
    assert client.post(f"{tutor.base}/signature", data=tutor.answers()).location.endswith("/code")


def test_a_wrong_code_and_an_unknown_address_answer_alike(app, tutor):
    wrong = tutor.enters("AAAAAAAA")
    unknown = app.test_client().post("/avis/inconnu/code", data={"code": "AAAAAAAA"})

    assert wrong.status_code == unknown.status_code == 422
    known = tutor.base.rpartition("/")[2]
    assert bare(wrong).replace(known, "inconnu") == bare(unknown)
    assert "Set-Cookie" not in wrong.headers or "avis=" not in wrong.headers["Set-Cookie"]


def test_five_wrong_codes_close_the_address(tutor):
    for _ in range(5):
        assert tutor.enters("AAAAAAAA").status_code == 422

    assert tutor.enters().status_code == 422


def test_four_wrong_codes_do_not(tutor):
    for _ in range(4):
        tutor.enters("AAAAAAAA")

    assert tutor.enters().status_code == 303


def test_a_code_is_typed_as_people_type(tutor):
    assert tutor.enters(f"  {tutor.code.lower()} ").status_code == 303
    assert set(tutor.code) - {"-"} <= set(ALPHABET)
    assert not set(ALPHABET) & set("01OIL")


def test_the_code_is_kept_nowhere(store, tutor):
    with store.sessions() as rows:
        kept = rows.scalars(sa.select(Invitation)).one()
    assert tutor.code.replace("-", "") not in repr(vars(kept))


def test_inv_14_the_form_shows_the_candidate_the_day_and_the_referentiel_alone(tutor, over):
    tutor.enters()

    page = text(tutor.opens())

    assert "Nom candidate" in page
    assert "13 octobre 2026" in page
    assert "C5.3" in page
    for hidden in (
        "Arvello",
        "ARVELLO",
        over.token,
        "Atteint",
        "Proposition",
        "Petit bureau",
        "/commission/",
        "M01",
    ):
        assert hidden not in page, hidden


def test_the_cookie_opens_this_invitation_only(tutor, app):
    answer = tutor.enters()
    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("avis="))

    assert f"Path={tutor.base}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    other = app.test_client()
    other.set_cookie("avis", cookie.partition("=")[2].partition(";")[0], path="/")
    assert other.get(f"{tutor.base}/").status_code == 200
    assert other.get("/avis/inconnu/").location.endswith("/code")
    assert other.get("/commission/").status_code == 303


def test_a_visit_and_an_invitation_end(tutor, wall):
    tutor.enters()
    assert tutor.opens().status_code == 200
    wall.pass_(minutes=121)
    assert tutor.opens().status_code == 303
    assert tutor.enters().status_code == 303
    wall.pass_(minutes=60 * 24 * VALID_DAYS)
    assert tutor.enters().status_code == 422


def test_a_renewed_invitation_closes_the_one_before_and_keeps_the_draft(tutor, invited):
    tutor.enters()
    tutor.keeps(author="M. Durand", activities="Relances.")
    renewed = invited()

    assert tutor.opens().status_code == 303
    assert tutor.enters().status_code == 422
    renewed.enters()
    assert "Relances." in text(renewed.opens())


def test_a_draft_is_kept_and_nothing_is_given_yet(tutor, store, over):
    tutor.enters()

    tutor.keeps(author="M. Durand", **{"opinion-C1": "reserve", "inconnu": "x"})

    page = text(tutor.opens())
    assert 'value="M. Durand"' in page
    assert given(store, over) == ([], [])
    with store.sessions() as rows:
        assert "inconnu" not in json.loads(rows.scalar(sa.select(Invitation.draft)))


def test_a_signed_opinion_joins_the_dossier_and_changes_no_more(tutor, commission, store, over):
    tutor.enters()

    assert (
        tutor.signs(**{"opinion-C2": "reserve", "criterion-C2.1": "Des fautes."}).status_code == 303
    )

    acts, opinions = given(store, over)
    assert [one.competency for one in opinions] == COMPETENCIES
    assert opinions[1].opinion == "reserve"
    assert "C2.1 : Des fautes." in opinions[1].comment
    assert all(one.given_at for one in opinions)
    assert acts[0].author_id is None
    assert acts[0].says("author") == "M. Durand"
    assert "Avis signé" in text(tutor.opens())
    assert tutor.signs().status_code == 409
    assert tutor.keeps(author="X").status_code == 409
    assert "ne change plus" in text(commission.hears_the_company("C2"))
    assert commission.post("/avis-entreprise").status_code == 409
    assert "Signé par l’entreprise" in text(commission.get("/competences"))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"author": " "}, "Indiquez votre nom"),
        ({"function": None}, "votre fonction"),
        ({"activities": ""}, "activités réellement confiées"),
        ({"confirms": None}, "Cochez la case"),
        ({"opinion-C3": None}, "Choisissez un avis"),
        ({"opinion-C3": "excellent"}, "Choisissez un avis"),
        ({"opinion-C3": "defavorable", "facts-C3": ""}, "Indiquez les faits"),
        ({"opinion-C3": "sans_avis", "facts-C3": ""}, "pourquoi vous êtes sans avis"),
    ],
)
def test_an_opinion_is_complete(tutor, store, over, form, said):
    tutor.enters()

    answer = tutor.signs(**form)

    assert answer.status_code == 422
    assert said in text(answer)
    assert "Faits C1." in text(answer)
    assert given(store, over) == ([], [])


def test_an_opinion_after_the_validation_is_refused(tutor, commission, store, over):
    commission.decides_all()
    commission.signs()
    tutor.enters()

    answer = tutor.signs()

    assert answer.status_code == 422
    assert "La commission a déjà statué" in text(answer)
    assert given(store, over)[0] == []


def test_a_signature_sent_twice_at_once_counts_once(tutor, store, over):
    tutor.enters()

    def first() -> None:
        with store.sessions.begin() as rows:
            rows.scalars(sa.select(Invitation)).one().answered_at = 1

    with meanwhile(store, first):
        answer = tutor.signs()

    assert answer.status_code == 409
    assert "ne change plus" in text(answer)
    assert given(store, over) == ([], [])


def test_an_opinion_never_lands_under_a_signature(tutor, commission, store, over, users):
    commission.decides_all()
    tutor.enters()

    def first() -> None:
        with store.sessions.begin() as rows:
            register.add(
                rows, over.exam_id, "commission.validated", at=1, data={},
                author_id=users["examiner"].id, sitting_id=over.id,
            )  # fmt: skip

    with meanwhile(store, first):
        answer = tutor.signs()

    assert answer.status_code == 422
    assert "La commission a déjà statué" in text(answer)


def test_hostile_input_is_refused_or_cleaned(tutor, store, over):
    tutor.enters()
    assert tutor.signs(author="A\x00B" * 200, **{"facts-C1": "x" * 100_000}).status_code == 303

    opinions = given(store, over)[1]
    assert "\x00" not in opinions[0].author_name
    assert len(opinions[0].author_name) == 160
    assert len(opinions[0].comment) == 4000


def test_the_letter_is_printed_while_the_code_is_known(tutor, commission):
    right = commission.post("/avis-entreprise/lettre", code=tutor.code)
    assert right.mimetype == "application/pdf"
    assert commission.post("/avis-entreprise/lettre", code="AAAAAAAA").status_code == 409


def test_the_letter_bears_the_name_the_centre_gave_itself(tutor, commission, store):
    with store.sessions.begin() as rows:
        keep_card(rows, Card(name="Pôle des Industries", city="Rennes"))

    data = commission.post("/avis-entreprise/lettre", code=tutor.code).data

    said = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "Pôle des Industries" in said
    assert "Rennes, le" in said


def test_the_centre_asks_too(client, users, over, invited):
    sign_in(client, users["admin"])

    page = text(client.post(f"/centre/passages/{over.token}/avis-entreprise"))

    assert "/avis/" in page
    assert client.post("/centre/passages/inconnu/avis-entreprise").status_code == 404
