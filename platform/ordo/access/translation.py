"""Languages of role titles: a university may rename a role in all three."""

from modeltranslation.translator import TranslationOptions, register

from ordo.access.models import Role, RoleGrant, RolePermission
from ordo.audit.tracking import track


@register(Role)
class RoleTranslation(TranslationOptions):
    """Title and description in Kyrgyz, Russian and English."""

    fields = ("title", "description")
    required_languages = {"ky": ("title",), "ru": ("title",), "default": ()}


track(Role)
track(RolePermission)
track(RoleGrant)
