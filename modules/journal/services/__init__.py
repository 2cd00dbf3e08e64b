"""Deeds of the journal; each takes the actor, demands the permission and writes under the register's queue."""

from modules.journal.services.cells import (
    CellConflict,
    CellWrite,
    RefusedCell,
    ResultWrite,
    SavedCell,
    SetMarksOutcome,
)
from modules.journal.services.checkpoints import (
    TotalSet,
    add_work,
    change_work,
    set_checkpoint_results,
    set_checkpoint_total,
)
from modules.journal.services.errors import JournalRefused, NoJournal, ResultsMissing
from modules.journal.services.lessons import LessonInput, add_lesson, add_lessons, change_lesson
from modules.journal.services.marks import set_marks
from modules.journal.services.opening import open_journals

__all__ = [
    "CellConflict",
    "CellWrite",
    "JournalRefused",
    "LessonInput",
    "NoJournal",
    "RefusedCell",
    "ResultWrite",
    "ResultsMissing",
    "SavedCell",
    "SetMarksOutcome",
    "TotalSet",
    "add_lesson",
    "add_lessons",
    "add_work",
    "change_lesson",
    "change_work",
    "open_journals",
    "set_checkpoint_results",
    "set_checkpoint_total",
    "set_marks",
]
