"""Deeds on grade sheets; each takes the actor, demands the permission and writes under the register's queue."""

from modules.sheets.services.corrections import (
    Correction,
    approve_correction,
    refuse_correction,
    request_correction,
)
from modules.sheets.services.errors import JournalIncomplete, NoSheet, ResultsMissing, SheetRefused
from modules.sheets.services.finals import (
    FinalConflict,
    FinalWrite,
    RefusedFinal,
    SavedFinal,
    SetFinalsOutcome,
    set_finals,
)
from modules.sheets.services.making import Ensured, ensure_sheets, set_control_date
from modules.sheets.services.signing import close, return_to_teacher, sign

__all__ = [
    "Correction",
    "Ensured",
    "FinalConflict",
    "FinalWrite",
    "JournalIncomplete",
    "NoSheet",
    "RefusedFinal",
    "ResultsMissing",
    "SavedFinal",
    "SetFinalsOutcome",
    "SheetRefused",
    "approve_correction",
    "close",
    "ensure_sheets",
    "refuse_correction",
    "request_correction",
    "return_to_teacher",
    "set_control_date",
    "set_finals",
    "sign",
]
