"""Invented texts and numbers as they would stand in a university's rows, in each language."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.formats import number_format

Three = dict[str, str]


def three(ky: str, ru: str, en: str) -> Three:
    """A text that rows would hold in three languages."""
    return {"ky": ky, "ru": ru, "en": en}


class Name(NamedTuple):
    """An invented person."""

    last: str
    first: str
    patronymic: str


PEOPLE: dict[str, tuple[Name, ...]] = {
    "ky": (
        Name("Асанова", "Айгүл", "Бакытовна"),
        Name("Бөрүбаев", "Бакыт", "Өмүрович"),
        Name("Жээнбекова", "Чолпон", "Данияровна"),
        Name("Кеңешов", "Данияр", "Үсөнович"),
        Name("Өмүрзакова", "Нургүл", "Талантовна"),
    ),
    "ru": (
        Name("Асанова", "Айгуль", "Бакытовна"),
        Name("Борубаев", "Бакыт", "Омурович"),
        Name("Жээнбекова", "Чолпон", "Данияровна"),
        Name("Кенешов", "Данияр", "Усенович"),
        Name("Омурзакова", "Нургуль", "Талантовна"),
    ),
    "en": (
        Name("Asanova", "Aigul", "Bakytovna"),
        Name("Borubaev", "Bakyt", "Omurovich"),
        Name("Jeenbekova", "Cholpon", "Daniyarovna"),
        Name("Keneshov", "Daniyar", "Usonovich"),
        Name("Omurzakova", "Nurgul", "Talantovna"),
    ),
}

DISCIPLINES: tuple[Three, ...] = (
    three("Жогорку математика", "Высшая математика", "Higher mathematics"),
    three("Кыргыз тили жана адабияты", "Кыргызский язык и литература", "Kyrgyz language and literature"),
    three("Программалоо негиздери", "Основы программирования", "Introduction to programming"),
    three("Философия", "Философия", "Philosophy"),
    three("Физика", "Физика", "Physics"),
    three("Кыргызстан тарыхы", "История Кыргызстана", "History of Kyrgyzstan"),
)

FACULTIES: tuple[Three, ...] = (
    three("Математика жана IT", "Математика и ИТ", "Mathematics and IT"),
    three("Филология", "Филология", "Philology"),
    three("Экономика", "Экономика", "Economics"),
    three("Педагогика", "Педагогика", "Education"),
    three("Табият таануу", "Естествознание", "Natural sciences"),
)

GROUPS = ("МА-1-25", "ФИЛ-2-24", "ЭК-1-23", "ПИ-3-24", "ФИЗ-1-25")


@dataclass(frozen=True)
class SheetRow:
    """One invented grade sheet of the sample list."""

    pk: int
    discipline: str
    group: str
    teacher: str
    students: int
    filled: int
    state: str
    state_text: str


STATES = {
    "open": three("толтурулууда", "заполняется", "being filled"),
    "signed": three("кол коюлган", "подписана", "signed"),
    "late": three("мөөнөтү өткөн", "просрочена", "late"),
}
TONES = {"open": "info", "signed": "good", "late": "bad"}


def sheet_rows(language: str, count: int = 124) -> list[SheetRow]:
    """`count` invented grade sheets, the same each time."""
    rows = []
    for number in range(count):
        person = PEOPLE[language][number * 3 % 5]
        students = 14 + number * 7 % 17
        state = ("signed", "open", "signed", "late", "signed", "open")[number % 6]
        filled = students if state == "signed" else students * (number * 13 % 10) // 10
        rows.append(
            SheetRow(
                pk=number + 1,
                discipline=DISCIPLINES[number % 6][language],
                group=GROUPS[number * 2 % 5],
                teacher=f"{person.last} {person.first[0]}. {person.patronymic[0]}.",
                students=students,
                filled=filled,
                state=state,
                state_text=STATES[state][language],
            )
        )
    return rows


class Cell(NamedTuple):
    """One sample cell of the journal grid: value, row version, state of saving, kind."""

    value: str
    version: int
    state: str
    kind: str


def journal_rows(language: str) -> list[tuple[Name, list[Cell], str]]:
    """Five students with eight lessons each, showing every state of a cell, and the running total."""
    absent = {"ky": "кж", "ru": "н", "en": "abs"}[language]
    grid = (
        (("5", ""), ("4", ""), (absent, ""), ("5", "saved"), ("", ""), ("5", ""), ("4", "queued"), ("", "")),
        (("4", ""), ("4", ""), ("3", ""), (absent, ""), ("4", "saving"), ("3", ""), ("", ""), ("", "")),
        (("5", ""), (absent, ""), ("5", ""), ("5", ""), ("5", ""), ("4", "conflict"), ("", ""), ("", "")),
        (("3", "locked"), ("3", "locked"), ("4", ""), ("", ""), (absent, ""), ("4", ""), ("3", ""), ("", "")),
        (("4", ""), ("5", ""), ("4", ""), ("4", ""), ("5", ""), ("5", ""), ("5", "refused"), ("", "")),
    )
    totals = (14.5, 12.25, 15.75, 11.5, 15.0)
    return [
        (
            PEOPLE[language][index],
            [Cell(value, 1, state, "absent" if value == absent else "") for value, state in cells],
            str(number_format(totals[index], 2)),
        )
        for index, cells in enumerate(grid)
    ]
