"""Reading one person from a row: values ready for JSON and everything wrong with them.

Shared by lists of students and of staff. Nothing here asks the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from ordo.exchange.reading import Checked, Place, PlacedProblem, Problem, ProblemCode, RawRow, fields
from ordo.language import fold

#: What is told but does not keep a row out: a person may be entered without it, or the value stays as it was typed.
REMARKS: Final = frozenset(
    {
        ProblemCode.PIN_BIRTH_DATE,
        ProblemCode.PIN_SEX,
        ProblemCode.DATE_MISSING,
        ProblemCode.CHOICE_MISSING,
        ProblemCode.PHONE_UNCLEAR,
        ProblemCode.GROUP_LATIN_LETTER,
    }
)
_LONGEST_PHONE: Final = 40
_LONGEST: Final[dict[str, int]] = {"nationality": 60, "address": 300, "note": 1000}


@dataclass(slots=True)
class Reading:
    """A row on its way: values by field, problems with the column each stands in."""

    row: RawRow
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[tuple[str, Problem]] = field(default_factory=list)

    def take(self, column: str, checked: Checked[Any]) -> Any:
        """Keep what is wrong with a value and give the value; a formula is told once, as the formula it is."""
        if not self.row[column].formula:
            self.problems += [(column, problem) for problem in checked.problems]
        return checked.value

    def text(self, column: str) -> None:
        """Keep a plain text, cut to what the register holds."""
        self.values[column] = fields.clean(self.row[column].value)[: _LONGEST.get(column, 100)]

    def placed(self, place: Place) -> list[PlacedProblem]:
        """The problems with their place."""
        return [PlacedProblem(place, column, problem) for column, problem in self.problems]


def read_person(row: RawRow) -> Reading:
    """Name, PIN, birth date, sex, nationality, address, telephone and note of a row."""
    reading = Reading(row)
    sex, born = fields.sex(row["sex"].value), fields.date(row["birth_date"].value)
    _take_name(reading)
    reading.values["pin"] = reading.take("pin", fields.pin(row["pin"].value, born.value, sex.value)) or ""
    if "birth_date" in row.columns:
        reading.take("birth_date", born)
    if "sex" in row.columns:
        reading.take("sex", sex)
    reading.values["birth_date"] = born.value.isoformat() if born.value else ""
    reading.values["sex"] = sex.value or ""
    phone = reading.take("phone", fields.phone(row["phone"].value))
    typed = fields.clean(row["phone"].value)[:_LONGEST_PHONE]
    reading.values["phone"] = typed if phone is None else phone
    for column in _LONGEST:
        reading.text(column)
    reading.problems += row.cell_problems()
    return reading


def _take_name(reading: Reading) -> None:
    name = reading.take("name", fields.person_name(reading.row["name"].value))
    typed = fields.clean(reading.row["name"].value)
    reading.values |= {
        "last_name": name.last if name else typed[:100],
        "first_name": name.first if name else "",
        "patronymic": name.patronymic if name else "",
    }


def label_of(values: dict[str, Any]) -> str:
    """The name as lists write it."""
    parts = (values["last_name"], values["first_name"], values["patronymic"])
    return " ".join(part for part in parts if part)


def is_bad(problems: Iterable[PlacedProblem]) -> bool:
    """Whether any of the problems keeps the row out."""
    return any(placed.problem.code not in REMARKS for placed in problems)


def same_name(one: str, other: str) -> bool:
    """Whether two full names are the same but for case, ң ө ү, hyphens and blanks."""
    return fold(one) == fold(other)
