"""People in the API: what each may see, what the office may do, and how many queries that takes."""

from datetime import timedelta
from typing import Any

from modules.people import facade as people
from modules.people.models import Employee, GroupMembership, Student
from ordo.access.roles import RoleCode
from ordo.tenancy.current import inside
from tests.factories.house import SYSTEM, House, login, signed_in
from tests.modules.structure.asking import code, data, queries
from tests.modules.structure.roles import give

R = RoleCode
STUDENTS = """query ($filter: StudentFilterInput) { students(filter: $filter) { totalCount edges { node {
  id fullName recordBookNumber status funding version group { name facultyNameKy facultyNameRu facultyNameEn }
} } } }"""
STUDENT = """query ($id: ID!) { student(id: $id) {
  student { fullName version } private { pin phone } memberships { groupName fromDate untilDate } movements { kind }
} }"""
EMPLOYEES = """query ($filter: EmployeeFilterInput) { employees(filter: $filter) { totalCount edges { node {
  id shortName departmentNameKy departmentNameRu departmentNameEn } } } }"""
ADD = (
    "mutation ($input: AddStudentInput!) { addStudent(input: $input) { studentId recordBookNumber version } }"
)
CHANGE = """mutation ($id: ID!, $version: Int!, $changes: StudentChanges!) {
  changeStudent(id: $id, version: $version, changes: $changes) { version } }"""
TRANSFER = "mutation ($input: TransferStudentInput!) { transferStudent(input: $input) { groupId } }"
ADD_EMPLOYEE = "mutation ($input: AddEmployeeInput!) { addEmployee(input: $input) { employeeId version } }"
CHANGE_EMPLOYEE = """mutation ($id: ID!, $version: Int!, $changes: EmployeeChanges!) {
  changeEmployee(id: $id, version: $version, changes: $changes) { version } }"""


def _newcomer(house: House, **more: Any) -> dict[str, Any]:
    person = {"lastName": "Токтосунов", "firstName": "Нурбек", **more}
    return {
        "person": person,
        "groupId": house.mine.group,
        "admissionYear": house.start.year,
        "since": house.start.isoformat(),
    }


def test_the_deans_office_reads_its_students_and_narrows_them(house: House) -> None:
    office = house.browser(R.DEANS_OFFICE)
    found = data(office, STUDENTS)["students"]
    assert found["totalCount"] == 3
    assert found["edges"][0]["node"]["group"] == {
        "name": "ИСТ-1-25",
        "facultyNameKy": "Маалыматтык технологиялар",
        "facultyNameRu": "Информационные технологии",
        "facultyNameEn": "Information technology",
    }
    wanted = (
        ({"search": "усонова"}, 1),
        ({"groupId": house.mine.group}, 3),
        ({"groupId": house.theirs.group}, 0),
        ({"facultyId": house.mine.faculty}, 3),
        ({"status": "EXPELLED"}, 0),
        ({"status": None}, 3),
        ({"funding": "BUDGET"}, 0),
    )
    for given, count in wanted:
        assert data(office, STUDENTS, {"filter": given})["students"]["totalCount"] == count, given


def test_a_card_shows_the_history_and_hides_private_data_from_teachers(house: House) -> None:
    card = data(house.browser(R.DEANS_OFFICE), STUDENT, {"id": house.aigul})["student"]
    assert [stay["groupName"] for stay in card["memberships"]] == ["ИСТ-1-25"]
    assert card["memberships"][0]["untilDate"] is None
    assert [movement["kind"] for movement in card["movements"]] == ["ADMISSION"]
    assert card["private"] == {"pin": None, "phone": ""}
    seen = data(house.browser(R.TEACHER), STUDENT, {"id": house.aigul})["student"]
    assert seen["private"] is None
    assert code(house.browser(R.TEACHER), STUDENT, {"id": house.theirs.students[0]}) == "NOT_FOUND"


def test_the_office_enters_changes_and_moves_a_student(house: House) -> None:
    office = house.browser(R.STUDENT_RECORDS)
    made = data(office, ADD, {"input": _newcomer(house)})["addStudent"]
    pk = int(made["studentId"])
    assert Student.objects.get(pk=pk).record_book_number == made["recordBookNumber"]
    changed = {"id": pk, "version": 1, "changes": {"lastName": "Өмүров", "phone": "+996700123456"}}
    assert data(office, CHANGE, changed)["changeStudent"] == {"version": 2}
    row = Student.objects.get(pk=pk)
    assert (row.last_name, row.first_name, row.phone) == ("Өмүров", "Нурбек", "+996700123456")
    assert code(office, CHANGE, {**changed, "changes": {"lastName": "Асанов"}}) == "CONFLICT"
    assert code(office, CHANGE, {**changed, "version": 2, "changes": {"pin": "12"}}) == "BAD_INPUT"
    assert code(office, CHANGE, {**changed, "version": 2, "changes": {"lastName": None}}) == "BAD_QUERY"
    assert Student.objects.get(pk=pk).version == 2
    move = {"studentId": pk, "groupId": house.theirs.group, "on": house.today.isoformat(), "orderNumber": "7"}
    assert data(office, TRANSFER, {"input": move})["transferStudent"]["groupId"] == str(house.theirs.group)
    stay = GroupMembership.objects.get(student_id=pk, group_id=house.mine.group)
    assert stay.until_date == house.today - timedelta(days=1)
    assert code(office, TRANSFER, {"input": move}) == "PEOPLE.SAME_GROUP"


def test_who_may_not_changes_nothing(house: House) -> None:
    before = list(Student.objects.order_by("pk").values()), GroupMembership.objects.count()
    change = {"id": house.aigul, "version": 2, "changes": {"lastName": "Асанов"}}
    move = {"studentId": house.aigul, "groupId": house.theirs.group, "on": house.today.isoformat()}
    strange = house.browser(R.DEANS_OFFICE, house.theirs)
    for browser in (house.browser(R.STUDENT), house.browser(R.TEACHER), strange):
        assert code(browser, ADD, {"input": _newcomer(house)}) == "NOT_ALLOWED"
        assert code(browser, CHANGE, change) == "NOT_ALLOWED"
        assert code(browser, TRANSFER, {"input": move}) == "NOT_ALLOWED"
    assert code(house.browser(R.DEANS_OFFICE), TRANSFER, {"input": move}) == "NOT_ALLOWED"
    assert (list(Student.objects.order_by("pk").values()), GroupMembership.objects.count()) == before


def test_employees_are_entered_and_changed_by_those_who_keep_them(house: House) -> None:
    new = {
        "person": {"lastName": "Жумабаева", "firstName": "Асель"},
        "personnelNumber": "T-9",
        "departmentId": house.mine.department,
    }
    keeper, teacher = house.browser(R.HUMAN_RESOURCES), house.browser(R.TEACHER)
    count = Employee.objects.count()
    assert code(teacher, ADD_EMPLOYEE, {"input": new}) == "NOT_ALLOWED"
    assert code(keeper, ADD_EMPLOYEE, {"input": {**new, "departmentId": 10**9}}) == "NOT_FOUND"
    assert Employee.objects.count() == count
    pk = int(data(keeper, ADD_EMPLOYEE, {"input": new})["addEmployee"]["employeeId"])
    change = {"id": pk, "version": 1, "changes": {"position": "доцент", "departmentId": None}}
    assert code(teacher, CHANGE_EMPLOYEE, change) == "NOT_ALLOWED"
    assert data(keeper, CHANGE_EMPLOYEE, change)["changeEmployee"] == {"version": 2}
    assert code(keeper, CHANGE_EMPLOYEE, {**change, "changes": {"position": "x"}}) == "CONFLICT"
    row = Employee.objects.get(pk=pk)
    assert (row.position, row.department_id) == ("доцент", None)
    text = "query ($id: ID!) { employee(id: $id) { employee { shortName } private { note } } }"
    assert data(keeper, text, {"id": pk})["employee"]["private"] == {"note": ""}
    assert code(teacher, text, {"id": pk}) == "NOT_FOUND"
    found = data(keeper, EMPLOYEES, {"filter": {"departmentId": house.mine.department}})["employees"]
    assert [edge["node"]["departmentNameRu"] for edge in found["edges"]] == ["Управление производством"]


def test_another_university_knows_none_of_them(house: House) -> None:
    with inside("jamu"):
        daniyar = login("daniyar")
        give(daniyar, R.STUDENT_RECORDS)
        browser = signed_in(daniyar, "jamu")
        assert data(browser, STUDENTS)["students"]["totalCount"] == 0
        assert code(browser, STUDENT, {"id": house.aigul}) == "NOT_FOUND"
        assert code(browser, ADD, {"input": _newcomer(house)}) == "NOT_FOUND"
        change = {"id": house.aigul, "version": 2, "changes": {"lastName": "Асанов"}}
        assert code(browser, CHANGE, change) == "NOT_FOUND"
        assert Student.objects.count() == 0


def test_thirty_people_take_as_many_queries_as_one(house: House) -> None:
    office, keeper = house.browser(R.DEANS_OFFICE), house.browser(R.HUMAN_RESOURCES)
    before = queries(office, STUDENTS), queries(keeper, EMPLOYEES)
    new = [
        people.NewStudent(
            last_name=f"Асанов{n}",
            first_name="Азамат",
            group_id=house.mine.group,
            admission_year=2025,
            since=house.start,
        )
        for n in range(30)
    ]
    people.ensure_students(actor=SYSTEM, students=new)
    staff = [
        people.NewEmployee(
            last_name=f"Асанов{n}",
            first_name="Азамат",
            personnel_number=f"Q-{n}",
            department_id=house.mine.department,
        )
        for n in range(30)
    ]
    people.ensure_employees(actor=SYSTEM, employees=staff)
    assert data(office, STUDENTS)["students"]["totalCount"] == 33
    assert (queries(office, STUDENTS), queries(keeper, EMPLOYEES)) == before
