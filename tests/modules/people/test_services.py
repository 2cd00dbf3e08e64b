"""Entering people: keys, numbers, refusals, all or nothing (EB-02.2, EB-02.6, EB-03.1)."""

from collections.abc import Callable
from datetime import date, timedelta

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction

from modules.people import facade as people
from modules.people.models import Employee, GroupMembership, Student
from modules.people.services import students
from modules.people.services.employees import add_employees
from ordo.tenancy.current import inside
from tests.factories import house as houses
from tests.factories.house import SYSTEM, House

Superuser = Callable[..., psycopg.Connection]


def _new(house: House, last: str = "Асанов", **options: object) -> people.NewStudent:
    values = {
        "first_name": "Азамат",
        "group_id": house.mine.group,
        "admission_year": 2025,
        "since": house.start,
    }
    return people.NewStudent(last_name=last, **{**values, **options})


def test_the_same_list_entered_twice_changes_nothing(house: House) -> None:
    wanted = [_new(house, "Асанов", pin="20101200512345"), _new(house, "Бекова", record_book_number="X-1")]
    first = people.ensure_students(actor=SYSTEM, students=wanted)
    again = people.ensure_students(actor=SYSTEM, students=wanted)
    assert [one.id for one in first] == [one.id for one in again]
    assert Student.objects.filter(last_name__in=["Асанов", "Бекова"]).count() == 2


def test_one_bad_student_keeps_the_whole_list_out(house: House) -> None:
    count = Student.objects.count()
    with pytest.raises(ValidationError):
        people.ensure_students(actor=SYSTEM, students=[_new(house), _new(house, "Бекова", pin="12")])
    assert Student.objects.count() == count


def test_a_pin_and_a_record_book_stand_once(house: House) -> None:
    pin = "20101200512345"
    with pytest.raises(ValidationError):
        students.add_students(actor=SYSTEM, students=[_new(house, pin=pin), _new(house, "Бекова", pin=pin)])
    students.add_students(actor=SYSTEM, students=[_new(house, pin=pin, record_book_number="Z")])
    for options in ({"pin": pin}, {"record_book_number": "Z"}):
        with pytest.raises(ValidationError):
            students.add_students(actor=SYSTEM, students=[_new(house, "Бекова", **options)])
    with pytest.raises(IntegrityError, match="pin"), transaction.atomic():
        Student.objects.filter(pk=house.aigul).update(pin=pin)
    with pytest.raises(IntegrityError, match="people_student_pin"), transaction.atomic():
        Student.objects.filter(pk=house.aigul).update(pin="12")


def test_record_books_are_numbered_by_year_without_gaps(house: House) -> None:
    made = people.ensure_students(actor=SYSTEM, students=[_new(house, f"А{n}") for n in range(3)])
    more = people.ensure_students(actor=SYSTEM, students=[_new(house, "Я", admission_year=2024)])
    assert [one.record_book_number for one in made] == ["2500001", "2500002", "2500003"]
    assert more[0].record_book_number == "2400001"


def test_two_offices_at_once_queue_for_the_next_record_book(own_database: str, superuser: Superuser) -> None:
    with inside("nsu"):
        house = houses.build()
        with superuser(own_database) as other, other.transaction():
            key = "nsu:record_book:2025"
            other.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '200ms'")
            with pytest.raises(OperationalError, match="lock timeout"):
                people.ensure_student(actor=SYSTEM, student=_new(house))
        made = people.ensure_student(actor=SYSTEM, student=_new(house))
    assert made.record_book_number == "2500001"


def test_an_employee_is_found_by_personnel_number_and_log_in(house: House) -> None:
    found = people.employee_of_user(house.mine.teacher_user)
    assert found is not None
    assert (found.full_name, found.short_name) == ("Асанов Бакыт", "Асанов Б.")
    new = people.NewEmployee(last_name="А", first_name="Б", personnel_number="T-IT")
    with pytest.raises(ValidationError):
        add_employees(actor=SYSTEM, employees=[new])
    with pytest.raises(people.UnknownEmployee):
        people.employee(10**9)


def test_nothing_about_people_is_ever_deleted(house: House) -> None:
    from django.db import ProgrammingError

    for model in (Student, Employee, GroupMembership):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            model.objects.all()._raw_delete("default")


def test_every_change_is_in_the_audit_with_the_whole_row(house: House) -> None:
    row = Student.objects.get(pk=house.aigul)
    students.change_student(
        actor=SYSTEM, student_id=row.pk, seen=row.version, values={"phone": "+996700112233"}
    )
    events = row.audit_events.order_by("pgh_id")
    assert next(event.pgh_label for event in events) == "insert"
    assert events.last().phone == "+996700112233"
    columns = {field.name for field in Student._meta.concrete_fields}
    assert columns <= {field.name for field in events.model._meta.concrete_fields}


def test_members_by_subgroup_and_counts(house: House) -> None:
    from modules.structure import facade as structure

    part = structure.ensure_subgroup(actor=SYSTEM, group_id=house.mine.group, name="1")
    people.ensure_student(actor=SYSTEM, student=_new(house, subgroup_id=part))
    assert [one.last_name for one in people.members(house.mine.group, house.today, part)] == ["Асанов"]
    assert people.member_counts([house.mine.group, house.theirs.group], house.today) == {
        house.mine.group: 4,
        house.theirs.group: 2,
    }
    assert people.members(house.mine.group, date(2001, 1, 1)) == []
    stays = people.members_during(house.mine.group, house.start - timedelta(days=9), house.start)
    assert len(stays) == 4
    assert all(stay.until_date is None for stay in stays)
