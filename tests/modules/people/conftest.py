"""The house of two faculties for the tests of people."""

import pytest

from modules.people.permissions import PeoplePermission
from ordo.access.models import Role, RolePermission
from ordo.access.roles import RoleCode
from tests.factories import house as houses
from tests.factories.house import House


@pytest.fixture
def house(nsu: str) -> House:
    """Two faculties in NSU."""
    return houses.build()


@pytest.fixture
def deans_move(house: House) -> House:
    """As at JAMU and OshSU, where movements belong to the dean's office; at NSU to the students' HR (EB-R4.2.1)."""
    role = Role.objects.get(code=RoleCode.DEANS_OFFICE.value)
    RolePermission.objects.create(role=role, permission=PeoplePermission.STUDENT_MOVE.value)
    return house
