"""Types of people's part of the API. Private data stand in a part of their own, null without the right to see them."""

from datetime import date
from decimal import Decimal
from typing import Self

import strawberry

from modules.people.models import Employee, GroupMembership, Movement, Person, Student
from modules.people.selectors.refs import StudentRef
from modules.structure import facade as structure
from ordo.graph.ids import id_of

strawberry.enum(Student.Status, name="StudentStatus", description="Where a student stands.")
strawberry.enum(Student.Funding, name="StudentFunding", description="Who pays for a student's studies.")
strawberry.enum(Movement.Kind, name="MovementKind", description="Kind of a movement of a student.")


@strawberry.type(description="The study group a student is in, with its faculty.")
class StudentGroup:
    """What a list says of a group; `group(id)` says the rest."""

    id: strawberry.ID = strawberry.field(description="Number of this row in the university.")
    name: str = strawberry.field(description="Name of the group.")
    course: int = strawberry.field(description="Year of study.")
    programme_id: strawberry.ID = strawberry.field(description="What the group studies.")
    faculty_id: strawberry.ID = strawberry.field(description="Where the group stands.")
    faculty_name_ky: str = strawberry.field(description="The faculty's name in Kyrgyz.")
    faculty_name_ru: str = strawberry.field(description="The faculty's name in Russian.")
    faculty_name_en: str = strawberry.field(description="The faculty's name in English.")

    @classmethod
    def of(cls, row: Student) -> Self:
        """From a student's row that was read together with group, programme, department and faculty."""
        group = row.group
        faculty = group.programme.department.faculty
        names = structure.texts(faculty, "name")
        return cls(
            id=id_of(group.pk),
            name=group.name,
            course=group.course,
            programme_id=id_of(group.programme_id),
            faculty_id=id_of(faculty.pk),
            faculty_name_ky=names["ky"],
            faculty_name_ru=names["ru"],
            faculty_name_en=names["en"],
        )


@strawberry.type(name="Student", description="A student as a list shows it.")
class StudentType:
    """One student."""

    id: strawberry.ID = strawberry.field(description="Number of this row in the university.")
    last_name: str = strawberry.field(description="Last name.")
    first_name: str = strawberry.field(description="First name.")
    patronymic: str = strawberry.field(description="Patronymic, often empty.")
    full_name: str = strawberry.field(description="Last name, first name, patronymic.")
    record_book_number: str = strawberry.field(description="Number of the record book, unique.")
    status: Student.Status = strawberry.field(description="Where the student stands; movements change it.")
    funding: Student.Funding = strawberry.field(description="Who pays for the studies.")
    admission_year: int = strawberry.field(description="Year of admission.")
    group: StudentGroup = strawberry.field(description="Group of the newest stay, also after the studies.")
    version: int = strawberry.field(description="Send it with `changeStudent`.")

    @classmethod
    def of(cls, row: Student) -> Self:
        """From the selector's row."""
        return cls(
            id=id_of(row.pk),
            last_name=row.last_name,
            first_name=row.first_name,
            patronymic=row.patronymic,
            full_name=row.full_name,
            record_book_number=row.record_book_number,
            status=Student.Status(row.status),
            funding=Student.Funding(row.funding),
            admission_year=row.admission_year,
            group=StudentGroup.of(row),
            version=row.version,
        )


@strawberry.type(description="Personal data that only some roles may see.")
class PersonPrivate:
    """What documents say of a person."""

    pin: str | None = strawberry.field(description="14 digits.")
    birth_date: date | None = strawberry.field(description="Date of birth.")
    sex: str = strawberry.field(description="female, male, or empty.")
    nationality: str = strawberry.field(description="Nationality.")
    citizenship: str = strawberry.field(description="Citizenship.")
    address: str = strawberry.field(description="Address.")
    phone: str = strawberry.field(description="Telephone numbers in the international form.")
    email: str = strawberry.field(description="E-mail.")
    note: str = strawberry.field(description="Note of whoever keeps the card.")

    @classmethod
    def of(cls, row: Person) -> Self:
        """From a student's or an employee's row."""
        return cls(
            pin=row.pin,
            birth_date=row.birth_date,
            sex=row.sex,
            nationality=row.nationality,
            citizenship=row.citizenship,
            address=row.address,
            phone=row.phone,
            email=row.email,
            note=row.note,
        )


@strawberry.type(name="GroupMembership", description="A stay in a group; both days belong to it.")
class MembershipType:
    """One stay."""

    group_id: strawberry.ID = strawberry.field(description="The group.")
    group_name: str = strawberry.field(description="Its name.")
    subgroup: str = strawberry.field(description="Name of the part of the group, or empty.")
    from_date: date = strawberry.field(description="First day.")
    until_date: date | None = strawberry.field(description="Last day; null while the stay lasts.")

    @classmethod
    def of(cls, row: GroupMembership) -> Self:
        """From a row that was read together with its group and subgroup."""
        return cls(
            group_id=id_of(row.group_id),
            group_name=row.group.name,
            subgroup=row.subgroup.name if row.subgroup else "",
            from_date=row.from_date,
            until_date=row.until_date,
        )


@strawberry.type(
    name="StudentMovement", description="An admission, transfer, leave or end of the studies by an order."
)
class MovementType:
    """One movement."""

    kind: Movement.Kind = strawberry.field(description="What happened.")
    on: date = strawberry.field(description="First day of the new state.")
    from_group: str = strawberry.field(description="Name of the group left, or empty.")
    to_group: str = strawberry.field(description="Name of the group joined, or empty.")
    order_number: str = strawberry.field(description="Number of the order.")
    order_date: date | None = strawberry.field(description="Date of the order.")
    reason: str = strawberry.field(description="Reason as entered.")

    @classmethod
    def of(cls, row: Movement) -> Self:
        """From a row that was read together with its groups."""
        return cls(
            kind=Movement.Kind(row.kind),
            on=row.on,
            from_group=row.from_group.name if row.from_group else "",
            to_group=row.to_group.name if row.to_group else "",
            order_number=row.order_number,
            order_date=row.order_date,
            reason=row.reason,
        )


@strawberry.type(description="A student with the history from admission on.")
class StudentCard:
    """The card of one student (EB-02.4)."""

    student: StudentType = strawberry.field(description="What lists show.")
    private: PersonPrivate | None = strawberry.field(description="Null when the caller may not see it.")
    memberships: list[MembershipType] = strawberry.field(description="Stays in groups, oldest first.")
    movements: list[MovementType] = strawberry.field(description="Movements, newest first.")


@strawberry.type(name="Employee", description="An employee as a list shows it.")
class EmployeeType:
    """One employee."""

    id: strawberry.ID = strawberry.field(description="Number of this row in the university.")
    last_name: str = strawberry.field(description="Last name.")
    first_name: str = strawberry.field(description="First name.")
    patronymic: str = strawberry.field(description="Patronymic, often empty.")
    full_name: str = strawberry.field(description="Last name, first name, patronymic.")
    short_name: str = strawberry.field(description="Last name with initials.")
    personnel_number: str = strawberry.field(description="Number of the personal file, unique.")
    department_id: strawberry.ID | None = strawberry.field(description="Where the employee works.")
    department_name_ky: str = strawberry.field(description="The department's name in Kyrgyz, or empty.")
    department_name_ru: str = strawberry.field(description="The department's name in Russian, or empty.")
    department_name_en: str = strawberry.field(description="The department's name in English, or empty.")
    position: str = strawberry.field(description="Position.")
    academic_degree: str = strawberry.field(description="Academic degree.")
    rate: Decimal = strawberry.field(description="1 is a full-time post.")
    is_teaching_staff: bool = strawberry.field(description="Whether lessons may be given to the employee.")
    hired_on: date | None = strawberry.field(description="First day of work.")
    left_on: date | None = strawberry.field(description="Last day of work; null for who works now.")
    version: int = strawberry.field(description="Send it with `changeEmployee`.")

    @classmethod
    def of(cls, row: Employee) -> Self:
        """From a row that was read together with its department."""
        names = structure.texts(row.department, "name") if row.department else {}
        return cls(
            id=id_of(row.pk),
            last_name=row.last_name,
            first_name=row.first_name,
            patronymic=row.patronymic,
            full_name=row.full_name,
            short_name=row.short_name,
            personnel_number=row.personnel_number,
            department_id=None if row.department_id is None else id_of(row.department_id),
            department_name_ky=names.get("ky", ""),
            department_name_ru=names.get("ru", ""),
            department_name_en=names.get("en", ""),
            position=row.position,
            academic_degree=row.academic_degree,
            rate=row.rate,
            is_teaching_staff=row.is_teaching_staff,
            hired_on=row.hired_on,
            left_on=row.left_on,
            version=row.version,
        )


@strawberry.type(description="An employee with the data that only some roles may see.")
class EmployeeCard:
    """The card of one employee (EB-03.1)."""

    employee: EmployeeType = strawberry.field(description="What lists show.")
    private: PersonPrivate | None = strawberry.field(description="Null when the caller may not see it.")


@strawberry.type(description="A student was entered or changed.")
class StudentPayload:
    """Answer of a deed around a student's card."""

    student_id: strawberry.ID = strawberry.field(description="The student.")
    record_book_number: str = strawberry.field(
        description="Number of the record book, given out when none was sent."
    )
    version: int = strawberry.field(description="Version after the deed.")

    @classmethod
    def of(cls, row: Student) -> Self:
        """From the service's row."""
        return cls(student_id=id_of(row.pk), record_book_number=row.record_book_number, version=row.version)


@strawberry.type(description="A student was moved.")
class TransferPayload:
    """Answer of a transfer."""

    student_id: strawberry.ID = strawberry.field(description="The student.")
    group_id: strawberry.ID = strawberry.field(description="The group the student is in now.")
    subgroup_id: strawberry.ID | None = strawberry.field(description="The part of that group.")

    @classmethod
    def of(cls, ref: StudentRef) -> Self:
        """From the service's value."""
        return cls(
            student_id=id_of(ref.id),
            group_id=id_of(ref.group_id),
            subgroup_id=None if ref.subgroup_id is None else id_of(ref.subgroup_id),
        )


@strawberry.type(description="An employee was entered or changed.")
class EmployeePayload:
    """Answer of a deed around an employee."""

    employee_id: strawberry.ID = strawberry.field(description="The employee.")
    version: int = strawberry.field(description="Version after the deed.")

    @classmethod
    def of(cls, row: Employee) -> Self:
        """From the service's row."""
        return cls(employee_id=id_of(row.pk), version=row.version)
