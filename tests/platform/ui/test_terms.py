"""Words of a university."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError
from django.template import Context, Template
from django.utils.translation import gettext, override

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


GROUP_PROVIDER = {"group": {"ky": "группа"}}


def test_words_made_from_the_own_word_follow_it() -> None:
    terms.set_provider(lambda: GROUP_PROVIDER)
    assert terms.get("study_groups", "ky") == "окуу группалары"
    assert terms.get("subgroup", "ky") == "кичи группа"
    assert terms.get("study_groups", "ru") == "учебные группы"


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ("группа", "Группаларды көрүү, группадан"),
        ("Группа", "Группаларды көрүү, группадан"),
        ("топ", "Тайпаларды көрүү, тайпадан"),
        ("бөлүмчө", "Тайпаларды көрүү, тайпадан"),
        ("", "Тайпаларды көрүү, тайпадан"),
    ],
)
def test_a_sentence_takes_the_own_word_only_where_its_endings_fit(own: str, shown: str) -> None:
    terms.set_provider(lambda: {"group": {"ky": own}})
    assert terms.in_own_words("Тайпаларды көрүү, тайпадан") == shown


def test_messages_of_the_catalogue_say_the_own_word_at_each_university() -> None:
    """policies.md, words shown: NSU and KNU say группа, JAMU and OshSU say тайпа; one process serves them all."""
    terms.set_provider(lambda: GROUP_PROVIDER)
    with override("ky"):
        assert gettext("Group") == "Группа"
        terms.set_provider(None)
        assert gettext("Group") == "Тайпа"


def test_an_error_message_is_told_even_where_the_database_cannot_be_asked() -> None:
    def broken() -> terms.Provider:
        raise DatabaseError

    terms.set_provider(broken)
    assert terms.in_own_words("тайпа жок") == "тайпа жок"
