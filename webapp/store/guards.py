"""Triggers that make a table append-only, whoever holds the connection."""

import sqlalchemy as sa

SQLITE = """
CREATE TRIGGER {table}_refuses_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only', ERRCODE = '23000';
END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_refuses_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_change()
"""


def guard(connection: sa.Connection, tables: tuple[str, ...]) -> None:
    """Refuse UPDATE and DELETE on the tables."""
    sqlite = connection.dialect.name == "sqlite"
    if not sqlite:
        connection.exec_driver_sql(POSTGRESQL_FUNCTION)
    for table in tables:
        for verb in ("update", "delete"):
            text = (SQLITE if sqlite else POSTGRESQL).format(table=table, verb=verb)
            connection.exec_driver_sql(text)
