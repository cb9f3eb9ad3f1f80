"""The first tables."""

import sqlalchemy as sa
from alembic import op

from webapp.store.guards import guard

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('login', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('role', sa.String(length=16), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.CheckConstraint("role IN ('candidate', 'examiner', 'trainer', 'admin')", name=op.f('ck_account_role')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('login', name=op.f('uq_account_login'))
    )
    op.create_table('scenario',
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('pack', sa.String(length=80), nullable=False),
    sa.Column('version', sa.String(length=40), nullable=False),
    sa.Column('seed', sa.BigInteger(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('digest', name=op.f('pk_scenario'))
    )
    with op.batch_alter_table('scenario', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_scenario_pack'), ['pack'], unique=False)

    op.create_table('sign_in_failure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('login', sa.String(length=80), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_failure'))
    )
    with op.batch_alter_table('sign_in_failure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_failure_login_at'), ['login', 'at'], unique=False)

    op.create_table('exam',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('scenario_digest', sa.String(length=64), nullable=False),
    sa.Column('planned_on', sa.Date(), nullable=False),
    sa.Column('room', sa.String(length=120), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=False),
    sa.CheckConstraint("state IN ('draft', 'open', 'closed')", name=op.f('ck_exam_state')),
    sa.ForeignKeyConstraint(['created_by'], ['account.id'], name=op.f('fk_exam_created_by_account')),
    sa.ForeignKeyConstraint(['scenario_digest'], ['scenario.digest'], name=op.f('fk_exam_scenario_digest_scenario')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_exam'))
    )
    op.create_table('sitting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=43), nullable=False),
    sa.Column('exam_id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('time_factor', sa.Double(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('last_seq', sa.Integer(), nullable=False),
    sa.Column('started_wall', sa.BigInteger(), nullable=True),
    sa.Column('ended_wall', sa.BigInteger(), nullable=True),
    sa.Column('reconstructed_reason', sa.Text(), nullable=False),
    sa.Column('form', sa.String(length=80), nullable=False),
    sa.CheckConstraint("(state = 'ended') = (ended_wall IS NOT NULL)", name=op.f('ck_sitting_ended')),
    sa.CheckConstraint("(state = 'planned') = (started_wall IS NULL)", name=op.f('ck_sitting_started')),
    sa.CheckConstraint("reconstructed_reason <> ''", name=op.f('ck_sitting_reconstructed_reason')),
    sa.CheckConstraint("state IN ('planned', 'running', 'paused', 'ended')", name=op.f('ck_sitting_state')),
    sa.CheckConstraint('time_factor >= 1 AND time_factor <= 3', name=op.f('ck_sitting_time_factor')),
    sa.ForeignKeyConstraint(['candidate_id'], ['account.id'], name=op.f('fk_sitting_candidate_id_account')),
    sa.ForeignKeyConstraint(['exam_id'], ['exam.id'], name=op.f('fk_sitting_exam_id_exam')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sitting')),
    sa.UniqueConstraint('exam_id', 'candidate_id', name=op.f('uq_sitting_exam_id_candidate_id')),
    sa.UniqueConstraint('token', name=op.f('uq_sitting_token'))
    )
    with op.batch_alter_table('sitting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sitting_candidate_id'), ['candidate_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sitting_exam_id'), ['exam_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sitting_state'), ['state'], unique=False)

    op.create_table('competency_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('competency', sa.String(length=16), nullable=False),
    sa.Column('acquired', sa.Boolean(), nullable=False),
    sa.Column('reasons', sa.Text(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("reasons <> ''", name=op.f('ck_competency_decision_reasons')),
    sa.ForeignKeyConstraint(['author_id'], ['account.id'], name=op.f('fk_competency_decision_author_id_account')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_competency_decision_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_competency_decision'))
    )
    with op.batch_alter_table('competency_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_competency_decision_sitting_id'), ['sitting_id'], unique=False)

    op.create_table('employer_opinion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('competency', sa.String(length=16), nullable=False),
    sa.Column('opinion', sa.String(length=16), nullable=False),
    sa.Column('author_name', sa.String(length=160), nullable=False),
    sa.Column('author_function', sa.String(length=160), nullable=False),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.Column('absent_reason', sa.Text(), nullable=False),
    sa.CheckConstraint("author_name <> '' OR absent_reason <> ''", name=op.f('ck_employer_opinion_author_or_absence')),
    sa.CheckConstraint("opinion IN ('favorable', 'reserve', 'defavorable', 'sans_avis')", name=op.f('ck_employer_opinion_opinion')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_employer_opinion_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_employer_opinion')),
    sa.UniqueConstraint('sitting_id', 'competency', name=op.f('uq_employer_opinion_sitting_id_competency'))
    )
    with op.batch_alter_table('employer_opinion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_employer_opinion_sitting_id'), ['sitting_id'], unique=False)

    op.create_table('grade',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('grader', sa.String(length=40), nullable=False),
    sa.Column('head', sa.String(length=64), nullable=False),
    sa.Column('sheet', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_grade_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_grade')),
    sa.UniqueConstraint('sitting_id', 'grader', 'head', name=op.f('uq_grade_sitting_id_grader_head'))
    )
    with op.batch_alter_table('grade', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_grade_sitting_id'), ['sitting_id'], unique=False)

    op.create_table('interview',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('competency', sa.String(length=16), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('members', sa.Text(), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_interview_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_interview')),
    sa.UniqueConstraint('sitting_id', 'competency', name=op.f('uq_interview_sitting_id_competency'))
    )
    with op.batch_alter_table('interview', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_interview_sitting_id'), ['sitting_id'], unique=False)

    op.create_table('journal',
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=80), nullable=False),
    sa.Column('at', sa.Integer(), nullable=False),
    sa.Column('wall', sa.BigInteger(), nullable=False),
    sa.Column('actor', sa.String(length=16), nullable=False),
    sa.Column('nonce', sa.String(length=80), nullable=False),
    sa.Column('line', sa.Text(), nullable=False),
    sa.CheckConstraint("actor IN ('candidate', 'world', 'examiner')", name=op.f('ck_journal_actor')),
    sa.CheckConstraint('seq >= 1', name=op.f('ck_journal_seq')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_journal_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('sitting_id', 'seq', name=op.f('pk_journal'))
    )
    with op.batch_alter_table('journal', schema=None) as batch_op:
        batch_op.create_index('uq_journal_nonce', ['sitting_id', 'nonce'], unique=True, sqlite_where=sa.text("nonce <> ''"), postgresql_where=sa.text("nonce <> ''"))

    op.create_table('question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('criterion', sa.String(length=16), nullable=False),
    sa.Column('question', sa.Text(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['account.id'], name=op.f('fk_question_author_id_account')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_question_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question'))
    )
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_sitting_id'), ['sitting_id'], unique=False)

    op.create_table('ruling',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('criterion', sa.String(length=16), nullable=False),
    sa.Column('level', sa.String(length=16), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("level IN ('met', 'partly', 'not_met', 'not_observed', 'undecided')", name=op.f('ck_ruling_level')),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_ruling_reason')),
    sa.ForeignKeyConstraint(['author_id'], ['account.id'], name=op.f('fk_ruling_author_id_account')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_ruling_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ruling'))
    )
    with op.batch_alter_table('ruling', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ruling_sitting_id'), ['sitting_id'], unique=False)

    op.create_table('signature',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('signer_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('sheet_digest', sa.String(length=64), nullable=False),
    sa.Column('sheet', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['signer_id'], ['account.id'], name=op.f('fk_signature_signer_id_account')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_signature_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signature'))
    )
    with op.batch_alter_table('signature', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signature_sitting_id'), ['sitting_id'], unique=False)

    guard(op.get_bind(), ("journal", "ruling", "competency_decision", "signature"))


def downgrade() -> None:
    with op.batch_alter_table('signature', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_signature_sitting_id'))

    op.drop_table('signature')
    with op.batch_alter_table('ruling', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ruling_sitting_id'))

    op.drop_table('ruling')
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_sitting_id'))

    op.drop_table('question')
    with op.batch_alter_table('journal', schema=None) as batch_op:
        batch_op.drop_index('uq_journal_nonce', sqlite_where=sa.text("nonce <> ''"), postgresql_where=sa.text("nonce <> ''"))

    op.drop_table('journal')
    with op.batch_alter_table('interview', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_interview_sitting_id'))

    op.drop_table('interview')
    with op.batch_alter_table('grade', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_grade_sitting_id'))

    op.drop_table('grade')
    with op.batch_alter_table('employer_opinion', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_employer_opinion_sitting_id'))

    op.drop_table('employer_opinion')
    with op.batch_alter_table('competency_decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_competency_decision_sitting_id'))

    op.drop_table('competency_decision')
    with op.batch_alter_table('sitting', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sitting_state'))
        batch_op.drop_index(batch_op.f('ix_sitting_exam_id'))
        batch_op.drop_index(batch_op.f('ix_sitting_candidate_id'))

    op.drop_table('sitting')
    op.drop_table('exam')
    with op.batch_alter_table('sign_in_failure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_failure_login_at'))

    op.drop_table('sign_in_failure')
    with op.batch_alter_table('scenario', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_scenario_pack'))

    op.drop_table('scenario')
    op.drop_table('account')
