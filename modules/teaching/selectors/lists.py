"""Disciplines and working plans as an actor may see them, for pages (EB-06.4, JAMU-4.3a)."""

from django.db.models import Prefetch, Q, QuerySet

from modules.people import facade as people
from modules.teaching.models import Discipline, TeachingAssignment, WorkingPlanLine
from modules.teaching.permissions import TeachingPermission
from modules.teaching.selectors.refs import within
from ordo.access.actor import Actor
from ordo.language import fold, squeeze


def disciplines(*, actor: Actor) -> QuerySet[Discipline]:
    """All disciplines with their department; raises NotAllowed."""
    actor.require(TeachingPermission.DISCIPLINE_VIEW)
    return Discipline.objects.select_related("department").order_by("code")


def lines(
    *, actor: Actor, permission: TeachingPermission = TeachingPermission.LINE_VIEW
) -> QuerySet[WorkingPlanLine]:
    """Lines within the actor's reach, with discipline, group, semester and teachers; raises NotAllowed."""
    reach = actor.reach(permission)
    teachers = TeachingAssignment.objects.select_related("employee", "subgroup").order_by("-is_lead", "id")
    rows = WorkingPlanLine.objects.select_related("discipline__department", "group", "semester__year")
    rows = rows.prefetch_related(Prefetch("assignments", queryset=teachers))
    return rows.filter(within(reach, actor.user_id)).order_by("group__sort_key", "discipline__code", "id")


def line(
    *, actor: Actor, line_id: int, permission: TeachingPermission = TeachingPermission.LINE_VIEW
) -> WorkingPlanLine | None:
    """One line, or None for what is not there or is not the actor's; raises NotAllowed."""
    return lines(actor=actor, permission=permission).filter(pk=line_id).first()


def named(query: str, prefix: str = "") -> Q:
    """Condition of disciplines whose name, short name or code holds every word, in any language."""
    every = Q()
    for word in fold(query).split():
        every &= Q(**{f"{prefix}search__contains": word})
    return every | Q(**{f"{prefix}code__iexact": query.strip()}) | _by_code(query, prefix)


def _by_code(query: str, prefix: str) -> Q:
    plain = squeeze(query)
    if any(char.isdigit() for char in plain):
        return Q(**{f"{prefix}search__contains": plain})
    return Q(pk__in=())


def discipline_choices() -> list[tuple[int, str]]:
    """Id, code and name of the disciplines that are taught now, in the language in force."""
    rows = Discipline.objects.filter(is_active=True).order_by("code")
    return [(row.pk, f"{row.code} {row.name}") for row in rows]


def teacher_choices() -> list[tuple[int, str]]:
    """Id and name of everybody who may be given lessons."""
    return [(person.id, person.full_name) for person in people.teaching_staff()]
