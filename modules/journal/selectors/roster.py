"""Who stood in a journal's group on which day: those who left stay visible for the time they were in."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from modules.people import facade as people
from modules.people.facade import MembershipRef, StudentRef
from modules.teaching.facade import LineRef


@dataclass(frozen=True, slots=True)
class Member:
    """One student with the stays in the group during the semester, oldest first."""

    student: StudentRef
    stays: tuple[MembershipRef, ...]

    @property
    def subgroup_id(self) -> int | None:
        """The subgroup of the newest stay."""
        return self.stays[-1].subgroup_id

    def was_in(self, day: date, subgroup_id: int | None = None) -> bool:
        """Say whether the student was in the group, or in this part of it, on the day."""
        return any(
            stay.from_date <= day
            and (stay.until_date is None or day <= stay.until_date)
            and subgroup_id in (None, stay.subgroup_id)
            for stay in self.stays
        )

    def was_ever_in(self, subgroup_id: int | None) -> bool:
        """Say whether the student stood in a subgroup at all; the whole group holds everybody."""
        return subgroup_id is None or any(stay.subgroup_id == subgroup_id for stay in self.stays)


@dataclass(frozen=True, slots=True)
class Roster:
    """Members of a line's group during its semester by student id, in the order of lists."""

    members: Mapping[int, Member]

    def of_subgroup(self, subgroup_id: int | None) -> tuple[Member, ...]:
        """Members who stand in the journal of a subgroup; all of them for the whole group's."""
        return tuple(member for member in self.members.values() if member.was_ever_in(subgroup_id))

    def was_in(self, student_id: int, day: date, subgroup_id: int | None) -> bool:
        """Say whether a student was in the group, and in the subgroup, on a day."""
        member = self.members.get(student_id)
        return member is not None and member.was_in(day, subgroup_id)


def read(line: LineRef) -> Roster:
    """The roster of a line's semester; one query."""
    stays: dict[int, list[MembershipRef]] = defaultdict(list)
    students: dict[int, StudentRef] = {}
    for stay, student in people.stays_during(line.group.id, line.semester.starts_on, line.semester.ends_on):
        stays[student.id].append(stay)
        students[student.id] = student
    ordered = sorted(students.values(), key=lambda student: (student.sort_key, student.id))
    return Roster({student.id: Member(student, tuple(stays[student.id])) for student in ordered})


def of_student(line: LineRef, student: StudentRef) -> Member | None:
    """One student's stays in a line's group during its semester, None without any; one query."""
    stays = people.members_during(line.group.id, line.semester.starts_on, line.semester.ends_on)
    own = tuple(stay for stay in stays if stay.student_id == student.id)
    return Member(student, own) if own else None
