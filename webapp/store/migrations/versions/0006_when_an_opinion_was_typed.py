"""When the commission typed in the company's opinion: a decision made before rests on another."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('employer_opinion', sa.Column('typed_at', sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column('employer_opinion', 'typed_at')
