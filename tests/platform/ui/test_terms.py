"""Words of a university."""

from collections.abc import Iterator

import pytest
from django.template import Context, Template
from django.utils.translation import override

from ordo.ui import terms


@pytest.fixture(autouse=True)
def _no_provider() -> Iterator[None]:
    yield
    terms.set_provider(None)


def test_every_term_stands_in_three_languages() -> None:
    for code, texts in terms.DEFAULTS.items():
        assert set(texts) == {"ky", "ru", "en"}, code
        assert all(texts.values()), code


def test_a_university_shows_its_own_word_in_the_language_where_it_has_one() -> None:
    terms.set_provider(lambda: {"timetable": {"ky": "ырааттама"}})
    assert terms.get("timetable", "ky") == "ырааттама"
    assert terms.get("timetable", "ru") == "расписание"


def test_the_tag_follows_the_language_of_the_page() -> None:
    template = Template('{% load ui %}{% term "group" %} {% term "group" capital=True %}')
    with override("ky"):
        assert template.render(Context()) == "тайпа Тайпа"
    with override("en"):
        assert template.render(Context()) == "group Group"


def test_an_unknown_code_is_told_at_once() -> None:
    with pytest.raises(terms.UnknownTerm):
        terms.get("gruop")


def test_a_language_of_no_university_falls_back() -> None:
    assert terms.get("room", "de") == "аудитория"


def test_the_provider_is_asked_each_time_so_that_nothing_of_a_university_stays() -> None:
    answers = iter([{"group": {"ky": "группа"}}, {}])
    terms.set_provider(lambda: next(answers))
    assert terms.get("group", "ky") == "группа"
    assert terms.get("group", "ky") == "тайпа"
