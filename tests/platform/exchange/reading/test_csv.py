"""CSV files in the encodings and with the separators that offices use."""

import codecs
import io
from dataclasses import replace

import pytest

from ordo.exchange.reading import DEFAULT_LIMITS, ReadCode, ReadProblem
from tests.platform.exchange.reading.lists import people, rows_of

RUSSIAN = (
    "Группа: ИСТ-1-23\n№;Ф.И.О.;ПИН;Дата рождения\n"
    "1;Асанов Бакыт;20301200548408;03.01.2005\n\n2;Иванова Анна;1;\n"
)
KYRGYZ = "№;Аты-жөнү;ПИН\n1;Өмүралиева Жаңыл;12110200531072\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1251", b""),
    ],
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_encoding_and_the_separator_are_found(encoding: str, mark: bytes, separator: str) -> None:
    content = mark + RUSSIAN.replace(";", separator).encode(encoding)
    [(sheet, rows)] = people(io.BytesIO(content))
    assert sheet.facts.group == "ИСТ-1-23"
    assert [(row.number, row.text("name"), row.text("pin")) for row in rows] == [
        (3, "Асанов Бакыт", "20301200548408"),
        (5, "Иванова Анна", "1"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_kyrgyz_letters_survive(encoding: str) -> None:
    [row] = rows_of(io.BytesIO(KYRGYZ.encode(encoding)))
    assert row.text("name") == "Өмүралиева Жаңыл"


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866", "mac-cyrillic"])
def test_other_cyrillic_encodings_are_refused_and_not_misread(encoding: str) -> None:
    with pytest.raises(ReadProblem) as caught:
        rows_of(io.BytesIO((RUSSIAN * 3).encode(encoding, errors="replace")))
    assert caught.value.code is ReadCode.UNKNOWN_ENCODING


def test_a_broken_end_of_the_file_is_no_known_encoding() -> None:
    with pytest.raises(ReadProblem) as caught:
        rows_of(io.BytesIO(codecs.BOM_UTF16_LE + KYRGYZ.encode("utf-16-le") + b"\x00"))
    assert caught.value.code is ReadCode.UNKNOWN_ENCODING


def test_a_wrong_byte_far_behind_the_sample_is_still_found() -> None:
    rows = "1;Асанова Айгүл;12110200531072\n" * 5000
    content = (KYRGYZ + rows).encode() + b"\xff\xff\xff"
    with pytest.raises(ReadProblem) as caught:
        rows_of(io.BytesIO(content))
    assert caught.value.code is ReadCode.UNKNOWN_ENCODING


def test_quotes_hold_separators_and_line_breaks() -> None:
    content = '№,Ф.И.О.,ПИН,Примечание\r\n1,"Асанов, Бакыт",2,"первая\r\nвторая"\r\n2,Иванов Иван,3,\r\n'
    first, second = rows_of(io.BytesIO(content.encode()))
    assert first.text("name") == "Асанов, Бакыт"
    assert first.text("note") == "первая вторая"
    assert second.number == 3


def test_formulas_of_csv_files_are_seen_and_phones_with_a_plus_are_not_formulas() -> None:
    content = '№;Ф.И.О.;ПИН;Телефон;Примечание\n1;Асанов Бакыт;2;+996777241468;"=HYPERLINK(""http://x"")"\n'
    [row] = rows_of(io.BytesIO(content.encode()))
    assert [column for column, _ in row.cell_problems()] == ["note"]
    assert row.text("phone") == "+996777241468"


def test_limits_hold_for_csv_too() -> None:
    rows = "№;Аты-жөнү;ПИН\n" + "1;Асанов Бакыт;2\n" * 10
    with pytest.raises(ReadProblem) as caught:
        rows_of(io.BytesIO(rows.encode()), limits=replace(DEFAULT_LIMITS, max_rows=10))
    assert caught.value.code is ReadCode.TOO_MANY_ROWS
    wide = "№;Аты-жөнү;ПИН" + ";x" * 300
    with pytest.raises(ReadProblem) as caught:
        rows_of(io.BytesIO(wide.encode()))
    assert caught.value.code is ReadCode.TOO_MANY_COLUMNS


def test_a_text_without_a_list_has_no_header() -> None:
    with pytest.raises(ReadProblem) as caught:
        rows_of(io.BytesIO("Кечиресиз, бул жөн гана кат.\n".encode()))
    assert caught.value.code is ReadCode.NO_HEADER


def test_a_field_without_an_end_is_damage() -> None:
    with pytest.raises(ReadProblem) as caught:
        rows_of(io.BytesIO(KYRGYZ.encode() + b'2;"' + b"x" * 200_000))
    assert caught.value.code is ReadCode.DAMAGED
