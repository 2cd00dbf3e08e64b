"""The electronic journal: lessons, marks, absences, checkpoints (EB-05.2, EB-08.0b, KNU-3.3, JAMU-1.1, OSH-1.1)."""

from django.utils.translation import gettext_lazy as _

from modules.journal.permissions import JournalPermission
from ordo.modular.module import GraphQLEntry, MenuEntry, ModuleConfig, Widget


class JournalConfig(ModuleConfig):
    """Label `journal`; a university may switch it off and keeps its data."""

    name = "modules.journal"
    label = "journal"
    verbose_name = _("Electronic journal")
    title = _("Electronic journal")
    description = _(
        "Lessons, attendance, marks and checkpoints of every group, entered on the day of the lesson"
    )
    keeps_rows = (
        "Journal",
        "Lesson",
        "Mark",
        "Checkpoint",
        "CheckpointWork",
        "CheckpointResult",
        "CheckpointTotal",
        "SectionLock",
    )
    menu = (
        MenuEntry(
            title=_("Journals"),
            url_name="journal:journals",
            permission=JournalPermission.JOURNAL_VIEW,
            icon="journal",
            order=20,
        ),
        MenuEntry(
            title=_("My marks"),
            url_name="journal:mine",
            permission=JournalPermission.OWN_VIEW,
            icon="journal",
            order=20,
        ),
    )
    widgets = (
        Widget(
            code="journal.today",
            title=_("Lessons to fill"),
            permission=JournalPermission.MARK_SET,
            context="modules.journal.views.widgets:lessons_today",
            template="journal/widgets/today.html",
            order=20,
        ),
        Widget(
            code="journal.mine",
            title=_("My journals"),
            permission=JournalPermission.JOURNAL_VIEW,
            context="modules.journal.views.widgets:my_journals",
            template="journal/widgets/mine.html",
            order=25,
        ),
        Widget(
            code="journal.filling",
            title=_("Filling of journals"),
            permission=JournalPermission.JOURNAL_VIEW,
            context="modules.journal.views.widgets:filling",
            template="journal/widgets/filling.html",
            order=40,
        ),
    )
    graphql = GraphQLEntry(
        query="modules.journal.graphql.queries:JournalQuery",
        mutation="modules.journal.graphql.mutations:JournalMutation",
    )
