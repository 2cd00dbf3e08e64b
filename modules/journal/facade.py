"""The door of the journal: journals of a line, what they give for its sheet, deeds for imports and demo data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from modules.grading import facade as grading
from modules.grading.facade import CourseFacts, CourseResult, Explanation
from modules.journal.models import REGISTER_KIND, Journal
from modules.journal.selectors import book, facts, own, roster
from modules.journal.services import (
    CellWrite,
    JournalRefused,
    LessonInput,
    ResultWrite,
    SetMarksOutcome,
    add_lessons,
    add_work,
    open_journals,
    set_checkpoint_results,
    set_checkpoint_total,
    set_marks,
)
from modules.people import facade as people
from modules.teaching import facade as teaching
from modules.teaching.facade import LineRef
from ordo.ledger import facade as ledger
from ordo.ledger.facade import RegisterRef

__all__ = [
    "CellWrite",
    "CheckpointRef",
    "CoursePoints",
    "JournalRef",
    "JournalRefused",
    "LessonInput",
    "ResultWrite",
    "SetMarksOutcome",
    "add_lessons",
    "add_work",
    "checkpoints_of",
    "course_facts",
    "course_points",
    "journals_of_line",
    "open_journals",
    "policy_version_of",
    "register_of",
    "set_checkpoint_results",
    "set_checkpoint_total",
    "set_marks",
    "student_points",
]


@dataclass(frozen=True, slots=True)
class JournalRef:
    """One journal; `subgroup_id` None is the whole group's."""

    id: int
    line_id: int
    subgroup_id: int | None
    register_id: int
    policy_version_id: int
    mark_maximum: int


@dataclass(frozen=True, slots=True)
class CheckpointRef:
    """One checkpoint of a journal with the ids and maxima of its works; `set_at` when its total has locked it."""

    journal_id: int
    number: int
    max_points: Decimal
    works: tuple[tuple[int, Decimal], ...]
    set_at: datetime | None


@dataclass(frozen=True, slots=True)
class CoursePoints:
    """What the journals give for one student: points within the policy's caps, and what has no data yet.

    `facts` feed `grading.course_result` together with the final control; `explanation` is of the journal's parts.
    """

    attendance: Decimal
    progress: Decimal
    checkpoints: tuple[Decimal, ...]
    attendance_no_data: bool
    progress_no_data: bool
    checkpoints_no_data: tuple[bool, ...]
    policy_version_id: int
    facts: CourseFacts
    explanation: Explanation


def journals_of_line(line_id: int) -> list[JournalRef]:
    """Journals of a working plan line, the whole group's among them if there is one; empty when none is open."""
    names = JournalRef.__dataclass_fields__
    rows = Journal.objects.filter(line_id=line_id).order_by("id").values_list(*names)
    return [JournalRef(*row) for row in rows]


def register_of(line_id: int) -> RegisterRef:
    """The register of a working plan line, opened when it is new; call inside `ledger.acting`."""
    return ledger.register_for(REGISTER_KIND, line_id)


def policy_version_of(line_id: int) -> int:
    """The policy version that governs a line: the one its journals pinned, else the one of its semester's first day.

    Raises grading's ChoiceError.
    """
    pinned = Journal.objects.filter(line_id=line_id).values_list("policy_version_id", flat=True).first()
    if pinned is not None:
        return pinned
    line = teaching.line(line_id)
    group, day = line.group, line.semester.starts_on
    return grading.policy_for(group.level, group.programme_code, line.control_form, day).version_id


def checkpoints_of(line_id: int) -> list[CheckpointRef]:
    """Checkpoints of all journals of a line, by number."""
    register = ledger.find_register(REGISTER_KIND, line_id)
    if register is None:
        return []
    return [
        CheckpointRef(
            row.journal_id,
            row.number,
            row.max_points,
            tuple((work.id, work.max_points) for work in row.works),
            row.set_at,
        )
        for row in book.checkpoints(register.id)
    ]


def course_facts(line: LineRef, student_ids: Iterable[int]) -> dict[int, CourseFacts]:
    """What was entered for several students of a line by student id, for whoever does the arithmetic; nine queries.

    Those who never stood in the group are left out, and so is everybody while no journal is open.
    """
    register = ledger.find_register(REGISTER_KIND, line.id)
    if register is None:
        return {}
    wanted = frozenset(student_ids)
    members = [member for member in roster.read(line).members.values() if member.student.id in wanted]
    content = book.read(register.id, students=wanted)
    return {member.student.id: facts.facts_of(content, member) for member in members}


def course_points(line_id: int, student_ids: Iterable[int]) -> dict[int, CoursePoints]:
    """Points of several students of a line by student id; those who never stood in the group are left out.

    Raises CannotSpread when the policy gives checkpoint points but the line has no checkpoint.
    """
    register = ledger.find_register(REGISTER_KIND, line_id)
    if register is None:
        return {}
    line = teaching.line(line_id)
    wanted = frozenset(student_ids)
    members = tuple(m for m in roster.read(line).members.values() if m.student.id in wanted)
    content = book.read(register.id, students=wanted)
    choice = grading.policy_by_version(policy_version_of(line_id))
    results = facts.results_of(content, line, choice, members)
    return {
        member.student.id: _points(results[member.student.id], facts.facts_of(content, member))
        for member in members
    }


def student_points(student_id: int, line_ids: Iterable[int]) -> dict[int, CoursePoints]:
    """Points of one student in several lines of the own group by line id, in a steady number of queries.

    Lines without an open journal, and those whose policy cannot be applied, are left out.
    """
    student = people.students([student_id]).get(student_id)
    if student is None:
        return {}
    found = teaching.lines(line_ids)
    courses = own.courses_of(student, [line for line in found.values() if line.group.id == student.group_id])
    return {
        course.line.id: _points(course.result, course.facts)
        for course in courses
        if course.result is not None and course.facts is not None
    }


def _points(result: CourseResult, entered: CourseFacts) -> CoursePoints:
    parts = result.parts
    return CoursePoints(
        attendance=parts.attendance.points,
        progress=parts.progress.points,
        checkpoints=tuple(part.points for part in parts.checkpoints),
        attendance_no_data=parts.attendance.no_data,
        progress_no_data=parts.progress.no_data,
        checkpoints_no_data=tuple(part.no_data for part in parts.checkpoints),
        policy_version_id=result.policy_id,
        facts=entered,
        explanation=(
            parts.attendance.explanation + parts.progress.explanation + parts.checkpoint_total.explanation
        ),
    )
