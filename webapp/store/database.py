"""The database: engine, connection settings, migrations."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"

POOL = 40
"""Connections kept: a request uses one for its rows and one for the journal."""

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # An acknowledged action must survive a power cut, which WAL's usual NORMAL does not promise.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
    # What is erased leaves no trace in the file.
    "PRAGMA secure_delete=ON",
)


def connect(url: str) -> sa.Engine:
    """Return an engine on the database at `url`.

    On SQLite a transaction begins at its first write and takes the write lock at once (`BEGIN
    IMMEDIATE`); reads before it hold nothing. Both databases thus read what is committed, statement by
    statement, and a request that has only read never stands in the way of the journal.
    """
    if sa.make_url(url).get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_size=POOL)
    arguments = {"isolation_level": "IMMEDIATE", "timeout": 10}
    engine = sa.create_engine(url, pool_size=POOL, connect_args=arguments)
    sa.event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: SqliteConnection, _record: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(pragma)


def upgrade(engine: sa.Engine) -> None:
    """Bring the database's tables to this release; harmless when they are."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection, _copying_tables(connection):
        config.attributes["connection"] = connection
        with connection.begin():
            command.upgrade(config, "head")


@contextmanager
def _copying_tables(connection: sa.Connection) -> Iterator[None]:
    """Let SQLite change a table by copying it: what refers to it is not looked at meanwhile."""
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.commit()
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.commit()
