"""Rows of student lists against the register: who is new, who changed and how, who may not be touched.

A person is found by the PIN, else (entered earlier without one) by name, birth date and group. An empty cell never
takes anything away. What is new around a person (group, programme, faculty) is planned by `places`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Max, Q
from django.utils import timezone

from modules.people.imports import places
from modules.people.imports.persons import is_bad, same_name
from modules.people.imports.places import Place, Places
from modules.people.imports.words import PeopleProblem
from modules.people.models import Student
from modules.people.permissions import PeoplePermission
from modules.structure import facade as structure
from ordo.access.actor import Actor
from ordo.exchange.kinds import Action, Candidate, Planned, Question
from ordo.exchange.reading import Outline, PlacedProblem, Problem
from ordo.exchange.reading.problems import bad
from ordo.language import fold, full_name

#: Fields that a list changes in a person who is entered already, in the order of the preview.
FIELDS: Final = (
    "last_name",
    "first_name",
    "patronymic",
    "pin",
    "birth_date",
    "sex",
    "nationality",
    "address",
    "funding",
    "phone",
    "note",
    "record_book_number",
)
_KEPT: Final = ("id", "version", "status", "group_id", *FIELDS)


@dataclass(frozen=True, slots=True)
class Subject:
    """What applying a row needs: the place, and of a known person the id, the version seen and the present status."""

    place: Place
    student_id: int | None = None
    version: int = 0
    status: str = ""
    moves: bool = False


def questions(actor: Actor, outlines: Sequence[Outline]) -> Sequence[Question]:
    """Asked only when the file names programmes that are not in the register."""
    return places.questions(actor, [outline.facts for outline in outlines])


def plan(actor: Actor, candidates: Sequence[Candidate], answers: Mapping[str, str]) -> Iterator[Planned]:
    """Each candidate in order; about ten queries whatever their number."""
    planner = _Planner(actor, candidates, answers)
    for candidate in candidates:
        yield planner.planned(candidate)


class _Planner:
    """The register as far as a file touches it, and the comparison of one row with it."""

    def __init__(self, actor: Actor, candidates: Sequence[Candidate], answers: Mapping[str, str]) -> None:
        self._actor = actor
        self._places = Places(actor, candidates, answers)
        self._today = timezone.localdate()
        pins = {row.values["pin"] for row in candidates if row.values["pin"]}
        groups = self._places.known_group_ids()
        rows = list(
            Student.objects.filter(Q(pin__in=pins) | Q(pin=None, group_id__in=groups))
            .annotate(since=Max("memberships__from_date"))
            .values(*_KEPT, "since")
        )
        self._groups = structure.groups({row["group_id"] for row in rows})
        self._by_pin = {row["pin"]: row for row in rows if row["pin"]}
        self._by_name: dict[tuple[str, date | None, int], list[dict[str, Any]]] = {}
        for row in rows:
            if not row["pin"]:
                self._by_name.setdefault(_key(row, row["birth_date"], row["group_id"]), []).append(row)

    def planned(self, candidate: Candidate) -> Planned:
        """Compare one row; whatever is wrong with its cells or with the register makes it bad."""
        if is_bad(candidate.problems):
            return Planned(candidate, Action.BAD)
        place, problem = self._places.find(candidate)
        if problem is not None or place is None:
            return _refused(candidate, "group", problem or bad(PeopleProblem.GROUP_MISSING))
        known = self._known(candidate, place)
        if isinstance(known, Problem):
            return _refused(candidate, "pin", known)
        if known is None:
            if candidate.values["status"] and not self._actor.can(
                PeoplePermission.STUDENT_MOVE, place.target
            ):
                return _refused(candidate, "note", bad(PeopleProblem.MOVE_FOREIGN))
            return Planned(candidate, Action.NEW, {}, _entered(candidate, place), Subject(place))
        return self._compared(candidate, place, known)

    def _known(self, candidate: Candidate, place: Place) -> dict[str, Any] | Problem | None:
        """The person's row in the register, none, or why it is not certain who this is."""
        values = candidate.values
        row = self._by_pin.get(values["pin"])
        if row is None:
            born = date.fromisoformat(values["birth_date"]) if values["birth_date"] else None
            same = self._by_name.get(_key(values, born, place.group_id or 0), [])
            if len(same) > 1:
                return bad(PeopleProblem.PERSON_UNCLEAR)
            row = same[0] if same and born else None
        if row is None:
            return None
        born_there = row["birth_date"].isoformat() if row["birth_date"] else ""
        if born_there != values["birth_date"] and not same_name(_name(row), candidate.label):
            group = self._groups[row["group_id"]].name
            return bad(PeopleProblem.PIN_TAKEN, name=_name(row), place=group)
        target = structure.group_target(self._groups[row["group_id"]])
        if not self._actor.can(PeoplePermission.STUDENT_CHANGE, target):
            return bad(PeopleProblem.PERSON_FOREIGN, name=_name(row))
        return row

    def _compared(self, candidate: Candidate, place: Place, row: dict[str, Any]) -> Planned:
        before: dict[str, str] = {}
        after: dict[str, str] = {}
        for name in FIELDS:
            old, new = _text(row[name]), str(candidate.values[name])
            if new and new != old:
                before[name], after[name] = old, new
        moves = place.group_id != row["group_id"]
        if moves:
            before["group"], after["group"] = self._groups[row["group_id"]].name, candidate.values["group"]
            after |= place.novelty
        status = candidate.values["status"]
        if status and status != row["status"]:
            before["status"], after["status"] = row["status"], status
        if (moves or "status" in after) and not self._allows_move(row, place):
            return _refused(candidate, "group", bad(PeopleProblem.MOVE_FOREIGN))
        if (moves or "status" in after) and not self._can_move_today(row, moves, "status" in after):
            words = {"name": _name(row), "group": self._groups[row["group_id"]].name, "status": row["status"]}
            return _refused(candidate, "group", bad(PeopleProblem.MOVE_NOT_NOW, **words))
        subject = Subject(place, row["id"], row["version"], row["status"], moves)
        return Planned(candidate, Action.CHANGE if after else Action.SAME, before, after, subject)

    def _allows_move(self, row: dict[str, Any], place: Place) -> bool:
        """Whether the actor may enter movements where the student is and where the list puts him or her."""
        here = structure.group_target(self._groups[row["group_id"]])
        return all(self._actor.can(PeoplePermission.STUDENT_MOVE, target) for target in (here, place.target))

    def _can_move_today(self, row: dict[str, Any], *steps: bool) -> bool:
        """Whether the present stay is old enough for as many movements as the row asks, one a day."""
        first = self._today - timedelta(days=sum(steps) - 1)
        return row["status"] == Student.Status.STUDYING and row["since"] is not None and row["since"] < first


def _key(values: Mapping[str, Any], born: date | None, group_id: int) -> tuple[str, date | None, int]:
    return fold(_name(values)), born, group_id


def _name(values: Mapping[str, Any]) -> str:
    return full_name(values["last_name"], values["first_name"], values["patronymic"])


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _entered(candidate: Candidate, place: Place) -> dict[str, str]:
    """What a new person is entered with, for the preview."""
    values = candidate.values
    names = [name for name in FIELDS if name not in {"last_name", "first_name", "patronymic"}]
    shown = {"group": values["group"], **place.novelty, **{name: str(values[name]) for name in names}}
    return {name: text for name, text in {**shown, "status": values["status"]}.items() if text}


def _refused(candidate: Candidate, column: str, problem: Problem) -> Planned:
    """The row with one more problem, which keeps it out."""
    problems = (*candidate.problems, PlacedProblem(candidate.place, column, problem))
    worse = Candidate(candidate.place, candidate.label, candidate.values, candidate.raw, problems)
    return Planned(worse, Action.BAD)
