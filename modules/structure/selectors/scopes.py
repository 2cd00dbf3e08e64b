"""Parts of the university a role can be limited to, as the console offers them."""

from django.utils.translation import get_language

from modules.structure.selectors import refs


def faculties() -> list[tuple[int, str]]:
    """Faculties, institutes and colleges."""
    return [(unit.id, unit.names[(get_language() or "ru")[:2]]) for unit in refs.faculties()]


def departments() -> list[tuple[int, str]]:
    """Departments."""
    return [(unit.id, unit.names[(get_language() or "ru")[:2]]) for unit in refs.departments()]


def groups() -> list[tuple[int, str]]:
    """Groups that study now."""
    return [(group.id, group.name) for group in refs.active_groups()]
