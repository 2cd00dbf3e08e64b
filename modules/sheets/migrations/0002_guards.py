"""PostgreSQL guards every row of the grade sheets: caps, signatures, frozen lines, versions, no delete (architecture §7).

Sub-queries are nested and never joined: the guard functions run without nested loops, and a join would read a whole
table for each row.
"""

from django.db import migrations

from ordo.ledger.guards import GuardSpec, GuardTable


def _sheet(column: str) -> str:
    """SQL: a column of the row's sheet."""
    return f"(SELECT s.{column} FROM sheets_gradesheet s WHERE s.id = NEW.sheet_id)"


def _signed(sheet: str, role: str) -> str:
    """SQL: whether a sheet bears a role's signature that was not returned."""
    return (
        f"EXISTS (SELECT 1 FROM sheets_signature g WHERE g.sheet_id = {sheet}"
        f" AND g.role = '{role}' AND NOT g.withdrawn)"
    )


def _policy(path: str, policy: str, column: str = "body") -> str:
    """SQL: a text of the pinned policy's body."""
    return f"(SELECT p.{column} #>> {path} FROM grading_policyversion p WHERE p.id = {policy})"


_SAME_REGISTER = f"NEW.register_id = {_sheet('register_id')}"
_POLICY_SCALE = _policy("ARRAY['scale']", "NEW.policy_version_id")
_POLICY_FINAL = _policy("ARRAY[NEW.control_form, 'final']", "NEW.policy_version_id") + "::numeric"

SHEET = GuardSpec(
    table="sheets_gradesheet",
    payload_columns=(
        "line_id", "number", "semester_id", "group_id", "control_form", "credits", "policy_version_id", "scale",
        "final_maximum", "control_date", "status",
    ),
    immutable_columns=(
        "line_id", "year", "serial", "number", "semester_id", "group_id", "faculty_id", "department_id",
        "control_form", "credits", "policy_version_id", "scale", "final_maximum", "created_at",
    ),
    checks=(
        (
            "NEW.register_id = (SELECT r.id FROM ledger_register r"
            " WHERE r.kind = 'working_plan_line' AND r.subject_id = NEW.line_id)",
            "sheet.register",
        ),
        (f"NEW.scale = {_POLICY_SCALE}", "sheet.scale"),
        (
            f"NEW.final_maximum = CASE WHEN {_POLICY_FINAL} = 0 THEN 0 WHEN NEW.scale = 'five' THEN 5"
            f" ELSE {_POLICY_FINAL} END",
            "sheet.final_maximum",
        ),
        (
            "NEW.status = CASE"
            f" WHEN {_signed('NEW.id', 'deans_office')} THEN 'closed'"
            f" WHEN {_signed('NEW.id', 'teacher')} THEN 'teacher_signed' ELSE 'open' END",
            "sheet.status",
        ),
    ),
)
FINAL = GuardSpec(
    table="sheets_finalmark",
    payload_columns=("sheet_id", "student_id", "points", "absent", "entered_by_id"),
    immutable_columns=("sheet_id", "student_id"),
    lock_query=_signed("NEW.sheet_id", "teacher"),
    checks=(
        (_SAME_REGISTER, "final.register"),
        (f"{_sheet('final_maximum')} > 0", "final.no_final_control"),
        (
            f"NEW.points IS NULL OR CASE {_sheet('scale')} WHEN 'five' THEN NEW.points IN (2, 3, 4, 5)"
            f" ELSE NEW.points <= {_sheet('final_maximum')} END",
            "final.over_cap",
        ),
    ),
)
LINE = GuardSpec(
    table="sheets_sheetline",
    payload_columns=(
        "sheet_id", "student_id", "position", "student_name", "record_book_number", "standing", "attendance",
        "progress", "checkpoints", "final_points", "absent", "points", "total", "letter", "traditional",
        "grade_point", "credits", "outcome", "basis",
    ),
    immutable_columns=("sheet_id", "student_id", "position"),
    # A line is written once, when the sheet closes; every later version is a correction order's.
    lock_query="NEW.version > 1",
    checks=(
        (_SAME_REGISTER, "line.register"),
        (_signed("NEW.sheet_id", "teacher") + " AND " + _signed("NEW.sheet_id", "deans_office"), "line.not_signed"),
        (
            "NEW.final_points IS NOT DISTINCT FROM (SELECT f.points FROM sheets_finalmark f"
            " WHERE f.sheet_id = NEW.sheet_id AND f.student_id = NEW.student_id)",
            "line.final",
        ),
        (
            "NEW.absent = coalesce((SELECT f.absent FROM sheets_finalmark f"
            " WHERE f.sheet_id = NEW.sheet_id AND f.student_id = NEW.student_id), false)",
            "line.final",
        ),
        (f"{_sheet('scale')} <> 'five' OR NEW.total <= 5", "line.total"),
    ),
)
SIGNATURE = GuardSpec(
    table="sheets_signature",
    payload_columns=("sheet_id", "role", "user_id", "name", "signed_at", "digest", "withdrawn", "reason"),
    immutable_columns=("sheet_id", "role", "user_id", "name", "signed_at", "digest"),
    checks=(
        (_SAME_REGISTER, "signature.register"),
        (
            "NEW.role <> 'deans_office' OR NEW.withdrawn OR EXISTS (SELECT 1 FROM sheets_signature g"
            " WHERE g.sheet_id = NEW.sheet_id AND g.role = 'teacher' AND NOT g.withdrawn"
            " AND g.digest = NEW.digest AND g.user_id <> NEW.user_id)",
            "signature.order",
        ),
    ),
)


class Migration(migrations.Migration):
    """Guards on all tables of the grade sheets."""

    dependencies = [
        ("sheets", "0001_initial"),
        ("grading", "0001_initial"),
        ("ledger", "0001_initial"),
    ]
    operations = [GuardTable(spec) for spec in (SHEET, FINAL, LINE, SIGNATURE)]
