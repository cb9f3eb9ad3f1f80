"""A centre that upgrades keeps what it had: sittings, who read them, and what was signed."""

import json
from hashlib import sha256

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from webapp import register
from webapp.store.database import MIGRATIONS, connect, upgrade

CORRECTION = {"correction": "C4.2 : lire « partiellement atteint ».", "of": "d1"}
SIGNED = {"candidate": "Camille Roux", "pronounced": True, "sheet": {"pack": "essai"}}
ROWS = (
    (
        "INSERT INTO account VALUES (1, 'admin', 'Centre', 'admin', '', 1), (2, 'helene', 'Hélène Marchand', 'examiner', '', 1),"
        " (3, 'camille', 'Camille Roux', 'candidate', '', 1), (4, 'sofia', 'Sofia Lemaire', 'candidate', '', 1)"
    ),
    "INSERT INTO scenario VALUES ('d', 'essai', '1', 1, '{}')",
    "INSERT INTO exam (id, title, scenario_digest, planned_on, room, state, created_by) VALUES (1, 'Session', 'd', '2026-10-13', '', 'open', 1)",
    (
        "INSERT INTO sitting (id, token, exam_id, candidate_id, time_factor, state, last_seq, started_wall, ended_wall, reconstructed_reason, form)"
        " VALUES (1, 'a', 1, 3, 1.0, 'ended', 0, 1, 2, 'motif', ''), (2, 'b', 1, 4, 1.33, 'planned', 0, NULL, NULL, 'motif', '')"
    ),
)


@pytest.fixture
def old(tmp_path):
    """A database as the first release made it, with a signed result and its correction."""
    engine = connect(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with engine.begin() as connection:
        for statement in ROWS:
            connection.exec_driver_sql(statement)
        for sheet in (SIGNED, CORRECTION):
            text = json.dumps(sheet)
            connection.execute(
                sa.text("INSERT INTO signature (sitting_id, signer_id, at, sheet_digest, sheet) VALUES (1, 2, 1791874800000, :digest, :sheet)"),
                {"digest": sha256(text.encode()).hexdigest(), "sheet": text},
            )  # fmt: skip
    yield engine
    engine.dispose()


def test_sittings_keep_their_scenario_and_get_a_number(old):
    upgrade(old)

    with old.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id, scenario_digest, number FROM sitting").all()
        assert rows == [(1, "d", 1), (2, "d", 2)]
        assert connection.exec_driver_sql("SELECT pack FROM exam").scalar() == "essai"
        assert connection.exec_driver_sql("SELECT count(*) FROM dossier").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_examiners_keep_the_sessions_they_read(old):
    upgrade(old)

    with old.connect() as connection:
        rows = connection.exec_driver_sql("SELECT exam_id, user_id, duty FROM appointment").all()
    assert rows == [(1, 2, "president")]


def test_what_was_signed_becomes_acts_that_verify(old):
    upgrade(old)

    with sa.orm.Session(old) as session:
        acts = register.read(session, 1)
    assert [act.kind for act in acts] == [
        "commission.validated",
        "jury.pronounced",
        "result.corrected",
    ]
    assert acts[0].says("candidate") == "Camille Roux"
    assert acts[0].says("members")[0]["name"] == "Hélène Marchand"
    assert acts[1].says("admissible") is True
    assert acts[2].says("correction") == CORRECTION["correction"]


def test_roles_of_this_release_are_accepted(old):
    upgrade(old)

    with old.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO account VALUES (9, 'jury', 'Jury', 'jury', '', 1), (10, 'paul', 'Paul', 'invigilator', '', 1)"
        )
