"""Tables, functions and triggers of the register, from its SQL files; the models only follow."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from ordo.ledger.sources import core_statements

DROP = """
DROP TABLE ledger_correction_order, ledger_root_leaf, ledger_root, ledger_idempotency, ledger_event, ledger_register;
DO $drop$
DECLARE
    v_function regprocedure;
BEGIN
    FOR v_function IN
        SELECT p.oid FROM pg_proc p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'ledger\\_%'
    LOOP
        EXECUTE format('DROP FUNCTION %s CASCADE', v_function);
    END LOOP;
END $drop$;
"""

STATE: list[Any] = [
    migrations.CreateModel(
        name='IdempotencyKey',
        fields=[
            ('key', models.TextField(primary_key=True, serialize=False, verbose_name='key')),
            ('register_id', models.BigIntegerField(null=True, verbose_name='register')),
            ('operation', models.TextField(verbose_name='operation')),
            ('actor_id', models.BigIntegerField(null=True, verbose_name='person')),
            ('request_hash', models.BinaryField(verbose_name='hash of the request')),
            ('response', models.JSONField(null=True, verbose_name='answer')),
            ('at', models.DateTimeField(verbose_name='time')),
        ],
        options={
            'verbose_name': 'idempotency key',
            'verbose_name_plural': 'idempotency keys',
            'db_table': 'ledger_idempotency',
        },
    ),
    migrations.CreateModel(
        name='Root',
        fields=[
            ('day', models.DateField(primary_key=True, serialize=False, verbose_name='day')),
            ('merkle_root', models.BinaryField(verbose_name='root')),
            ('heads', models.BigIntegerField(verbose_name='number of registers')),
            ('previous', models.BinaryField(verbose_name='hash of the previous root')),
            ('signature', models.BinaryField(verbose_name='signature')),
            ('key_id', models.TextField(verbose_name='key')),
            ('made_at', models.DateTimeField(verbose_name='made at')),
            ('exported_at', models.DateTimeField(null=True, verbose_name='exported at')),
        ],
        options={
            'verbose_name': 'daily root',
            'verbose_name_plural': 'daily roots',
            'db_table': 'ledger_root',
        },
    ),
    migrations.CreateModel(
        name='Event',
        fields=[
            ('pk', models.CompositePrimaryKey('register_id', 'seq', blank=True, editable=False, primary_key=True, serialize=False)),
            ('register_id', models.BigIntegerField(verbose_name='register')),
            ('seq', models.BigIntegerField(verbose_name='number')),
            ('kind', models.TextField(verbose_name='kind')),
            ('subject_table', models.TextField(verbose_name='table')),
            ('subject_id', models.BigIntegerField(verbose_name='row')),
            ('actor_id', models.BigIntegerField(null=True, verbose_name='person')),
            ('actor_name', models.TextField(verbose_name='name of the person')),
            ('origin', models.TextField(verbose_name='origin')),
            ('at', models.DateTimeField(verbose_name='time')),
            ('payload', models.TextField(verbose_name='content')),
            ('prev_hash', models.BinaryField(verbose_name='hash of the previous event')),
            ('hash', models.BinaryField(verbose_name='hash')),
        ],
        options={
            'verbose_name': 'event',
            'verbose_name_plural': 'events',
            'db_table': 'ledger_event',
            'indexes': [models.Index(fields=['subject_table', 'subject_id', 'register_id', 'seq'], name='ledger_event_by_subject')],
        },
    ),
    migrations.CreateModel(
        name='Register',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('kind', models.TextField(verbose_name='kind')),
            ('subject_id', models.BigIntegerField(verbose_name='subject')),
            ('head_seq', models.BigIntegerField(default=0, verbose_name='number of events')),
            ('head_hash', models.BinaryField(verbose_name='head of the chain')),
            ('queue_ticket', models.SmallIntegerField(default=0, editable=False, verbose_name='queue ticket')),
            ('locked_at', models.DateTimeField(null=True, verbose_name='locked at')),
            ('locked_reason', models.TextField(default='', verbose_name='reason of the lock')),
            ('created_at', models.DateTimeField(verbose_name='opened at')),
        ],
        options={
            'verbose_name': 'register',
            'verbose_name_plural': 'registers',
            'db_table': 'ledger_register',
            'constraints': [models.UniqueConstraint(fields=('kind', 'subject_id'), name='ledger_register_one_per_subject')],
        },
    ),
    migrations.CreateModel(
        name='CorrectionOrder',
        fields=[
            ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ('document', models.TextField(verbose_name='document')),
            ('reason', models.TextField(verbose_name='reason')),
            ('changes', models.JSONField(verbose_name='changes')),
            ('requested_by', models.BigIntegerField(verbose_name='asked for by')),
            ('requested_at', models.DateTimeField(verbose_name='asked for at')),
            ('approver_1', models.BigIntegerField(null=True, verbose_name='first approver')),
            ('approved_1_at', models.DateTimeField(null=True, verbose_name='first approval')),
            ('approver_2', models.BigIntegerField(null=True, verbose_name='second approver')),
            ('approved_2_at', models.DateTimeField(null=True, verbose_name='second approval')),
            ('refused_by', models.BigIntegerField(null=True, verbose_name='refused by')),
            ('refused_at', models.DateTimeField(null=True, verbose_name='refused at')),
            ('refusal', models.TextField(default='', verbose_name='reason of the refusal')),
            ('applied_by', models.BigIntegerField(null=True, verbose_name='applied by')),
            ('applied_at', models.DateTimeField(null=True, verbose_name='applied at')),
            ('applying', models.BooleanField(default=False, editable=False, verbose_name='being applied')),
            ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='ledger.register', verbose_name='register')),
        ],
        options={
            'verbose_name': 'correction order',
            'verbose_name_plural': 'correction orders',
            'db_table': 'ledger_correction_order',
        },
    ),
    migrations.CreateModel(
        name='RootLeaf',
        fields=[
            ('pk', models.CompositePrimaryKey('register_id', 'seq', blank=True, editable=False, primary_key=True, serialize=False)),
            ('register_id', models.BigIntegerField(verbose_name='register')),
            ('seq', models.BigIntegerField(verbose_name='number')),
            ('day', models.DateField(verbose_name='day')),
            ('hash', models.BinaryField(verbose_name='hash')),
        ],
        options={
            'verbose_name': 'leaf of a root',
            'verbose_name_plural': 'leaves of roots',
            'db_table': 'ledger_root_leaf',
            'indexes': [models.Index(fields=['day'], name='ledger_root_leaf_by_day')],
        },
    ),
]


class Migration(migrations.Migration):
    """The whole register at once."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(core_statements(), DROP)],
            state_operations=STATE,
        )
    ]
