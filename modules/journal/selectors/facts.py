"""From the rows of a journal to points: the facts of each student, handed to grading's arithmetic."""

from collections.abc import Mapping
from decimal import Decimal

from modules.grading import facade as grading
from modules.grading.facade import AttendanceCounts, CourseFacts, CourseResult, PolicyChoice, Work
from modules.journal.rules import MarkValue, Stored
from modules.journal.selectors.book import Book, CheckpointRow
from modules.journal.selectors.roster import Member
from modules.teaching.facade import LineRef
from tenants.policies import ABSENT, ControlForm, LessonMark

_NOTHING: Mapping[int, Stored[MarkValue]] = {}


def facts_of(book: Book, member: Member) -> CourseFacts:
    """What was entered for one student in all journals the student stands in.

    A held lesson without 'кж' is an attended one; lessons outside of the student's membership do not count.
    """
    subgroups = {journal.pk: journal.subgroup_id for journal in book.journals}
    held = attended = excused = 0
    marks: list[LessonMark] = []
    for lesson in book.lessons:
        if not lesson.held or not member.was_in(lesson.date, subgroups[lesson.journal_id]):
            continue
        held += 1
        cell = book.marks.get(lesson.id, _NOTHING).get(member.student.id)
        content = cell.content if cell else MarkValue()
        attended += not content.absent
        excused += content.excused
        if content.absent:
            marks.append(ABSENT)
        elif content.value is not None:
            marks.append(Decimal(content.value))
    return CourseFacts(
        attendance=AttendanceCounts(held=held, attended=attended, excused=excused),
        marks=tuple(marks),
        checkpoints=tuple(
            works_of(book, checkpoint, member.student.id)
            for checkpoint in book.checkpoints_for(member.subgroup_id)
        ),
    )


def works_of(book: Book, checkpoint: CheckpointRow, student_id: int) -> tuple[Work, ...]:
    """The works of one checkpoint with the student's points."""
    return tuple(Work(_points(book, work.id, student_id), work.max_points) for work in checkpoint.works)


def _points(book: Book, work_id: int, student_id: int) -> Decimal | None:
    cell = book.results.get(work_id, {}).get(student_id)
    return cell.content if cell else None


def results_of(
    book: Book, line: LineRef, choice: PolicyChoice, members: tuple[Member, ...]
) -> dict[int, CourseResult]:
    """The running result of each member by student id, with its explanation (final control left open)."""
    form = ControlForm(line.control_form)
    return {
        member.student.id: grading.course_result(choice.row, form, facts_of(book, member))
        for member in members
    }
