"""The app of the API: its GraphiQL files and words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """Label `api`."""

    name = "api"
    label = "api"
    verbose_name = _("API")
