"""What a university of size S holds: nothing empty, work left to do, and a semester that is over."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db.models import Count, Q

from cms.portal.models import AboutPage, ContactsPage, NewsPage
from modules.journal.models import CheckpointTotal, Journal, Lesson, Mark
from modules.people import facade as people
from modules.people.models import Student
from modules.sheets import facade as sheets
from modules.sheets.models import GradeSheet, SheetLine, Signature
from modules.structure import facade as structure
from modules.structure.models import StudyGroup
from modules.teaching import facade as teaching
from modules.teaching.models import WorkingPlanLine
from ordo.access.roles import ROLES
from ordo.accounts.models import User
from ordo.config.demo.university import BEHIND
from ordo.tenancy.current import inside
from tests.platform.config.demo.conftest import DAY, Filled


@pytest.fixture(autouse=True)
def _there(nsu_of_size_s: Filled) -> Iterator[None]:
    with inside(nsu_of_size_s.schema):
        yield


def _semesters() -> tuple[int, int]:
    current, before = structure.semesters()
    return current.id, before.id


def test_every_line_of_this_semester_has_a_journal_with_lessons_and_marks() -> None:
    current, _before = _semesters()
    lines = WorkingPlanLine.objects.filter(semester_id=current)
    assert lines.count() == 72
    journals = Journal.objects.filter(line__semester_id=current)
    assert journals.count() == 72
    for journal in journals.annotate(held=Count("lessons", filter=Q(lessons__held=True))):
        assert journal.held >= 8
    assert Mark.objects.filter(lesson__journal__line__semester_id=current).count() > 72 * 100


def test_some_lessons_wait_to_be_filled_in() -> None:
    current, _before = _semesters()
    empty = Lesson.objects.filter(journal__line__semester_id=current, held=False)
    of_today = empty.filter(date=DAY)
    # The first discipline of each of the twelve groups is on today's weekday.
    assert of_today.count() == 12
    assert empty.exclude(date=DAY).count() == 72 // BEHIND
    assert not Lesson.objects.filter(date__gt=DAY).exists()


def test_the_first_checkpoint_is_settled_in_most_journals_and_the_second_in_none() -> None:
    current, before = _semesters()

    def settled(semester_id: int) -> Counter[int]:
        rows = CheckpointTotal.objects.filter(checkpoint__journal__line__semester_id=semester_id)
        pairs = rows.values_list("checkpoint__number", "checkpoint_id").distinct()
        return Counter(number for number, _checkpoint in pairs)

    assert set(settled(current)) == {1}
    assert 72 * 3 // 4 <= settled(current)[1] < 72
    assert (
        settled(before)[1] == settled(before)[2] == Journal.objects.filter(line__semester_id=before).count()
    )


def test_older_groups_of_every_faculty_have_a_semester_behind_them_with_closed_sheets() -> None:
    _current, before = _semesters()
    lines = WorkingPlanLine.objects.filter(semester_id=before)
    groups = StudyGroup.objects.filter(pk__in=lines.values("group_id"))
    assert set(groups.values_list("course", flat=True)) <= {2, 3, 4}
    assert groups.count() == 5
    assert lines.count() == 5 * 6
    past = GradeSheet.objects.filter(semester_id=before)
    assert set(past.values_list("status", flat=True)) == {"closed"}
    assert past.count() == lines.count()
    # The college closes with its five-point policy.
    assert set(past.filter(scale="five").values_list("group__programme__level", flat=True)) == {"college"}
    assert past.values("faculty_id").distinct().count() == 3
    assert Signature.objects.count() == 2 * past.count()
    assert len(set(past.values_list("control_date", flat=True))) > 10


def test_some_students_owe_something_and_most_do_not() -> None:
    lines = SheetLine.objects.exclude(outcome="")
    outcomes = Counter(lines.values_list("outcome", flat=True))
    debts = outcomes["failed"] + outcomes["not_appeared"]
    assert outcomes["not_appeared"] > 0
    assert 0.02 < debts / lines.count() < 0.15
    assert {"A", "B", "C", "D", "E", "FX"} <= set(lines.values_list("letter", flat=True))


def test_only_the_first_faculty_has_sheets_of_this_semester_and_they_are_open() -> None:
    current, _before = _semesters()
    rows = GradeSheet.objects.filter(semester_id=current)
    assert set(rows.values_list("status", "faculty__code")) == {("open", "IT")}
    assert (
        rows.count()
        == WorkingPlanLine.objects.filter(
            semester_id=current, group__programme__department__faculty__code="IT"
        ).count()
    )


def test_the_printed_student_has_a_record_book_and_the_printed_teacher_has_work(
    nsu_of_size_s: Filled,
) -> None:
    assert set(nsu_of_size_s.accounts) == {info.code.value for info in ROLES}
    student = people.student_of_user(User.objects.get(username="student").pk)
    assert student is not None
    assert structure.group(student.group_id).course > 1
    results = sheets.results_of_student(student.id)
    assert results is not None
    assert results.gpa is not None
    assert (
        results.credits_earned + sum(row.credits for row in results.semesters[-1].rows if row.outcome.is_debt)
        > 20
    )
    current, _before = _semesters()
    lines = teaching.lines_of_user(User.objects.get(username="teacher").pk, current)
    empty = Lesson.objects.filter(journal__line_id__in=[line.id for line in lines], held=False)
    assert {lesson.date == DAY for lesson in empty} == {True, False}


def test_students_have_as_many_disciplines_as_a_record_book_has_lines_and_none_twice() -> None:
    closed = SheetLine.objects.values("student_id")
    for student in Student.objects.filter(pk__in=closed).order_by("pk")[:20]:
        results = sheets.results_of_student(student.pk)
        assert results is not None
        names = [row.line.discipline_names["ru"] for one in results.semesters for row in one.rows]
        assert len(names) == len(set(names)) == 12


def test_the_site_has_news_in_three_languages() -> None:
    for language in ("ky", "ru", "en"):
        news = NewsPage.objects.live().filter(locale__language_code=language)
        assert news.count() == 5
        assert len(set(news.values_list("date", flat=True))) == 5
        assert news.order_by("-date").last().slug == "site-open"
        assert AboutPage.objects.get(locale__language_code=language).body
        assert not ContactsPage.objects.get(locale__language_code=language).is_empty
    keys = Counter(NewsPage.objects.values_list("translation_key", flat=True))
    assert set(keys.values()) == {3}


def test_officials_are_people_with_names_of_their_own() -> None:
    codes = {info.code.value for info in ROLES}
    names = [user.get_full_name() for user in User.objects.filter(username__in=codes)]
    assert len(names) == len(codes)
    assert len(set(names)) > len(names) * 3 / 4
