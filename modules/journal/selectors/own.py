"""What a student sees: the own marks, absences and running points in every discipline (JAMU-3.4c, JAMU-3.4d)."""

from collections.abc import Sequence
from dataclasses import dataclass

from modules.grading import facade as grading
from modules.grading.facade import CourseFacts, CourseResult, PolicyChoice
from modules.journal.models import Journal
from modules.journal.permissions import JournalPermission
from modules.journal.rules import MarkValue
from modules.journal.selectors import book, facts, roster
from modules.journal.selectors.book import Book, LessonRow
from modules.journal.selectors.roster import Member
from modules.people import facade as people
from modules.people.facade import StudentRef
from modules.teaching import facade as teaching
from modules.teaching.facade import LineRef
from ordo.access.actor import Actor, NotAllowed
from tenants.policies import CannotSpread


@dataclass(frozen=True, slots=True)
class OwnLesson:
    """One held lesson and what stands there for the student."""

    lesson: LessonRow
    mark: MarkValue


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """One discipline of the student; `result` is None while its journal is not open or no policy fits."""

    line: LineRef
    lessons: tuple[OwnLesson, ...]
    result: CourseResult | None
    facts: CourseFacts | None = None


def own_courses(actor: Actor, semester_id: int) -> list[OwnCourse]:
    """The courses of the student behind the log-in in a semester, in a steady number of queries.

    Raises NotAllowed, also for a log-in that is no student's.
    """
    actor.require(JournalPermission.OWN_VIEW)
    student = people.student_of_user(actor.user_id) if actor.user_id is not None else None
    if student is None:
        raise NotAllowed(str(JournalPermission.OWN_VIEW))
    return courses_of(student, teaching.lines_of_group(student.group_id, semester_id))


def courses_of(student: StudentRef, lines: Sequence[LineRef]) -> list[OwnCourse]:
    """The courses of a student in the given lines of the student's group; permissions are the caller's business."""
    pinned = _pinned([line.id for line in lines])
    books = book.read_many([register for register, _version in pinned.values()], {student.id})
    choices = grading.policies_by_version(version for _register, version in pinned.values())
    members = {line.semester.id: roster.of_student(line, student) for line in lines}
    courses = []
    for line in lines:
        member = members[line.semester.id]
        if line.id not in pinned or member is None:
            courses.append(OwnCourse(line, (), None))
            continue
        register, version = pinned[line.id]
        content = books[register]
        result = _result(content, line, choices[version], member)
        entered = facts.facts_of(content, member)
        courses.append(OwnCourse(line, _lessons(content, member), result, entered))
    return courses


def _pinned(line_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Register and pinned policy of each line with an open journal."""
    rows = Journal.objects.filter(line_id__in=line_ids).order_by("-id")
    return {
        line_id: (register_id, version)
        for line_id, register_id, version in rows.values_list("line_id", "register_id", "policy_version_id")
    }


def _lessons(content: Book, member: Member) -> tuple[OwnLesson, ...]:
    subgroups = {journal.pk: journal.subgroup_id for journal in content.journals}
    found = []
    for lesson in content.lessons:
        if lesson.held and member.was_in(lesson.date, subgroups[lesson.journal_id]):
            cell = content.marks.get(lesson.id, {}).get(member.student.id)
            found.append(OwnLesson(lesson, cell.content if cell else MarkValue()))
    return tuple(found)


def _result(content: Book, line: LineRef, choice: PolicyChoice, member: Member) -> CourseResult | None:
    try:
        return facts.results_of(content, line, choice, (member,))[member.student.id]
    except CannotSpread:
        return None
