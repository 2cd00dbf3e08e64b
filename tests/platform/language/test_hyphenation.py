"""Long words of menus may be parted in narrow places, at syllables."""

import pytest

from ordo.language import soft_hyphens


@pytest.mark.parametrize(
    ("word", "parted"),
    [
        ("Ведомосттор", "Ве-до-мост-тор"),
        ("Кызматкерлер", "Кыз-мат-кер-лер"),
        ("Преподаватели", "Пре-по-да-ва-те-ли"),
        ("Студенттердин", "Сту-дент-тер-дин"),
        ("Дисциплиналар", "Дис-цип-ли-на-лар"),
    ],
)
def test_a_long_word_is_parted_before_the_consonant_of_a_syllable(word: str, parted: str) -> None:
    assert soft_hyphens(word) == parted.replace("-", "\u00ad")


@pytest.mark.parametrize(
    "text", ["Менин барагым", "Журналдар", "Grade sheets", "Recommendations", "", "2026"]
)
def test_short_and_latin_words_stay_as_they_are(text: str) -> None:
    assert soft_hyphens(text) == text


@pytest.mark.parametrize("word", ["ооооооооооо", "вввввввввввв", "өнөктөштүктөр", "объявляющийся"])
def test_nothing_is_lost_and_no_part_is_a_single_letter(word: str) -> None:
    parts = soft_hyphens(word).split("\u00ad")
    assert "".join(parts) == word
    assert min(len(part) for part in parts) > 1
