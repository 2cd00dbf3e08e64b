"""Grade sheets, signatures, corrections and results (EB-08.0a, EB-08.2, EB-08.3, EB-04.1a, KNU-3.2, AVN-3.7)."""

from importlib import import_module

from django.utils.translation import gettext_lazy as _

from modules.sheets.permissions import SheetsPermission
from ordo.modular.module import GraphQLEntry, MenuEntry, ModuleConfig, Widget


class SheetsConfig(ModuleConfig):
    """Label `sheets`; needs the journal, whose points its totals are made from."""

    name = "modules.sheets"
    label = "sheets"
    verbose_name = _("Grade sheets")
    title = _("Grade sheets and results")
    description = _(
        "Sheets of the session with signatures, printed with a code, and every student's own results"
    )
    requires = ("journal",)
    url_prefix = "results"
    keeps_rows = ("GradeSheet", "FinalMark", "SheetLine", "Signature")
    menu = (
        MenuEntry(
            title=_("Grade sheets"),
            url_name="sheets:sheets",
            permission=SheetsPermission.SHEET_VIEW,
            icon="sheet",
            order=30,
        ),
        MenuEntry(
            title=_("Session results"),
            url_name="sheets:summary",
            permission=SheetsPermission.CLOSE,
            icon="chart",
            order=31,
        ),
        MenuEntry(
            title=_("Corrections"),
            url_name="sheets:corrections",
            permission=SheetsPermission.CORRECTION_VIEW,
            icon="edit",
            order=32,
        ),
        MenuEntry(
            title=_("My results"),
            url_name="sheets:mine",
            permission=SheetsPermission.OWN_VIEW,
            icon="sheet",
            order=10,
        ),
    )
    widgets = (
        Widget(
            code="sheets.results",
            title=_("My results"),
            permission=SheetsPermission.OWN_VIEW,
            context="modules.sheets.views.widgets:my_results",
            template="sheets/widgets/results.html",
            order=10,
        ),
        Widget(
            code="sheets.fill",
            title=_("Grade sheets to fill and sign"),
            permission=SheetsPermission.FINAL_SET,
            context="modules.sheets.views.widgets:to_fill",
            template="sheets/widgets/fill.html",
            order=30,
        ),
        Widget(
            code="sheets.close",
            title=_("Grade sheets of the semester"),
            permission=SheetsPermission.CLOSE,
            context="modules.sheets.views.widgets:to_close",
            template="sheets/widgets/close.html",
            order=31,
        ),
    )
    graphql = GraphQLEntry(
        query="modules.sheets.graphql.queries:SheetsQuery",
        mutation="modules.sheets.graphql.mutations:SheetsMutation",
    )

    def ready(self) -> None:
        """Enter the kind of job that tasks.py declares."""
        import_module("modules.sheets.tasks")
