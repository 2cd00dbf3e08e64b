"""Files that are broken, locked, foreign or meant to do harm: each refused with its own reason."""

import io
import os
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ordo.exchange.reading import DEFAULT_LIMITS, Limits, ReadCode, ReadProblem, fields, read_table
from ordo.exchange.reading.wording import read_sentence
from tests.platform.exchange.reading.lists import (
    AIGUL,
    HEADER,
    STUDENT,
    repacked,
    rows_of,
    sheet_xml,
    text_row,
    workbook,
)

SHEET = "xl/worksheets/sheet1.xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def good() -> io.BytesIO:
    """Return a small good workbook."""
    return workbook(("Тизме", [HEADER, AIGUL]))


def refusal(file: io.BytesIO, limits: Limits = DEFAULT_LIMITS, name: str = "") -> ReadProblem:
    """Return the problem that reading the file ends with."""
    with pytest.raises(ReadProblem) as caught:
        rows_of(file, limits=limits, name=name)
    return caught.value


def with_sheet(inside: str) -> io.BytesIO:
    """Return a workbook whose sheet holds the given XML after a good header."""
    return repacked(good(), {SHEET: sheet_xml(text_row(1, "№", "Аты-жөнү", "ПИН") + inside)})


def with_declared_size(file: io.BytesIO, part: str, size: int) -> io.BytesIO:
    """Return the archive whose central directory lies about the unpacked size of a part."""
    data = bytearray(file.getvalue())
    name = part.encode()
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(name))
    struct.pack_into("<I", data, place + 24, size)
    return io.BytesIO(bytes(data))


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "", ReadCode.EMPTY_FILE),
        (b"PK\x03\x04 and nothing more", "", ReadCode.DAMAGED),
        (b"PK\x05\x06" + bytes(18), "", ReadCode.NOT_XLSX),
        (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "list.xls", ReadCode.OLD_XLS),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "list.xlsx", ReadCode.ENCRYPTED),
        (b"%PDF-1.7 ...", "", ReadCode.NOT_A_TABLE),
        (b"<html><table><tr><td>1</td></tr></table></html>", "list.csv", ReadCode.NOT_A_TABLE),
        (b"<html><table>", "list.xls", ReadCode.NOT_XLSX),
        ("№;Аты-жөнү;ПИН\n".encode(), "list.xlsx", ReadCode.NOT_XLSX),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "", ReadCode.NOT_A_TABLE),
        (bytes(range(256)) * 20, "", ReadCode.UNKNOWN_ENCODING),
    ],
)
def test_what_is_no_workbook_is_told_by_its_content(content: bytes, name: str, code: ReadCode) -> None:
    assert refusal(io.BytesIO(content), name=name).code is code


def test_a_block_boundary_does_not_hide_the_mark_of_encryption() -> None:
    mark = "EncryptedPackage".encode("utf-16-le")
    content = OLE + bytes(1024 * 1024 - 8 - 10) + mark
    assert refusal(io.BytesIO(content)).code is ReadCode.ENCRYPTED


@pytest.mark.parametrize("part", ["word/document.xml", "content.xml"])
def test_other_office_files_are_not_workbooks(part: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(part, "<a/>")
    assert refusal(file).code is ReadCode.NOT_XLSX


def test_a_file_over_the_limit_is_not_opened() -> None:
    file = good()
    limits = replace(DEFAULT_LIMITS, max_file_bytes=len(file.getvalue()) - 1)
    assert refusal(file, limits).code is ReadCode.FILE_TOO_LARGE
    assert len(rows_of(file, limits=replace(limits, max_file_bytes=len(file.getvalue())))) == 1


def test_a_bomb_is_seen_by_its_declared_ratio_before_it_is_unpacked() -> None:
    bomb = with_sheet("<row>" + " " * 40_000_000 + "</row>")
    assert len(bomb.getvalue()) < 100_000
    tracemalloc.start()
    assert refusal(bomb).code is ReadCode.BOMB
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_a_part_over_the_limit_is_a_bomb_even_when_it_hardly_shrinks() -> None:
    file = repacked(good(), {"xl/media/noise.bin": os.urandom(300_000)})
    assert len(rows_of(file)) == 1
    assert refusal(file, replace(DEFAULT_LIMITS, max_part_bytes=200_000)).code is ReadCode.BOMB


def test_many_parts_are_a_bomb() -> None:
    file = repacked(good(), {f"xl/media/{number}": b"" for number in range(60)})
    assert refusal(file, replace(DEFAULT_LIMITS, max_parts=50)).code is ReadCode.BOMB


def test_a_part_that_lies_about_its_size_is_read_no_further_than_it_says() -> None:
    body = "".join(text_row(number, "1", "Асанов Бакыт", "2") for number in range(2, 50_000))
    file = with_declared_size(with_sheet(body), SHEET, 1000)
    tracemalloc.start()
    assert refusal(file).code is ReadCode.DAMAGED
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_one_part_behind_many_sheets_is_counted_each_time_it_is_read() -> None:
    names = [f"Тайпа {number}" for number in range(30)]
    file = workbook(*((name, [HEADER, AIGUL]) for name in names))
    with zipfile.ZipFile(file) as archive:
        relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    for number in range(2, 31):
        relations = relations.replace(f"worksheets/sheet{number}.xml", "worksheets/sheet1.xml")
    big = sheet_xml(
        text_row(1, *("№", "Аты-жөнү", "ПИН")) + "".join(text_row(i, "1", "А Б", "2") for i in range(2, 3000))
    )
    changed = repacked(file, {SHEET: big, "xl/_rels/workbook.xml.rels": relations.encode()})
    limits = replace(DEFAULT_LIMITS, max_unpacked_bytes=5 * len(big))

    def read_all() -> list[int]:
        with read_table(changed, STUDENT, limits=limits) as book:
            return [sum(1 for _ in sheet.rows) for sheet in book.sheets()]

    with pytest.raises(ReadProblem) as caught:
        read_all()
    assert caught.value.code is ReadCode.BOMB


def test_packings_that_need_much_memory_are_refused() -> None:
    assert refusal(repacked(good(), {}, zipfile.ZIP_LZMA)).code is ReadCode.NOT_XLSX
    assert refusal(repacked(good(), {}, zipfile.ZIP_BZIP2)).code is ReadCode.NOT_XLSX


def test_a_locked_archive_is_encrypted() -> None:
    data = bytearray(good().getvalue())
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    assert refusal(io.BytesIO(bytes(data))).code is ReadCode.ENCRYPTED


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE a [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>',
        '<!DOCTYPE a [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/evil.dtd">',
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_documents_that_declare_entities_are_refused(declaration: str, part: str) -> None:
    file = good()
    with zipfile.ZipFile(file) as archive:
        old = archive.read(part).decode()
    start = old.find("?>") + 2 if old.startswith("<?xml") else 0
    changed = old[:start] + declaration + old[start:]
    assert refusal(repacked(file, {part: changed.encode()})).code is ReadCode.FORBIDDEN_XML


def test_an_entity_that_nobody_declared_is_damage() -> None:
    assert refusal(with_sheet("<row><c><v>&lol;</v></c></row>")).code is ReadCode.DAMAGED


@pytest.mark.parametrize(
    "inside",
    [
        "<row><c></row>",
        "<a>" * 200 + "</a>" * 200,
        '<row><c r="A2" t="s"><v>7</v></c></row>',
        '<row><c r="A2" t="s"><v>минус</v></c></row>',
        f'<row spans="{"x" * 3_000_000}"/>',
    ],
)
def test_broken_or_crooked_sheets_are_damaged(inside: str) -> None:
    assert refusal(with_sheet(inside), replace(DEFAULT_LIMITS, max_ratio=10_000)).code is ReadCode.DAMAGED


def test_a_missing_sheet_part_is_damage() -> None:
    file = good()
    result = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            if name != SHEET:
                new.writestr(name, old.read(name))
    assert refusal(result).code is ReadCode.DAMAGED


def test_a_sheet_that_lies_outside_is_never_fetched() -> None:
    file = good()
    with zipfile.ZipFile(file) as archive:
        relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    outside = relations.replace(
        'Target="/xl/worksheets/sheet1.xml"', 'Target="file:///etc/passwd" TargetMode="External"'
    )
    assert outside != relations
    assert refusal(repacked(file, {"xl/_rels/workbook.xml.rels": outside.encode()})).code is ReadCode.NOT_XLSX


def test_a_flipped_byte_is_damage_and_not_a_crash() -> None:
    data = bytearray(good().getvalue())
    place = data.find(SHEET.encode()) + len(SHEET) + 40
    for offset in range(40):
        data[place + offset] ^= 0xFF
    assert refusal(io.BytesIO(bytes(data))).code is ReadCode.DAMAGED


def grown(code: ReadCode) -> tuple[io.BytesIO, Limits]:
    """Return a file and the limits that it is just over."""
    small = DEFAULT_LIMITS
    if code is ReadCode.TOO_MANY_SHEETS:
        return workbook(*((str(i), [HEADER, AIGUL]) for i in range(4))), replace(small, max_sheets=3)
    if code is ReadCode.TOO_MANY_ROWS:
        return workbook(("Тизме", [HEADER, AIGUL, AIGUL])), replace(small, max_rows=2)
    if code is ReadCode.TOO_MANY_COLUMNS:
        return workbook(("Тизме", [HEADER, (*AIGUL, "седьмой")])), replace(small, max_columns=6)
    return with_shared_texts("<si><t>Асанов Бакыт</t></si>" * 40), replace(small, max_strings=39)


def with_shared_texts(items: str) -> io.BytesIO:
    """Return a workbook with a part of shared texts."""
    file = good()
    with zipfile.ZipFile(file) as archive:
        relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relations = relations.replace(
        "</Relationships>", f'<Relationship Id="rId99" Type="{kind}" Target="texts.xml"/></Relationships>'
    )
    changes = {
        "xl/_rels/workbook.xml.rels": relations.encode(),
        "xl/texts.xml": f"<sst>{items}</sst>".encode(),
    }
    return repacked(file, changes)


@pytest.mark.parametrize(
    "code",
    [ReadCode.TOO_MANY_SHEETS, ReadCode.TOO_MANY_ROWS, ReadCode.TOO_MANY_COLUMNS, ReadCode.TOO_MUCH_TEXT],
)
def test_more_than_a_limit_is_refused_and_just_the_limit_is_read(code: ReadCode) -> None:
    file, limits = grown(code)
    assert refusal(file, limits).code is code
    field = {
        ReadCode.TOO_MANY_SHEETS: "max_sheets",
        ReadCode.TOO_MANY_ROWS: "max_rows",
        ReadCode.TOO_MANY_COLUMNS: "max_columns",
        ReadCode.TOO_MUCH_TEXT: "max_strings",
    }[code]
    enough = replace(limits, **{field: getattr(limits, field) + 1})
    with read_table(file, STUDENT, limits=enough) as book:
        assert sum(1 for sheet in book.sheets() for _ in sheet.rows) >= 1


def test_the_sum_of_shared_texts_is_bounded() -> None:
    file = with_shared_texts(f"<si><t>{'я' * 1000}</t></si>" * 10)
    assert refusal(file, replace(DEFAULT_LIMITS, max_string_chars=9_999)).code is ReadCode.TOO_MUCH_TEXT


def test_shared_texts_in_pieces_are_joined_and_phonetic_hints_left_out() -> None:
    file = with_shared_texts("<si><r><t>Асанов </t></r><r><t>Бакыт</t></r><rPh><t>hint</t></rPh></si>")
    row = '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2"><v>20301200548408</v></c></row>'
    file = repacked(file, {SHEET: sheet_xml(text_row(1, "№", "Аты-жөнү", "ПИН") + row)})
    [read] = rows_of(file)
    assert read["name"].value == "Асанов Бакыт"


def test_a_row_at_the_bottom_and_an_empty_styled_cell_far_right_cost_nothing() -> None:
    name = '<c r="B1048576" t="inlineStr"><is><t>Асанов Бакыт</t></is></c>'
    far = f'<row r="1048576">{name}<c r="XFD1048576" s="1"/></row>'
    [row] = rows_of(with_sheet(far))
    assert (row.number, len(row.cells)) == (1_048_576, 2)


def test_a_directory_of_countless_parts_is_not_even_read() -> None:
    data = good().getvalue()
    place = data.rfind(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", data, place + 12)
    directory = data[start : start + size]
    copies = 30_000_000 // size
    bomb = data[:start] + directory * copies
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, size * copies, start, 0)
    file = io.BytesIO(bomb + end)
    tracemalloc.start()
    assert refusal(file).code is ReadCode.BOMB
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_a_wide_directory_behind_a_small_one_is_seen() -> None:
    data = good().getvalue()
    place = data.rfind(b"PK\x05\x06")
    wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 9, 9, 40_000_000, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, place, 1)
    assert refusal(io.BytesIO(data[:place] + wide + locator + data[place:])).code is ReadCode.BOMB


def test_countless_tags_are_a_bomb_even_when_they_are_small() -> None:
    body = "<row>" + "<c/>" * 5_000 + "</row>"
    assert refusal(with_sheet(body), replace(DEFAULT_LIMITS, max_tags=5_000)).code is ReadCode.BOMB


@pytest.mark.parametrize(
    ("part", "tags", "code"),
    [
        ("xl/workbook.xml", "<workbook><sheets>{0}</sheets></workbook>", ReadCode.TOO_MANY_SHEETS),
        ("xl/styles.xml", "<styleSheet><cellXfs>{0}</cellXfs></styleSheet>", ReadCode.BOMB),
        ("xl/_rels/workbook.xml.rels", "<Relationships>{0}</Relationships>", ReadCode.BOMB),
    ],
)
def test_lists_inside_the_workbook_are_bounded(part: str, tags: str, code: ReadCode) -> None:
    one = {
        "xl/workbook.xml": '<sheet name="a" id="x"/>',
        "xl/styles.xml": '<xf numFmtId="14"/>',
        "xl/_rels/workbook.xml.rels": '<Relationship Id="{0}" Target="a.xml"/>',
    }[part]
    many = "".join(one.format(number) for number in range(600))
    limits = replace(DEFAULT_LIMITS, max_sheets=500, max_styles=500, max_parts=500)
    assert refusal(repacked(good(), {part: tags.format(many).encode()}), limits).code is code


def test_a_cell_in_a_million_pieces_is_read_in_a_moment() -> None:
    pieces = "<r><t>я</t></r>" * 300_000
    file = with_sheet(f'<row r="2"><c r="B2" t="inlineStr"><is>{pieces}</is></c></row>')
    [row] = rows_of(file, limits=replace(DEFAULT_LIMITS, max_ratio=10_000))
    assert row["name"].cut
    shared = with_shared_texts(f"<si>{pieces}</si>")
    cell = '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>0</v></c></row>'
    file = repacked(shared, {SHEET: sheet_xml(text_row(1, "№", "Аты-жөнү", "ПИН") + cell)})
    [row] = rows_of(file, limits=replace(DEFAULT_LIMITS, max_ratio=10_000))
    assert row["name"].cut
    assert row["name"].value is row["pin"].value, "a shared text is kept once"


@pytest.mark.parametrize(
    "evil", ["a-" * 2000, "1-" * 2000 + "курс", "-" * 4000, "жыл" * 1300 + "!", "Группа:" * 500]
)
def test_texts_made_to_slow_patterns_down_do_not(evil: str) -> None:
    rows = [(evil,), HEADER, *((1, evil, evil, evil, evil) for _ in range(50)), *((evil,) for _ in range(50))]
    started = time.perf_counter()
    for row in rows_of(workbook(("Тизме", rows))):
        for validator in (
            fields.person_name,
            fields.pin,
            fields.date,
            fields.group_name,
            fields.phone,
            fields.number,
        ):
            validator(row["name"].value)
    assert time.perf_counter() - started < 10


def test_uploads_of_the_web_are_read_like_files() -> None:
    for content in (good().getvalue(), "№;Ф.И.О.;ПИН\n1;Асанов Бакыт;2\n".encode("cp1251")):
        upload = SimpleUploadedFile("тизме", content)
        assert len(rows_of(upload)) == 1
        assert not upload.closed


def test_twenty_thousand_rows_are_read_in_little_memory() -> None:
    body = "".join(text_row(number, "1", "Асанов Бакыт", "20301200548408") for number in range(2, 20_001))
    file = with_sheet(body)
    del body
    tracemalloc.start()
    with read_table(file, STUDENT) as book:
        count = sum(1 for sheet in book.sheets() for _ in sheet.rows)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 19_999
    assert peak < 4_000_000


def test_an_endless_text_in_a_cell_is_cut_and_reported() -> None:
    [row] = rows_of(with_sheet(text_row(2, "1", "Асанов Бакыт", "9" * 50_000)))
    assert len(row.text("pin")) == DEFAULT_LIMITS.max_cell_chars
    assert [problem.code.value for _, problem in row.cell_problems()] == ["text_cut"]


def test_every_reason_has_one_sentence_for_a_person() -> None:
    params = {"limit": 5, "columns": "pin", "sheet": "Тизме"}
    sentences = {read_sentence(ReadProblem(code, **params)) for code in ReadCode}
    assert len(sentences) == len(ReadCode)
    assert all(sentence.endswith((".", "?")) and "%(" not in sentence for sentence in sentences)


@pytest.mark.parametrize("make", [good, lambda: io.BytesIO("№;Аты-жөнү;ПИН\n1;Асанов Бакыт;2\n".encode())])
def test_a_path_is_closed_and_an_opened_file_stays_open(
    tmp_path: Path, make: Callable[[], io.BytesIO]
) -> None:
    file = make()
    assert len(rows_of(file)) == 1
    assert not file.closed
    path = tmp_path / "list"
    path.write_bytes(file.getvalue())
    assert len(rows_of(path)) == 1
    assert len(rows_of(str(path))) == 1
