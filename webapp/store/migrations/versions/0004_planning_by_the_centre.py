"""The variants of an exam, its rehearsal, the checks of its material; the kind of reason of a dossier."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'variant',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('exam_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('scenario_digest', sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(['exam_id'], ['exam.id'], name=op.f('fk_variant_exam_id_exam')),
        sa.ForeignKeyConstraint(['scenario_digest'], ['scenario.digest'], name=op.f('fk_variant_scenario_digest_scenario')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_variant')),
        sa.UniqueConstraint('exam_id', 'number', name=op.f('uq_variant_exam_id_number')),
    )
    op.create_index(op.f('ix_variant_exam_id'), 'variant', ['exam_id'])
    op.create_table(
        'rehearsal',
        sa.Column('exam_id', sa.Integer(), nullable=False),
        sa.Column('of_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['exam_id'], ['exam.id'], name=op.f('fk_rehearsal_exam_id_exam')),
        sa.ForeignKeyConstraint(['of_id'], ['exam.id'], name=op.f('fk_rehearsal_of_id_exam')),
        sa.PrimaryKeyConstraint('exam_id', name=op.f('pk_rehearsal')),
    )
    op.create_index(op.f('ix_rehearsal_of_id'), 'rehearsal', ['of_id'])
    op.create_table(
        'material_check',
        sa.Column('sitting_id', sa.Integer(), nullable=False),
        sa.Column('item', sa.String(length=20), nullable=False),
        sa.Column('author_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_material_check_sitting_id_sitting')),
        sa.ForeignKeyConstraint(['author_id'], ['account.id'], name=op.f('fk_material_check_author_id_account')),
        sa.PrimaryKeyConstraint('sitting_id', 'item', name=op.f('pk_material_check')),
    )
    with op.batch_alter_table('dossier', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reason_category', sa.String(length=16), nullable=False, server_default=''))
        batch_op.create_check_constraint('reason_category', "reason_category IN ('', 'no_employer', 'not_enough', 'not_observable', 'other')")
    with op.batch_alter_table('dossier', schema=None) as batch_op:
        batch_op.alter_column('reason_category', existing_type=sa.String(length=16), server_default=None)
    # Exams planned before had the variants their candidates sit.
    op.execute("INSERT INTO variant (exam_id, number, scenario_digest) SELECT exam_id, MIN(number), scenario_digest FROM sitting GROUP BY exam_id, scenario_digest")


def downgrade() -> None:
    op.drop_table('material_check')
    op.drop_table('rehearsal')
    op.drop_table('variant')
    with op.batch_alter_table('dossier', schema=None) as batch_op:
        batch_op.drop_constraint('reason_category', type_='check')
        batch_op.drop_column('reason_category')
