"""Lists in workbooks as dean's offices keep them."""

import datetime as dt
import io

import pytest
from openpyxl import Workbook

from ordo.exchange.reading import (
    ColumnSpec,
    ProblemCode,
    ReadCode,
    ReadProblem,
    StudyForm,
    captions,
    read_table,
)
from tests.platform.exchange.reading.lists import (
    AIGUL,
    BAKYT,
    HEADER,
    STUDENT,
    people,
    repacked,
    rows_of,
    sheet_xml,
    text_row,
    workbook,
)

moment = dt.datetime.fromisoformat

TITLE = "Тайпа: ИСТ-1-23    Адистиги: 710200 Маалыматтык системалар    Окуу формасы: сырттан    3-курс"


def test_titles_stand_above_the_header_and_footers_below_the_people() -> None:
    file = workbook(
        (
            "ИСТ-1-23",
            [
                ("Жалал-Абад мамлекеттик университети",),
                (TITLE,),
                (),
                HEADER,
                AIGUL,
                (),
                BAKYT,
                (),
                (None, "Жыйынтыгы: 2"),
                (None, "Деканат: ______________"),
            ],
        ),
        merged="A1:J1",
    )
    [(sheet, rows)] = people(file)
    assert sheet.title_lines == ("Жалал-Абад мамлекеттик университети", TITLE)
    assert (sheet.facts.group, sheet.facts.study_form, sheet.facts.course) == (
        "ИСТ-1-23",
        StudyForm.CORRESPONDENCE,
        3,
    )
    assert sheet.header.number == 4
    assert [row.number for row in rows] == [5, 7]
    assert [footer.text for footer in sheet.footers] == ["Жыйынтыгы: 2", "Деканат: ______________"]
    assert sheet.declared_total == 2
    assert sheet.strays == []


def test_every_sheet_is_a_list_of_its_own_and_other_sheets_are_named_as_skipped() -> None:
    file = workbook(
        ("ИСТ-1-23", [HEADER, AIGUL]),
        ("Көрсөтмө", [("Бул баракта тизме жок",), ("Толтуруу тартиби",)]),
        ("Бош", []),
        ("ЮР-1-23", [("№", "Ф.И.О.", "ИНН", "Дата рождения"), BAKYT]),
        ("Аты гана", [("№", "Ф.И.О.", "Телефон"), BAKYT]),
    )
    with read_table(file, STUDENT) as book:
        found = {sheet.name: [row.text("name") for row in sheet.rows] for sheet in book.sheets()}
    assert found == {"ИСТ-1-23": [AIGUL[1]], "ЮР-1-23": [BAKYT[1]]}
    assert [(skipped.name, skipped.problem.code) for skipped in book.skipped] == [
        ("Көрсөтмө", ReadCode.NO_HEADER),
        ("Бош", ReadCode.EMPTY_SHEET),
        ("Аты гана", ReadCode.MISSING_COLUMNS),
    ]


@pytest.mark.parametrize(
    "captions_row",
    [
        ("№", "Аты-жөнү", "ПИН (ИНН)", "Туулган күнү", "Жынысы", "Эскертүү"),
        ("№ п/п", "Ф. И. О. студента", "ИНН", "Дата  рождения", "Пол", "Примечание"),
        ("No", "FULL NAME", "PIN", "Date of birth", "Sex", "Remarks"),
        ("к/н", "Студенттин аты-жону", "Жеке номери", "Туулган куну", "Жынысы:", "Эскертуу"),
        ("№", "Фамилиясы,\nаты, атасынын аты", "ПИН", "Туулган\nжылы", "Жынысы", "Эскертүү"),
    ],
)
def test_captions_are_known_in_three_languages_and_in_careless_spelling(
    captions_row: tuple[str, ...],
) -> None:
    [(sheet, rows)] = people(workbook(("Тизме", [captions_row, AIGUL])))
    assert dict(sheet.header.columns) == {
        "number": 0,
        "name": 1,
        "pin": 2,
        "birth_date": 3,
        "sex": 4,
        "note": 5,
    }
    assert rows[0].text("pin") == AIGUL[2]


def test_headings_merged_over_two_rows_are_read_as_one_header() -> None:
    upper = ("№", "Студент", None, None, None)
    lower = (None, "Аты-жөнү", "ПИН", "Туулган күнү", "Жынысы")
    [(sheet, rows)] = people(workbook(("Тизме", [upper, lower, AIGUL, BAKYT]), merged="B1:E1"))
    assert sheet.header.number == 2
    assert sheet.header.columns["number"] == 0
    assert [row.number for row in rows] == [3, 4]


def test_a_row_of_column_numbers_and_a_repeated_header_are_no_people() -> None:
    file = workbook(("Тизме", [HEADER, (1, 2, 3, 4, 5, 6), AIGUL, HEADER, BAKYT]))
    assert [row.number for row in rows_of(file)] == [3, 5]


def test_rows_with_only_a_number_are_empty_and_loose_words_are_shown_as_strays() -> None:
    file = workbook(("Тизме", [HEADER, AIGUL, (2,), (None, None, None, None, None, "кичи тайпа"), (3,)]))
    [(sheet, rows)] = people(file)
    assert [row.number for row in rows] == [2]
    assert [(stray.number, stray.text) for stray in sheet.strays] == [(4, "кичи тайпа")]


@pytest.mark.parametrize(
    "footer",
    [
        (None, "Итого: 2 студента"),
        ("Бардыгы", None, 2),
        (None, None, "Декан ____________ Асанов А.А."),
        (None, "Группанын куратору: Асанов А."),
        (None, "Куратор Асанов А."),
        ("М.П.",),
        (None, "Всего", "=COUNTA(B2:B3)"),
        (None, "Күнү: 01.09.2025"),
        (None, "Жооптуу адам: ________"),
        (None, "Кафедра башчысы", None, "А. Асанов"),
    ],
)
def test_a_footer_is_not_taken_for_a_person(footer: tuple[object, ...]) -> None:
    [(sheet, rows)] = people(workbook(("Тизме", [HEADER, AIGUL, BAKYT, footer])))
    assert [row.number for row in rows] == [2, 3]
    assert [line.number for line in sheet.footers] == [4]


def test_a_person_whose_name_begins_like_a_footer_stays_a_person() -> None:
    dean = (3, "Деканов Итого Датаевич", "20301200548409", "03.01.2005", "э", None)
    unnumbered = (None, "Кураторов Бакыт", "20301200548400", "03.01.2005", "э", None)
    without_pin = (None, "Деканов Бакыт", None, "03.01.2005", "э", None)
    assert [row.number for row in rows_of(workbook(("Тизме", [HEADER, dean, unnumbered, without_pin])))] == [
        2,
        3,
        4,
    ]


def test_words_that_nobody_knows_are_kept_as_a_row_and_never_dropped() -> None:
    loose = (None, "Жооптуу адам Асанов")
    assert [row.number for row in rows_of(workbook(("Тизме", [HEADER, AIGUL, loose])))] == [2, 3]


def test_a_second_group_below_the_first_in_one_sheet_is_a_list_of_its_own() -> None:
    rows = [("Тайпа: ИСТ-1-23",), HEADER, AIGUL, (None, "Жыйынтыгы: 1"), ()]
    rows += [("Тайпа: ИСТ-2-23",), HEADER, BAKYT, ("Тайпа: ИСТ-3-23",), (1, "Саматов Улан", "2", "", "э")]
    found = people(workbook(("Бардыгы", rows)))
    assert [(sheet.facts.group, sheet.block, [row.number for row in rows]) for sheet, rows in found] == [
        ("ИСТ-1-23", 0, [3]),
        ("ИСТ-2-23", 1, [8]),
        ("ИСТ-3-23", 2, [10]),
    ]


def test_a_list_that_is_left_half_read_does_not_spoil_the_next() -> None:
    file = workbook(
        ("А", [("Тайпа: А-1",), HEADER, AIGUL, BAKYT, ("Тайпа: А-2",), HEADER, BAKYT]), ("Б", [HEADER, AIGUL])
    )
    with read_table(file, STUDENT) as book:
        assert [next(sheet.rows).number for sheet in book.sheets()] == [3, 7, 2]


def test_formulas_are_problems_of_known_columns_and_never_have_a_value() -> None:
    rows = [
        (*HEADER, "Башка"),
        ("=ROW()", AIGUL[1], "=A1", "21.10.2005", "а", '=HYPERLINK("http://x.kg";"a")', "=1+1"),
    ]
    [row] = rows_of(workbook(("Тизме", rows)))
    assert {(column, problem.code) for column, problem in row.cell_problems()} == {
        ("pin", ProblemCode.FORMULA),
        ("note", ProblemCode.FORMULA),
    }
    assert row["pin"].value is None
    assert row.shown()[2] == "=A1"


def test_the_cached_result_of_a_formula_is_not_believed() -> None:
    cell = '<row r="2"><c r="B2" t="str"><f>A1</f><v>Асанов Бакыт</v></c><c r="C2"><v>20301200548408</v></c></row>'
    file = repacked(
        workbook(("Тизме", [HEADER])),
        {"xl/worksheets/sheet1.xml": sheet_xml(text_row(1, "№", "Аты-жөнү", "ПИН") + cell)},
    )
    [row] = rows_of(file)
    assert (row["name"].value, row["name"].formula) == (None, "=A1")
    assert row["pin"].value == 20301200548408


def test_error_values_are_problems() -> None:
    cells = '<row r="2"><c r="B2" t="inlineStr"><is><t>Асанов Бакыт</t></is></c><c r="C2" t="e"><v>#REF!</v></c></row>'
    file = repacked(
        workbook(("Тизме", [HEADER])),
        {"xl/worksheets/sheet1.xml": sheet_xml(text_row(1, "№", "Аты-жөнү", "ПИН") + cells)},
    )
    [row] = rows_of(file)
    assert [(column, problem.code) for column, problem in row.cell_problems()] == [
        ("pin", ProblemCode.CELL_ERROR)
    ]


def test_dates_numbers_and_shared_texts_keep_their_kinds() -> None:
    dates = (moment("2005-10-21"), dt.date(2004, 2, 29), 38646)
    rows = [
        HEADER,
        *((i, "Асанов Бакыт", 12110200531072.0, date, "э", None) for i, date in enumerate(dates, 1)),
    ]
    read = rows_of(workbook(("Тизме", rows)))
    assert [row["birth_date"].value for row in read] == [
        moment("2005-10-21"),
        moment("2004-02-29"),
        38646,
    ]
    assert [row.text("pin") for row in read] == ["12110200531072"] * 3


def test_a_workbook_that_counts_days_from_1904_gives_the_same_dates() -> None:
    book = Workbook()
    [only] = book.worksheets
    book.epoch = moment("1904-01-01")
    for row in (HEADER, (1, "Асанов Бакыт", "1", moment("2005-10-21"), "э", None)):
        only.append(row)
    file = io.BytesIO()
    book.save(file)
    [row] = rows_of(file)
    assert row["birth_date"].value == moment("2005-10-21")


def test_a_hidden_sheet_is_read_and_marked() -> None:
    book = Workbook()
    [shown] = book.worksheets
    shown.append(HEADER)
    shown.append(AIGUL)
    hidden = book.create_sheet("Жашыруун")
    hidden.sheet_state = "veryHidden"
    hidden.append(HEADER)
    file = io.BytesIO()
    book.save(file)
    assert [sheet.hidden for sheet, _ in people(file)] == [False, True]


def test_a_person_may_map_a_column_that_nobody_knows() -> None:
    rows = [("№", "Балдардын тизмеси", "Коду"), (1, "Асанов Бакыт", "20301200548408")]
    with pytest.raises(ReadProblem, match="no_header"):
        rows_of(workbook(("Тизме", rows)))
    [row] = rows_of(workbook(("Тизме", rows)), mapping={"name": "балдардын тизмеси", "pin": "Коду"})
    assert row.text("name") == "Асанов Бакыт"


def test_the_outline_shows_captions_guess_and_sample_even_when_columns_are_missing() -> None:
    file = workbook(("Тизме", [(TITLE,), ("№", "Ф.И.О.", "Коду"), (1, "Асанов Бакыт", "7")]), ("Бош", []))
    with read_table(file, STUDENT) as book:
        first, second = book.outlines()
    assert first.header is not None
    assert (first.header.captions, first.header.missing, first.header.unknown) == (
        ("№", "Ф.И.О.", "Коду"),
        ("pin",),
        ("Коду",),
    )
    assert first.sample == ((1, "Асанов Бакыт", "7"),)
    assert first.facts.group == "ИСТ-1-23"
    assert first.problem is not None
    assert first.problem.params["columns"] == "pin"
    assert second.problem is not None
    assert second.problem.code is ReadCode.EMPTY_SHEET


def test_staff_and_teacher_assignments_are_read_by_the_same_code() -> None:
    staff = (
        ColumnSpec("staff_number", captions.STAFF_NUMBER, required=True),
        ColumnSpec("name", captions.PERSON_NAME, required=True),
        ColumnSpec("department", captions.DEPARTMENT),
        ColumnSpec("rate", captions.RATE),
        ColumnSpec("hired_on", captions.HIRED_ON),
    )
    header = ("Табелдик №", "Ф.А.А.", "ПИН", "Бөлүм / кафедра", "Кызматы", "Ставка", "Кабыл алынган күнү")
    row = ("0002", "Бөрүбаев Бакыт", "2", "ИСТ", "доцент", "0,75", "06.10.17")
    with read_table(workbook(("Кызматкерлер", [header, row])), staff) as book:
        [read] = [found for sheet in book.sheets() for found in sheet.rows]
    assert [read.text(spec.code) for spec in staff] == ["0002", "Бөрүбаев Бакыт", "ИСТ", "0,75", "06.10.17"]

    assignment = (
        ColumnSpec("discipline", captions.DISCIPLINE, required=True),
        ColumnSpec("group", captions.GROUP, required=True),
        ColumnSpec("teacher", captions.TEACHER, required=True),
        ColumnSpec("semester", captions.SEMESTER),
    )
    rows = [
        ("Окуу жүктөмү 2025-2026",),
        ("Дисциплина", "Тайпасы", "Окутуучусу", "Семестри"),
        ("Физика", "ИСТ-1-23", "Асанов Б.", 2),
    ]
    with read_table(workbook(("Жүктөм", rows)), assignment) as book:
        [sheet] = [
            (sheet.facts.academic_year, [row.values() for row in sheet.rows]) for sheet in book.sheets()
        ]
    assert sheet == (2025, [("Физика", "ИСТ-1-23", "Асанов Б.", 2)])
