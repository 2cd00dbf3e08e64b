"""How the journals of a faculty or of the whole university are filled, unit by unit (JAMU-3.6, OSH-3.5, JAMU-7.6a)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Q
from django.utils import timezone

from modules.journal.models import Journal, Lesson
from modules.journal.permissions import JournalPermission
from modules.structure import facade as structure
from modules.structure.facade import Names, UnitRef
from modules.teaching import facade as teaching
from modules.teaching.facade import Unit
from ordo.access.actor import Actor, Reach


@dataclass(frozen=True, slots=True)
class UnitFilling:
    """One unit: open journals, lines whose journal is not open, lessons held, lessons of past days not filled."""

    names: Names
    journals: int = 0
    not_open: int = 0
    held: int = 0
    unfilled: int = 0

    @property
    def percent(self) -> float | None:
        """Lessons filled of those that should be; None where there was none yet."""
        due = self.held + self.unfilled
        return 100 * self.held / due if due else None


@dataclass(frozen=True, slots=True)
class FillingReport:
    """The units within a reach, the least filled first, and all of them together."""

    unit: Unit
    rows: tuple[UnitFilling, ...]
    total: UnitFilling


def filling_by_unit(actor: Actor, semester_id: int) -> FillingReport | None:
    """Count by faculty for whoever watches the university, else by department of the disciplines.

    None for who watches nothing but the own journals. Four queries whatever the size. Raises NotAllowed.
    """
    reach = replace(actor.reach(JournalPermission.JOURNAL_VIEW), own=False)
    if reach.is_empty:
        return None
    unit = Unit.FACULTY if reach.everything else Unit.DEPARTMENT
    rows = sorted(_rows(reach, semester_id, unit), key=_least_filled)
    return FillingReport(unit, tuple(rows), _total(rows))


def _rows(reach: Reach, semester_id: int, unit: Unit) -> list[UnitFilling]:
    lines = teaching.line_counts(reach, None, semester_id, unit)
    ids = teaching.line_ids_in_reach(reach, None, semester_id)
    opened = {
        pk: (journals, with_journal)
        for pk, journals, with_journal in Journal.objects.filter(line__in=ids)
        .order_by()
        .values_list(f"line__{unit}")
        .annotate(journals=Count("pk"), with_journal=Count("line_id", distinct=True))
    }
    lessons = {
        pk: (held, unfilled)
        for pk, held, unfilled in Lesson.objects.filter(journal__line__in=ids)
        .order_by()
        .values_list(f"journal__line__{unit}")
        .annotate(
            held_count=Count("pk", filter=Q(held=True)),
            unfilled=Count("pk", filter=Q(held=False, date__lte=timezone.localdate())),
        )
    }
    found = []
    for ref in _units(unit):
        if ref.id in lines:
            journals, with_journal = opened.get(ref.id, (0, 0))
            held, unfilled = lessons.get(ref.id, (0, 0))
            found.append(UnitFilling(ref.names, journals, lines[ref.id] - with_journal, held, unfilled))
    return found


def _units(unit: Unit) -> list[UnitRef]:
    return structure.faculties() if unit is Unit.FACULTY else structure.departments()


def _least_filled(row: UnitFilling) -> tuple[bool, float]:
    """Units without any lesson stand last."""
    return row.percent is None, row.percent or 0


def _total(rows: Iterable[UnitFilling]) -> UnitFilling:
    rows = tuple(rows)
    return UnitFilling(
        names={},
        journals=sum(row.journals for row in rows),
        not_open=sum(row.not_open for row in rows),
        held=sum(row.held for row in rows),
        unfilled=sum(row.unfilled for row in rows),
    )
