"""The database: durable, guarded, and made by migrations alone."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import IntegrityError

from webapp.store.database import upgrade
from webapp.store.schema import APPEND_ONLY, METADATA, UNTIL_ERASED
from webapp.store.tables import User


def pragma(store, name: str):
    with store.database.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_an_acknowledged_action_survives_a_power_cut(store):
    assert pragma(store, "journal_mode") == "wal"
    assert pragma(store, "synchronous") == 2, "FULL"


def test_it_holds_references(store):
    assert pragma(store, "foreign_keys") == 1


def test_migrations_make_the_tables_of_this_release(store):
    with store.database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, METADATA) == []


def test_upgrading_twice_is_harmless(store):
    upgrade(store.database)


def test_every_append_only_table_is_guarded(store):
    triggers = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'"
    with store.database.connect() as connection:
        guarded = sorted(connection.exec_driver_sql(triggers).scalars())

    assert guarded == sorted((*APPEND_ONLY, *UNTIL_ERASED) * 2)


def test_every_constraint_has_a_name(store):
    unnamed = [
        (table.name, constraint)
        for table in METADATA.sorted_tables
        for constraint in (*table.constraints, *table.indexes)
        if not constraint.name
    ]

    assert unnamed == []


def test_it_refuses_a_role_nobody_has(store):
    with pytest.raises(IntegrityError, match="ck_account_role"), store.sessions.begin() as session:
        session.add(User(login="x", name="X", role="director", password_hash=""))


def test_a_reader_never_stands_in_the_way_of_a_writer(store, users):
    with store.sessions() as reader, store.sessions.begin() as writer:
        assert reader.get(User, users["candidate"].id)
        writer.execute(sa.update(User).values(name="Autre"))
