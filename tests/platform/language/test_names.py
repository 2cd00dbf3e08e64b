"""Names written out, in initials, in Latin letters and as logins."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordo.language import (
    RESERVED_LOGINS,
    NameOrder,
    full_name,
    initials,
    login_proposals,
    proper_case,
    transliterate,
    unique_login,
)


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        (("Асанов", "Бакыт", "Кубанович"), "Асанов Б.К."),
        (("Ташматова", "Айгүл", "Нурлан кызы"), "Ташматова А.Н."),
        (("Асан кызы", "Чолпон", ""), "Асан кызы Ч."),
        (("Ким", "Анна-Мария", ""), "Ким А.-М."),
        (("Асанов", "", ""), "Асанов"),
        (("Үсөнов", "өмүр", "Ө."), "Үсөнов Ө.Ө."),
    ],
)
def test_initials_follow_the_surname(parts: tuple[str, str, str], written: str) -> None:
    assert initials(*parts) == written


def test_the_order_of_a_name_can_be_chosen() -> None:
    assert full_name("Асанов", "Бакыт", "Кубанович") == "Асанов Бакыт Кубанович"
    assert full_name("Асанов", "Бакыт", order=NameOrder.FIRST_LAST) == "Бакыт Асанов"
    assert initials("Асанов", "Бакыт", "Кубанович", order=NameOrder.FIRST_LAST) == "Б.К. Асанов"


@pytest.mark.parametrize(
    ("given_text", "written"),
    [
        ("АСАНОВА ЖАҢЫЛ НУРЛАН КЫЗЫ", "Асанова Жаңыл Нурлан кызы"),
        ("асанов бакыт", "Асанов Бакыт"),
        ("МакКензи", "МакКензи"),
        ("ИВАНОВА-ПЕТРОВА Анна", "Иванова-Петрова Анна"),
        ("Асанов А.К.", "Асанов А.К."),
        ("Нурлан Уулу", "Нурлан уулу"),
    ],
)
def test_names_in_capitals_get_their_usual_case(given_text: str, written: str) -> None:
    assert proper_case(given_text) == written


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Сооронбай Жээнбеков", "Sooronbai Jeenbekov"),
        ("Чыңгыз Өмүралиев", "Chyngyz Omuraliev"),
        ("Щукина Юлия", "Shchukina Iuliia"),
        ("Үсөн Нурлан уулу", "Uson Nurlan uulu"),
        ("José-1", "Jose-1"),
        ("ПОДЪЕЗД", "PODEZD"),
        ("ЖАҢЫЛ ЩЕРБАК", "JANGYL SHCHERBAK"),
    ],
)
def test_cyrillic_is_written_in_latin_letters(cyrillic: str, latin: str) -> None:
    assert transliterate(cyrillic) == latin


def test_a_login_is_the_first_letter_and_the_surname_unless_taken() -> None:
    name = ("Асанов", "Бакыт", "Кубан уулу")
    assert unique_login(*name, taken=set()) == "b.asanov"
    assert unique_login(*name, taken={"b.asanov"}) == "b.k.asanov"
    assert unique_login(*name, taken={"b.asanov", "b.k.asanov", "bakyt.asanov"}) == "b.asanov2"


def test_a_thousand_namesakes_get_a_thousand_logins() -> None:
    taken: set[str] = set()
    for _ in range(1000):
        taken.add(unique_login("Асанов", "Бакыт", taken=taken))
    assert len(taken) == 1000


def test_a_reserved_word_is_never_a_login() -> None:
    assert unique_login("Admin", "", taken=set()) == "admin2"
    assert not RESERVED_LOGINS & set(islice(login_proposals("Root", ""), 5))


@given(st.text(), st.text(), st.text())
def test_any_name_gives_a_usable_login(last: str, first: str, patronymic: str) -> None:
    login = unique_login(last, first, patronymic, taken=())
    assert 1 <= len(login) <= 30
    assert all(char in "abcdefghijklmnopqrstuvwxyz0123456789." for char in login)


@given(st.text())
def test_the_latin_spelling_is_always_ascii(text: str) -> None:
    assert transliterate(text).isascii()
