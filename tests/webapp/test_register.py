"""The register: acts follow each other, what is changed behind it is found and named, erased words leave it whole."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tests.conftest import NINE_O_CLOCK
from webapp import register
from webapp.store.privacy_tables import Erasure

TRIGGERS = ("act_refuses_update", "act_refuses_delete", "act_text_refuses_update", "act_text_refuses_delete")  # fmt: skip


@pytest.fixture
def acts(store, sitting, users):
    """Three acts: the result validated, signed, and the minutes of the whole session."""
    with store.sessions.begin() as session:
        for kind, about in (
            ("commission.validated", sitting.id),
            ("commission.signed", sitting.id),
            ("jury.minutes", None),
        ):
            register.add(
                session, sitting.exam_id, kind, at=NINE_O_CLOCK, data={"said": kind},
                author_id=users["examiner"].id, sitting_id=about,
            )  # fmt: skip
    return sitting.exam_id


def read(store, exam_id):
    with store.sessions() as session:
        return register.read(session, exam_id)


def behind(store, *statements: str) -> None:
    """Change the database as somebody with its file would: the triggers taken away first."""
    with store.database.begin() as connection:
        for trigger in TRIGGERS:
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_acts_are_read_in_order_with_what_they_say(store, acts):
    found = read(store, acts)

    assert [(one.seq, one.kind) for one in found] == [
        (1, "commission.validated"),
        (2, "commission.signed"),
        (3, "jury.minutes"),
    ]
    assert found[0].says("said") == "commission.validated"
    assert found[0].says("nothing") is None


def test_the_acts_of_a_sitting_are_its_own(store, acts, sitting):
    with store.sessions() as session:
        assert [one.seq for one in register.of_sitting(session, sitting)] == [1, 2]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE act_text SET text = replace(text, 'said', 'dit') WHERE seq = 2", "son contenu a été modifié"),
        ("UPDATE act SET line = replace(line, '\"at\":1', '\"at\":2') WHERE seq = 2", "il a été modifié"),
        ("UPDATE act SET line = 'rien' WHERE seq = 2", "il n’est plus lisible"),
        ("UPDATE act SET hash = '0' WHERE seq = 2", "il a été modifié"),
        ("UPDATE act SET sitting_id = NULL WHERE seq = 2", "il ne suit pas l’acte précédent"),
        ("DELETE FROM act_text WHERE seq = 2", "son contenu a disparu"),
    ],
)  # fmt: skip
def test_an_act_changed_in_the_database_is_named(store, acts, change, said):
    behind(store, change)

    with pytest.raises(register.RegisterBroken) as broken:
        read(store, acts)

    assert "n°\u00a02 (Signature d’un membre de la commission" in str(broken.value)
    assert said in str(broken.value)


def test_it_names_whose_result_when_and_by_whom(store, acts):
    behind(store, "UPDATE act_text SET text = '{}' WHERE seq = 1")

    with pytest.raises(register.RegisterBroken, match="Validation par la commission, Nom candidate, 13/10/2026, par Nom examiner"):  # fmt: skip
        read(store, acts)


def test_an_act_taken_out_is_missed(store, acts):
    behind(store, "DELETE FROM act_text WHERE seq = 2", "DELETE FROM act WHERE seq = 2")

    with pytest.raises(register.RegisterBroken, match="l’acte qui le précède a disparu"):
        read(store, acts)


def test_an_end_cut_off_is_missed(store, acts):
    behind(store, "DELETE FROM act_text WHERE seq = 3", "DELETE FROM act WHERE seq = 3")

    with pytest.raises(register.RegisterBroken, match="3 actes ont été écrits, 2 sont"):
        read(store, acts)


def test_an_act_written_again_with_its_own_hash_breaks_the_next(store, acts):
    """Somebody who knows how hashes are made still leaves the following act behind."""
    line = read(store, acts)[0]
    with store.database.connect() as connection:
        text = connection.execute(sa.text("SELECT line FROM act WHERE seq = 1")).scalar_one()
    forged = text.replace(f'"at":{line.at}', f'"at":{line.at + 1}')
    behind(
        store,
        f"UPDATE act SET line = '{forged}', hash = '{register._sha256(forged)}' WHERE seq = 1",  # noqa: S608
    )

    with pytest.raises(register.RegisterBroken, match="n°\u00a02"):
        read(store, acts)


def test_the_database_refuses_to_change_an_act(store, acts):
    for statement in ("UPDATE act SET hash = ''", "DELETE FROM act_text"):
        with (
            pytest.raises(IntegrityError, match="append-only"),
            store.database.begin() as connection,
        ):
            connection.exec_driver_sql(statement)


def test_erased_words_leave_the_register_whole(store, acts, sitting, users):
    with store.sessions.begin() as session:
        erasure = Erasure(
            sitting_id=sitting.id,
            scope="person",
            head="",
            reason="délai atteint",
            author_id=users["admin"].id,
            at=0,
        )
        session.add(erasure)
        session.flush()
        session.execute(
            sa.text("DELETE FROM act_text WHERE sitting_id = :one"), {"one": sitting.id}
        )

    found = read(store, acts)

    assert [one.data is None for one in found] == [True, True, False]
    assert all(one.digest for one in found)


def test_two_people_who_write_at_once_do_not_both_win(store, acts, sitting, users):
    with store.sessions() as first, store.sessions() as second:
        values = {"at": 0, "data": {}, "author_id": users["admin"].id}
        before = register.read(second, acts)
        register.add(first, acts, "jury.signed", **values)
        first.commit()
        assert len(before) == 3
        register.add(second, acts, "jury.signed", **values)
        second.commit()

    assert [one.seq for one in read(store, acts)] == [1, 2, 3, 4, 5]


def test_an_unknown_kind_is_a_mistake_of_ours(store, acts):
    with store.sessions() as session, pytest.raises(KeyError):
        register.add(session, acts, "jury.dreamt", at=0, data={}, author_id=None)
