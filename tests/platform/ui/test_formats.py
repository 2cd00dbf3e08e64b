"""Dates and numbers follow the language."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import formats
from django.utils.translation import override

DAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ky", "21-ноябрь, 2026-ж."), ("ru", "21 ноября 2026 г."), ("en", "21 November 2026")],
)
def test_a_date_is_written_as_readers_of_the_language_expect(language: str, expected: str) -> None:
    with override(language):
        assert formats.date_format(DAY) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ky", "1\xa0234,5"), ("ru", "1\xa0234,5"), ("en", "1\xa0234.5")],
)
def test_a_number_has_the_separators_of_the_language(language: str, expected: str) -> None:
    with override(language):
        assert Template("{% load ui %}{{ value|number:1 }}").render(Context({"value": 1234.5})) == expected


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_week_begins_on_monday_and_the_clock_has_24_hours(language: str) -> None:
    with override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
        assert formats.time_format(dt.time(17, 5)) == "17:05"


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_what_is_shown_can_be_typed_in_again(language: str) -> None:
    with override(language):
        shown = formats.date_format(DAY, "SHORT_DATE_FORMAT")
        reader = formats.get_format("DATE_INPUT_FORMATS")[0]
        assert dt.datetime.strptime(f"{shown} +0000", f"{reader} %z").date() == DAY


@pytest.mark.parametrize(
    ("language", "full", "short"),
    [
        ("ky", "Асанова Айгүл Бакытовна", "Асанова А.Б."),
        ("ru", "Асанова Айгүл Бакытовна", "Асанова А.Б."),
        ("en", "Айгүл Асанова", "А. Асанова"),
    ],
)
def test_a_name_has_the_order_of_the_language(language: str, full: str, short: str) -> None:
    template = Template("{% load ui %}{% person 'Асанова' 'Айгүл' 'Бакытовна' short=short %}")
    with override(language):
        assert template.render(Context({"short": False})) == full
        assert template.render(Context({"short": True})) == short
