"""When an interview was last written: a decision made before rests on another."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('interview', sa.Column('at', sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column('interview', 'at')
