"""Problems of a row as JSON and back; the words are chosen only when a person reads them."""

from typing import Any

from ordo.exchange.reading import Place, PlacedProblem, Problem
from ordo.exchange.reading.wording import code_of


def to_data(problem: PlacedProblem) -> dict[str, Any]:
    """Code, column, parameters and suggestion."""
    return {
        "code": problem.problem.code.value,
        "column": problem.column,
        "params": dict(problem.problem.params),
        "suggestion": problem.problem.suggestion,
    }


def from_data(sheet: str, number: int, data: dict[str, Any]) -> PlacedProblem:
    """The same problem again."""
    problem = Problem(code_of(data["code"]), data["params"], data["suggestion"])
    return PlacedProblem(Place(sheet, number), data["column"], problem)
