"""Lists of journals and how they are filled (JAMU-3.6, OSH-3.5, JAMU-4.3g)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from modules.journal.models import Checkpoint, Journal, Lesson, SectionLock
from modules.journal.permissions import JournalPermission
from modules.journal.selectors import access
from modules.teaching import facade as teaching
from modules.teaching.facade import LineRef
from ordo.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Filling:
    """How a journal is filled today: lessons held, lessons of past days not filled, last lesson filled."""

    lessons: int = 0
    held: int = 0
    unfilled: int = 0
    without_topic: int = 0
    last_held: date | None = None
    checkpoints: int = 0
    checkpoints_set: int = 0


@dataclass(frozen=True, slots=True)
class JournalCard:
    """One line of a list; `id` is None as long as the journal of the line is not open."""

    id: int | None
    line: LineRef
    subgroup_id: int | None
    subgroup_name: str
    filling: Filling
    own: bool


@dataclass(frozen=True, slots=True)
class DueLesson:
    """A lesson of today, or one of a past day that is not filled."""

    journal_id: int
    lesson_id: int
    date: date
    pair: int
    held: bool
    line: LineRef


def my_journals(actor: Actor, semester_id: int) -> list[JournalCard]:
    """Journals of the lines that the actor teaches in the semester (JAMU-4.3a); raises NotAllowed."""
    actor.require(JournalPermission.JOURNAL_VIEW)
    if actor.user_id is None:
        return []
    return _cards(actor, teaching.lines_of_user(actor.user_id, semester_id))


def visible_line_ids(actor: Actor, semester_id: int, words: str = "") -> QuerySet[Any, int]:
    """Ids of all lines within the actor's reach, in order, not read yet: a university has thousands of them.

    `words` are of the group's or the discipline's name. Raises NotAllowed.
    """
    reach = actor.reach(JournalPermission.JOURNAL_VIEW)
    return teaching.ordered_line_ids(reach, actor.user_id, semester_id, words)


def cards(actor: Actor, line_ids: Iterable[int]) -> list[JournalCard]:
    """The journals of a page of those lines, in its order; six queries whatever their number."""
    wanted = list(line_ids)
    known = teaching.lines(wanted)
    return _cards(actor, [known[line_id] for line_id in wanted if line_id in known])


def _cards(actor: Actor, lines: Iterable[LineRef]) -> list[JournalCard]:
    by_id = {line.id: line for line in lines}
    journals: Mapping[int, list[Journal]] = _journals(by_id)
    filling = filling_of([journal.pk for rows in journals.values() for journal in rows])
    cards = []
    for line in by_id.values():
        opened = journals.get(line.id, [])
        for journal in opened:
            owners = access.target_of(line, journal.subgroup_id).owners
            name = journal.subgroup.name if journal.subgroup else ""
            own = actor.user_id in owners
            state = filling.get(journal.pk, Filling())
            cards.append(JournalCard(journal.pk, line, journal.subgroup_id, name, state, own))
        if not opened:
            cards.append(JournalCard(None, line, None, "", Filling(), own=True))
    return cards


def _journals(line_ids: Iterable[int]) -> dict[int, list[Journal]]:
    found: dict[int, list[Journal]] = defaultdict(list)
    for journal in Journal.objects.filter(line_id__in=line_ids).select_related("subgroup").order_by("id"):
        found[journal.line_id].append(journal)
    return found


def filling_of(journal_ids: Iterable[int]) -> dict[int, Filling]:
    """The state of several journals by id; three queries."""
    wanted = list(journal_ids)
    today = timezone.localdate()
    counted = Lesson.objects.filter(journal_id__in=wanted).order_by().values("journal_id").annotate(
        lessons=Count("id"),
        held_count=Count("id", filter=Q(held=True)),
        unfilled=Count("id", filter=Q(held=False, date__lte=today)),
        without_topic=Count("id", filter=Q(held=True, topic="")),
        last_held=Max("date", filter=Q(held=True)),
    )  # fmt: skip
    lessons: dict[int, dict[str, Any]] = {row["journal_id"]: {**row} for row in counted}
    checkpoints = _counts(Checkpoint, wanted)
    locks = _counts(SectionLock, wanted)
    nothing: dict[str, Any] = {
        "lessons": 0,
        "held_count": 0,
        "unfilled": 0,
        "without_topic": 0,
        "last_held": None,
    }
    return {
        pk: Filling(
            lessons=row["lessons"],
            held=row["held_count"],
            unfilled=row["unfilled"],
            without_topic=row["without_topic"],
            last_held=row["last_held"],
            checkpoints=checkpoints.get(pk, 0),
            checkpoints_set=locks.get(pk, 0),
        )
        for pk in wanted
        for row in (lessons.get(pk, nothing),)
    }


def _counts(model: type[Checkpoint] | type[SectionLock], journal_ids: list[int]) -> dict[int, int]:
    rows = model.objects.filter(journal_id__in=journal_ids).order_by().values("journal_id")
    return {row["journal_id"]: row["count"] for row in rows.annotate(count=Count("id"))}


def due_lessons(actor: Actor, semester_id: int, limit: int = 20) -> list[DueLesson]:
    """Today's lessons and the unfilled ones of past days in the actor's own journals, newest first (JAMU-4.3g)."""
    actor.require(JournalPermission.JOURNAL_VIEW)
    if actor.user_id is None:
        return []
    own = _own_lines(actor.user_id, teaching.lines_of_user(actor.user_id, semester_id))
    today = timezone.localdate()
    rows = (
        Lesson.objects.filter(journal_id__in=own)
        .filter(Q(date=today) | Q(date__lt=today, held=False))
        .order_by("-date", "pair")
        .values_list("journal_id", "id", "date", "pair", "held")[:limit]
    )
    return [DueLesson(*row, line=own[row[0]]) for row in rows]


def _own_lines(user_id: int, lines: Iterable[LineRef]) -> dict[int, LineRef]:
    """Lines by the id of the journals in them that this teacher keeps."""
    by_id = {line.id: line for line in lines}
    return {
        journal.pk: by_id[line_id]
        for line_id, journals in _journals(by_id).items()
        for journal in journals
        if user_id in access.target_of(by_id[line_id], journal.subgroup_id).owners
    }
