"""Opening the journals of a working plan line: nothing is entered by hand at the start of a semester (EB-08.0c)."""

from collections.abc import Mapping
from decimal import Decimal

from modules.grading import facade as grading
from modules.grading.facade import PolicyChoice
from modules.journal.models import REGISTER_KIND, Checkpoint, CheckpointWork, Journal
from modules.journal.permissions import JournalPermission
from modules.journal.rules import carriers
from modules.teaching import facade as teaching
from modules.teaching.facade import LineRef
from ordo.access.actor import Actor
from ordo.ledger import facade as ledger
from tenants.policies import Caps, ControlForm, LockRule


def open_journals(*, actor: Actor, line_id: int) -> list[int]:
    """Open what is missing: the whole group's journal, or one for each subgroup that has its own teacher (JAMU-3.5b).

    The policy in force on the semester's first day is pinned for good, and its checkpoints are made for the number
    that the line sets (EB-06.2d). Returns the ids of all journals of the line. Raises NotAllowed, and ChoiceError
    or CannotSpread when no policy fits the line.
    """
    actor.require(JournalPermission.JOURNAL_OPEN)
    line = teaching.line(line_id)
    actor.require(JournalPermission.JOURNAL_OPEN, teaching.line_target(line))
    choice = grading.policy_for(
        line.group.level, line.group.programme_code, line.control_form, line.semester.starts_on
    )
    caps = choice.policy.caps_for(ControlForm(line.control_form), line.checkpoint_count)
    with ledger.acting(actor):
        register = ledger.register_for(REGISTER_KIND, line_id)
        ledger.queue([register.id])
        having = _carrying(register.id)
        wanted = frozenset(teacher.subgroup_id for teacher in line.teachers) or frozenset({None})
        missing = wanted - having.keys()
        with_checkpoints = carriers(missing, having)
        for subgroup_id in sorted(missing, key=lambda one: one or 0):
            journal = _open(line, subgroup_id, register.id, choice)
            if subgroup_id in with_checkpoints:
                _open_checkpoints(journal, choice, caps)
    return list(Journal.objects.filter(line_id=line_id).order_by("id").values_list("id", flat=True))


def _carrying(register_id: int) -> Mapping[int | None, bool]:
    carrying = set(Checkpoint.objects.filter(register_id=register_id).values_list("journal_id", flat=True))
    journals = Journal.objects.filter(register_id=register_id).values_list("id", "subgroup_id")
    return {subgroup_id: pk in carrying for pk, subgroup_id in journals}


def _open(line: LineRef, subgroup_id: int | None, register_id: int, choice: PolicyChoice) -> Journal:
    return Journal.objects.create(
        register_id=register_id,
        line_id=line.id,
        subgroup_id=subgroup_id,
        policy_version_id=choice.version_id,
        mark_maximum=int(choice.policy.lesson_marks.maximum),
        locks_on_total=choice.policy.lock_rule is LockRule.ON_CHECKPOINT_TOTAL,
    )


def _open_checkpoints(journal: Journal, choice: PolicyChoice, caps: Caps) -> None:
    """Checkpoints with one work each, whose maximum is what the policy lets one enter: the cap, or the mark 5."""
    rows = Checkpoint.objects.bulk_create(
        Checkpoint(register_id=journal.register_id, journal=journal, number=number, max_points=cap)
        for number, cap in enumerate(caps.checkpoints, start=1)
    )
    CheckpointWork.objects.bulk_create(
        CheckpointWork(
            register_id=journal.register_id,
            checkpoint=row,
            max_points=Decimal(choice.policy.entry_maximum(row.max_points)),
        )
        for row in rows
        if row.max_points > 0
    )
