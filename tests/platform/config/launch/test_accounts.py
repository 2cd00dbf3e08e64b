"""The file of accounts that acceptance runs read."""

import json
import stat
from pathlib import Path

from ordo.config.launch import accounts
from ordo.config.launch.accounts import Login

AIGUL: Login = {"login": "aigul", "password": "secret one"}
BAKYT: Login = {"login": "bakyt", "password": "secret two"}


def test_a_university_is_a_name_below_the_platform() -> None:
    found = accounts.places({"platform": {"operator": BAKYT}, "nsu": {"student": AIGUL}}, 8123)
    assert {code: place["host"] for code, place in found.items()} == {
        "platform": "localhost:8123",
        "nsu": "nsu.localhost:8123",
    }


def test_the_same_people_in_another_order_leave_the_file_as_it_is(tmp_path: Path) -> None:
    accounts.write(tmp_path, accounts.places({"nsu": {"student": AIGUL, "teacher": BAKYT}}, 8000))
    file = tmp_path / accounts.FILE
    before = (file.read_bytes(), file.stat().st_ino)
    accounts.write(tmp_path, accounts.places({"nsu": {"teacher": BAKYT, "student": AIGUL}}, 8000))
    assert (file.read_bytes(), file.stat().st_ino) == before
    assert json.loads(before[0])["nsu"]["users"]["teacher"] == BAKYT
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
