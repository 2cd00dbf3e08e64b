"""What a search forgives: missing Kyrgyz letters, case, hyphens, look-alikes, endings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordo.language import fold, is_mixed, latin_letters, mend, mend_mixed_words, search_terms, squeeze


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Өмүралиев Төлөгөн", "омуралиев тологон"),
        ("Жаңыл", "ЖАНЫЛ"),
        ("Фёдоров", "федоров"),
        ("Кара-Суу", "кара суу"),
        ("ИСТ-1-23", "ист 1 23"),
        ("Сoоронбаев", "сооронбаев"),
        ("  Асанов   Бакыт ", "асанов бакыт"),
        ("Ж. Баласагын", "ж баласагын"),
        ("José", "jose"),
        ("Ғайрат Ўткирович", "гайрат уткирович"),
        ("О\u2019Коннор", "оконнор"),
    ],
)
def test_what_is_typed_without_care_finds_what_is_kept(kept: str, typed: str) -> None:
    assert fold(kept) == fold(typed)


def test_words_that_differ_in_plain_letters_stay_different() -> None:
    assert fold("Асанов") != fold("Асанова")
    assert fold("ИСТ-1-23") != fold("ИСТ-12-3")


def test_a_group_is_found_without_its_hyphens() -> None:
    assert squeeze("ИСТ-1-23") == squeeze("ист123") == "ист123"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_the_search_form_has_single_blanks_and_no_punctuation(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(char == " " or char.isalnum() for char in folded)


def test_the_inflected_word_and_the_plain_word_share_a_search_term() -> None:
    assert set(search_terms("кафедранын башчысы")) & set(search_terms("Кафедра"))
    assert search_terms("факультеттердин факультетине") == search_terms("факультет")


def test_a_latin_look_alike_is_found_and_mended() -> None:
    assert is_mixed("Сoоронбаев")
    assert latin_letters("Сoоронбаев") == "o"
    assert mend("Ташматoв Мирлан") == "Ташматов Мирлан"
    assert mend("Yсөнов") == "Үсөнов"
    assert mend("Yланов") == "Уланов"


def test_a_latin_letter_without_a_look_alike_is_not_guessed() -> None:
    assert mend("Асаноw") is None
    assert mend_mixed_words("Асаноw Smith Бoлот") == "Асаноw Smith Болот"


@given(st.text(alphabet="абвгдңөүёжзАБВӨ -"))
def test_cyrillic_text_is_never_changed_by_mending(text: str) -> None:
    assert mend(text) == text == mend_mixed_words(text)
