"""Who may do what with people: the table is the specification (EB-02, EB-03, JAMU-4.3a, AVN-3.2a)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from modules.people.permissions import PeoplePermission
from modules.people.selectors import lists
from modules.people.services import appointments, employees, movements, students
from modules.structure import facade as structure
from ordo.access.actor import Actor
from ordo.access.roles import RoleCode
from tests.factories.deeds import allowed
from tests.factories.house import SYSTEM, House

R = RoleCode
Deed = Callable[[House, Actor], object]


def enter(house: House, actor: Actor) -> object:
    new = students.NewStudent(
        last_name="Асанов",
        first_name="Азамат",
        group_id=house.mine.group,
        admission_year=2025,
        since=house.start,
    )
    return students.add_students(actor=actor, students=[new])


def change(house: House, actor: Actor) -> object:
    return students.change_student(
        actor=actor, student_id=house.aigul, seen=2, values={"phone": "+996700112233"}
    )


def expel(house: House, actor: Actor) -> object:
    return movements.leave(
        actor=actor,
        student_id=house.aigul,
        kind=movements.Kind.EXPULSION,
        on=house.today,
        order=movements.Order(),
    )


def transfer(house: House, actor: Actor) -> object:
    other = structure.subgroups([house.mine.group])[0].id
    return movements.transfer(
        actor=actor, student_id=house.aigul, group_id=house.mine.group, subgroup_id=other, on=house.today
    )


def hire(house: House, actor: Actor) -> object:
    new = employees.NewEmployee(
        last_name="Асанов", first_name="Азамат", personnel_number="77", department_id=house.mine.department
    )
    return employees.add_employees(actor=actor, employees=[new])


def promote(house: House, actor: Actor) -> object:
    return employees.change_employee(
        actor=actor, employee_id=house.mine.teacher, seen=1, values={"position": "доцент"}
    )


def appoint(house: House, actor: Actor) -> object:
    return appointments.appoint_curator(
        actor=actor, group_id=house.mine.group, employee_id=house.mine.teacher, on=house.today
    )


STUDENTS = {R.SYSTEM_ADMINISTRATOR, R.JOURNAL_ADMINISTRATOR, R.STUDENT_RECORDS, R.DEANS_OFFICE}
# EB-R4.2.1: movements are entered by the students' HR department.
MOVERS = {R.SYSTEM_ADMINISTRATOR, R.STUDENT_RECORDS}
STAFF = {R.SYSTEM_ADMINISTRATOR, R.HUMAN_RESOURCES}
TABLE: dict[Deed, set[RoleCode]] = {
    enter: STUDENTS,
    change: STUDENTS,
    expel: MOVERS,
    transfer: MOVERS,
    hire: STAFF,
    promote: STAFF,
    appoint: MOVERS | {R.DEANS_OFFICE, R.ACADEMIC_OFFICE},
}


@pytest.fixture(autouse=True)
def _part(house: House) -> None:
    """A part of the group to be transferred to."""
    structure.ensure_subgroup(actor=SYSTEM, group_id=house.mine.group, name="9")


@pytest.mark.parametrize("deed", TABLE, ids=lambda deed: deed.__name__)
def test_exactly_the_roles_of_the_table_may(house: House, deed: Deed) -> None:
    found = {role for role in R if allowed(lambda actor: deed(house, actor), house.actor(role))}
    assert found == TABLE[deed]


@pytest.mark.parametrize("deed", [enter, change, expel, transfer, appoint], ids=lambda deed: deed.__name__)
def test_the_deans_office_of_another_faculty_may_not(deans_move: House, deed: Deed) -> None:
    house = deans_move
    assert not allowed(lambda actor: deed(house, actor), house.actor(R.DEANS_OFFICE, house.theirs))
    assert allowed(lambda actor: deed(house, actor), house.actor(R.DEANS_OFFICE))


def test_a_transfer_needs_the_right_in_both_faculties(deans_move: House) -> None:
    house = deans_move

    def across(actor: Actor) -> object:
        return movements.transfer(
            actor=actor, student_id=house.aigul, group_id=house.theirs.group, on=house.today
        )

    assert not allowed(across, house.actor(R.DEANS_OFFICE))
    assert allowed(across, house.actor(R.STUDENT_RECORDS))


EVERYBODY, MINE, OWN, NOBODY = "everybody", "the own faculty", "oneself", "nobody"
SIGHT = {
    R.SYSTEM_ADMINISTRATOR: EVERYBODY, R.JOURNAL_ADMINISTRATOR: EVERYBODY, R.RECTOR: EVERYBODY,
    R.VICE_RECTOR: EVERYBODY, R.ACADEMIC_OFFICE: EVERYBODY, R.REGISTRAR: EVERYBODY, R.STUDENT_RECORDS: EVERYBODY,
    R.ACCOUNTING: EVERYBODY, R.LIBRARY: EVERYBODY, R.DORMITORY: EVERYBODY, R.QUALITY_OFFICE: EVERYBODY,
    R.DEANS_OFFICE: MINE, R.METHODIST: MINE, R.HEAD_OF_DEPARTMENT: MINE, R.TEACHER: MINE, R.CURATOR: MINE,
    R.STUDENT: OWN, R.HUMAN_RESOURCES: NOBODY, R.PLANNING_FINANCE: NOBODY, R.ADMISSIONS: NOBODY,
    R.GUARDIAN: NOBODY, R.APPLICANT: NOBODY,
}  # fmt: skip


@pytest.mark.parametrize("role", R, ids=str)
def test_every_role_sees_the_students_of_its_place_and_no_others(house: House, role: RoleCode) -> None:
    actor = house.actor(role)
    mine, theirs = set(house.mine.students), set(house.theirs.students)
    wanted = {EVERYBODY: mine | theirs, MINE: mine, OWN: {house.aigul}, NOBODY: set()}[SIGHT[role]]
    if SIGHT[role] == NOBODY:
        assert not actor.can(PeoplePermission.STUDENT_VIEW)
        return
    assert set(lists.students(actor=actor).values_list("pk", flat=True)) == wanted


def test_a_teacher_without_lessons_in_the_present_semester_sees_no_students(house: House) -> None:
    from modules.teaching.models import TeachingAssignment

    TeachingAssignment.objects.filter(employee_id=house.mine.teacher).delete()
    assert not lists.students(actor=house.actor(R.TEACHER)).exists()


def test_a_curator_gets_the_role_for_the_group_and_loses_it_to_the_next_one(house: House) -> None:
    from ordo.access.models import RoleGrant

    actor = house.actor(R.ACADEMIC_OFFICE)
    yesterday = house.today - timedelta(days=1)
    given = {"actor": actor, "group_id": house.mine.group}
    appointments.appoint_curator(employee_id=house.mine.teacher, on=yesterday, **given)
    appointments.appoint_curator(employee_id=house.theirs.teacher, on=house.today, **given)
    grants = RoleGrant.objects.filter(role__code=R.CURATOR, scope_id=house.mine.group).order_by("id")
    assert list(grants.values_list("user_id", "valid_until")) == [
        (house.mine.teacher_user, yesterday),
        (house.theirs.teacher_user, None),
    ]
    with pytest.raises(appointments.AppointedLater):
        appointments.appoint_curator(employee_id=house.mine.teacher, on=yesterday, **given)


def test_only_a_student_of_the_group_leads_it(house: House) -> None:
    actor = house.actor(R.DEANS_OFFICE)
    given = {"actor": actor, "group_id": house.mine.group, "on": house.today}
    with pytest.raises(appointments.NotInGroup):
        appointments.appoint_leader(student_id=house.theirs.students[0], **given)
    appointments.appoint_leader(student_id=house.aigul, **given)
    assert lists.appointed(house.mine.group)["leader"].pk == house.aigul
