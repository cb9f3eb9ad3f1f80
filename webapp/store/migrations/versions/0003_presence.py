"""Cuts and absences of candidates' pages."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('presence_gap',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('began_at', sa.BigInteger(), nullable=False),
    sa.Column('ended_at', sa.BigInteger(), nullable=False),
    sa.Column('settled_at', sa.BigInteger(), nullable=True),
    sa.CheckConstraint("kind IN ('lost', 'away')", name=op.f('ck_presence_gap_kind')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_presence_gap_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_presence_gap'))
    )
    with op.batch_alter_table('presence_gap', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_presence_gap_sitting_id'), ['sitting_id'], unique=False)


def downgrade() -> None:
    op.drop_table('presence_gap')
