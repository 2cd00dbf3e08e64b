"""The structure as an actor may see it, for pages (EB-02.1)."""

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from modules.structure.models import Department, Faculty, Programme, Semester, StudyGroup, Subgroup
from modules.structure.permissions import StructurePermission
from modules.structure.selectors.hooks import own_groups
from modules.structure.selectors.refs import LANGUAGES
from ordo.access.actor import Actor, Reach
from ordo.language import fold


def language() -> str:
    """The language in force as one of LANGUAGES."""
    code = (get_language() or "ky")[:2]
    return code if code in LANGUAGES else "ky"


def faculties(*, actor: Actor) -> QuerySet[Faculty]:
    """All faculties; raises NotAllowed."""
    actor.require(StructurePermission.VIEW)
    return Faculty.objects.order_by("code")


def departments(*, actor: Actor) -> QuerySet[Department]:
    """All departments with their faculty; raises NotAllowed."""
    actor.require(StructurePermission.VIEW)
    return Department.objects.select_related("faculty").order_by("code")


def programmes(*, actor: Actor) -> QuerySet[Programme]:
    """All programmes with department and faculty; raises NotAllowed."""
    actor.require(StructurePermission.VIEW)
    return Programme.objects.select_related("department__faculty").order_by("code", "level", "form_of_study")


def semesters(*, actor: Actor) -> QuerySet[Semester]:
    """All semesters, newest first; raises NotAllowed."""
    actor.require(StructurePermission.VIEW)
    return Semester.objects.select_related("year").order_by("-starts_on")


def groups(
    *, actor: Actor, permission: StructurePermission = StructurePermission.GROUP_VIEW
) -> QuerySet[StudyGroup]:
    """Groups within the actor's reach, with programme, department and faculty; raises NotAllowed."""
    rows = StudyGroup.objects.select_related("programme__department__faculty").order_by("sort_key", "id")
    return rows.filter(within(actor.reach(permission), actor.user_id))


def within(reach: Reach, user_id: int | None) -> Q:
    """Condition of the groups within a reach; matches nothing when it is empty."""
    if reach.everything:
        return Q()
    parts = (
        Q(programme__department__faculty_id__in=reach.faculties)
        | Q(programme__department_id__in=reach.departments)
        | Q(pk__in=reach.groups)
    )
    if reach.own and user_id is not None:
        parts |= Q(pk__in=own_groups(user_id))
    return parts


def subgroups_of(group: StudyGroup) -> list[Subgroup]:
    """Parts of a group, by name."""
    return list(group.subgroups.order_by("name", "id"))


def matching(rows: QuerySet[StudyGroup], query: str) -> QuerySet[StudyGroup]:
    """Groups whose name holds every word of the query; 'ист 1 23', 'ИСТ-1-23' and 'ИСТ123' find the same."""
    for word in fold(query).split():
        rows = rows.filter(search__contains=word)
    return rows


def faculty_choices() -> list[tuple[int, str]]:
    """Id and name of every faculty in the language in force."""
    return [(row.pk, row.name) for row in Faculty.objects.order_by("code")]


def department_choices() -> list[tuple[int, str]]:
    """Id and name of every department in the language in force."""
    return [(row.pk, row.name) for row in Department.objects.order_by("code")]


def programme_choices() -> list[tuple[int, str]]:
    """Id, code and name of every programme in the language in force."""
    return [(row.pk, f"{row.code} {row.name}") for row in Programme.objects.order_by("code", "level")]


def group_choices(reach: Reach, user_id: int | None) -> list[tuple[int, str]]:
    """Id and name of the groups that study now, within a reach of any permission."""
    rows = StudyGroup.objects.filter(within(reach, user_id), is_active=True).order_by("sort_key", "id")
    return list(rows.values_list("pk", "name"))


def group_is_within(group_id: int, reach: Reach, user_id: int | None) -> bool:
    """Whether a group lies within a reach of any permission."""
    return StudyGroup.objects.filter(within(reach, user_id), pk=group_id).exists()


def programmes_for_groups(*, actor: Actor) -> QuerySet[Programme]:
    """Programmes in which the actor may open groups; raises NotAllowed."""
    reach = actor.reach(StructurePermission.GROUP_CHANGE)
    rows = Programme.objects.order_by("code", "level", "form_of_study")
    if reach.everything:
        return rows
    return rows.filter(Q(department__faculty_id__in=reach.faculties) | Q(department_id__in=reach.departments))
