"""What every table is made of: the base class, tokens, keys, named rules."""

import secrets

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Wall = sa.BigInteger
"""Milliseconds since the Unix epoch."""


class Base(DeclarativeBase):
    """All tables; every constraint has a name, so that a migration can speak of it."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def one_of(column: str, *values: str) -> sa.CheckConstraint:
    """Return the rule that a column holds one of these values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def token() -> str:
    """Return a public name that nobody guesses."""
    return secrets.token_urlsafe(24)


def sitting_key() -> Mapped[int]:
    """Return a reference to a sitting."""
    return mapped_column(sa.ForeignKey("sitting.id"), index=True)


def author_key() -> Mapped[int]:
    """Return a reference to who wrote the row."""
    return mapped_column(sa.ForeignKey("account.id"))
