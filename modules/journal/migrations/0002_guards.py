"""PostgreSQL guards every row of the journal: scale, caps, locks, versions, no delete (architecture §7).

Sub-queries are nested and never joined: the guard functions run without nested loops, and a join would read a whole
table for each row.
"""

from django.db import migrations

from ordo.ledger.guards import GuardSpec, GuardTable

_JOURNAL_OF_LESSON = "(SELECT l.journal_id FROM journal_lesson l WHERE l.id = NEW.lesson_id)"
_SECTION_OF_LESSON = "(SELECT l.section FROM journal_lesson l WHERE l.id = NEW.lesson_id)"
_CHECKPOINT_OF_WORK = "(SELECT w.checkpoint_id FROM journal_checkpointwork w WHERE w.id = NEW.work_id)"


def _locked(journal: str, section: str) -> str:
    """SQL: whether a section of a journal is closed, by its own checkpoint or by the whole group's."""
    return (
        "EXISTS (SELECT 1 FROM journal_sectionlock k WHERE k.register_id = NEW.register_id"
        f" AND k.number >= {section} AND (k.whole_group OR k.journal_id = {journal}))"
    )


def _of_checkpoint(column: str, checkpoint: str) -> str:
    return f"(SELECT c.{column} FROM journal_checkpoint c WHERE c.id = {checkpoint})"


def _same_register(table: str, key: str) -> str:
    """SQL: the row stands in the register of what it belongs to, so that no other register's lock is asked."""
    return f"NEW.register_id = (SELECT p.register_id FROM {table} p WHERE p.id = {key})"


def _lock_of_checkpoint(checkpoint: str) -> str:
    return _locked(_of_checkpoint("journal_id", checkpoint), _of_checkpoint("number", checkpoint))


JOURNAL = GuardSpec(
    table="journal_journal",
    payload_columns=("line_id", "subgroup_id", "policy_version_id", "mark_maximum", "locks_on_total"),
    immutable_columns=(
        "line_id", "subgroup_id", "policy_version_id", "mark_maximum", "locks_on_total", "opened_at",
    ),
    checks=(
        (
            "NEW.register_id = (SELECT r.id FROM ledger_register r"
            " WHERE r.kind = 'working_plan_line' AND r.subject_id = NEW.line_id)",
            "journal.register",
        ),
    ),
)
LESSON = GuardSpec(
    table="journal_lesson",
    payload_columns=(
        "journal_id", "date", "pair", "topic", "kind_of_work", "homework", "held", "held_by_id", "section",
    ),
    immutable_columns=("journal_id",),
    lock_query=_locked("NEW.journal_id", "NEW.section"),
    checks=(
        (_same_register("journal_journal", "NEW.journal_id"), "lesson.register"),
        (
            "NEW.section BETWEEN 1 AND 1 + (SELECT coalesce(max(c.number), 0) FROM journal_checkpoint c"
            " WHERE c.register_id = NEW.register_id)",
            "lesson.section",
        ),
        (
            "NOT EXISTS (SELECT 1 FROM journal_lesson o WHERE o.journal_id = NEW.journal_id"
            " AND ((o.section < NEW.section AND o.date > NEW.date)"
            " OR (o.section > NEW.section AND o.date < NEW.date)))",
            "lesson.section_order",
        ),
        (
            "NEW.held OR NOT EXISTS (SELECT 1 FROM journal_mark m"
            " WHERE m.lesson_id = NEW.id AND (m.value IS NOT NULL OR m.absent))",
            "lesson.has_marks",
        ),
    ),
)
MARK = GuardSpec(
    table="journal_mark",
    payload_columns=("lesson_id", "student_id", "value", "absent", "excused", "entered_by_id"),
    immutable_columns=("lesson_id", "student_id"),
    lock_query=_locked(_JOURNAL_OF_LESSON, _SECTION_OF_LESSON),
    checks=(
        (_same_register("journal_lesson", "NEW.lesson_id"), "mark.register"),
        ("(SELECT l.held FROM journal_lesson l WHERE l.id = NEW.lesson_id)", "mark.lesson_not_held"),
        (
            "NEW.value IS NULL OR CASE"
            f" (SELECT j.mark_maximum FROM journal_journal j WHERE j.id = {_JOURNAL_OF_LESSON})"
            " WHEN 5 THEN NEW.value BETWEEN 2 AND 5 ELSE NEW.value BETWEEN 0 AND 100 END",
            "mark.scale",
        ),
    ),
)
CHECKPOINT = GuardSpec(
    table="journal_checkpoint",
    payload_columns=("journal_id", "number", "max_points"),
    immutable_columns=("journal_id", "number", "max_points"),
    checks=(
        (_same_register("journal_journal", "NEW.journal_id"), "checkpoint.register"),
        (
            "(SELECT sum(c.max_points) FROM journal_checkpoint c WHERE c.journal_id = NEW.journal_id) <= 100",
            "checkpoint.sum",
        ),
    ),
)
WORK = GuardSpec(
    table="journal_checkpointwork",
    payload_columns=("checkpoint_id", "title", "kind_of_work", "max_points", "withdrawn"),
    immutable_columns=("checkpoint_id",),
    lock_query=_lock_of_checkpoint("NEW.checkpoint_id"),
    checks=(
        (_same_register("journal_checkpoint", "NEW.checkpoint_id"), "work.register"),
        (
            "NOT EXISTS (SELECT 1 FROM journal_checkpointresult r WHERE r.work_id = NEW.id"
            " AND (r.points > NEW.max_points OR (NEW.withdrawn AND r.points IS NOT NULL)))",
            "work.has_results",
        ),
    ),
)
RESULT = GuardSpec(
    table="journal_checkpointresult",
    payload_columns=("work_id", "student_id", "points"),
    immutable_columns=("work_id", "student_id"),
    lock_query=_lock_of_checkpoint(_CHECKPOINT_OF_WORK),
    checks=(
        (_same_register("journal_checkpointwork", "NEW.work_id"), "result.register"),
        (
            "NEW.points IS NULL OR NEW.points <="
            " (SELECT w.max_points FROM journal_checkpointwork w WHERE w.id = NEW.work_id AND NOT w.withdrawn)",
            "result.too_many_points",
        ),
    ),
)
TOTAL = GuardSpec(
    table="journal_checkpointtotal",
    payload_columns=("checkpoint_id", "student_id", "points"),
    immutable_columns=("checkpoint_id", "student_id"),
    lock_query=_lock_of_checkpoint("NEW.checkpoint_id"),
    checks=(
        (_same_register("journal_checkpoint", "NEW.checkpoint_id"), "total.register"),
        (
            f"NEW.points <= {_of_checkpoint('max_points', 'NEW.checkpoint_id')}",
            "total.too_many_points",
        ),
    ),
)
SECTION_LOCK = GuardSpec(
    table="journal_sectionlock",
    payload_columns=("journal_id", "number", "whole_group", "set_at"),
    immutable_columns=("journal_id", "number", "whole_group", "set_at"),
    checks=(
        (_same_register("journal_journal", "NEW.journal_id"), "lock.register"),
        (
            "EXISTS (SELECT 1 FROM journal_checkpoint c"
            " WHERE c.journal_id = NEW.journal_id AND c.number = NEW.number)",
            "lock.no_checkpoint",
        ),
        (
            "(SELECT j.locks_on_total AND (j.subgroup_id IS NULL) = NEW.whole_group"
            " FROM journal_journal j WHERE j.id = NEW.journal_id)",
            "lock.not_by_policy",
        ),
    ),
)


class Migration(migrations.Migration):
    """Guards on all tables of the journal."""

    dependencies = [("journal", "0001_initial"), ("ledger", "0001_initial")]
    operations = [
        GuardTable(spec)
        for spec in (JOURNAL, LESSON, MARK, CHECKPOINT, WORK, RESULT, TOTAL, SECTION_LOCK)
    ]
