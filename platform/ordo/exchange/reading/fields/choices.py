"""Cells that choose one of a few: sex, funding, form of study. Kyrgyz, Russian and English words and letters."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final, TypeVar

from ordo.exchange.reading.cells import CellValue
from ordo.exchange.reading.fields.texts import clean
from ordo.exchange.reading.problems import Checked, ProblemCode, bad
from ordo.exchange.reading.titles import StudyForm
from ordo.exchange.reading.titles import study_form as form_named
from ordo.language import fold, mend

Choice = TypeVar("Choice", bound=enum.StrEnum)


class Sex(enum.StrEnum):
    """Sex as documents give it."""

    FEMALE = "female"
    MALE = "male"


class Funding(enum.StrEnum):
    """Who pays for the studies."""

    BUDGET = "budget"
    CONTRACT = "contract"


#: One-letter words are whole; longer ones are beginnings of words.
_SEX_WORDS: Final = {
    Sex.FEMALE: ("а", "ж", "f", "w", "аял", "кыз", "жен", "female", "woman", "girl"),
    Sex.MALE: ("э", "м", "m", "эркек", "эр", "муж", "male", "man", "boy", "уул", "бала"),
}
_FUNDING_WORDS: Final = {
    Funding.BUDGET: ("б", "г", "b", "бюдж", "грант", "мамлекеттик", "budget", "grant", "государств"),
    Funding.CONTRACT: ("к", "c", "контр", "келишим", "толом", "платн", "акы", "contract", "договор", "paid"),
}


def choose(value: CellValue, words: Mapping[Choice, tuple[str, ...]]) -> Checked[Choice]:
    """Return the one choice whose words the cell begins with; unknown when none or several do.

    Words are given folded (small plain letters). Latin look-alikes of single Cyrillic letters are understood.
    """
    text = clean(value)
    folded = fold(text)
    if not folded:
        return Checked(None, (bad(ProblemCode.CHOICE_MISSING),))
    fits = _fitting(folded, words) or _fitting(fold(mend(text) or ""), words)
    if len(fits) == 1:
        return Checked(fits[0])
    return Checked(None, (bad(ProblemCode.CHOICE_UNKNOWN, value=text),))


def _fitting(folded: str, words: Mapping[Choice, tuple[str, ...]]) -> list[Choice]:
    """Return every choice one of whose words fits the folded text."""
    return [
        choice
        for choice, known in words.items()
        if any(folded == word or (len(word) > 1 and folded.startswith(word)) for word in known)
    ]


def sex(value: CellValue) -> Checked[Sex]:
    """Return the sex: э/а, м/ж, эркек/аял, мужской/женский, male/female."""
    return choose(value, _SEX_WORDS)


def funding(value: CellValue) -> Checked[Funding]:
    """Return who pays: бюджет, Б, грант; контракт, К, келишим, платное."""
    return choose(value, _FUNDING_WORDS)


def study_form(value: CellValue) -> Checked[StudyForm]:
    """Return the form of study: күндүзгү, сырттан, кечки, аралыктан and their Russian and English words."""
    text = clean(value)
    if not text:
        return Checked(None, (bad(ProblemCode.CHOICE_MISSING),))
    form = form_named(text)
    return Checked(form) if form else Checked(None, (bad(ProblemCode.CHOICE_UNKNOWN, value=text),))
