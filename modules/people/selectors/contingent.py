"""How many students study within an actor's reach, by year of study and by who pays (EB-02.10, EB-02.11)."""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Count

from modules.people.models import Student
from modules.people.permissions import PeoplePermission
from modules.people.selectors.reach import students_in
from ordo.access.actor import Actor

_COUNTED = (Student.Status.STUDYING, Student.Status.ACADEMIC_LEAVE)


@dataclass(frozen=True, slots=True)
class Contingent:
    """Who studies now, by course and `Student.Funding`, and how many are on academic leave beside them."""

    studying: dict[tuple[int, str], int]
    on_leave: int

    @property
    def total(self) -> int:
        """All who study."""
        return sum(self.studying.values())

    @property
    def courses(self) -> list[int]:
        """Years of study that have students."""
        return sorted({course for course, _funding in self.studying})

    def funded(self, funding: str) -> int:
        """Those who study with this funding."""
        return sum(number for (_course, key), number in self.studying.items() if key == funding)


def contingent(actor: Actor) -> Contingent | None:
    """Count in one query; None for who sees single groups only, such as a teacher. Raises NotAllowed."""
    reach = actor.reach(PeoplePermission.STUDENT_VIEW)
    wide = replace(reach, own=False, groups=frozenset())
    if wide.is_empty:
        return None
    rows = (
        Student.objects.filter(students_in(wide, actor), status__in=_COUNTED)
        .order_by()
        .values_list("status", "group__course", "funding")
        .annotate(number=Count("pk"))
    )
    studying: Counter[tuple[int, str]] = Counter()
    on_leave = 0
    for status, course, funding, number in rows:
        if status == Student.Status.STUDYING:
            studying[course, funding] += number
        else:
            on_leave += number
    return Contingent(dict(studying), on_leave)
