"""Offices named by the norms, each with the role codes that act for it."""

from dataclasses import dataclass
from typing import Final

from tenants.policies import LocalizedText


@dataclass(frozen=True, slots=True)
class Office:
    """An office as a norm names it, and the codes of the built-in roles that hold its rights."""

    name: LocalizedText
    roles: tuple[str, ...]


def _office(ky: str, ru: str, en: str, *roles: str) -> Office:
    return Office(LocalizedText(ky, ru, en), roles)


STUDENT_RECORDS: Final = _office(
    "студенттик кадрлар бөлүмү",
    "отдел студенческих кадров",
    "student-HR department",
    "student_records",
)
ADMISSIONS: Final = _office(
    "кабыл алуу комиссиясы", "приёмная комиссия", "admissions commission", "admissions"
)
ACCOUNTING: Final = _office("бухгалтерия", "бухгалтерия", "accounting", "accounting")
ACADEMIC_DEPARTMENT: Final = _office("Окуу бөлүмү", "учебный отдел", "academic department", "academic_office")
ACADEMIC_DIRECTORATE: Final = _office(
    "Окуу башкармалыгы", "учебное управление", "academic directorate", "academic_office"
)
# Its methodist checks how journals are filled (OSH-3.5) and enters nothing.
DEPARTMENT: Final = _office("кафедра", "кафедра", "department (kafedra)", "head_of_department")
SUBJECT_COMMISSION: Final = _office(
    "ПЦК (предметтик циклдик комиссия)",
    "ПЦК (предметно-цикловая комиссия)",
    "subject-cycle commission",
    "head_of_department",
)
CORRESPONDENCE_STUDIES: Final = _office(
    "сырттан окутуу департаменти",
    "департамент заочного обучения",
    "department of correspondence studies",
    "academic_office",
)
HUMAN_RESOURCES: Final = _office("кадрлар бөлүмү", "отдел кадров", "HR department", "human_resources")
PLANNING_FINANCE: Final = _office(
    "пландоо-финансы бөлүмү", "планово-финансовый отдел", "planning-finance department", "planning_finance"
)
DEANS_OFFICE: Final = _office("деканат", "деканат", "dean's office", "deans_office")
TEACHERS: Final = _office("окутуучулар", "преподаватели", "teachers", "teacher")
REGISTRAR: Final = _office("Офис-регистратор", "офис-регистратор", "Office of the Registrar", "registrar")
EDUCATION_DOCUMENTS: Final = _office(
    "билим берүү документтери бөлүмү",
    "отдел документов об образовании",
    "education-documents department",
    "registrar",
)
QUALITY_OFFICE: Final = _office(
    "билим сапаты бөлүмү", "отдел мониторинга качества", "quality department", "quality_office"
)
E_LEARNING: Final = _office(
    "Электрондук билим берүү технологиялары бөлүмү",
    "отдел электронных образовательных технологий",
    "e-learning department",
    "system_administrator",
)
HEADS_OF_DEPARTMENTS: Final = _office(
    "кафедра башчылары", "заведующие кафедрами", "heads of departments", "head_of_department"
)
METHODISTS: Final = _office("методисттер", "методисты", "methodists", "methodist")
