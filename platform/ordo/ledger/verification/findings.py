"""What verification can find, as typed values with a sentence in three languages."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FindingKind(StrEnum):
    """Kinds of alteration; the value is stable and may be stored."""

    EVENT_MISSING = "event_missing"
    EVENT_CHANGED = "event_changed"
    LINK_BROKEN = "link_broken"
    HEAD_DIFFERS = "head_differs"
    REGISTER_MISSING = "register_missing"
    LOCK_DIFFERS = "lock_differs"
    WRITTEN_AFTER_LOCK = "written_after_lock"
    ROW_CHANGED = "row_changed"
    ROW_CHANGED_BETWEEN = "row_changed_between"
    ROW_MISSING = "row_missing"
    ROW_UNRECORDED = "row_unrecorded"
    TABLE_MISSING = "table_missing"
    GUARD_MISSING = "guard_missing"
    GUARD_DISABLED = "guard_disabled"
    GUARD_ALTERED = "guard_altered"
    RIGHTS_OPEN = "rights_open"
    ROOT_SIGNATURE = "root_signature"
    ROOT_LINK = "root_link"
    ROOT_DIFFERS = "root_differs"
    ROOT_MISSING = "root_missing"
    TAIL_REWRITTEN = "tail_rewritten"


SENTENCES: Final[dict[FindingKind, str | Promise]] = {
    FindingKind.EVENT_MISSING: _("Events are missing from the chain."),
    FindingKind.EVENT_CHANGED: _("The event was changed after it was written."),
    FindingKind.LINK_BROKEN: _("The event does not follow from the one before it."),
    FindingKind.HEAD_DIFFERS: _("The head of the register is not the end of its chain."),
    FindingKind.REGISTER_MISSING: _("The register of these events is gone."),
    FindingKind.LOCK_DIFFERS: _("The lock of the register is not what its chain says."),
    FindingKind.WRITTEN_AFTER_LOCK: _("The row was changed after the lock without an order."),
    FindingKind.ROW_CHANGED: _("The row is not what its last event says."),
    FindingKind.ROW_CHANGED_BETWEEN: _("The row was changed between two of its events."),
    FindingKind.ROW_MISSING: _("The row was recorded and is gone."),
    FindingKind.ROW_UNRECORDED: _("The row has no event."),
    FindingKind.TABLE_MISSING: _("The table of recorded rows is gone."),
    FindingKind.GUARD_MISSING: _("A guard of the register is missing."),
    FindingKind.GUARD_DISABLED: _("A guard of the register is switched off."),
    FindingKind.GUARD_ALTERED: _("A guard of the register is not the one that was installed."),
    FindingKind.RIGHTS_OPEN: _("The application has a right that would let it go round the register."),
    FindingKind.ROOT_SIGNATURE: _("The signature of the daily root is not valid."),
    FindingKind.ROOT_LINK: _("The daily root does not follow from the one before it."),
    FindingKind.ROOT_DIFFERS: _("The daily root is not the root of its leaves."),
    FindingKind.ROOT_MISSING: _("A daily root that was exported is missing or different."),
    FindingKind.TAIL_REWRITTEN: _("The chain was rewritten after a daily root was signed."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One alteration: where (zero or empty where it does not apply) and what exactly, in technical words."""

    kind: FindingKind
    register_id: int = 0
    seq: int = 0
    table: str = ""
    row_id: int = 0
    detail: str = ""

    @property
    def message(self) -> str:
        """Return the sentence in the language in force."""
        return str(SENTENCES[self.kind])
