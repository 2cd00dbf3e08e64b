"""Where people and groups stand, for permissions, and the refusals that several deeds share."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from modules.people.models import Employee, Student
from modules.structure import facade as structure
from ordo.access.actor import Target


class Refused(Exception):
    """A deed that the rules do not allow; `code` is for programs, `sentence` for people."""

    code = "people.refused"
    sentence: str | Promise = _("This is not possible.")

    def __str__(self) -> str:
        return str(self.sentence)


def target_of_group(group_id: int, owners: frozenset[int] = frozenset()) -> Target:
    """Where a group stands; raises structure.UnknownGroup."""
    place = structure.group_target(structure.group(group_id))
    return Target(place.faculty_id, place.department_id, place.group_id, owners)


def target_of_student(row: Student) -> Target:
    """Where a student stands: in the newest group, and with the own log-in as owner."""
    owners = frozenset() if row.user_id is None else frozenset({row.user_id})
    return target_of_group(row.group_id, owners)


def target_of_employee(row: Employee) -> Target:
    """Where an employee stands: in the department and its faculty, and with the own log-in as owner."""
    owners = frozenset() if row.user_id is None else frozenset({row.user_id})
    faculties = {unit.id: unit.faculty_id for unit in structure.departments()}
    return Target(
        faculty_id=faculties.get(row.department_id) if row.department_id else None,
        department_id=row.department_id,
        owners=owners,
    )
