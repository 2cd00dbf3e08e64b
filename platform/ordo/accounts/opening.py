"""Opening log-ins for people who were entered: many at once, with names that nobody else has (KNU-5.6, JAMU-4.1a)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from ordo.access.actor import Actor
from ordo.accounts.models import User
from ordo.accounts.permissions import AccountPermission
from ordo.language import unique_login


@dataclass(frozen=True, slots=True)
class NewLogin:
    """A person who needs a log-in; without a wish the name is spelt from the person's own."""

    last_name: str
    first_name: str
    patronymic: str = ""
    username: str = ""
    language: str = ""
    email: str = ""


@transaction.atomic
def open_logins(*, actor: Actor, people: Sequence[NewLogin]) -> list[int]:
    """Make a log-in without a password for each person, in order; the office then gives out one-time codes."""
    actor.require(AccountPermission.CHANGE)
    taken = set(User.objects.values_list("username", flat=True))
    rows = []
    for person in people:
        name = person.username or unique_login(
            person.last_name, person.first_name, person.patronymic, taken=taken
        )
        taken.add(name)
        rows.append(
            User(
                username=name,
                last_name=person.last_name,
                first_name=person.first_name,
                patronymic=person.patronymic,
                language=person.language,
                email=person.email,
                password=make_password(None),
            )
        )
    return [user.pk for user in User.objects.bulk_create(rows, batch_size=1000)]
