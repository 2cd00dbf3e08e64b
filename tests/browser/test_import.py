"""The import wizard in a real browser with a real worker: file, columns, preview, apply, undo (EB-02.6, EB-T13)."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from modules.people.models import Student
from modules.structure import facade as structure
from ordo.access.models import Role, RoleGrant
from ordo.access.roles import RoleCode
from ordo.exchange.models import ImportRun
from tests import databases
from tests.browser.conftest import DESKTOP, PHONE, House, _environment
from tests.factories.house import SYSTEM, login
from tests.platform.exchange.rosters import book, dump, group_list, person

SHARED = os.environ.get("ORDO_SHARED_DATA", "")
#: As wide as a phone and as tall as the page: the bar at its foot covers nothing while axe looks.
TALL_PHONE = {**PHONE, "height": 6000}
_numbers = count(1)


@dataclass(frozen=True)
class Shop:
    """The server with a worker, and Cholpon's log-in at JAMU."""

    house: House
    cholpon: int


@pytest.fixture(scope="module")
def worker(house: House) -> Iterator[None]:
    """A worker beside the server, with the broker that needs no server of its own."""
    log = house.home / "worker.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "ordo.config", "worker"], cwd=databases.ROOT, stdout=output,
            env=_environment(house.database, house.port, house.home), stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    deadline = time.monotonic() + 60
    while b" ready." not in log.read_bytes():
        assert time.monotonic() < deadline, log.read_text(errors="replace")[-2000:]
        assert process.poll() is None, log.read_text(errors="replace")[-2000:]
        time.sleep(0.2)
    yield
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)


@pytest.fixture
def cholpon(house: House) -> int:
    """Somebody of a dean's office at JAMU, with a faculty of her own."""
    number = next(_numbers)
    with house.inside("jamu"):
        names = {"ky": f"Факультет {number}", "ru": f"Факультет {number}"}
        faculty = structure.ensure_faculty(actor=SYSTEM, code=f"B{number}", names=names)
        user = login(f"cholpon-{number}")
        RoleGrant.objects.get_or_create(
            user_id=user, role=Role.objects.get(code=RoleCode.DEANS_OFFICE.value), scope="faculty", scope_id=faculty,
            valid_from="2020-01-01", defaults={"granted_by_name": "test"},
        )  # fmt: skip
    return user


@pytest.fixture
def shop(house: House, worker: None, cholpon: int) -> Shop:
    """All of it."""
    return Shop(house, cholpon)


def roster(tmp_path: Path, group: str) -> Path:
    """A list with two good rows and a bad one."""
    number = next(_numbers) * 10
    people = [
        person(number, "Асанова Айгүл Нурлан кызы"), person(number + 1, "Токтогулов Бакыт Бекжанович", sex="э"),
        person(number + 2, "Бекова Жылдыз", pin=None),
    ]  # fmt: skip
    path = tmp_path / "list.xlsx"
    path.write_bytes(book(group_list(group, people)).getvalue())
    return path


def upload(page: Page, path: Path) -> None:
    page.set_input_files("input[type=file]", path)
    page.locator("form[enctype] button[type=submit]").click()


def result(page: Page, seconds: int = 60) -> None:
    """Wait until the bar has led on to the result; a job that was quicker than the page shows a link to it."""
    expect(page.locator("#job")).to_be_visible()
    link = page.locator("#job a.btn.primary")
    for _ in range(seconds * 10):
        if "/app/jobs/" not in page.url:
            return
        if link.is_visible():
            link.click()
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.url)


def undo(page: Page) -> None:
    """Ask for the undo and confirm it."""
    page.locator("button[data-dialog=undo]").click()
    page.locator('dialog[open] form[action$="/undo/"] button').click()


def preview(page: Page, path: Path) -> None:
    """From the file to the preview."""
    upload(page, path)
    page.locator("form.card button[type=submit]").click()
    result(page)


def chip(page: Page, code: str) -> int:
    """How many rows the filter names for an action."""
    return int(page.locator(f'nav a[href="?action={code}"]').inner_text().split()[-1])


def test_a_list_comes_in_and_goes_out_again(
    shop: Shop, tmp_path: Path, open_page: Callable[..., Page]
) -> None:
    house = shop.house
    page = open_page("jamu", shop.cholpon, "/app/import/new/students/", language="en")
    with house.inside("jamu"):
        before = dump()
    preview(page, roster(tmp_path, "БТ-1-25"))
    assert (chip(page, "new"), chip(page, "bad")) == (2, 1)
    page.locator('nav a[href="?action=bad"]').click()
    expect(page.locator("main tbody tr")).to_have_count(1)
    expect(page.locator("main tbody")).to_contain_text("no PIN")
    with page.expect_download() as download:
        page.locator('a[href$="/bad-rows/"]').click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.locator('form[action$="/apply/"] button').dblclick()
    result(page)
    expect(page.locator("main")).to_contain_text("Rows applied: 2; left out with errors: 1.")
    with house.inside("jamu"):
        assert Student.objects.filter(group__name="БТ-1-25").count() == 2
    undo(page)
    result(page)
    expect(page.locator("main")).to_contain_text("the registers are as they were before it")
    with house.inside("jamu"):
        assert dump() == before


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("viewport", [DESKTOP, TALL_PHONE], ids=["desktop", "phone"])
def test_every_step_is_accessible_and_fits(
    shop: Shop, open_page: Callable[..., Page], tmp_path: Path, language: str, viewport: dict[str, int]
) -> None:
    house = shop.house
    page = open_page("jamu", shop.cholpon, "/app/import/", language=language, viewport=viewport)
    fits(page)
    page.goto(house.url("jamu", "/app/import/new/students/"))
    fits(page)
    upload(page, roster(tmp_path, f"БТ-{next(_numbers)}-25"))
    fits(page)
    page.locator("form.card button[type=submit]").click()
    result(page)
    fits(page)
    if language != "en":
        words = page.locator("main").inner_text()
        assert not [word for word in ("Apply", "Preview", "Place", "Name", "value", "row") if word in words]


def fits(page: Page) -> None:
    """No serious finding of axe, and nothing that must be scrolled sideways."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.skipif(not SHARED, reason="ORDO_SHARED_DATA names no folder with the faculty's lists")
def test_the_lists_of_a_whole_faculty_come_in_through_the_page(
    shop: Shop, open_page: Callable[..., Page]
) -> None:
    house = shop.house
    folder = Path(SHARED) / "data" if (Path(SHARED) / "data").is_dir() else Path(SHARED)
    facts: dict[str, Any] = json.loads((folder / "faculty" / "facts.json").read_text(encoding="utf-8"))
    page = open_page("jamu", shop.cholpon, "/app/import/new/students/", language="en")
    with house.inside("jamu"):
        before = dump()
    started = time.monotonic()
    preview(page, folder / "faculty" / "students.xlsx")
    good, wrong = chip(page, "new"), chip(page, "bad")
    assert good + wrong == facts["students_in_lists"]
    page.locator('form[action$="/apply/"] button').click()
    result(page)
    taken = time.monotonic() - started
    expect(page.locator("main")).to_contain_text(f"Rows applied: {good}")
    with house.inside("jamu"):
        run = ImportRun.objects.latest("created_at")
        sizes: dict[str, int] = {}
        for values in run.rows.values_list("values", flat=True):
            sizes[values["group"]] = sizes.get(values["group"], 0) + 1
        assert sizes == facts["groups"]
        assert Student.objects.filter(group__name__in=sizes).count() == good
    undo(page)
    result(page)
    with house.inside("jamu"):
        assert dump() == before
    assert taken < 60
