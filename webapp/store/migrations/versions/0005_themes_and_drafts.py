"""The themes of an interview; the tutor's form as it was left."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('interview', sa.Column('themes', sa.Text(), nullable=False, server_default=''))
    op.add_column('invitation', sa.Column('draft', sa.Text(), nullable=False, server_default=''))


def downgrade() -> None:
    op.drop_column('invitation', 'draft')
    op.drop_column('interview', 'themes')
