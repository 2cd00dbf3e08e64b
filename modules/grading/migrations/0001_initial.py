"""Versions of grading policies; what is not a draft is fixed by the database itself."""

import django.db.models.deletion
from django.db import migrations, models

ONE_AT_A_TIME = """ALTER TABLE grading_policyversion ADD CONSTRAINT grading_policy_one_at_a_time
    EXCLUDE USING gist (
        status WITH =, level WITH =, programme_code WITH =, control_form WITH =,
        daterange(valid_from, valid_to, '[]') WITH &&
    ) WHERE (status <> 'draft')"""

# A version that is not a draft keeps everything but three things: its end, once; its confirmation, once; its counter.
FIXED = """CREATE FUNCTION grading_policy_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a version of a grading policy is never deleted' USING ERRCODE = 'OR004';
    END IF;
    IF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'a grading policy was changed meanwhile' USING ERRCODE = 'OR002';
    END IF;
    IF OLD.status <> 'draft' AND (
        (NEW.id, NEW.status, NEW.number, NEW.order_date, NEW.valid_from, NEW.level, NEW.programme_code,
            NEW.control_form, NEW.body, NEW.based_on_id, NEW.written_by_name, NEW.written_at,
            NEW.enforced_by_name, NEW.enforced_at)
        IS DISTINCT FROM
        (OLD.id, OLD.status, OLD.number, OLD.order_date, OLD.valid_from, OLD.level, OLD.programme_code,
            OLD.control_form, OLD.body, OLD.based_on_id, OLD.written_by_name, OLD.written_at,
            OLD.enforced_by_name, OLD.enforced_at)
        OR (OLD.valid_to IS NOT NULL AND NEW.valid_to IS DISTINCT FROM OLD.valid_to)
        OR (OLD.confirmed_order <> '' AND (NEW.confirmed_order, NEW.confirmed_by_name, NEW.confirmed_at)
            IS DISTINCT FROM (OLD.confirmed_order, OLD.confirmed_by_name, OLD.confirmed_at))
    ) THEN
        RAISE EXCEPTION 'a grading policy in force is changed by a new version only' USING ERRCODE = 'OR005';
    END IF;
    IF OLD.status = 'draft' AND NEW.status = 'preset' THEN
        RAISE EXCEPTION 'a draft does not become a preset' USING ERRCODE = 'OR005';
    END IF;
    RETURN NEW;
END $fn$"""
TRIGGER = """CREATE TRIGGER grading_policy_is_fixed BEFORE UPDATE OR DELETE ON grading_policyversion
    FOR EACH ROW EXECUTE FUNCTION grading_policy_is_fixed()"""
UNDO = [
    "DROP TRIGGER grading_policy_is_fixed ON grading_policyversion",
    "DROP FUNCTION grading_policy_is_fixed()",
    "ALTER TABLE grading_policyversion DROP CONSTRAINT grading_policy_one_at_a_time",
]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='PolicyVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('preset', 'preset'), ('draft', 'draft'), ('in_force', 'in_force')], default='draft', max_length=8, verbose_name='status')),
                ('number', models.CharField(blank=True, max_length=40, verbose_name='order number')),
                ('order_date', models.DateField(blank=True, null=True, verbose_name='order date')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('level', models.CharField(blank=True, choices=[('college', 'college'), ('bachelor', 'bachelor'), ('specialist', 'specialist'), ('master', 'master'), ('phd', 'PhD')], max_length=10, verbose_name='level of education')),
                ('programme_code', models.CharField(blank=True, max_length=20, verbose_name='programme code')),
                ('control_form', models.CharField(blank=True, choices=[('exam', 'Exam'), ('pass_fail', 'Pass/fail credit test')], max_length=9, verbose_name='form of control')),
                ('body', models.JSONField(verbose_name='rules')),
                ('written_by_name', models.CharField(max_length=200, verbose_name='written by')),
                ('written_at', models.DateTimeField(auto_now_add=True, verbose_name='written at')),
                ('enforced_by_name', models.CharField(blank=True, max_length=200, verbose_name='put in force by')),
                ('enforced_at', models.DateTimeField(blank=True, null=True, verbose_name='put in force at')),
                ('confirmed_by_name', models.CharField(blank=True, max_length=200, verbose_name='confirmed by')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('confirmed_order', models.CharField(blank=True, max_length=40, verbose_name='order of the confirmation')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('based_on', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='grading.policyversion', verbose_name='based on')),
            ],
            options={
                'verbose_name': 'version of a grading policy',
                'verbose_name_plural': 'versions of grading policies',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='grading_policy_period'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'in_force'), _negated=True), models.Q(models.Q(('number', ''), _negated=True), ('order_date__isnull', False)), _connector='OR'), name='grading_policy_order')],
            },
        ),
        migrations.RunSQL([ONE_AT_A_TIME, FIXED, TRIGGER], UNDO),
    ]
