"""Cards of the cabinet's first page."""

import math
from typing import Any

from django.utils.translation import gettext as _

from modules.people.models import Student
from modules.people.permissions import PeoplePermission
from modules.people.selectors.contingent import Contingent, contingent
from modules.structure.facade import word
from ordo.access.actor import Actor
from ordo.ui.charts import ChartData, Series, nice_ceiling


def students(actor: Actor) -> dict[str, Any] | None:
    """The contingent within reach by year of study and funding (EB-02.11); nothing for a teacher's own groups."""
    found = contingent(actor) if actor.can(PeoplePermission.STUDENT_VIEW) else None
    if found is None or not found.total:
        return None
    return {
        "total": found.total,
        "on_leave": found.on_leave,
        "funding": [(one.value, one.label, found.funded(one.value)) for one in Student.Funding],
        "chart": _chart(found),
    }


def _chart(found: Contingent) -> ChartData:
    highest = max(found.studying.values())
    return ChartData(
        _("Students by year of study"),
        [str(course) for course in found.courses],
        [
            Series(str(one.label), [found.studying.get((course, one.value), 0) for course in found.courses])
            for one in Student.Funding
        ],
        label_title=str(word("course_of_study")),
        # Four steps of whole people.
        maximum=4 * math.ceil(nice_ceiling(highest / 4)),
    )
