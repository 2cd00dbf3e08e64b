"""The wizard through its pages: upload, columns, preview, apply, bad rows, undo (EB-02.6, EB-T13)."""

import io
from typing import Any

import pghistory
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from modules.people.models import Student
from ordo.access.roles import RoleCode
from ordo.exchange import services
from ordo.exchange.models import ColumnMapping, ImportRun, RunStatus
from ordo.jobs import services as jobs
from ordo.jobs.models import Job
from tests.factories.house import House
from tests.platform.exchange.rosters import book, dump, group_list, person

R = RoleCode
UPLOAD = "/app/import/new/students/"


def send(browser: Client, content: bytes, name: str = "list.xlsx", **options: Any) -> Any:
    """Upload a file as the form does."""
    return browser.post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, **options)


def work() -> None:
    """Do what the worker would."""
    for pk in Job.objects.filter(status="queued").values_list("pk", flat=True):
        jobs.run(pk)


def lists(*people: list[Any], group: str = "ИСТ-1-25", **options: Any) -> bytes:
    """A workbook with one list."""
    return book(group_list(group, people, **options)).getvalue()


AIGUL = person(1, "Асанова Айгүл Нурлан кызы")
BAKYT = person(2, "Токтогулов Бакыт Бекжанович", pin=None)


@pytest.fixture(autouse=True)
def _no_second_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's transaction is not committed, so the bar is not written through a connection of its own."""
    monkeypatch.setattr("ordo.jobs.services.Progress", _Silent)


class _Silent:
    def __init__(self, job_id: Any, total: int = 0) -> None:
        self.job_id = job_id

    def step(self, done: int | None = None, *, total: int | None = None) -> None:
        """Nothing is written."""

    def close(self) -> None:
        """Nothing is open."""


def started(browser: Client, content: bytes) -> ImportRun:
    """The run of an upload that went well."""
    response = send(browser, content)
    assert response.status_code == 302, response.content.decode()[:3000]
    return ImportRun.objects.latest("created_at")


def columns(browser: Client, run: ImportRun, **changes: str) -> Any:
    """Confirm the columns as the page proposes them."""
    form = browser.get(f"/app/import/{run.pk}/").context["form"]
    data = {name: field.initial or "" for name, field in form.fields.items()}
    return browser.post(f"/app/import/{run.pk}/?columns=1", data | changes)


def test_a_list_comes_in_and_goes_out_again(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    content = lists(AIGUL, BAKYT, group="ИСТ-7-25", programme="710400 Программалык инженерия")
    run = started(browser, content)
    page = browser.get(f"/app/import/{run.pk}/").content.decode()
    assert "Faculty of the new programmes" in page
    before = dump()
    columns(browser, run)
    work()
    page = browser.get(f"/app/import/{run.pk}/")
    text = page.content.decode()
    assert "Apply 1 good row" in text
    assert "no PIN" in text
    assert "ИСТ-7-25:6" in text
    only_bad = browser.get(f"/app/import/{run.pk}/?action=bad").content.decode()
    assert "Токтогулов" in only_bad
    assert "Асанова" not in only_bad
    browser.post(f"/app/import/{run.pk}/apply/")
    work()
    assert (
        "Rows applied: 1; left out with errors: 1." in browser.get(f"/app/import/{run.pk}/").content.decode()
    )
    assert Student.objects.get(last_name="Асанова").group.name == "ИСТ-7-25"
    browser.post(f"/app/import/{run.pk}/undo/")
    work()
    assert ImportRun.objects.get().status == RunStatus.UNDONE
    assert dump() == before


def test_the_second_press_does_nothing(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    run = started(browser, lists(AIGUL))
    columns(browser, run)
    work()
    for _press in range(2):
        browser.post(f"/app/import/{run.pk}/apply/")
    assert Job.objects.filter(kind="exchange.apply").count() == 1
    work()
    response = browser.post(f"/app/import/{run.pk}/apply/", follow=True)
    assert "nothing was done twice" in response.content.decode()
    assert Student.objects.filter(last_name="Асанова").count() == 1


def test_a_message_that_comes_twice_is_done_once(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    run = started(browser, lists(AIGUL))
    columns(browser, run)
    work()
    browser.post(f"/app/import/{run.pk}/apply/")
    work()
    for kind in ("exchange.check", "exchange.apply"):
        again = Job.objects.get(kind=kind)
        Job.objects.filter(pk=again.pk).update(status="queued")
        jobs.run(again.pk)
        assert Job.objects.get(pk=again.pk).status == "done"
    run.refresh_from_db()
    assert (run.status, run.failure, run.rows.filter(applied=True).count()) == (RunStatus.APPLIED, {}, 1)


def test_chosen_columns_are_remembered_for_the_university(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    header = ("№", "Кто это", "ПИН", "Туулган күнү")
    rows = [header, (1, "Асанова Айгүл Нурлан кызы", "12110200500001", "21.10.2005")]
    content = book(("ИСТ-1-25", [("Тайпа: ИСТ-1-25",), *rows])).getvalue()
    run = started(browser, content)
    answer = columns(browser, run)
    assert answer.status_code == 422
    columns(browser, run, name="Кто это")
    assert ColumnMapping.objects.get(kind="students", column="name").caption == "Кто это"
    second = started(house.browser(R.STUDENT_RECORDS), content)
    page = house.browser(R.STUDENT_RECORDS).get(f"/app/import/{second.pk}/")
    assert page.context["form"].fields["name"].initial == "Кто это"


def test_one_column_cannot_be_read_twice(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    run = started(browser, lists(AIGUL))
    answer = columns(browser, run, address="Улуту")
    assert answer.status_code == 422
    assert "Another field is read from this column already." in answer.content.decode()


def test_lists_with_other_headings_are_read_after_the_columns_were_confirmed(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    first = group_list("ИСТ-1-25", [AIGUL])
    title, rows = group_list("ИСТ-2-25", [person(3, "Бекова Жылдыз Асановна")])
    russian = ("№", "Ф.И.О.", "ИНН", "Дата рождения", "Пол", "Национальность", "Адрес", "Форма оплаты", "Телефон",
               "Примечание")  # fmt: skip
    other = (title, [russian if row[0] == "№" else row for row in rows if row])
    run = started(browser, book(first, other).getvalue())
    columns(browser, run)
    work()
    run.refresh_from_db()
    assert run.counts["new"] == 2


def test_totals_titles_and_strays_that_do_not_agree_are_told(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    run = started(browser, book(group_list("ИСТ-1-25", [AIGUL], total=3, sheet="ИСТ-9-25")).getvalue())
    columns(browser, run)
    work()
    text = browser.get(f"/app/import/{run.pk}/").content.decode()
    assert "the line under the list says 3, but the list has 1 rows" in text
    assert "the title above the list names the group ИСТ-1-25" in text


def test_the_bad_rows_can_be_put_right_and_sent_again(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    run = started(browser, lists(AIGUL, BAKYT, person(5, "=1+1", phone="+996 555 112233")))
    columns(browser, run)
    work()
    answer = browser.get(f"/app/import/{run.pk}/bad-rows/")
    table = load_workbook(io.BytesIO(answer.content))
    sheet = table["ИСТ-1-25"]
    cells = {
        cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
    }
    assert all(not str(value).startswith("=") for value in cells.values())
    assert "No PIN is entered." in cells.values()
    place = next(key for key, value in cells.items() if value == "Токтогулов Бакыт Бекжанович")
    sheet[f"C{place[1:]}"] = "20301200500002"
    corrected = io.BytesIO()
    table.save(corrected)
    again = started(browser, corrected.getvalue())
    columns(browser, again)
    work()
    again.refresh_from_db()
    assert (again.counts["new"], again.counts["bad"]) == (1, 1)


def test_an_undo_that_would_lose_newer_changes_is_refused_and_names_them(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    run = started(browser, lists(AIGUL))
    columns(browser, run)
    work()
    browser.post(f"/app/import/{run.pk}/apply/")
    work()
    row = Student.objects.get(last_name="Асанова")
    row.phone = "+996700000000"
    with pghistory.context(name="Cholpon"):
        row.save()
    after = dump()
    browser.post(f"/app/import/{run.pk}/undo/")
    work()
    text = browser.get(f"/app/import/{run.pk}/").content.decode()
    assert "The undo was refused" in text
    assert "Асанова Айгүл Нурлан кызы" in text
    assert dump() == after
    assert ImportRun.objects.get().status == RunStatus.APPLIED


def test_an_undo_is_refused_when_something_new_stands_on_its_rows(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    run = started(browser, lists(AIGUL, group="ИСТ-7-25"))
    columns(browser, run)
    work()
    browser.post(f"/app/import/{run.pk}/apply/")
    work()
    group = Student.objects.get(last_name="Асанова").group
    with pghistory.context(name="Cholpon"):
        group.subgroups.create(name="1")
    after = dump()
    browser.post(f"/app/import/{run.pk}/undo/")
    work()
    assert "The undo was refused" in browser.get(f"/app/import/{run.pk}/").content.decode()
    assert dump() == after


def test_whoever_watches_the_bar_to_its_end_is_led_to_the_result(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    run = started(browser, lists(AIGUL))
    columns(browser, run)
    job = Job.objects.get(kind="exchange.check")
    asked = {"headers": {"hx-request": "true"}}
    assert "HX-Redirect" not in browser.get(f"/app/jobs/{job.pk}/", **asked).headers
    work()
    assert browser.get(f"/app/jobs/{job.pk}/", **asked).headers["HX-Redirect"] == f"/app/import/{run.pk}/"


def test_a_cancelled_step_leaves_the_import_where_it_stood(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    run = started(browser, lists(AIGUL))
    columns(browser, run)
    work()
    browser.post(f"/app/import/{run.pk}/apply/")
    job = Job.objects.get(kind="exchange.apply")
    browser.post(f"/app/jobs/{job.pk}/cancel/")
    text = browser.get(f"/app/import/{run.pk}/").content.decode()
    assert "was cancelled; nothing of it was written" in text
    assert "Apply 1 good row" in text


def test_rows_that_changed_since_the_preview_are_left_out_and_told(house: House) -> None:
    browser = house.browser(R.DEANS_OFFICE)
    run = started(browser, lists(AIGUL))
    columns(browser, run)
    work()
    other = started(
        house.browser(R.STUDENT_RECORDS), lists(person(1, "Асанова Айгүл Нурлан кызы", address="Ош ш."))
    )
    columns(house.browser(R.STUDENT_RECORDS), other)
    work()
    for name, person_at_work in ((other, R.STUDENT_RECORDS), (run, R.DEANS_OFFICE)):
        house.browser(person_at_work).post(f"/app/import/{name.pk}/apply/")
        work()
    run.refresh_from_db()
    assert (run.counts["applied"], run.counts["stale"]) == (0, 1)
    assert (
        "The registers have changed since the preview"
        in browser.get(f"/app/import/{run.pk}/").content.decode()
    )
    assert Student.objects.get(last_name="Асанова").address == "Ош ш."


def test_lists_of_another_office_are_not_shown(house: House) -> None:
    run = started(house.browser(R.DEANS_OFFICE), lists(AIGUL))
    other = house.browser(R.DEANS_OFFICE, house.theirs)
    for path in ("", "bad-rows/"):
        assert other.get(f"/app/import/{run.pk}/{path}").status_code == 404
    assert other.post(f"/app/import/{run.pk}/apply/").status_code == 404
    assert str(run.pk) not in other.get("/app/import/").content.decode()
    assert house.browser(R.STUDENT_RECORDS).get(f"/app/import/{run.pk}/").status_code == 200


@pytest.mark.parametrize("role", [R.TEACHER, R.STUDENT, R.RECTOR], ids=str)
def test_others_import_nothing(house: House, role: RoleCode) -> None:
    browser = house.browser(role)
    before = dump()
    assert send(browser, lists(AIGUL)).status_code == 403
    assert browser.get("/app/import/").status_code == 403
    assert (ImportRun.objects.count(), dump()) == (0, before)


def test_a_run_of_another_university_is_unknown(house: House) -> None:
    run = started(house.browser(R.DEANS_OFFICE), lists(AIGUL))
    from ordo.tenancy.current import inside
    from tests.factories import house as houses

    with inside("knu"):
        daniyar = houses.build().browser(R.STUDENT_RECORDS, schema="knu")
        assert daniyar.get(f"/app/import/{run.pk}/").status_code == 404
        assert daniyar.post(f"/app/import/{run.pk}/apply/").status_code == 404
        with pytest.raises(services.UnknownRun):
            services.ask_apply(actor=houses.SYSTEM, run_id=run.pk)
