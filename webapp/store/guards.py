"""Triggers that make a table append-only, whoever holds the connection."""

from collections.abc import Sequence

import sqlalchemy as sa

SQLITE = """
CREATE TRIGGER {table}_refuses_{verb} BEFORE {verb} ON {table} {unless}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
SQLITE_UNLESS = "WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.sitting_id = OLD.sitting_id)"
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = '23000';
END $$
"""
POSTGRESQL_FUNCTION_UNLESS = """
CREATE OR REPLACE FUNCTION refuse_change_until_erased() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
IF NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.sitting_id = OLD.sitting_id) THEN
RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = '23000';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_refuses_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION {function}()
"""
VERBS = ("update", "delete")


def guard(connection: sa.Connection, tables: Sequence[str], *, until_erased: bool = False) -> None:
    """Refuse UPDATE and DELETE on the tables; `until_erased`, as long as their sitting is not."""
    if connection.dialect.name == "sqlite":
        text, words = SQLITE, {"unless": SQLITE_UNLESS if until_erased else ""}
    else:
        connection.exec_driver_sql(
            POSTGRESQL_FUNCTION_UNLESS if until_erased else POSTGRESQL_FUNCTION
        )
        name = "refuse_change_until_erased" if until_erased else "refuse_change"
        text, words = POSTGRESQL, {"function": name}
    for table in tables:
        for verb in VERBS:
            connection.exec_driver_sql(text.format(table=table, verb=verb, **words))


def unguard(connection: sa.Connection, tables: Sequence[str]) -> None:
    """Take the triggers of these tables away: for a migration that sets others."""
    for table in tables:
        for verb in VERBS:
            on = "" if connection.dialect.name == "sqlite" else f" ON {table}"
            connection.exec_driver_sql(f"DROP TRIGGER {table}_refuses_{verb}{on}")
