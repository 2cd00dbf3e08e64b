"""Who belongs to a sheet while it is open: the list follows transfers and expulsions by itself (EB-08.0d)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from modules.people import facade as people
from modules.people.facade import StudentRef
from modules.sheets.rules import Standing
from modules.teaching.facade import LineRef

_STANDING_BY_STATUS = {
    "expelled": Standing.EXPELLED,
    "academic_leave": Standing.ON_LEAVE,
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One student of a sheet; `student.subgroup_id` is the one of the day of the control, or the last one held."""

    student: StudentRef
    standing: Standing


def read(line: LineRef, control_date: date, marked: Collection[int]) -> tuple[Listed, ...]:
    """The group's students on the day of the control by name; after them those who were in it and left.

    `marked` are students with something in the final column: they stay on the sheet whatever happened. Three queries,
    two when nobody left.
    """
    present = people.members(line.group.id, control_date)
    here = {student.id for student in present}
    stays = people.members_during(line.group.id, line.semester.starts_on, line.semester.ends_on)
    gone = ({stay.student_id for stay in stays} | set(marked)) - here
    left = sorted(people.students(gone).values(), key=_order) if gone else []
    return (
        *(Listed(student, Standing.LISTED) for student in present),
        *(Listed(student, _standing(student)) for student in left),
    )


def _order(student: StudentRef) -> tuple[str, int]:
    return student.sort_key, student.id


def _standing(student: StudentRef) -> Standing:
    return _STANDING_BY_STATUS.get(student.status, Standing.TRANSFERRED)
