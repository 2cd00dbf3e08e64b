"""Tables of the electronic journal."""

import django.core.validators
import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('grading', '0001_initial'),
        ('ledger', '0001_initial'),
        ('people', '0001_initial'),
        ('structure', '0001_initial'),
        ('teaching', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('max_points', models.DecimalField(decimal_places=2, max_digits=6, verbose_name='highest points')),
                ('register', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.register', verbose_name='register')),
            ],
            options={
                'verbose_name': 'checkpoint',
                'verbose_name_plural': 'checkpoints',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='CheckpointWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='title')),
                ('kind_of_work', models.CharField(choices=[('lecture', 'Lecture'), ('practice', 'Practical lesson'), ('lab', 'Laboratory work'), ('seminar', 'Seminar'), ('independent', 'Independent work'), ('colloquium', 'Colloquium'), ('test', 'Test'), ('other', 'Other work')], default='colloquium', max_length=12, verbose_name='kind of work')),
                ('max_points', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='highest points')),
                ('withdrawn', models.BooleanField(default=False, verbose_name='withdrawn')),
                ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to='journal.checkpoint', verbose_name='checkpoint')),
                ('register', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.register', verbose_name='register')),
            ],
            options={
                'verbose_name': 'work of a checkpoint',
                'verbose_name_plural': 'works of checkpoints',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='CheckpointResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('points', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='points')),
                ('register', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.register', verbose_name='register')),
                ('student', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.student', verbose_name='student')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='journal.checkpointwork', verbose_name='work')),
            ],
            options={
                'verbose_name': 'result of a work',
                'verbose_name_plural': 'results of works',
            },
        ),
        migrations.CreateModel(
            name='Journal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('mark_maximum', models.PositiveSmallIntegerField(verbose_name='highest lesson mark')),
                ('locks_on_total', models.BooleanField(verbose_name="a checkpoint's total locks")),
                ('opened_at', models.DateTimeField(auto_now_add=True, verbose_name='opened at')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teaching.workingplanline', verbose_name='working plan line')),
                ('policy_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grading.policyversion', verbose_name='grading policy')),
                ('register', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.register', verbose_name='register')),
                ('subgroup', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='structure.subgroup', verbose_name='subgroup')),
            ],
            options={
                'verbose_name': 'journal',
                'verbose_name_plural': 'journals',
            },
        ),
        migrations.AddField(
            model_name='checkpoint',
            name='journal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checkpoints', to='journal.journal', verbose_name='journal'),
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('date', models.DateField(verbose_name='date')),
                ('pair', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='pair')),
                ('topic', models.CharField(blank=True, max_length=300, verbose_name='topic')),
                ('kind_of_work', models.CharField(choices=[('lecture', 'Lecture'), ('practice', 'Practical lesson'), ('lab', 'Laboratory work'), ('seminar', 'Seminar'), ('independent', 'Independent work'), ('colloquium', 'Colloquium'), ('test', 'Test'), ('other', 'Other work')], default='practice', max_length=12, verbose_name='kind of work')),
                ('homework', models.CharField(blank=True, max_length=1000, verbose_name='homework')),
                ('held', models.BooleanField(default=False, verbose_name='held')),
                ('section', models.PositiveSmallIntegerField(default=1, verbose_name='closed by checkpoint')),
                ('held_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employee', verbose_name='held by')),
                ('journal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='journal.journal', verbose_name='journal')),
                ('register', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.register', verbose_name='register')),
            ],
            options={
                'verbose_name': 'lesson',
                'verbose_name_plural': 'lessons',
                'ordering': ['date', 'pair', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('value', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='mark')),
                ('absent', models.BooleanField(default=False, verbose_name='absent')),
                ('excused', models.BooleanField(default=False, verbose_name='for a valid reason')),
                ('entered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='journal.lesson', verbose_name='lesson')),
                ('register', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.register', verbose_name='register')),
                ('student', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.student', verbose_name='student')),
            ],
            options={
                'verbose_name': 'mark',
                'verbose_name_plural': 'marks',
            },
        ),
        migrations.CreateModel(
            name='SectionLock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('number', models.PositiveSmallIntegerField(verbose_name='checkpoint')),
                ('whole_group', models.BooleanField(verbose_name='whole group')),
                ('set_at', models.DateTimeField(verbose_name='set at')),
                ('journal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='locks', to='journal.journal', verbose_name='journal')),
                ('register', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.register', verbose_name='register')),
            ],
            options={
                'verbose_name': 'lock of a section',
                'verbose_name_plural': 'locks of sections',
            },
        ),
        migrations.CreateModel(
            name='CheckpointTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('points', models.DecimalField(decimal_places=2, max_digits=6, verbose_name='points')),
                ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='totals', to='journal.checkpoint', verbose_name='checkpoint')),
                ('register', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.register', verbose_name='register')),
                ('student', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.student', verbose_name='student')),
            ],
            options={
                'verbose_name': 'total of a checkpoint',
                'verbose_name_plural': 'totals of checkpoints',
                'constraints': [models.UniqueConstraint(fields=('checkpoint', 'student'), name='journal_total_one_per_student'), models.CheckConstraint(condition=models.Q(('points__gte', 0)), name='journal_total_points')],
            },
        ),
        migrations.AddConstraint(
            model_name='checkpointwork',
            constraint=models.CheckConstraint(condition=models.Q(('max_points__gt', 0), ('max_points__lte', 100)), name='journal_work_points'),
        ),
        migrations.AddConstraint(
            model_name='checkpointresult',
            constraint=models.UniqueConstraint(fields=('work', 'student'), name='journal_result_one_per_work'),
        ),
        migrations.AddConstraint(
            model_name='checkpointresult',
            constraint=models.CheckConstraint(condition=models.Q(('points', None), ('points__gte', 0), _connector='OR'), name='journal_result_points'),
        ),
        migrations.AddConstraint(
            model_name='journal',
            constraint=models.UniqueConstraint(fields=('line', 'subgroup'), name='journal_one_per_line', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='journal',
            constraint=models.CheckConstraint(condition=models.Q(('mark_maximum__in', [5, 100])), name='journal_mark_maximum'),
        ),
        migrations.AddConstraint(
            model_name='checkpoint',
            constraint=models.UniqueConstraint(fields=('journal', 'number'), name='journal_checkpoint_number'),
        ),
        migrations.AddConstraint(
            model_name='checkpoint',
            constraint=models.CheckConstraint(condition=models.Q(('max_points__gte', 0), ('max_points__lte', 100), ('number__gte', 1)), name='journal_checkpoint_cap'),
        ),
        migrations.AddConstraint(
            model_name='lesson',
            constraint=models.UniqueConstraint(fields=('journal', 'date', 'pair'), name='journal_lesson_one_per_pair'),
        ),
        migrations.AddConstraint(
            model_name='lesson',
            constraint=models.CheckConstraint(condition=models.Q(('pair__gte', 1), ('pair__lte', 12)), name='journal_lesson_pair'),
        ),
        migrations.AddConstraint(
            model_name='lesson',
            constraint=models.CheckConstraint(condition=models.Q(('held', True), ('held_by', None), _connector='OR'), name='journal_lesson_held_by'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.UniqueConstraint(fields=('lesson', 'student'), name='journal_mark_one_per_cell'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.CheckConstraint(condition=models.Q(('value', None), ('absent', False), _connector='OR'), name='journal_mark_or_absent'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.CheckConstraint(condition=models.Q(('excused', False), ('absent', True), _connector='OR'), name='journal_mark_excused_is_absent'),
        ),
        migrations.AddConstraint(
            model_name='sectionlock',
            constraint=models.UniqueConstraint(fields=('journal', 'number'), name='journal_lock_once'),
        ),
        migrations.AddConstraint(
            model_name='sectionlock',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='journal_lock_number'),
        ),
    ]
