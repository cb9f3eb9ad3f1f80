"""Runs migrations on the connection that `webapp.store.database.upgrade` gives."""

from alembic import context

from webapp.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
