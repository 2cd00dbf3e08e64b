"""Facts in the lines above a list, in three languages."""

import pytest

from ordo.exchange.reading import StudyForm, TitleFacts, title_facts

KYRGYZ = TitleFacts("ИСТ-1-23", "710200", "Маалыматтык системалар", StudyForm.CORRESPONDENCE, 3)
RUSSIAN = TitleFacts("ЮР-2-24", "530500", "Юриспруденция", StudyForm.FULL_TIME, 2)


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "Тайпа: ИСТ-1-23    Адистиги: 710200 Маалыматтык системалар    Окуу формасы: сырттан    3-курс",
            KYRGYZ,
        ),
        ("Тайпа: ИСТ-1-23 Адистиги: 710200 Маалыматтык системалар Окуу формасы: сырттан 3-курс", KYRGYZ),
        (
            "Окуу тайпасы: ИСТ-1-23\nБагыты: 710200 «Маалыматтык системалар»\nОкуу түрү: сырттан\nКурс: III",
            KYRGYZ,
        ),
        ("Группа: ЮР-2-24; Специальность: 530500 Юриспруденция; Форма обучения: очная; курс: 2", RUSSIAN),
        (
            "Учебная группа: ЮР-2-24    Направление: 530500 - Юриспруденция    Форма обучения: очная    II курс",
            RUSSIAN,
        ),
        (
            "Group: ЮР-2-24 | Programme: 530500 Юриспруденция | Form of study: full-time | Year of study: 2",
            RUSSIAN,
        ),
    ],
)
def test_the_same_facts_are_read_from_every_way_to_write_them(line: str, facts: TitleFacts) -> None:
    assert title_facts(line.split("\n")) == facts


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("күндүзгү", StudyForm.FULL_TIME),
        ("кундузгу бөлүм", StudyForm.FULL_TIME),
        ("очная", StudyForm.FULL_TIME),
        ("заочная", StudyForm.CORRESPONDENCE),
        ("сырттан окуу", StudyForm.CORRESPONDENCE),
        ("очно-заочная", StudyForm.EVENING),
        ("кечки", StudyForm.EVENING),
        ("аралыктан", StudyForm.DISTANCE),
        ("дистанционная", StudyForm.DISTANCE),
    ],
)
def test_forms_of_study_are_known_by_their_words(words: str, form: StudyForm) -> None:
    assert title_facts([f"Окуу формасы: {words}"]).study_form is form


def test_the_group_is_found_without_a_colon_and_the_academic_year_anywhere() -> None:
    facts = title_facts(
        ["2025-2026-окуу жылы, 1-семестр", "Жашыл тайпасы", "Список студентов группы", "группа ФМ-2-25"]
    )
    assert (facts.group, facts.academic_year, facts.semester) == ("ФМ-2-25", 2025, 1)
    assert title_facts(["ДИ-1-24 тайпасы"]).group == "ДИ-1-24"


def test_faculty_and_department_are_read_and_other_labels_end_a_value() -> None:
    facts = title_facts(["Факультет: Табият таануу   Кафедра: ИСТ   Группа: А-1   Куратор: Асанов А."])
    assert (facts.faculty, facts.department, facts.group) == ("Табият таануу", "ИСТ", "А-1")


def test_nothing_is_guessed_from_lines_without_facts() -> None:
    assert title_facts(["Жалал-Абад мамлекеттик университети", "Студенттердин тизмеси", ""]) == TitleFacts()
    assert title_facts(["01.09.2025 ж. № 12-34 буйругу"]) == TitleFacts()
    assert title_facts(["2019-2025 жж."]).academic_year is None
