"""Single values: PIN, name, date, sex, funding, phone, codes."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordo.exchange.reading import CellValue, Checked, Place, ProblemCode, StudyForm, fields
from ordo.exchange.reading.fields import Funding, PersonName, RepeatedPins, Sex

AIGUL = "12110200531072"
BORN = dt.date(2005, 10, 21)
TODAY = dt.date(2025, 9, 1)


def codes(checked: Checked[Any]) -> list[str]:
    """Return the codes of the problems of a checked value."""
    return [problem.code.value for problem in checked.problems]


@pytest.mark.parametrize(
    "written",
    [
        AIGUL,
        int(AIGUL),
        float(AIGUL),
        f" {AIGUL} ",
        "1 2110 2005 31072",
        "12110200531072.0",
        f"'{AIGUL}",
        f"{AIGUL}\u200b",
    ],
)
def test_a_pin_is_read_from_numbers_and_texts_alike(written: CellValue) -> None:
    checked = fields.pin(written, BORN, Sex.FEMALE)
    assert (checked.value, checked.ok) == (AIGUL, True)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (None, ["pin_missing"]),
        ("   ", ["pin_missing"]),
        ("No", ["pin_missing", "pin_too_short"]),
        ("127022005086", ["pin_too_short"]),
        (121102005310, ["pin_too_short"]),
        (f"{AIGUL}1", ["pin_too_long"]),
        ("1211020053107O", ["pin_not_digits"]),
        ("1,21102E+13", ["pin_rounded"]),
        ("ИНН 12110200531072", ["pin_not_digits"]),
    ],
)
def test_a_pin_that_is_none_says_why(written: CellValue, expected: list[str]) -> None:
    checked = fields.pin(written, BORN, Sex.FEMALE)
    assert checked.value is None
    assert codes(checked) == expected


def test_a_pin_is_compared_with_birth_date_and_sex() -> None:
    assert codes(fields.pin(AIGUL, dt.date(2005, 10, 12), Sex.FEMALE)) == ["pin_birth_date"]
    assert codes(fields.pin(AIGUL, BORN, Sex.MALE)) == ["pin_sex"]
    assert codes(fields.pin(AIGUL, dt.date(2006, 10, 21), Sex.MALE)) == ["pin_birth_date", "pin_sex"]
    assert codes(fields.pin("3" + AIGUL[1:], BORN, Sex.MALE)) == ["pin_sex"]
    assert fields.pin(AIGUL).ok
    assert fields.pin(AIGUL, dt.date(2006, 10, 21)).value == AIGUL
    assert fields.birth_date_of(AIGUL) == BORN
    assert fields.birth_date_of("13102200500000") is None


@given(st.dates(dt.date(1930, 1, 1), TODAY), st.sampled_from(Sex), st.integers(0, 99999))
def test_a_number_made_by_the_rule_always_fits(born: dt.date, sex: Sex, serial: int) -> None:
    digits = f"{1 if sex is Sex.FEMALE else 2}{born:%d%m%Y}{serial:05}"
    assert fields.pin(int(digits), born, sex).ok
    assert fields.birth_date_of(digits) == born


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=True), st.booleans(), st.none()))
def test_no_value_whatever_breaks_a_validator(value: CellValue) -> None:
    for validator in (
        fields.pin,
        fields.person_name,
        fields.date,
        fields.sex,
        fields.funding,
        fields.study_form,
        fields.phone,
        fields.phones,
        fields.programme_code,
        fields.group_name,
        fields.number,
        fields.required_text,
    ):
        checked = validator(value)
        assert checked.value is not None or checked.problems


def test_a_repeated_pin_names_the_other_places() -> None:
    pins = RepeatedPins()
    first, second, third = Place("ИСТ-2-23", 21), Place("ЮР-1-24", 20), Place("ФМ-1-24", 7)
    assert pins.add(AIGUL, first) is None
    assert pins.add("20301200548408", Place("ИСТ-2-23", 22)) is None
    assert pins.add(AIGUL, second) == first
    assert [(str(found.place), found.problem.params["place"]) for found in pins.problems()] == [
        ("ИСТ-2-23:21", "ЮР-1-24:20"),
        ("ЮР-1-24:20", "ИСТ-2-23:21"),
    ]
    pins.add(AIGUL, third)
    assert pins.problems()[0].problem.params["place"] == "ЮР-1-24:20, ФМ-1-24:7"
    assert str(Place("", 5)) == "5"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Токтогулов Сыймык Бекжанович", ("Токтогулов", "Сыймык", "Бекжанович")),
        ("  Ташматова  Жаңыл Нурлан кызы ", ("Ташматова", "Жаңыл", "Нурлан кызы")),
        ("ТАШМАТОВА ЖАҢЫЛ НУРЛАН КЫЗЫ", ("Ташматова", "Жаңыл", "Нурлан кызы")),
        ("Асанов Бакыт Нурлануулу", ("Асанов", "Бакыт", "Нурлан уулу")),
        ("Асанова Чолпон Кубан-кызы", ("Асанова", "Чолпон", "Кубан кызы")),
        ("Асан кызы Айгүл", ("Асан кызы", "Айгүл", "")),
        ("Айгүл Асан кызы", ("Асан кызы", "Айгүл", "")),
        ("Токтогул уулу Бакыт Асанович", ("Токтогул уулу", "Бакыт", "Асанович")),
        ("Бакыт Асанович Токтогулов", ("Токтогулов", "Бакыт", "Асанович")),
        ("Асанов Бакыт", ("Асанов", "Бакыт", "")),
        ("Асанов А.К.", ("Асанов", "А.", "К.")),
        ("Ким Анна-Мария", ("Ким", "Анна-Мария", "")),
        ("Khan Muhammad Ali", ("Khan", "Muhammad", "Ali")),
        ("Абдуллаев Мухаммад Али Ахмедович", ("Абдуллаев", "Мухаммад Али", "Ахмедович")),
        ("Ибрагимов Темур Рустам ўғли", ("Ибрагимов", "Темур", "Рустам ўғли")),
        ("Сидоров\u00a0Иван Йосифович", ("Сидоров", "Иван", "Йосифович")),
    ],
)
def test_a_name_is_split_into_its_parts(written: str, name: tuple[str, str, str]) -> None:
    checked = fields.person_name(written)
    assert checked.value == PersonName(*name)
    assert checked.problems == ()


def test_a_latin_look_alike_is_reported_with_the_repaired_name() -> None:
    checked = fields.person_name("Сoоронбаева Айгүл Үсөн кызы")
    [problem] = checked.problems
    assert (problem.code, problem.suggestion) == (
        ProblemCode.NAME_LATIN_LETTER,
        "Сооронбаева Айгүл Үсөн кызы",
    )
    assert checked.value is not None
    assert "o" in checked.value.last
    assert fields.person_name("Асаноw Бакыт").problems[0].suggestion == ""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (None, ["name_missing"]),
        ("Асанов", ["name_incomplete"]),
        ("Асанов Бакыт 2-тайпа", ["name_bad_sign"]),
        ("?санов Бакыт", ["name_bad_sign"]),
        ("Асанов Бакыт Улан Эрлан Мирлан", ["name_unclear"]),
        (42, ["name_bad_sign", "name_incomplete"]),
    ],
)
def test_a_doubtful_name_says_why(written: CellValue, expected: list[str]) -> None:
    assert codes(fields.person_name(written)) == expected


@pytest.mark.parametrize(
    "written",
    [
        dt.datetime.fromisoformat("2005-01-03"),
        dt.date(2005, 1, 3),
        "03.01.2005",
        "3.1.2005",
        "03.01.05",
        "03/01/2005",
        "03-01-2005",
        "2005-01-03",
        "2005.01.03",
        "2005-01-03 00:00:00",
        "2005-01-03T00:00:00",
        "03012005",
        38355,
        38355.0,
        "3-январь 2005-ж.",
        "3-январь, 2005-жыл",
        "2005-жылдын 3-январы",
        "3 января 2005 г.",
        "3 ЯНВАРЯ 2005 года",
        "3 янв. 2005",
        "January 3, 2005",
        "3 Jan 2005",
        "03.01.2005-ж.",
        "03.01.2005 г.",
        "3-үчтүн айы 2005-ж.",
        " 03. 01. 2005 ",
    ],
)
def test_a_date_is_read_in_every_way_people_write_it(written: CellValue) -> None:
    assert fields.date(written, latest=TODAY).value == dt.date(2005, 1, 3)


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_is_known_in_kyrgyz_russian_and_english(number: int) -> None:
    kyrgyz = [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ][number - 1]
    russian = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ][number - 1]
    english = dt.date(2005, number, 9).strftime("%B")
    for written in (
        f"9-{kyrgyz} 2005-ж.",
        f"9 {russian} 2005 г.",
        f"9 {english} 2005",
        f"2005-жылдын 9-{kyrgyz}ы",
    ):
        assert fields.date(written, latest=TODAY).value == dt.date(2005, number, 9), written


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (None, "date_missing"),
        ("31.02.2006", "date_impossible"),
        ("31-февраль 2006-ж.", "date_impossible"),
        ("2006-13-01", "date_impossible"),
        ("00.01.2005", "date_impossible"),
        ("29.02.2005", "date_impossible"),
        ("белгисиз", "date_unclear"),
        ("2005", "date_unclear"),
        (2005, "date_unclear"),
        ("март", "date_unclear"),
        ("12.2005", "date_unclear"),
        ("03.01.2035", "date_out_of_range"),
        (dt.date(1823, 1, 1), "date_out_of_range"),
    ],
)
def test_a_date_that_is_none_says_why(written: CellValue, expected: str) -> None:
    assert codes(fields.date(written, latest=TODAY)) == [expected]


def test_a_year_of_two_digits_is_never_in_the_future() -> None:
    years = {"06.10.17": 2017, "08.07.98": 1998, "13.04.06": 2006, "01.01.25": 2025, "01.01.26": 1926}
    read = {text: fields.date(text, latest=TODAY).value for text in years}
    assert {text: day.year for text, day in read.items() if day} == years


@given(
    st.dates(dt.date(1930, 1, 1), TODAY), st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"])
)
def test_any_date_is_read_back(day: dt.date, pattern: str) -> None:
    assert fields.date(day.strftime(pattern), latest=TODAY).value == day


@pytest.mark.parametrize(
    ("written", "sex"),
    [
        ("а", Sex.FEMALE),
        ("э", Sex.MALE),
        ("Ж", Sex.FEMALE),
        ("м.", Sex.MALE),
        ("эркек", Sex.MALE),
        ("аял", Sex.FEMALE),
        ("мужской", Sex.MALE),
        ("жен", Sex.FEMALE),
        ("female", Sex.FEMALE),
        ("Male", Sex.MALE),
        ("a", Sex.FEMALE),
        ("M", Sex.MALE),
        ("кыз", Sex.FEMALE),
    ],
)
def test_the_sex_is_read_in_three_languages(written: str, sex: Sex) -> None:
    assert fields.sex(written).value is sex


@pytest.mark.parametrize(
    ("written", "funding"),
    [
        ("бюджет", Funding.BUDGET),
        ("Б", Funding.BUDGET),
        ("грант", Funding.BUDGET),
        ("мамлекеттик грант", Funding.BUDGET),
        ("контракт", Funding.CONTRACT),
        ("К", Funding.CONTRACT),
        ("K", Funding.CONTRACT),
        ("келишим", Funding.CONTRACT),
        ("төлөмдүү", Funding.CONTRACT),
        ("платное", Funding.CONTRACT),
        ("Contract", Funding.CONTRACT),
    ],
)
def test_the_funding_is_read_in_three_languages(written: str, funding: Funding) -> None:
    assert fields.funding(written).value is funding


def test_an_unknown_choice_is_not_guessed() -> None:
    assert codes(fields.sex("?")) == ["choice_missing"]
    assert codes(fields.sex("белгисиз")) == ["choice_unknown"]
    assert codes(fields.funding("бюджет/контракт эмес")) == []
    assert codes(fields.funding("х")) == ["choice_unknown"]
    assert fields.study_form("сырттан").value is StudyForm.CORRESPONDENCE
    assert codes(fields.study_form("жок")) == ["choice_unknown"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0777241468", "+996777241468"),
        (777241468, "+996777241468"),
        ("+996 (777) 24-14-68", "+996777241468"),
        ("996777241468", "+996777241468"),
        ("00996777241468", "+996777241468"),
        ("0777 24 14 68; 0550320591", "+996777241468"),
        ("8 912 345 67 89", "+79123456789"),
        ("+1 212 555 0100", "+12125550100"),
        (None, ""),
    ],
)
def test_phones_get_their_international_form(written: CellValue, number: str) -> None:
    assert (fields.phone(written).value, codes(fields.phone(written))) == (number, [])


def test_all_phones_of_a_cell_are_read_and_a_bad_one_is_told() -> None:
    assert fields.phones("0777241468, 0550320591").value == ("+996777241468", "+996550320591")
    checked = fields.phones("0777241468, жок")
    assert checked.value == ("+996777241468",)
    assert codes(checked) == ["phone_unclear"]
    assert codes(fields.phone("24146")) == ["phone_unclear"]


@pytest.mark.parametrize("written", [710200, 710200.0, "710200", "710.200", "71 02 00"])
def test_a_programme_code_is_six_digits(written: CellValue) -> None:
    assert fields.programme_code(written).value == "710200"
    assert codes(fields.programme_code(f"{written}7")) == ["programme_code_unclear"]


@pytest.mark.parametrize(
    "written", ["ИСТ-1-23", " ИСТ - 1 – 23 ", "ИСТ-1-23 тайпасы", "гр. ИСТ-1-23", "группа ИСТ‑1‑23"]
)
def test_a_group_name_is_plain(written: str) -> None:
    assert (fields.group_name(written).value, codes(fields.group_name(written))) == ("ИСТ-1-23", [])


def test_latin_letters_among_cyrillic_ones_in_a_group_name_are_told() -> None:
    checked = fields.group_name("ИCТ-1-23")
    assert (checked.value, codes(checked)) == ("ИСТ-1-23", ["group_latin_letter"])
    assert fields.group_name("CS-1-23").ok
    assert codes(fields.group_name("")) == ["group_name_unclear"]
    assert codes(fields.group_name("=1+1")) == ["group_name_unclear"]


def test_numbers_are_exact() -> None:
    assert fields.number("0,75").value == Decimal("0.75")
    assert fields.number(1.25).value == Decimal("1.25")
    assert fields.number("1 250").value == 1250
    assert codes(fields.number("бир")) == ["number_unclear"]
    assert codes(fields.number("NaN")) == ["number_unclear"]
    assert codes(fields.number(None)) == ["value_missing"]
    assert fields.required_text(" ИСТ  ").value == "ИСТ"
