"""Lists of sheets, of debts, and the summary of a session by group (EB-08.4, EB-08.6, EB-08.7)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from modules.people import facade as people
from modules.sheets.models import FinalMark, GradeSheet, SheetLine
from modules.sheets.permissions import SheetsPermission
from modules.sheets.rules import SheetOutcome, SheetStatus, Tally, tally
from modules.sheets.selectors import access
from modules.structure import facade as structure
from modules.structure.facade import GroupRef
from modules.teaching import facade as teaching
from modules.teaching.facade import LineRef
from ordo.access.actor import Actor

DEBTS = (SheetOutcome.FAILED.value, SheetOutcome.NOT_APPEARED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFilter:
    """What a list of sheets is narrowed to; None and '' stand for any."""

    semester_id: int | None = None
    group_id: int | None = None
    status: str = ""
    control_form: str = ""
    number: str = ""
    with_debts: bool = False


def sheets(actor: Actor, asked: SheetFilter) -> QuerySet[GradeSheet]:
    """Sheets within reach that match, by number; each with `filled` and `debts` counted. Raises NotAllowed."""
    actor.require(SheetsPermission.SHEET_VIEW)
    rows = access.visible(actor, asked.semester_id)
    if asked.group_id is not None:
        rows = rows.filter(group_id=asked.group_id)
    if asked.status:
        rows = rows.filter(status=asked.status)
    if asked.control_form:
        rows = rows.filter(control_form=asked.control_form)
    if asked.number.strip():
        rows = rows.filter(number__icontains=asked.number.strip())
    debts = SheetLine.objects.filter(sheet=OuterRef("pk"), outcome__in=DEBTS)
    if asked.with_debts:
        rows = rows.filter(Exists(debts))
    entered = FinalMark.objects.filter(sheet=OuterRef("pk")).filter(Q(points__isnull=False) | Q(absent=True))
    return rows.annotate(filled=_counted(entered), debts=_counted(debts)).order_by("number")


def _counted(rows: QuerySet[FinalMark] | QuerySet[SheetLine]) -> Coalesce:
    counted = rows.order_by().values("sheet").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def groups_of(actor: Actor, semester_id: int) -> list[GroupRef]:
    """Groups that have sheets within the actor's reach in a semester, in the order of lists; raises NotAllowed."""
    ids = access.visible(actor, semester_id).order_by().values_list("group_id", flat=True).distinct()
    return list(structure.groups(ids).values())


def status_counts(actor: Actor, semester_id: int) -> dict[SheetStatus, int]:
    """How many sheets of a semester within reach stand where; raises NotAllowed."""
    rows = access.visible(actor, semester_id).order_by().values_list("status").annotate(count=Count("pk"))
    counted = dict(rows)
    return {status: counted.get(status.value, 0) for status in SheetStatus}


def lines_without_sheet(actor: Actor, semester_id: int) -> int:
    """How many working plan lines within the actor's reach still lack their sheet; raises NotAllowed."""
    reach = actor.reach(SheetsPermission.SHEET_ENSURE)
    ids = teaching.line_ids_in_reach(reach, actor.user_id, semester_id)
    return ids.count() - GradeSheet.objects.filter(line__in=ids).count()


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """The session of one group: sheets, how many are closed, and the tally of the closed ones."""

    group: GroupRef
    sheets: int
    closed: int
    tally: Tally


def session_summary(actor: Actor, semester_id: int) -> list[GroupSummary]:
    """Results of a session by group, in the order of lists (EB-08.7); raises NotAllowed. Three queries."""
    visible = access.visible(actor, semester_id)
    counted = {
        group: (total, closed)
        for group, total, closed in visible.order_by()
        .values_list("group_id")
        .annotate(total=Count("pk"), closed=Count("pk", filter=Q(status=SheetStatus.CLOSED.value)))
    }
    found: dict[int, list[tuple[SheetOutcome, int | None, int]]] = defaultdict(list)
    rows = SheetLine.objects.filter(sheet__in=visible).exclude(outcome="").order_by()
    for group, outcome, mark, number in rows.values_list(
        "sheet__group_id", "outcome", "traditional"
    ).annotate(number=Count("pk")):
        found[group].append((SheetOutcome(outcome), mark, number))
    groups = structure.groups(counted)
    return [GroupSummary(ref, *counted[pk], tally(found.get(pk, ()))) for pk, ref in groups.items()]


@dataclass(frozen=True, slots=True)
class Debt:
    """One result that a student owes (EB-08.4)."""

    student_id: int
    student_name: str
    record_book_number: str
    group_name: str
    line: LineRef
    sheet_id: int
    sheet_number: str
    total: Decimal
    outcome: SheetOutcome
    control_date: date


def debts(actor: Actor, semester_id: int | None = None, group_id: int | None = None) -> QuerySet[SheetLine]:
    """Closed lines that are debts, within reach, by group and name; raises NotAllowed. See `debt_rows`."""
    visible = access.visible(actor, semester_id)
    if group_id is not None:
        visible = visible.filter(group_id=group_id)
    return (
        SheetLine.objects.filter(sheet__in=visible, outcome__in=DEBTS)
        .select_related("sheet")
        .order_by("sheet__group_id", "student_name", "sheet__number")
    )


def debt_rows(rows: QuerySet[SheetLine] | list[SheetLine]) -> list[Debt]:
    """Debts of one page with their disciplines and groups."""
    found = list(rows)
    lines = teaching.lines({row.sheet.line_id for row in found})
    known: Mapping[int, people.StudentRef] = people.students({row.student_id for row in found})
    groups = structure.groups({ref.group_id for ref in known.values()})
    return [
        Debt(
            student_id=row.student_id,
            student_name=known[row.student_id].full_name,
            record_book_number=row.record_book_number,
            group_name=groups[known[row.student_id].group_id].name,
            line=lines[row.sheet.line_id],
            sheet_id=row.sheet_id,
            sheet_number=row.sheet.number,
            total=row.total,
            outcome=SheetOutcome(row.outcome),
            control_date=row.sheet.control_date,
        )
        for row in found
    ]


def to_fill(actor: Actor, semester_id: int, limit: int = 20) -> list[tuple[GradeSheet, LineRef]]:
    """Open sheets that wait for this teacher, the nearest control first."""
    if actor.user_id is None:
        return []
    lines = {line.id: line for line in teaching.lines_of_user(actor.user_id, semester_id)}
    rows = GradeSheet.objects.filter(line_id__in=lines, status=SheetStatus.OPEN.value)
    return [(row, lines[row.line_id]) for row in rows.order_by("control_date", "number")[:limit]]


def to_close(actor: Actor, semester_id: int, limit: int = 20) -> tuple[int, list[tuple[GradeSheet, LineRef]]]:
    """Number of the sheets that wait for the dean's office, and the first of them; raises NotAllowed."""
    rows = access.visible(actor, semester_id, SheetsPermission.CLOSE).filter(
        status=SheetStatus.TEACHER_SIGNED.value
    )
    first = list(rows.order_by("control_date", "number")[:limit])
    lines = teaching.lines(row.line_id for row in first)
    return rows.count(), [(row, lines[row.line_id]) for row in first]
