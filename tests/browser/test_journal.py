"""The journal's grid in a real browser: keyboard, paste, two people, no network, phone, accessibility, budgets."""

import http.client
import time
from collections.abc import Callable
from itertools import count
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from modules.journal.models import Mark
from ordo.access.roles import RoleCode
from tests.browser.conftest import PHONE, House
from tests.modules.journal import world as worlds
from tests.modules.journal.people import grant
from tests.modules.journal.world import World

_numbers = count(1)


@pytest.fixture
def world(house: House) -> World:
    """A group of thirty at NSU with three lessons, of its own for each test."""
    return make(house, "nsu", students=30, lessons=3)


def make(house: House, schema: str, *, students: int, lessons: int) -> World:
    with house.inside(schema):
        made = worlds.build(prefix=f"T{next(_numbers)}", students=students)
        made.open()
        made.students.sort(key=lambda student: student.sort_key)
        made.add_lessons(lessons, section=1)
        grant(made.teacher.user_id or 0, RoleCode.TEACHER)
    return made


def address(world: World) -> str:
    return f"/app/journal/{world.journal_id}/"


def cell(page: Page, world: World, student: int, lesson: int):
    return page.locator(f'[aria-labelledby="s{world.students[student].id} l{world.lessons[lesson]}"]')


def saved(page: Page) -> None:
    expect(page.locator("#state")).to_have_text("Всё сохранено", timeout=15_000)


def marks(house: House, world: World, schema: str = "nsu") -> dict[tuple[int, int], tuple]:
    with house.inside(schema):
        rows = Mark.objects.filter(lesson_id__in=world.lessons).values_list(
            "student_id", "lesson_id", "value", "absent", "version"
        )
        return {
            (student, lesson): (value, absent, version) for student, lesson, value, absent, version in rows
        }


def deliver(house: House, request) -> None:
    """Bring a request to the server and drop its answer, as a link does that breaks at the wrong moment."""
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=20)
    headers = {
        key: value for key, value in request.all_headers().items() if key not in {"host", "content-length"}
    }
    headers["Host"] = urlsplit(request.url).netloc
    connection.request("POST", urlsplit(request.url).path, request.post_data, headers)
    assert connection.getresponse().status == 200


def test_thirty_cells_are_filled_by_keyboard_in_under_a_minute(
    house: House, world: World, open_page: Callable[..., Page]
) -> None:
    page = open_page("nsu", world.teacher.user_id, address(world))
    cell(page, world, 0, 0).focus()
    begun = time.monotonic()
    for number in range(30):
        page.keyboard.press("5432-"[number % 5])
        page.keyboard.press("Enter")
    saved(page)
    assert time.monotonic() - begun < 60
    rows = marks(house, world)
    assert len(rows) == 30
    first = world.lessons[0]
    wanted = [(5, False), (4, False), (3, False), (2, False), (None, True)]
    assert [rows[student.id, first][:2] for student in world.students] == wanted * 6


def test_arrows_move_and_a_wrong_key_changes_nothing(
    house: House, world: World, open_page: Callable[..., Page]
) -> None:
    page = open_page("nsu", world.teacher.user_id, address(world))
    cell(page, world, 1, 0).focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    expect(cell(page, world, 1, 0)).to_be_focused()
    page.keyboard.press("7")
    expect(cell(page, world, 1, 0)).to_have_value("")
    page.keyboard.press("4")
    page.keyboard.press("Delete")
    saved(page)
    assert [row[0] for row in marks(house, world).values()] in ([], [None])


def test_a_block_of_a_spreadsheet_is_pasted(
    house: House, world: World, open_page: Callable[..., Page]
) -> None:
    page = open_page("nsu", world.teacher.user_id, address(world))
    cell(page, world, 0, 0).focus()
    page.evaluate(
        """() => { const data = new DataTransfer(); data.setData("text", "5\\t4\\nн\\t3\\nx\\t2\\n");
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true})); }"""
    )
    saved(page)
    first, second, third = (student.id for student in world.students[:3])
    one, two, _three = world.lessons
    rows = marks(house, world)
    assert {key: row[:2] for key, row in rows.items()} == {
        (first, one): (5, False), (first, two): (4, False), (second, one): (None, True),
        (second, two): (3, False), (third, two): (2, False),
    }  # fmt: skip
    expect(page.locator("#toasts")).to_contain_text("1")


def test_sums_move_with_the_marks_and_explain_themselves(
    world: World, open_page: Callable[..., Page]
) -> None:
    page = open_page("nsu", world.teacher.user_id, address(world))
    cell(page, world, 0, 0).press("4")
    saved(page)
    student = world.students[0].id
    expect(page.locator(f"#g{student}")).to_have_text("16")
    page.locator(f"#t{student} button").click()
    expect(page.locator("#look")).to_contain_text("16")
    page.keyboard.press("Escape")
    cell(page, world, 0, 0).press("F2")
    expect(page.locator("#look")).to_contain_text("Асанов Бакыт")
    page.keyboard.press("Escape")
    cell(page, world, 0, 0).press("?")
    expect(page.locator("#keys")).to_be_visible()


def test_two_browsers_one_cell_both_values_are_shown(
    house: House, world: World, open_page: Callable[..., Page]
) -> None:
    one = open_page("nsu", world.teacher.user_id, address(world))
    two = open_page("nsu", world.teacher.user_id, address(world))
    cell(one, world, 0, 0).press("5")
    saved(one)
    cell(two, world, 0, 0).press("3")
    dialog = two.locator("#conflict")
    expect(dialog).to_be_visible(timeout=10_000)
    expect(dialog.locator("[data-mine]")).to_have_text("3")
    expect(dialog.locator("[data-theirs]")).to_have_text("5")
    assert [row[0] for row in marks(house, world).values()] == [5]
    dialog.get_by_role("button", name="Оставить моё").click()
    saved(two)
    assert list(marks(house, world).values()) == [(3, False, 2)]
    cell(one, world, 0, 0).press("2")
    one.locator("#conflict").get_by_role("button", name="Взять другое").click()
    expect(cell(one, world, 0, 0)).to_have_value("3")
    assert list(marks(house, world).values()) == [(3, False, 2)]


def test_marks_entered_without_a_network_are_sent_once_when_it_is_back(
    house: House, world: World, open_page: Callable[..., Page]
) -> None:
    page = open_page("nsu", world.teacher.user_id, address(world))
    page.context.set_offline(True)
    for number in range(5):
        cell(page, world, number, 0).press("5")
    expect(page.locator("td[data-state=queued]")).to_have_count(5, timeout=10_000)
    assert marks(house, world) == {}
    page.context.set_offline(False)
    saved(page)
    assert list(marks(house, world).values()) == [(5, False, 1)] * 5


def test_a_lost_answer_does_not_write_twice(
    house: House, world: World, open_page: Callable[..., Page]
) -> None:
    page = open_page("nsu", world.teacher.user_id, address(world))
    sent = []

    def lose(route) -> None:
        sent.append(route.request.post_data)
        deliver(house, route.request)
        route.abort()

    page.route("**/cells", lose, times=1)
    cell(page, world, 0, 0).press("5")
    expect(page.locator("td[data-state=queued]")).to_have_count(1, timeout=10_000)
    page.on("request", lambda request: sent.append(request.post_data) if "cells" in request.url else None)
    cell(page, world, 0, 0).press("4")
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)
    assert sent[0] == sent[1]
    assert list(marks(house, world).values()) == [(4, False, 2)]


def test_what_waited_is_sent_by_the_next_page(
    house: House, world: World, open_page: Callable[..., Page]
) -> None:
    page = open_page("nsu", world.teacher.user_id, address(world))
    page.route("**/cells", lambda route: route.abort())
    cell(page, world, 0, 0).press("5")
    expect(page.locator("td[data-state=queued]")).to_have_count(1, timeout=10_000)
    page.goto(house.url("nsu", "/app/journal/"))
    expect(page.locator("#waiting")).to_be_visible()
    page.unroute("**/cells")
    page.locator("#waiting a").click()
    saved(page)
    expect(cell(page, world, 0, 0)).to_have_value("5")
    assert list(marks(house, world).values()) == [(5, False, 1)]
    assert page.evaluate("localStorage.length") == 0


def test_a_phone_shows_one_lesson_with_large_keys(
    house: House, world: World, open_page: Callable[..., Page]
) -> None:
    page = open_page("nsu", world.teacher.user_id, address(world), viewport=PHONE)
    expect(page.locator("#grid")).to_be_hidden()
    page.locator(".by-lesson a").first.click()
    row = page.locator("#grid tbody tr").first
    for key in ("5", "н"):
        box = row.get_by_role("button", name=key, exact=True).bounding_box()
        assert box is not None
        assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    row.get_by_role("button", name="4", exact=True).click()
    saved(page)
    newest = world.lessons[-1]
    assert marks(house, world) == {(world.students[0].id, newest): (4, False, 1)}


def test_the_grid_opens_where_the_newest_lesson_was_held(
    house: House, open_page: Callable[..., Page]
) -> None:
    world = make(house, "nsu", students=3, lessons=30)
    page = open_page("nsu", world.teacher.user_id, address(world))
    newest = page.locator("#grid thead [id^=l]").last.bounding_box()
    name, view = (
        page.locator("#grid tbody th").first.bounding_box(),
        page.locator(".grid-scroll").bounding_box(),
    )
    assert newest
    assert name
    assert view
    assert page.locator(".grid-scroll").evaluate("(box) => box.scrollLeft") > 0
    assert name["x"] + name["width"] <= newest["x"]
    assert newest["x"] + newest["width"] <= view["x"] + view["width"]
    assert name["x"] - view["x"] < 2


def test_the_grid_stays_where_it_is_while_all_lessons_are_in_view(
    house: House, open_page: Callable[..., Page]
) -> None:
    world = make(house, "nsu", students=3, lessons=2)
    page = open_page("nsu", world.teacher.user_id, address(world))
    assert page.locator(".grid-scroll").evaluate("(box) => box.scrollLeft") == 0


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_journals_pages_have_no_accessibility_violations(
    house: House, open_page: Callable[..., Page], language: str
) -> None:
    world = make(house, "jamu", students=5, lessons=3)
    lesson = f"{address(world)}lessons/{world.lessons[0]}/"
    for path in ("/app/", "/app/journal/", address(world), lesson, f"{address(world)}lessons/add/"):
        page = open_page("jamu", world.teacher.user_id, path, language=language)
        results = Axe().run(page)
        assert results.violations_count == 0, f"{path}\n{results.generate_report()}"
    phone = open_page("jamu", world.teacher.user_id, lesson, viewport=PHONE, language=language)
    assert Axe().run(phone).violations_count == 0


def test_the_first_visit_of_a_full_journal_stays_within_the_budget(
    house: House, open_page: Callable[..., Page]
) -> None:
    world = make(house, "knu", students=30, lessons=40)
    page = open_page("knu", world.teacher.user_id, "/healthz")
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: dict[str, float] = {}
    names: dict[str, str] = {}
    client.on(
        "Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]})
    )
    client.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    errors: list[str] = []
    page.on(
        "console",
        lambda told: errors.append(f"{told.text} {told.location}") if told.type == "error" else None,
    )
    page.goto(house.url("knu", address(world)), wait_until="networkidle")
    weights = {
        names[key]: size for key, size in sizes.items() if "favicon.ico" not in names.get(key, "favicon.ico")
    }
    print({url.rsplit("/", 1)[-1] or "page": round(size) for url, size in weights.items()})
    # The bare page before it names no icon, so the browser asks for the usual one.
    assert [error for error in errors if "favicon.ico" not in error] == []
    assert len(weights) <= 10
    assert sum(weights.values()) <= 60_000
    assert sum(size for url, size in weights.items() if ".js" in url) <= 30_000
