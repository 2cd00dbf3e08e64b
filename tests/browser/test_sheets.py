"""A grade sheet in a real browser: keyboard, two people, signatures, the check page, the phone, axe, budgets."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from modules.sheets.models import FinalMark, GradeSheet
from tests.browser.conftest import PHONE, House
from tests.modules.sheets.school import School, build

SHEETS = "/app/results/sheets"


def make(house: House, schema: str, *, students: int = 6) -> tuple[School, GradeSheet]:
    """A school with an open exam whose journal is full."""
    with house.inside(schema):
        school = build(students=students)
        line = school.line()
        for student in school.students:
            school.fill(line, student, ["5", "4", "кж"], ["15", "15"])
        return school, school.sheet(line)


def cell(page: Page, school: School, number: int):
    return page.locator(f'[aria-labelledby="s{school.students[number].id} f"]').first


def saved(page: Page, text: str = "Всё сохранено") -> None:
    expect(page.locator("#state")).to_have_text(text, timeout=15_000)


def test_from_the_first_point_to_the_students_explained_total(
    house: House, open_page: Callable[..., Page]
) -> None:
    school, sheet = make(house, "nsu")
    page = open_page("nsu", school.bakyt.user_id, f"{SHEETS}/{sheet.pk}/")
    cell(page, school, 0).focus()
    for typed in ("35,5", "30", "28", "н", "12"):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.keyboard.type("41")
    page.keyboard.press("Enter")
    expect(cell(page, school, 5)).to_have_value("")
    saved(page)
    expect(page.locator(f"#t{school.students[0].id}")).to_have_text("84")  # 18 + 15 + 15 + 35.5
    page.get_by_role("button", name="Подписать как преподаватель").click()
    expect(page.locator("main")).to_contain_text(school.students[5].full_name)
    page.get_by_role("link", name="Назад к ведомости").click()
    cell(page, school, 5).fill("30")
    cell(page, school, 5).press("Enter")
    saved(page)
    page.locator(f"#t{school.students[0].id} button").click()
    expect(page.locator("#look")).to_contain_text("35,5")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Подписать как преподаватель").click()
    expect(page.locator(".head")).to_contain_text("Подписана преподавателем")
    expect(page.locator("#grid input")).to_have_count(0)

    dean = open_page("nsu", school.cholpon.user_id, "/app/")
    dean.get_by_role("link", name=re.compile("Алгебра")).first.click()
    dean.get_by_role("button", name="Подписать и закрыть").click()
    expect(dean.locator(".head")).to_contain_text("Закрыта")
    dean.get_by_role("button", name="Выдать документ").click()
    dean.get_by_role("link", name="Страница проверки").click()
    expect(dean.locator("main")).to_contain_text(sheet.number)
    expect(dean.locator("main")).to_contain_text("действ")

    _the_student_sees_why(school, open_page)
    with house.inside("nsu"):
        assert GradeSheet.objects.get(pk=sheet.pk).status == "closed"


def _the_student_sees_why(school: School, open_page: Callable[..., Page]) -> None:
    """The total with its explanation on a phone, in three languages."""
    words = {"ky": "Бул кантип эсептелди?", "ru": "Как это посчитано?", "en": "How was this reckoned?"}
    for language, link in words.items():
        mine = open_page("nsu", school.aigul.user_id, "/app/results/", viewport=PHONE, language=language)
        expect(mine.locator(".course .figure b")).to_have_text("84")
        assert mine.evaluate("document.documentElement.scrollWidth") <= 390
        mine.get_by_role("link", name=link).first.click()
        expect(mine.locator(".why li")).not_to_have_count(0)
        sentences = mine.locator(".why").inner_text()
        assert "84" in sentences
        assert "35,5" in sentences or "35.5" in sentences


def test_of_two_writers_the_second_chooses(house: House, open_page: Callable[..., Page]) -> None:
    school, sheet = make(house, "knu", students=3)
    path = f"{SHEETS}/{sheet.pk}/"
    one = open_page("knu", school.bakyt.user_id, path)
    two = open_page("knu", school.bakyt.user_id, path)
    cell(one, school, 0).fill("20")
    cell(one, school, 0).press("Enter")
    saved(one)
    cell(two, school, 0).fill("25")
    cell(two, school, 0).press("Enter")
    dialog = two.locator("#conflict")
    expect(dialog).to_be_visible(timeout=10_000)
    expect(dialog.locator("[data-mine]")).to_have_text("25")
    expect(dialog.locator("[data-theirs]")).to_have_text("20")
    dialog.get_by_role("button", name="Оставить моё").click()
    saved(two)
    with house.inside("knu"):
        assert [(str(row.points), row.version) for row in FinalMark.objects.filter(sheet=sheet)] == [
            ("25.00", 2)
        ]


def test_a_column_of_a_spreadsheet_is_pasted(house: House, open_page: Callable[..., Page]) -> None:
    school, sheet = make(house, "oshsu", students=3)
    page = open_page("oshsu", school.bakyt.user_id, f"{SHEETS}/{sheet.pk}/")
    cell(page, school, 0).focus()
    page.evaluate(
        """() => { const data = new DataTransfer(); data.setData("text", "30\\nн/я\\n99\\n");
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true})); }"""
    )
    saved(page)
    expect(page.locator("#toasts")).to_contain_text("1")
    with house.inside("oshsu"):
        rows = FinalMark.objects.filter(sheet=sheet).order_by("id").values_list("points", "absent")
        assert [(points and int(points), absent) for points, absent in rows] == [(30, False), (None, True)]


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_pages_have_no_accessibility_violations(
    house: House, open_page: Callable[..., Page], language: str
) -> None:
    school, sheet = make(house, "jamu", students=4)
    pages = [
        (school.cholpon, "/app/"),
        (school.academic_office, "/app/"),
        (school.bakyt, f"{SHEETS}/{sheet.pk}/"),
        (school.cholpon, f"{SHEETS}/"),
        (school.cholpon, f"{SHEETS}/make/{school.semester.id}/"),
        (school.cholpon, "/app/results/summary/"),
        (school.cholpon, "/app/results/debts/"),
        (school.academic_office, "/app/results/corrections/"),
        (school.aigul, "/app/results/"),
        (school.aigul, "/app/results/record-book/"),
        (school.aigul, f"/app/results/why/{sheet.line_id}/"),
    ]
    for somebody, path in pages:
        for viewport in ({"width": 1280, "height": 900}, PHONE):
            page = open_page("jamu", somebody.user_id, path, language=language, viewport=viewport)
            results = Axe().run(page)
            assert results.violations_count == 0, f"{path}\n{results.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_the_first_visit_of_a_student_stays_within_the_budget(
    house: House, open_page: Callable[..., Page]
) -> None:
    school, _sheet = make(house, "nsu", students=2)
    page = open_page("nsu", school.aigul.user_id, "/healthz", viewport=PHONE)
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: dict[str, float] = {}
    names: dict[str, str] = {}
    client.on(
        "Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]})
    )
    client.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    page.goto(house.url("nsu", "/app/results/"), wait_until="networkidle")
    weights = {names[key]: size for key, size in sizes.items() if key in names}
    assert len(weights) <= 10
    assert sum(weights.values()) <= 60_000
    assert sum(size for url, size in weights.items() if ".js" in url) <= 30_000
