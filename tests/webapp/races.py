"""Two people at once: the other one acts just before a request holds the session."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from webapp import register
from webapp.store.store import Store


@contextmanager
def meanwhile(store: Store, act: Callable[[], object]) -> Iterator[None]:
    """Let somebody else act once, as late as a request that holds the session leaves it possible."""
    awaited = [act]

    def before(connection, cursor, statement, *rest) -> None:
        if awaited and statement.startswith(register.HOLD.text.partition(" WHERE")[0]):
            awaited.pop()()

    sa.event.listen(store.database, "before_cursor_execute", before)
    try:
        yield
    finally:
        sa.event.remove(store.database, "before_cursor_execute", before)
    assert not awaited, "the session was never held"
