"""The app of the universities' sites."""

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Label `portal`; every university has a site, so there is no switch."""

    name = "cms.portal"
    label = "portal"
    verbose_name = _("Site of the university")
    provision: ClassVar[str] = "cms.portal.provisioning:install"

    def ready(self) -> None:
        """Put the site's editor on the console, and keep the remembered menu fresh."""
        from cms.portal import remembered
        from cms.portal.permissions import PortalPermission
        from ordo.cabinet import panels
        from ordo.modular.module import ConsolePanel

        remembered.watch()
        panels.register(
            ConsolePanel(
                title=_("Site of the university"),
                description=_("News, pages, contacts and pictures that everybody can see"),
                url_name="wagtailadmin_home",
                permission=PortalPermission.PAGE_EDIT,
                icon="globe",
                order=60,
            )
        )
