"""Kyrgyz endings taken off for search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordo.language import fold, stem

FORMS = {
    "тайпа": "тайпалар тайпасы тайпанын тайпага тайпаны тайпада тайпадан тайпаларыбыздан тайпадагы",
    "китеп": "китептер китеби китептин китепке китепти китепте китептен китептеринде китебинен китебибиз",
    "күн": "күндөр күндүн күндөргө күндөрү",
    "кафедра": "кафедралар кафедрасы кафедрасынын кафедрага кафедрадан кафедралардагы",
    "факультет": "факультеттер факультети факультеттин факультетке факультетибиз факультетинде",
    "журнал": "журналдар журналы журналдын журналга журналынан журналдарыбызда",
    "сабак": "сабактар сабагы сабактын сабакка сабагында сабактардан",
    "жыл": "жылдар жылы жылдын жылга жылында жылдагы",
    "көл": "көлдөр көлдүн көлдөрдө",
    "тест": "тесттер тести тесттин тестте тесттен",
    "буйрук": "буйруктар буйругу буйруктун буйрукту буйругунан",
    "студент": "студенттер студенти студенттин студенттерибизге студенттен",
}


@pytest.mark.parametrize("base", FORMS)
def test_every_form_of_a_word_has_the_stem_of_the_word(base: str) -> None:
    assert {stem(form) for form in FORMS[base].split()} == {stem(base)}


@pytest.mark.parametrize("base", FORMS)
def test_a_form_typed_without_kyrgyz_letters_has_the_same_stem(base: str) -> None:
    assert {stem(fold(form)) for form in FORMS[base].split()} == {fold(stem(base))}


@pytest.mark.parametrize(
    "word",
    ["машина", "физика", "математика", "доллар", "календар", "семинар", "медина", "дисциплина", "үй", "иш"],
)
def test_an_ending_that_breaks_vowel_harmony_belongs_to_the_word(word: str) -> None:
    assert stem(word) == word


def test_different_words_keep_different_stems() -> None:
    assert len({stem(base) for base in FORMS}) == len(FORMS)


def test_words_with_digits_or_latin_letters_are_left_alone() -> None:
    assert stem("ИСТ123") == "ист123"
    assert stem("Tables") == "tables"


@given(st.text(alphabet="абгдеиклмнңоөпрстуүчшы", max_size=15))
def test_stemming_a_stem_changes_nothing_and_never_lengthens(word: str) -> None:
    assert stem(stem(word)) == stem(word)
    assert len(stem(word)) <= len(word)
    assert bool(stem(word)) == bool(word)
