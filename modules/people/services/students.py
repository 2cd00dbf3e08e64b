"""Deeds around students' data: enter, change, number (EB-02.2, EB-02.3, EB-02.6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from modules.people.models import GroupMembership, Movement, Student
from modules.people.permissions import PeoplePermission
from modules.people.services.places import target_of_group, target_of_student
from ordo.access.actor import Actor
from ordo.editing import versions
from ordo.exchange.reading import fields as reading
from ordo.tenancy.current import lock_key


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStudent:
    """A student to be entered. An empty record book number is given out; `since` is the first day in the group."""

    last_name: str
    first_name: str
    group_id: int
    admission_year: int
    since: date
    patronymic: str = ""
    record_book_number: str = ""
    pin: str | None = None
    birth_date: date | None = None
    sex: str = ""
    nationality: str = ""
    citizenship: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""
    funding: str = "contract"
    subgroup_id: int | None = None
    user_id: int | None = None
    order_number: str = ""
    order_date: date | None = None


_OF_MOVEMENT = frozenset({"since", "subgroup_id", "order_number", "order_date"})
_COLUMNS = tuple(field.name for field in fields(NewStudent) if field.name not in _OF_MOVEMENT)


@transaction.atomic
def add_students(*, actor: Actor, students: Sequence[NewStudent]) -> list[Student]:
    """Enter several students into their groups, with a first membership and a movement 'admission' each.

    All or nothing. Raises NotAllowed, ValidationError (a PIN or record book that is taken, a wrong PIN).
    """
    actor.require(PeoplePermission.STUDENT_CHANGE)
    for group_id in {student.group_id for student in students}:
        actor.require(PeoplePermission.STUDENT_CHANGE, target_of_group(group_id))
    rows = [_row(student, number) for student, number in zip(students, _numbers(students), strict=True)]
    for row in rows:
        check(row)
        versions.check_columns(row)
    _refuse_taken(rows)
    Student.objects.bulk_create(rows, batch_size=500)
    pairs = list(zip(rows, students, strict=True))
    GroupMembership.objects.bulk_create(
        [
            GroupMembership(
                student=row, group_id=new.group_id, subgroup_id=new.subgroup_id, from_date=new.since
            )
            for row, new in pairs
        ],
        batch_size=1000,
    )
    Movement.objects.bulk_create([_admission(row, new, actor) for row, new in pairs], batch_size=1000)
    return rows


@transaction.atomic
def change_student(*, actor: Actor, student_id: int, seen: int, values: Mapping[str, Any]) -> Student:
    """Change personal data of a student opened at version `seen`; groups and status change by movements only.

    Raises NotAllowed, ValidationError, ChangedMeanwhile, Student.DoesNotExist.
    """
    actor.require(PeoplePermission.STUDENT_CHANGE)
    row = Student.objects.select_for_update().get(pk=student_id)
    actor.require(PeoplePermission.STUDENT_CHANGE, target_of_student(row))
    if {"group", "group_id", "status"} & set(values):
        raise ValueError("a group and a status change by a movement")
    save(row, values, seen)
    return row


def save(row: Any, values: Mapping[str, Any], seen: int | None) -> None:
    """Save a person with the columns that follow from the values; for students and employees."""
    draft = type(row)(**{**_present(row), **values})
    draft.reckon()
    check(draft)
    derived = {"sort_key": draft.sort_key, "search": draft.search}
    if seen is not None and seen != row.version:
        derived = {}
    versions.save(row, {**values, **derived}, seen)


def check(row: Any) -> None:
    """Raise ValidationError for a PIN that is no PIN; one that contradicts the birth date is the form's question."""
    if not row.pin:
        row.pin = None
        return
    found = reading.pin(row.pin)
    if not found.ok:
        raise ValidationError({"pin": _("A PIN has 14 digits.")})
    row.pin = found.value


def free_record_book_numbers(year: int, count: int) -> list[str]:
    """The next free numbers of an admission year, such as 2500017; holds the row of numbers until the end."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [lock_key("record_book", year)]
        )
    prefix = f"{year % 100:02d}"
    taken = Student.objects.filter(record_book_number__regex=rf"^{prefix}[0-9]{{5}}$")
    last = taken.order_by("-record_book_number").values_list("record_book_number", flat=True).first()
    start = int(last[2:]) if last else 0
    return [f"{prefix}{start + place:05d}" for place in range(1, count + 1)]


def _present(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _row(new: NewStudent, number: str) -> Student:
    values = {name: value for name, value in asdict(new).items() if name in _COLUMNS}
    row = Student(**{**values, "record_book_number": number})
    row.reckon()
    return row


def _numbers(students: Sequence[NewStudent]) -> Iterable[str]:
    wanted: dict[int, int] = {}
    for student in students:
        if not student.record_book_number:
            wanted[student.admission_year] = wanted.get(student.admission_year, 0) + 1
    free = {year: iter(free_record_book_numbers(year, count)) for year, count in sorted(wanted.items())}
    return [student.record_book_number or next(free[student.admission_year]) for student in students]


def _refuse_taken(rows: Sequence[Student]) -> None:
    pins = [row.pin for row in rows if row.pin]
    books = [row.record_book_number for row in rows]
    if len(set(pins)) < len(pins) or Student.objects.filter(pin__in=pins).exists():
        raise ValidationError({"pin": _("A student with this PIN is already entered.")})
    if len(set(books)) < len(books) or Student.objects.filter(record_book_number__in=books).exists():
        raise ValidationError({"record_book_number": _("This record book number is taken.")})


def _admission(row: Student, new: NewStudent, actor: Actor) -> Movement:
    return Movement(
        student=row,
        kind=Movement.Kind.ADMISSION,
        on=new.since,
        to_group_id=new.group_id,
        order_number=new.order_number,
        order_date=new.order_date,
        entered_by_name=actor.name,
    )
