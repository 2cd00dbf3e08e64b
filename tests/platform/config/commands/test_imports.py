"""`ordo import`: the wizard's steps from the command line, with exit codes (EB-02.6, EB-T13)."""

import re
from pathlib import Path

import pytest

from modules.people.models import Student
from modules.structure import facade as structure
from ordo.config.commands.imports import DECLINED, DONE, REFUSED, WRONG, main
from ordo.exchange.models import ImportRun
from ordo.tenancy.current import inside
from tests.platform.exchange.rosters import book, dump, group_list, person

AT = ["--university", "jamu", "--language", "en"]


@pytest.fixture
def roster(tmp_path: Path) -> str:
    """A list with a good row and a bad one."""
    people = [person(1, "Асанова Айгүл Нурлан кызы"), person(2, "Токтогулов Бакыт", pin=None)]
    path = tmp_path / "list.xlsx"
    path.write_bytes(book(group_list("ИСТ-1-25", people)).getvalue())
    return str(path)


def test_a_list_is_told_applied_and_taken_back(
    own_database: str, roster: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with inside("jamu"):
        before = dump()
    assert main(["students", roster, *AT, "--yes", "--faculty", "Маалыматтык технологиялар"]) == DONE
    said = capsys.readouterr().out
    assert "1 ✗ ИСТ-1-25:6     no PIN: No PIN is entered." in said
    assert "Rows: 2 (new 1, changes 0, no change 0, with errors 1). Problems: 1." in said
    run = re.search(r"--undo (\S+)", said)
    assert run is not None
    with inside("jamu"):
        assert Student.objects.get().group.name == "ИСТ-1-25"
        assert [unit.names["ky"] for unit in structure.faculties()] == ["Маалыматтык технологиялар"]
    assert main(["students", *AT, "--undo", run.group(1)]) == DONE
    with inside("jamu"):
        assert dump() == before
    assert main(["students", *AT, "--undo", run.group(1)]) == REFUSED
    with inside("nsu"):
        assert ImportRun.objects.count() == 0


def test_without_a_yes_nothing_is_applied(
    own_database: str, roster: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["students", roster, *AT]) == DECLINED
    assert "Nothing was applied." in capsys.readouterr().out
    with inside("jamu"):
        assert Student.objects.count() == 0


def test_what_cannot_be_done_says_so(
    own_database: str, roster: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.xlsx"
    letter.write_text("a letter")
    unknown = "00000000-0000-4000-8000-000000000000"
    for arguments, code, words in (
        (["students", str(letter), *AT], REFUSED, "This is not an XLSX workbook"),
        (["students", str(tmp_path / "none.xlsx"), *AT], WRONG, "There is no file"),
        (["students", roster, "--university", "oxford", "--language", "en"], WRONG, "There is no university"),
        (
            ["poems", roster, *AT],
            WRONG,
            "There is no import “poems”; there are: students, staff, assignments",
        ),
        (["students", *AT, "--undo", unknown], WRONG, "There is no import"),
    ):
        assert main(arguments) == code
        assert words in capsys.readouterr().out
    with inside("jamu"):
        assert ImportRun.objects.count() == 0


@pytest.mark.parametrize(("language", "words"), [("ky", "ПИН жок"), ("ru", "нет ПИН")])
def test_errors_are_told_in_the_asked_language(
    own_database: str, roster: str, capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    assert main(["students", roster, *AT, "--language", language]) == DECLINED
    assert words in capsys.readouterr().out
