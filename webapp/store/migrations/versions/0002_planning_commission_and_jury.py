"""Planning, the room, the commission, the jury: their tables; a result signed before becomes acts of the register."""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

from webapp.store.guards import guard, unguard

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('centre_setting',
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_centre_setting'))
    )
    op.create_table('calibration_rating',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reference', sa.String(length=120), nullable=False),
    sa.Column('criterion', sa.String(length=16), nullable=False),
    sa.Column('level', sa.String(length=16), nullable=False),
    sa.Column('expected', sa.String(length=16), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("level IN ('met', 'partly', 'not_met', 'not_observed', 'undecided')", name=op.f('ck_calibration_rating_level')),
    sa.ForeignKeyConstraint(['author_id'], ['account.id'], name=op.f('fk_calibration_rating_author_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calibration_rating'))
    )
    with op.batch_alter_table('calibration_rating', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calibration_rating_author_id_reference'), ['author_id', 'reference'], unique=False)

    op.create_table('appointment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('exam_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('duty', sa.String(length=16), nullable=False),
    sa.Column('quality', sa.String(length=160), nullable=False),
    sa.Column('college', sa.String(length=16), nullable=False),
    sa.CheckConstraint("college IN ('', 'employers', 'employees')", name=op.f('ck_appointment_college')),
    sa.CheckConstraint("duty IN ('invigilator', 'rater', 'member', 'president', 'jury', 'jury_president')", name=op.f('ck_appointment_duty')),
    sa.ForeignKeyConstraint(['exam_id'], ['exam.id'], name=op.f('fk_appointment_exam_id_exam')),
    sa.ForeignKeyConstraint(['user_id'], ['account.id'], name=op.f('fk_appointment_user_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointment')),
    sa.UniqueConstraint('exam_id', 'user_id', 'duty', name=op.f('uq_appointment_exam_id_user_id_duty'))
    )
    with op.batch_alter_table('appointment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appointment_exam_id'), ['exam_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_user_id'), ['user_id'], unique=False)

    op.create_table('act',
    sa.Column('exam_id', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=True),
    sa.Column('line', sa.Text(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.CheckConstraint('seq >= 1', name=op.f('ck_act_seq')),
    sa.ForeignKeyConstraint(['exam_id'], ['exam.id'], name=op.f('fk_act_exam_id_exam')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_act_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('exam_id', 'seq', name=op.f('pk_act'))
    )
    with op.batch_alter_table('act', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_act_sitting_id'), ['sitting_id'], unique=False)

    op.create_table('adaptation',
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('requested_on', sa.Date(), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('decided_by', sa.String(length=160), nullable=False),
    sa.Column('breaks_min', sa.Integer(), nullable=False),
    sa.Column('large_display', sa.Boolean(), nullable=False),
    sa.Column('readable_font', sa.Boolean(), nullable=False),
    sa.Column('silent_calls', sa.Boolean(), nullable=False),
    sa.Column('other', sa.Text(), nullable=False),
    sa.CheckConstraint('breaks_min >= 0 AND breaks_min <= 240', name=op.f('ck_adaptation_breaks_min')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_adaptation_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('sitting_id', name=op.f('pk_adaptation'))
    )
    op.create_table('dossier',
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('enrolled_on', sa.Date(), nullable=False),
    sa.Column('route', sa.String(length=16), nullable=False),
    sa.Column('born_on', sa.Date(), nullable=True),
    sa.Column('email', sa.String(length=200), nullable=False),
    sa.Column('company', sa.String(length=160), nullable=False),
    sa.Column('tutor_name', sa.String(length=160), nullable=False),
    sa.Column('tutor_function', sa.String(length=160), nullable=False),
    sa.Column('tutor_email', sa.String(length=200), nullable=False),
    sa.Column('defined_with', sa.String(length=16), nullable=False),
    sa.Column('defined_on', sa.Date(), nullable=True),
    sa.Column('transmitted_on', sa.Date(), nullable=True),
    sa.CheckConstraint("defined_with IN ('', 'company', 'candidate')", name=op.f('ck_dossier_defined_with')),
    sa.CheckConstraint("route IN ('formation', 'vae', 'autre')", name=op.f('ck_dossier_route')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_dossier_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('sitting_id', name=op.f('pk_dossier'))
    )
    op.create_table('erasure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('scope', sa.String(length=16), nullable=False),
    sa.Column('head', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_erasure_reason')),
    sa.CheckConstraint("scope IN ('evidence', 'person')", name=op.f('ck_erasure_scope')),
    sa.ForeignKeyConstraint(['author_id'], ['account.id'], name=op.f('fk_erasure_author_id_account')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_erasure_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasure'))
    )
    with op.batch_alter_table('erasure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_erasure_sitting_id'), ['sitting_id'], unique=False)

    op.create_table('evaluation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('competency', sa.String(length=16), nullable=False),
    sa.Column('modality', sa.String(length=1), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('place', sa.String(length=160), nullable=False),
    sa.Column('observer', sa.String(length=160), nullable=False),
    sa.Column('observed', sa.Text(), nullable=False),
    sa.Column('asked', sa.Text(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("modality IN ('a', 'b')", name=op.f('ck_evaluation_modality')),
    sa.CheckConstraint("observed <> ''", name=op.f('ck_evaluation_observed')),
    sa.ForeignKeyConstraint(['author_id'], ['account.id'], name=op.f('fk_evaluation_author_id_account')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_evaluation_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation'))
    )
    with op.batch_alter_table('evaluation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evaluation_sitting_id'), ['sitting_id'], unique=False)

    op.create_table('feedback',
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('sent_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['account.id'], name=op.f('fk_feedback_author_id_account')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_feedback_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('sitting_id', name=op.f('pk_feedback'))
    )
    op.create_table('invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=43), nullable=False),
    sa.Column('code_hash', sa.String(length=200), nullable=False),
    sa.Column('made_at', sa.BigInteger(), nullable=False),
    sa.Column('expires_at', sa.BigInteger(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('answered_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_invitation_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('token', name=op.f('uq_invitation_token'))
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_sitting_id'), ['sitting_id'], unique=False)

    op.create_table('look',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('sitting_id', sa.Integer(), nullable=True),
    sa.Column('exam_id', sa.Integer(), nullable=True),
    sa.Column('endpoint', sa.String(length=80), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['exam_id'], ['exam.id'], name=op.f('fk_look_exam_id_exam')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_look_sitting_id_sitting')),
    sa.ForeignKeyConstraint(['user_id'], ['account.id'], name=op.f('fk_look_user_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_look'))
    )
    with op.batch_alter_table('look', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_look_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_look_sitting_id_at'), ['sitting_id', 'at'], unique=False)

    op.create_table('planned_modality',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('competency', sa.String(length=16), nullable=False),
    sa.Column('modality', sa.String(length=1), nullable=False),
    sa.Column('planned_on', sa.Date(), nullable=True),
    sa.Column('place', sa.String(length=160), nullable=False),
    sa.Column('responsible', sa.String(length=160), nullable=False),
    sa.CheckConstraint("modality IN ('a', 'b', 'c', 'd')", name=op.f('ck_planned_modality_modality')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_planned_modality_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_planned_modality')),
    sa.UniqueConstraint('sitting_id', 'competency', 'modality', name=op.f('uq_planned_modality_sitting_id_competency_modality'))
    )
    with op.batch_alter_table('planned_modality', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planned_modality_sitting_id'), ['sitting_id'], unique=False)

    op.create_table('presence',
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('seen_at', sa.BigInteger(), nullable=False),
    sa.Column('away_since', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_presence_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('sitting_id', name=op.f('pk_presence'))
    )
    op.create_table('rating',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('criterion', sa.String(length=16), nullable=False),
    sa.Column('level', sa.String(length=16), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("level IN ('met', 'partly', 'not_met', 'not_observed', 'undecided')", name=op.f('ck_rating_level')),
    sa.ForeignKeyConstraint(['author_id'], ['account.id'], name=op.f('fk_rating_author_id_account')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_rating_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rating'))
    )
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rating_sitting_id'), ['sitting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_rating_sitting_id_author_id'), ['sitting_id', 'author_id'], unique=False)

    op.create_table('recusal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_recusal_reason')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_recusal_sitting_id_sitting')),
    sa.ForeignKeyConstraint(['user_id'], ['account.id'], name=op.f('fk_recusal_user_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recusal')),
    sa.UniqueConstraint('sitting_id', 'user_id', name=op.f('uq_recusal_sitting_id_user_id'))
    )
    with op.batch_alter_table('recusal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recusal_sitting_id'), ['sitting_id'], unique=False)

    op.create_table('regrading',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('run', sa.String(length=43), nullable=False),
    sa.Column('before', sa.Text(), nullable=False),
    sa.Column('after', sa.Text(), nullable=False),
    sa.Column('rubric_digest', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_regrading_reason')),
    sa.ForeignKeyConstraint(['author_id'], ['account.id'], name=op.f('fk_regrading_author_id_account')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_regrading_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_regrading'))
    )
    with op.batch_alter_table('regrading', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_regrading_run'), ['run'], unique=False)
        batch_op.create_index(batch_op.f('ix_regrading_sitting_id'), ['sitting_id'], unique=False)

    op.create_table('review_time',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=False),
    sa.Column('criterion', sa.String(length=16), nullable=False),
    sa.Column('seconds', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['account.id'], name=op.f('fk_review_time_author_id_account')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_review_time_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_time'))
    )
    with op.batch_alter_table('review_time', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_time_sitting_id'), ['sitting_id'], unique=False)

    op.create_table('act_text',
    sa.Column('exam_id', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('sitting_id', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['exam_id', 'seq'], ['act.exam_id', 'act.seq'], name=op.f('fk_act_text_exam_id_act')),
    sa.ForeignKeyConstraint(['sitting_id'], ['sitting.id'], name=op.f('fk_act_text_sitting_id_sitting')),
    sa.PrimaryKeyConstraint('exam_id', 'seq', name=op.f('pk_act_text'))
    )
    with op.batch_alter_table('act_text', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_act_text_sitting_id'), ['sitting_id'], unique=False)

    with op.batch_alter_table('employer_opinion', schema=None) as batch_op:
        batch_op.add_column(sa.Column('activities', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('given_at', sa.BigInteger(), nullable=True))
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_account_role'), type_='check')
        batch_op.create_check_constraint('role', "role IN ('candidate', 'examiner', 'invigilator', 'jury', 'trainer', 'admin')")

    move_the_scenario()
    unguard(op.get_bind(), ("journal", "ruling", "competency_decision", "signature"))
    keep_what_was_signed()
    with op.batch_alter_table('signature', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_signature_sitting_id'))
    op.drop_table('signature')
    guard(op.get_bind(), ("act", "erasure"))
    guard(
        op.get_bind(),
        ("journal", "ruling", "rating", "competency_decision", "evaluation", "regrading", "act_text"),
        until_erased=True,
    )


def move_the_scenario() -> None:
    """From the exam to each sitting: its own variant. The exam keeps the pack."""
    with op.batch_alter_table('sitting', schema=None) as batch_op:
        batch_op.add_column(sa.Column('scenario_digest', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('number', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('seat', sa.String(length=40), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('absence', sa.String(length=16), nullable=False, server_default=''))
    with op.batch_alter_table('exam', schema=None) as batch_op:
        batch_op.add_column(sa.Column('pack', sa.String(length=80), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('starts_at', sa.Time(), nullable=True))
        batch_op.add_column(sa.Column('duration_min', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('mode', sa.String(length=16), nullable=False, server_default='certification'))
        batch_op.add_column(sa.Column('double_rating', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('hidden_names', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('last_act', sa.Integer(), nullable=False, server_default='0'))
    op.execute("UPDATE sitting SET scenario_digest = (SELECT exam.scenario_digest FROM exam WHERE exam.id = sitting.exam_id)")
    op.execute("UPDATE sitting SET number = (SELECT count(*) FROM sitting AS one WHERE one.exam_id = sitting.exam_id AND one.id <= sitting.id)")
    op.execute("UPDATE exam SET pack = (SELECT scenario.pack FROM scenario WHERE scenario.digest = exam.scenario_digest)")
    op.execute("INSERT INTO dossier (sitting_id, enrolled_on, route, email, company, tutor_name, tutor_function, tutor_email, defined_with) "
               "SELECT sitting.id, exam.planned_on, 'formation', '', '', '', '', '', '' FROM sitting JOIN exam ON exam.id = sitting.exam_id")
    # Examiners read every exam until now: they keep those that exist.
    op.execute("INSERT INTO appointment (exam_id, user_id, duty, quality, college) "
               "SELECT exam.id, account.id, 'president', '', '' FROM exam, account WHERE account.role = 'examiner'")
    with op.batch_alter_table('sitting', schema=None) as batch_op:
        batch_op.alter_column('scenario_digest', existing_type=sa.String(length=64), nullable=False)
        batch_op.alter_column('number', existing_type=sa.Integer(), nullable=False)
        batch_op.create_unique_constraint(batch_op.f('uq_sitting_exam_id_number'), ['exam_id', 'number'])
        batch_op.create_foreign_key(batch_op.f('fk_sitting_scenario_digest_scenario'), 'scenario', ['scenario_digest'], ['digest'])
        batch_op.create_check_constraint('absence', "absence IN ('', 'justified', 'unjustified')")
    with op.batch_alter_table('exam', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_exam_scenario_digest_scenario'), type_='foreignkey')
        batch_op.drop_column('scenario_digest')
        batch_op.create_check_constraint('mode', "mode IN ('certification', 'rehearsal')")
        batch_op.create_check_constraint('duration_min', "duration_min >= 0 AND duration_min <= 480")


def keep_what_was_signed() -> None:
    """Write each signature, oldest first, as the acts it was: validated, pronounced, or corrected."""
    rows = op.get_bind().execute(sa.text(
        "SELECT signature.*, sitting.exam_id, account.name AS signer FROM signature JOIN sitting ON sitting.id = signature.sitting_id "
        "JOIN account ON account.id = signature.signer_id ORDER BY signature.id"
    )).mappings().all()
    heads: dict[int, tuple[int, str]] = {}
    for row in rows:
        data = json.loads(row['sheet'])
        if 'correction' in data:
            acts = [('result.corrected', {**data, 'by': row['signer']})]
        else:
            member = {'id': row['signer_id'], 'name': row['signer'], 'duty': 'president', 'quality': ''}
            acts = [('commission.validated', {**data, 'members': [member]}),
                    ('jury.pronounced', {'admissible': data['pronounced'], 'by': row['signer']})]
        for kind, said in acts:
            heads[row['exam_id']] = add_act(row, kind, said, *heads.get(row['exam_id'], (0, '0' * 64)))


def add_act(row: sa.RowMapping, kind: str, said: dict[str, object], last: int, previous: str) -> tuple[int, str]:
    text = canonical(said)
    line = canonical({'exam': row['exam_id'], 'seq': last + 1, 'kind': kind, 'sitting': row['sitting_id'], 'author': row['signer_id'],
                      'at': row['at'], 'digest': sha256(text), 'previous': previous})
    values = {'exam': row['exam_id'], 'seq': last + 1, 'kind': kind, 'sitting': row['sitting_id'], 'line': line, 'hash': sha256(line), 'text': text}
    bind = op.get_bind()
    bind.execute(sa.text("INSERT INTO act (exam_id, seq, kind, sitting_id, line, hash) VALUES (:exam, :seq, :kind, :sitting, :line, :hash)"), values)
    bind.execute(sa.text("INSERT INTO act_text (exam_id, seq, sitting_id, text) VALUES (:exam, :seq, :sitting, :text)"), values)
    bind.execute(sa.text("UPDATE exam SET last_act = :seq WHERE id = :exam"), values)
    return last + 1, sha256(line)


def canonical(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(',', ':'))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def downgrade() -> None:
    raise RuntimeError("what was signed since would be lost: restore a backup made before the upgrade")
