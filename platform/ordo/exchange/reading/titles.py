"""Facts in the lines above a list: group, programme, form of study, course, academic year.

'Тайпа: ИСТ-1-23    Адистиги: 710200 Маалыматтык системалар    Окуу формасы: сырттан    3-курс' and its Russian
and English kin. A fact that is not written is None; nothing is guessed.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ordo.language import fold


class StudyForm(enum.StrEnum):
    """Form of study."""

    FULL_TIME = "full_time"
    EVENING = "evening"
    CORRESPONDENCE = "correspondence"
    DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What the title lines say; `course` from 1, `academic_year` its first year, `semester` from 1."""

    group: str | None = None
    programme_code: str | None = None
    programme_name: str | None = None
    study_form: StudyForm | None = None
    course: int | None = None
    academic_year: int | None = None
    semester: int | None = None
    faculty: str | None = None
    department: str | None = None


_LABELS: Final = {
    "group": r"(?:окуу\s+)?тайпа(?:сы|нын\s+аты)?|(?:учебная\s+|окуу\s+)?групп?а(?:сы)?|(?:study\s+)?group",
    "programme": r"адистиг?и|адистик|багыты?|специальность|направление(?:\s+подготовки)?"
    r"|speciali?ty|(?:study\s+)?programme?|direction",
    "study_form": r"окуу(?:нун)?\s+(?:формасы|түрү)|форма\s+обучения|(?:form|mode)\s+of\s+study",
    "faculty": r"факультети?|институту?|колледжи?|faculty|institute",
    "department": r"кафедра(?:сы)?|department",
    "course": r"курсу?|course|year\s+of\s+study",
    "semester": r"семестр[иь]?|semester|жарым\s+жылдыгы",
    "academic_year": r"окуу\s+жылы|учебный\s+год|academic\s+year",
    "other": r"куратору?|староста(?:сы)?|саны|количество|тили|язык|language|дисциплина(?:сы)?|предмети?",
}
_LABEL: Final = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()) + r")\s*[:№]\s*",
    re.IGNORECASE,
)
_NUMBERED: Final = {
    "course": re.compile(r"(?<!\w)([1-7]|I{1,3}|IV|VI{0,2})\s*-?\s*(?:курс|course|year\b)", re.IGNORECASE),
    "semester": re.compile(r"(?<!\w)(1[0-4]|[1-9])\s*-?\s*(?:сем(?:естр)?\b|semester)", re.IGNORECASE),
}
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?!\d)")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7}
_CODE: Final = re.compile(r"(?<!\d)(\d{6}|\d{2}\.\d{2}\.\d{2})(?![\d.])[\s,.:–—-]*(.*)", re.DOTALL)
_WORDLESS_GROUP: Final = re.compile(
    r"(?<!\w)(?:тайпасы|тайпа|группасы|группа|group)\s+(?P<name>[^\W\d_]{1,6}-[\w-]{0,20}\d[\w-]{0,20})"
    r"|(?<![\w-])(?P<first>[^\W\d_]{1,6}-[\w-]{0,20}\d[\w-]{0,20})\s+(?:тайпасы|группасы)",
    re.IGNORECASE,
)
_LONGEST_LINE: Final = 1_000
_GAP: Final = re.compile(r"\s{3,}|[;|\t\n]")
#: Words of each form of study, as they look after folding.
_FORM_WORDS: Final = (
    (StudyForm.CORRESPONDENCE, ("сырттан", "заочн", "correspond", "extramural")),
    (StudyForm.EVENING, ("кечки", "вечерн", "очно заочн", "evening", "part time")),
    (StudyForm.DISTANCE, ("аралык", "дистан", "distance", "online")),
    (StudyForm.FULL_TIME, ("кундуз", "очн", "full", "дневн")),
)


def study_form(text: str) -> StudyForm | None:
    """Return the form of study that a text names in Kyrgyz, Russian or English, or None."""
    folded = fold(text)
    if "очно заочн" in folded:
        return StudyForm.EVENING
    for form, words in _FORM_WORDS:
        if any(re.search(rf"\b{word}", folded) for word in words):
            return form
    return None


def split_programme(text: str) -> tuple[str | None, str | None]:
    """Split '710200 Маалыматтык системалар' into code (digits only) and name; either may be missing."""
    match = _CODE.search(text)
    if match is None:
        return None, text.strip(' ,.;:«»"') or None
    name = match.group(2).strip(' ,.;:«»"') or None
    return match.group(1).replace(".", ""), name


def _labelled(line: str) -> dict[str, str]:
    """Cut a line at its labels and wide gaps: {'group': 'ИСТ-1-23', 'study_form': 'сырттан', …}."""
    found: dict[str, str] = {}
    matches = list(_LABEL.finditer(line))
    for place, match in enumerate(matches):
        end = matches[place + 1].start() if place + 1 < len(matches) else len(line)
        value = _GAP.split(line[match.end() : end].strip(), maxsplit=1)[0].strip(" ,.;")
        if value and match.lastgroup:
            found.setdefault(match.lastgroup, value)
    return found


def _numeral(text: str) -> int | None:
    """Return a small Arabic or Roman number at the beginning of a text, or None."""
    match = re.match(r"(\d{1,2}|[IVivІ]{1,3})\b", text.strip())
    if match is None:
        return None
    digits = match.group(1)
    return int(digits) if digits.isdigit() else _ROMAN.get(digits.lower().replace("і", "i"))


def _counted(text: str, labels: dict[str, str], name: str) -> int | None:
    """Return a course or semester, written '3-курс', 'III курс' or 'Курс: 3'."""
    if name in labels:
        return _numeral(labels[name])
    match = _NUMBERED[name].search(text)
    return _numeral(match.group(1)) if match else None


def _group(text: str, labels: dict[str, str]) -> str | None:
    """Return the group's name, written 'Тайпа: ИСТ-1-23', 'группа ИСТ-1-23' or 'ИСТ-1-23 тайпасы'."""
    if "group" in labels:
        return labels["group"].split("  ")[0].strip()
    match = _WORDLESS_GROUP.search(text)
    return (match.group("name") or match.group("first")) if match else None


def _academic_year(text: str) -> int | None:
    """Return the first year of '2025-2026' or '2025/26' when the years follow one another."""
    for match in _YEAR.finditer(text):
        first, second = int(match.group(1)), int(match.group(2))
        if second % 100 == (first + 1) % 100:
            return first
    return None


def title_facts(lines: Iterable[str]) -> TitleFacts:
    """Return what the title lines say about the list under them; the first mention of each fact counts."""
    text = "\n".join(line[:_LONGEST_LINE] for line in lines)
    labels: dict[str, str] = {}
    for line in text.split("\n"):
        labels = _labelled(line) | labels
    code, name = split_programme(labels["programme"]) if "programme" in labels else (None, None)
    return TitleFacts(
        group=_group(text, labels),
        programme_code=code,
        programme_name=name,
        study_form=study_form(labels.get("study_form", text)),
        course=_counted(text, labels, "course"),
        academic_year=_academic_year(text),
        semester=_counted(text, labels, "semester"),
        faculty=labels.get("faculty"),
        department=labels.get("department"),
    )
