"""People with roles of the whole university, and their browsers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ordo.access.roles import RoleCode
from tests.factories.house import login, signed_in


def give_role(user_id: int, code: str, **fields: Any) -> Any:
    """A grant in force since long ago, past the services."""
    from ordo.access.models import Role, RoleGrant

    values = {"scope": "university", "valid_from": date(2024, 9, 1), "granted_by_name": "test", **fields}
    return RoleGrant.objects.create(user_id=user_id, role=Role.objects.get(code=code), **values)


@pytest.fixture
def browser(nsu: str) -> Callable[..., Any]:
    """A browser of somebody with a role, in English."""

    def make(code: str, name: str = "", **fields: Any) -> Any:
        user_id = login(name or code)
        simple = code in {RoleCode.STUDENT, RoleCode.GUARDIAN, RoleCode.APPLICANT, RoleCode.TEACHER}
        give_role(user_id, code, **({"scope": "own"} if simple else {}), **fields)
        return signed_in(user_id)

    return make
