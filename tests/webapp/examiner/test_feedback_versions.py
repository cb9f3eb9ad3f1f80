"""The report handed over again once the jury changed the result: it follows, and no version is lost."""

import html
from dataclasses import replace

import pytest
import sqlalchemy as sa

from tests.conftest import sign_in
from tests.webapp.examiner.test_feedback import (  # noqa: F401  fixtures
    hand_over,
    published,
    sent_acts,
)
from webapp import register
from webapp.dossier.feedback import Report
from webapp.dossier.review import Review
from webapp.privacy.export import sitting_data
from webapp.regrading import fingerprint, standing
from webapp.store.result_tables import Regrading
from webapp.store.tables import Sitting

AT = 1_793_000_000_000


def plain(answer) -> str:
    return html.unescape(answer.text).replace("\u00a0", " ").replace("\u202f", " ")


def adds(store, over, kind, /, **said):
    with store.sessions.begin() as rows:
        register.add(rows, over.exam_id, kind, at=AT, data=said, author_id=None, sitting_id=over.id)


def adopts(store, over, users, levels):
    """Adopt a regrading that moves these criteria."""
    with store.sessions.begin() as rows:
        review = Review(rows, store, rows.get_one(Sitting, over.id))
        before = standing(review)
        moved = {
            name: one.model_copy(update={"level": levels[name]}) if name in levels else one
            for name, one in before.criteria.items()
        }
        after = before.model_copy(update={"criteria": moved})
        row = Regrading(
            sitting_id=over.id, run="r", before=before.model_dump_json(), after=after.model_dump_json(),
            rubric_digest="d", reason="Réparé.", author_id=users["admin"].id, at=AT,
        )  # fmt: skip
        rows.add(row)
        rows.flush()
        said = {
            "regrading": row.id, "after": fingerprint(row.after),
            "levels": {name: [before.criteria[name].level, level] for name, level in levels.items()},
        }  # fmt: skip
        register.add(
            rows, over.exam_id, "regrading.adopted", at=AT, data=said, author_id=None, sitting_id=over.id
        )  # fmt: skip


def report(store, over) -> Report:
    rows = store.sessions()
    return Report(Review(rows, store, rows.get_one(Sitting, over.id)))


@pytest.fixture
def handed(commission, store, over, published):  # noqa: F811
    commission.rules("C1.2", "not_met")
    commission.rules("C1.1", "partly", reason="Lue trop tard.")
    assert hand_over(commission).status_code == 303
    return over


def test_the_draft_follows_what_the_jury_adopted(commission, store, handed, users):
    adopts(store, handed, users, {"C1.2": "met"})

    found = report(store, handed)

    assert found.level("C1.2") == "met"
    assert found.proposed("C1.2").level == "met"
    assert not found.is_sent
    assert "nouvelle notation adoptée" in plain(commission.get("/compte-rendu"))


def test_where_people_departed_from_the_proposal_their_level_stays(store, handed, users):
    adopts(store, handed, users, {"C1.1": "not_met"})

    assert report(store, handed).level("C1.1") == "partly"


def test_a_text_written_for_the_level_before_is_pointed_out(commission, store, handed, users):
    adopts(store, handed, users, {"C1.2": "met"})
    with store.sessions.begin() as rows:
        found = Report(Review(rows, store, rows.get_one(Sitting, handed.id)))
        old = found.proposed("C1.2")
        found.keep(replace(old, level="not_met", by="H"), "C1.2", author_id=1, at=AT)

    answer = hand_over(commission)

    assert answer.status_code == 422
    assert "C1.2" in plain(answer)


@pytest.mark.parametrize(
    ("kind", "said", "opens"),
    [
        ("result.corrected", {"correction": "C4 acquise", "by": "P"}, True),
        ("appeal.answered", {"decision": "granted", "of": 1}, True),
        ("appeal.answered", {"decision": "rejected", "of": 1}, False),
        ("appeal.lodged", {"kind": "procedure"}, False),
        ("regrading.dismissed", {"regrading": 1}, False),
    ],
)
def test_only_an_act_that_changes_the_result_opens_it_again(
    commission, store, handed, kind, said, opens
):
    adds(store, handed, kind, **said)

    assert hand_over(commission).status_code == (303 if opens else 409)
    assert len(sent_acts(store, handed)) == (2 if opens else 1)
    assert hand_over(commission).status_code == 409


def test_the_new_version_says_which_it_replaces_and_both_are_read(
    app, commission, store, handed, users
):
    adopts(store, handed, users, {"C1.2": "met"})
    hand_over(commission)

    first, second = sent_acts(store, handed)
    assert (second.says("given")["version"], bool(second.says("given")["replaces"])) == (2, True)
    client = app.test_client()
    sign_in(client, users["candidate"])
    base = f"/epreuve/{handed.token}/compte-rendu"
    page, old = plain(client.get(base)), plain(client.get(f"{base}?version=1"))
    assert "Version 2, remplace celle du" in page
    assert "Cette version a été remplacée" in old
    assert "Cette version a été remplacée" not in page
    assert client.get(f"{base}.pdf?version=1").status_code == 200
    for wrong in ("0", "3", "x", "%00", "9" * 500):
        assert client.get(f"{base}?version={wrong}").status_code == 404
        assert commission.get(f"/compte-rendu/apercu?version={wrong}").status_code == 404
    assert "Version 1, remise le" in plain(commission.get("/compte-rendu/apercu?version=1"))
    assert first.says("given")["version"] == 1


def test_all_versions_are_the_persons_data(commission, store, handed, users):
    adopts(store, handed, users, {"C1.2": "met"})
    hand_over(commission)

    with store.sessions() as rows:
        said = sitting_data(rows, store, rows.get_one(Sitting, handed.id))["evaluation"]

    assert said["compte_rendu"]["version"] == 2
    assert [one["version"] for one in said["comptes_rendus_remplaces"]] == [1]


def test_an_erased_version_is_gone_for_all(app, commission, store, handed, users):
    adds(store, handed, "result.corrected", correction="x", by="P")
    hand_over(commission)
    with store.database.begin() as connection:
        connection.execute(
            sa.text("INSERT INTO erasure (sitting_id, scope, head, reason, author_id, at) VALUES (:one, 'person', '', 'x', 1, 1)"),
            {"one": handed.id},
        )  # fmt: skip
        connection.execute(sa.text("DELETE FROM act_text WHERE sitting_id = :one"), {"one": handed.id})  # fmt: skip
    client = app.test_client()
    sign_in(client, users["candidate"])

    for query in ("", "?version=1", "?version=2"):
        assert client.get(f"/epreuve/{handed.token}/compte-rendu{query}").status_code == 404
