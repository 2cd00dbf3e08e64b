"""The database's refusals as typed exceptions with a sentence for people.

PostgreSQL says no with a SQLSTATE of class OR and a JSON detail; ``refusals()`` turns that into the exception of
the same meaning. Everything else that the database raises passes through unchanged.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import psycopg
from django.db import Error as DjangoError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the database said: SQLSTATE, reason code, and the row it is about (None where unknown)."""

    sqlstate: str
    reason: str
    table: str = ""
    row_id: int | None = None
    register_id: int | None = None
    current_version: int | None = None


class LedgerError(Exception):
    """Base of all refusals. ``code`` is stable and goes into API answers; ``sentence`` is for people."""

    code: ClassVar[str] = "ledger.refused"
    sentence: ClassVar[str | Promise] = _("The register refuses this change.")

    def __init__(self, refusal: Refusal) -> None:
        """Keep the refusal as the database told it."""
        super().__init__(f"{refusal.sqlstate} {refusal.reason} {refusal.table} {refusal.row_id}")
        self.refusal = refusal

    @property
    def message(self) -> str:
        """Return the sentence in the language in force."""
        return str(self.sentence)


class Locked(LedgerError):
    """The register or the row's section is closed; only a correction order changes it (AVN-3.7, JAMU-4.3b)."""

    code = "ledger.locked"
    sentence = _("This sheet is closed. It can be changed only by a correction order.")


class StaleVersion(LedgerError):
    """Somebody changed the row meanwhile; ``refusal.current_version`` is the version it has now."""

    code = "ledger.stale"
    sentence = _("Somebody has changed this meanwhile. Look at the new state and try again.")


class OutOfDomain(LedgerError):
    """A value breaks a check of the guard; ``refusal.reason`` is the module's own reason code."""

    code = "ledger.out_of_domain"
    sentence = _("This value is not allowed here.")


class RemovalRefused(LedgerError):
    """Rows of the register are never removed."""

    code = "ledger.kept"
    sentence = _("Rows of the register are never deleted.")


class ImmutableColumn(LedgerError):
    """The change would make the row about something else; ``refusal.reason`` is the column."""

    code = "ledger.immutable"
    sentence = _("This part of the row can never be changed.")


class NoActor(LedgerError):
    """The transaction does not say who acts."""

    code = "ledger.no_actor"
    sentence = _("It is not known who makes this change.")


class RegisterMissing(LedgerError):
    """The row names no register, or one that does not exist."""

    code = "ledger.no_register"
    sentence = _("There is no register for this row.")


class BadKey(LedgerError):
    """The idempotency key is too short or too long to be one of its kind."""

    code = "ledger.bad_key"
    sentence = _("A request key has 8 to 200 Latin letters, digits or signs.")


class KeyReused(LedgerError):
    """The idempotency key already belongs to another request."""

    code = "ledger.key_reused"
    sentence = _("This request key was already used for another request.")


class OrderRefused(LedgerError):
    """The correction order is not in a state for this step, or the same person would approve twice."""

    code = "ledger.order"
    sentence = _("The correction order does not allow this step.")
    sentences: ClassVar[dict[str, str | Promise]] = {
        "same_person": _("The two approvers must be different people, and neither may be the one who asked."),
        "unapproved": _("The correction order lacks an approval."),
        "approved": _("The correction order already has both approvals."),
        "applied": _("The correction order was already applied."),
        "refused": _("The correction order was refused."),
        "missing": _("There is no such correction order."),
        "table": _("This table cannot be changed by a correction order."),
        "column": _("This column cannot be changed by a correction order."),
        "form": _("The changes of the correction order are not complete."),
    }

    @property
    def message(self) -> str:
        """Return the sentence of the reason."""
        return str(self.sentences.get(self.refusal.reason, self.sentence))


BY_STATE: Final[dict[str, type[LedgerError]]] = {
    "OR001": Locked,
    "OR002": StaleVersion,
    "OR003": OutOfDomain,
    "OR004": RemovalRefused,
    "OR005": ImmutableColumn,
    "OR006": NoActor,
    "OR007": RegisterMissing,
    "OR008": KeyReused,
    "OR009": OrderRefused,
}


def translate(problem: BaseException) -> LedgerError | None:
    """Return the typed refusal of a driver's or Django's exception, None when it is something else."""
    cause = problem if isinstance(problem, psycopg.Error) else problem.__cause__
    if not isinstance(cause, psycopg.Error) or cause.sqlstate not in BY_STATE:
        return None
    detail: dict[str, Any] = json.loads(cause.diag.message_detail or "{}")
    refusal = Refusal(
        sqlstate=cause.sqlstate,
        reason=str(detail.get("reason") or ""),
        table=str(detail.get("table") or ""),
        row_id=detail.get("id"),
        register_id=detail.get("register"),
        current_version=detail.get("current"),
    )
    return BY_STATE[cause.sqlstate](refusal)


@contextmanager
def refusals() -> Iterator[None]:
    """Run a block and raise the database's refusals as typed exceptions."""
    try:
        yield
    except (DjangoError, psycopg.Error) as problem:
        typed = translate(problem)
        if typed is None:
            raise
        raise typed from problem
