"""What an actor may see of people; a teacher's own groups come from the structure's hook (JAMU-4.3a)."""

from django.db.models import Q

from modules.structure import facade as structure
from ordo.access.actor import Actor, Reach


def students_in(reach: Reach, actor: Actor) -> Q:
    """Condition of the students within a reach; matches nothing when the reach is empty."""
    if reach.everything:
        return Q()
    parts = (
        Q(group__programme__department__faculty_id__in=reach.faculties)
        | Q(group__programme__department_id__in=reach.departments)
        | Q(group_id__in=reach.groups)
    )
    if reach.own and actor.user_id is not None:
        parts |= Q(user_id=actor.user_id) | Q(group_id__in=structure.own_groups(actor.user_id))
    return parts


def employees_in(reach: Reach, actor: Actor) -> Q:
    """Condition of the employees within a reach; one's own card is always 'own'."""
    if reach.everything:
        return Q()
    parts = Q(department__faculty_id__in=reach.faculties) | Q(department_id__in=reach.departments)
    if reach.own and actor.user_id is not None:
        parts |= Q(user_id=actor.user_id)
    return parts
