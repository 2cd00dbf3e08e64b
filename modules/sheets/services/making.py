"""Making the sheets of a semester: all of them from the working plan, none by hand (EB-08.0c, EB-08.2, EB-08.5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.db import connection
from django.db.models import Max

from modules.grading import facade as grading
from modules.grading.facade import ChoiceError, PolicyChoice
from modules.journal import facade as journal
from modules.sheets.models import REGISTER_KIND, GradeSheet
from modules.sheets.permissions import SheetsPermission
from modules.sheets.rules import SheetStatus, sheet_number
from modules.sheets.services.desk import enter, queued
from modules.sheets.services.errors import AlreadySigned, BadDate
from modules.teaching import facade as teaching
from modules.teaching.facade import LineRef
from ordo.access.actor import Actor
from ordo.ledger import facade as ledger
from ordo.tenancy.current import lock_key
from tenants.policies import ControlForm

_BATCH = 50


class Steps(Protocol):
    """Something that is told how far the work is; jobs' Progress is one."""

    def step(self, done: int | None = None, *, total: int | None = None) -> None:
        """So many are done."""


@dataclass(frozen=True, slots=True)
class Ensured:
    """What making the sheets did: how many were made and were there already; refused lines and why."""

    made: int
    existing: int
    refused: tuple[tuple[int, str], ...]

    @property
    def total(self) -> int:
        """All lines that were looked at."""
        return self.made + self.existing + len(self.refused)


def ensure_sheets(*, actor: Actor, semester_id: int, progress: Steps | None = None) -> Ensured:
    """Make the missing sheets of a semester within the actor's reach; idempotent, in portions that commit.

    Raises NotAllowed.
    """
    reach = actor.reach(SheetsPermission.SHEET_ENSURE)
    lines = teaching.lines_in_reach(reach, actor.user_id, semester_id)
    made = existing = done = 0
    refused: list[tuple[int, str]] = []
    for start in range(0, len(lines), _BATCH):
        batch = lines[start : start + _BATCH]
        one = _ensure_batch(actor, batch)
        made, existing = made + one.made, existing + one.existing
        refused.extend(one.refused)
        done += len(batch)
        if progress is not None:
            progress.step(done, total=len(lines))
    return Ensured(made, existing, tuple(refused))


def _ensure_batch(actor: Actor, lines: Sequence[LineRef]) -> Ensured:
    with ledger.acting(actor):
        _queue_for_numbers()
        wanted = [line.id for line in lines]
        having = set(GradeSheet.objects.filter(line_id__in=wanted).values_list("line_id", flat=True))
        missing = [line for line in lines if line.id not in having]
        refused = tuple(_make(missing))
    return Ensured(len(missing) - len(refused), len(having), refused)


def _queue_for_numbers() -> None:
    """One at a time within a university: numbers have neither gaps nor doubles."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [lock_key("sheets", "numbers")]
        )


def _make(lines: Iterable[LineRef]) -> list[tuple[int, str]]:
    refused: list[tuple[int, str]] = []
    rows = []
    serials: dict[int, int] = {}
    for line in lines:
        try:
            choice = grading.policy_by_version(journal.policy_version_of(line.id))
        except ChoiceError as problem:
            refused.append((line.id, grading.refusal(problem)))
            continue
        year = line.semester.year_start
        serials[year] = serials.get(year, _last_serial(year)) + 1
        rows.append(_row(line, choice, serials[year]))
    GradeSheet.objects.bulk_create(rows)
    return refused


def _last_serial(year: int) -> int:
    return GradeSheet.objects.filter(year=year).aggregate(last=Max("serial"))["last"] or 0


def _row(line: LineRef, choice: PolicyChoice, serial: int) -> GradeSheet:
    target = teaching.line_target(line)
    return GradeSheet(
        register_id=ledger.register_for(REGISTER_KIND, line.id).id,
        line_id=line.id,
        year=line.semester.year_start,
        serial=serial,
        number=sheet_number(line.semester.year_start, line.semester.number, serial),
        semester_id=line.semester.id,
        group_id=line.group.id,
        faculty_id=line.group.faculty_id,
        department_id=target.department_id or line.group.department_id,
        control_form=line.control_form,
        credits=line.credits,
        policy_version_id=choice.version_id,
        scale=choice.policy.scale.value,
        final_maximum=final_maximum(choice, line.control_form),
        control_date=line.semester.ends_on,
    )


def final_maximum(choice: PolicyChoice, control_form: str) -> Decimal:
    """Highest figure of the final column: the policy's cap, 5 in a 5-point policy, 0 without a final control."""
    cap = choice.policy.caps(ControlForm(control_form)).final
    return choice.policy.entry_maximum(cap) if cap else Decimal(0)


def set_control_date(*, actor: Actor, sheet_id: int, control_date: date) -> None:
    """Set the day of the control of an open sheet; the list of students is the one of that day.

    Raises NotAllowed, NoSheet, AlreadySigned, BadDate.
    """
    desk = enter(actor, sheet_id, SheetsPermission.SHEET_ENSURE)
    semester = desk.line.semester
    if not semester.starts_on <= control_date <= semester.ends_on:
        raise BadDate
    with queued(actor, desk) as taken:
        if taken.status is not SheetStatus.OPEN:
            raise AlreadySigned
        GradeSheet.objects.filter(pk=sheet_id, version=taken.sheet.version).update(
            control_date=control_date, version=taken.sheet.version + 1
        )
