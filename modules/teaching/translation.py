"""Names of disciplines in three languages; Kyrgyz and Russian are required, English may wait."""

from modeltranslation.translator import TranslationOptions, register

from modules.teaching.models import Discipline, TeachingAssignment, WorkingPlanLine
from ordo.audit.tracking import track


@register(Discipline)
class DisciplineTranslation(TranslationOptions):
    """Full and short name."""

    fields = ("name", "short_name")
    required_languages = {"ky": ("name",), "ru": ("name",), "default": ()}


track(Discipline)
track(WorkingPlanLine)
track(TeachingAssignment)
