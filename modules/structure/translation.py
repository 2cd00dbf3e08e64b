"""Names of units and programmes in three languages; Kyrgyz and Russian are required, English may wait."""

from modeltranslation.translator import TranslationOptions, register

from modules.structure.models import (
    AcademicYear,
    Department,
    Faculty,
    Programme,
    Semester,
    StudyGroup,
    Subgroup,
)
from ordo.audit.tracking import track


@register(Faculty)
class FacultyTranslation(TranslationOptions):
    """Full and short name."""

    fields = ("name", "short_name")
    required_languages = {"ky": ("name",), "ru": ("name",), "default": ()}


@register(Department)
class DepartmentTranslation(TranslationOptions):
    """Name."""

    fields = ("name",)
    required_languages = ("ky", "ru")


@register(Programme)
class ProgrammeTranslation(TranslationOptions):
    """Name, and the degree or qualification it leads to."""

    fields = ("name", "degree")
    required_languages = {"ky": ("name",), "ru": ("name",), "default": ()}


for _model in (Faculty, Department, Programme, AcademicYear, Semester, Subgroup):
    track(_model)
track(StudyGroup)
