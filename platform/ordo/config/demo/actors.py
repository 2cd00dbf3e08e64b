"""Who acts in the demo: the people themselves with the rights they hold, not the system in their name."""

from datetime import date

from modules.people.facade import EmployeeRef
from ordo.access.actor import Actor
from ordo.access.actors import actor_of


class Actors:
    """Actors of one university by user, looked up once."""

    def __init__(self, today: date) -> None:
        """Rights are those of this day."""
        self.today = today
        self._known: dict[int, Actor] = {}

    def user(self, user_id: int, name: str) -> Actor:
        """The actor behind a log-in."""
        if user_id not in self._known:
            self._known[user_id] = actor_of(user_id, name, today=self.today, origin="demo")
        return self._known[user_id]

    def teacher(self, employee: EmployeeRef) -> Actor:
        """The actor behind a teacher; every teacher of the demo has a log-in."""
        if employee.user_id is None:
            raise ValueError(f"{employee.full_name} has no log-in")
        return self.user(employee.user_id, employee.full_name)
