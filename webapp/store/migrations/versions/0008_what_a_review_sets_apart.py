"""What a review sets apart: a sheet says of which state of the register it is, as it says of which journal."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

ONE_SHEET = op.f('uq_grade_sitting_id_grader_head')
ONE_OF_EACH = op.f('uq_grade_sitting_id_grader_head_apart')


def upgrade() -> None:
    with op.batch_alter_table('grade') as batch_op:
        batch_op.add_column(sa.Column('apart', sa.Integer(), nullable=False, server_default='0'))
        batch_op.drop_constraint(ONE_SHEET, type_='unique')
        batch_op.create_unique_constraint(ONE_OF_EACH, ['sitting_id', 'grader', 'head', 'apart'])
    with op.batch_alter_table('grade') as batch_op:
        batch_op.alter_column('apart', server_default=None)


def downgrade() -> None:
    op.execute(sa.text('DELETE FROM grade WHERE apart <> 0'))
    with op.batch_alter_table('grade') as batch_op:
        batch_op.drop_constraint(ONE_OF_EACH, type_='unique')
        batch_op.create_unique_constraint(ONE_SHEET, ['sitting_id', 'grader', 'head'])
        batch_op.drop_column('apart')
