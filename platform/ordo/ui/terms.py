"""Words of a university: the same thing is 'тайпа' here and 'группа' there, so templates ask for a code.

`get("group")` answers in the language of the request. The defaults below are the glossary's; a provider set once
at start (`set_provider`) gives the overrides of the current university as `{code: {language: text}}`. The provider
is called for every lookup and must do its own tenant-keyed caching: nothing of the database is kept here.
"""

import re
from collections.abc import Callable, Mapping

from django.db import DatabaseError
from django.utils.translation import get_language

Texts = Mapping[str, str]
Provider = Callable[[], Mapping[str, Texts]]


def _term(ky: str, ru: str, en: str) -> Texts:
    return {"ky": ky, "ru": ru, "en": en}


DEFAULTS: Mapping[str, Texts] = {
    "university": _term("университет", "университет", "university"),
    "faculty": _term("факультет", "факультет", "faculty"),
    "faculties": _term("факультеттер", "факультеты", "faculties"),
    "institute": _term("институт", "институт", "institute"),
    "college": _term("колледж", "колледж", "college"),
    "department": _term("кафедра", "кафедра", "department"),
    "departments": _term("кафедралар", "кафедры", "departments"),
    "programme": _term("адистик", "специальность", "study programme"),
    "programmes": _term("адистиктер", "специальности", "study programmes"),
    "group": _term("тайпа", "группа", "group"),
    "groups": _term("тайпалар", "группы", "groups"),
    "study_group": _term("окуу тайпасы", "учебная группа", "study group"),
    "study_groups": _term("окуу тайпалары", "учебные группы", "study groups"),
    "subgroup": _term("кичи тайпа", "подгруппа", "subgroup"),
    "subgroups": _term("кичи тайпалар", "подгруппы", "subgroups"),
    "stream": _term("поток", "поток", "stream"),
    "student": _term("студент", "студент", "student"),
    "students": _term("студенттер", "студенты", "students"),
    "applicant": _term("абитуриент", "абитуриент", "applicant"),
    "teacher": _term("окутуучу", "преподаватель", "teacher"),
    "teachers": _term("окутуучулар", "преподаватели", "teachers"),
    "guardian": _term("ата-эне", "родитель", "parent or guardian"),
    "curator": _term("куратор", "куратор", "group curator"),
    "group_leader": _term("староста", "староста", "group leader"),
    "deans_office": _term("деканат", "деканат", "dean's office"),
    "registrar": _term("Офис-регистратор", "офис-регистратор", "Office of the Registrar"),
    "academic_office": _term("Окуу бөлүмү", "учебный отдел", "academic department"),
    "discipline": _term("дисциплина", "дисциплина", "discipline"),
    "disciplines": _term("дисциплиналар", "дисциплины", "disciplines"),
    "curriculum": _term("базалык окуу планы", "базовый учебный план", "curriculum"),
    "working_plan": _term("жумушчу план", "рабочий план", "working plan"),
    "teaching_load": _term("окуу жүктөмү", "учебная нагрузка", "teaching load"),
    "timetable": _term("жадыбал", "расписание", "timetable"),
    "room": _term("аудитория", "аудитория", "room"),
    "exam": _term("экзамен", "экзамен", "exam"),
    "pass_fail": _term("зачёт", "зачёт", "credit test"),
    "journal": _term("электрондук журнал", "электронный журнал", "journal"),
    "journals": _term("электрондук журналдар", "электронные журналы", "journals"),
    "lesson": _term("сабак", "занятие", "lesson"),
    "lessons": _term("сабактар", "занятия", "lessons"),
    "mark": _term("баа", "оценка", "mark"),
    "marks": _term("баалар", "оценки", "marks"),
    "absent": _term("кж", "н", "abs"),
    "attendance": _term("катышуу", "посещаемость", "attendance"),
    "progress": _term("жетишүү", "успеваемость", "progress"),
    "checkpoint": _term("аралык текшерүү", "рубежный контроль", "checkpoint"),
    "checkpoints": _term("аралык текшерүүлөр", "рубежные контроли", "checkpoints"),
    "grade_sheet": _term("ведомость", "ведомость", "grade sheet"),
    "grade_sheets": _term("ведомосттор", "ведомости", "grade sheets"),
    "record_book": _term("зачеттук китепче", "зачётная книжка", "record book"),
    "transcript": _term("транскрипт", "транскрипт", "transcript"),
    "academic_debt": _term("академиялык карыз", "академическая задолженность", "academic debt"),
    "order": _term("буйрук", "приказ", "order"),
    "contingent": _term("контингент", "контингент", "contingent"),
    "semester": _term("семестр", "семестр", "semester"),
    "academic_year": _term("окуу жылы", "учебный год", "academic year"),
    "credit": _term("кредит", "кредит", "credit"),
    "course_of_study": _term("курс", "курс", "year of study"),
}

FALLBACK = ("ky", "ru", "en")
_STEM = DEFAULTS["group"]["ky"]
_FOUND = re.compile(rf"\b{_STEM}", re.IGNORECASE)
# A last «а» after a back vowel: such a word takes the endings of «тайпа» («группа» does, «топ» and «бөлүм» do not).
_SAME_ENDINGS = re.compile(r"[а-яңөү]*[аоуы][бвгджзйклмнңпрстфхцчшщ]+а")


class UnknownTerm(KeyError):
    """No such term code: a typing error in a template, told at once instead of an empty word on the page."""


def _nothing() -> Mapping[str, Texts]:
    return {}


class _Words:
    """Holds the provider; no text of any university is kept."""

    def __init__(self) -> None:
        self.provider: Provider = _nothing


_words = _Words()


def set_provider(provider: Provider | None) -> None:
    """Name the callable that gives the current university's own words; None takes it away again."""
    _words.provider = provider or _nothing


def own(code: str) -> Texts:
    """The university's own texts for a code by language; nothing where it keeps the default."""
    return _words.provider().get(code, {})


def get(code: str, language: str | None = None) -> str:
    """The word for `code` in `language` (default: the active one): the university's own, else the default."""
    if code not in DEFAULTS:
        raise UnknownTerm(code)
    wanted = (language or get_language() or "ky").split("-")[0]
    if chosen := own(code).get(wanted):
        return chosen
    if text := DEFAULTS[code].get(wanted):
        return in_own_words(text) if wanted == "ky" and code != "group" else text
    return next(DEFAULTS[code][fallback] for fallback in FALLBACK if DEFAULTS[code].get(fallback))


def capital(word: str) -> str:
    """The word with its first letter large, the rest untouched (str.capitalize would spoil abbreviations)."""
    return word[:1].upper() + word[1:]


def in_own_words(text: str) -> str:
    """A Kyrgyz text with the university's own word for a group, a large first letter staying large.

    Kyrgyz hangs its endings onto the noun, so the stem is exchanged where the own word takes the same endings; for
    a word of another shape sentences keep the default, and headings alone show the own word.
    """
    if _STEM not in text.lower():
        return text
    word = _own_group()
    if word == _STEM or not _SAME_ENDINGS.fullmatch(word):
        return text
    return _FOUND.sub(lambda found: capital(word) if found[0][0].isupper() else word, text)


def _own_group() -> str:
    """The university's word; the default where the database cannot be asked, as in the midst of an error."""
    try:
        return own("group").get("ky", "").lower() or _STEM
    except DatabaseError:
        return _STEM
