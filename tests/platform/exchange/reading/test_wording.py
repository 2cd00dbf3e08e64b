"""The words of problems."""

import pytest

from ordo.exchange.reading import Problem, ProblemCode, wording

PARAMS = dict.fromkeys(
    (
        "formula",
        "error",
        "length",
        "expected",
        "value",
        "pin_date",
        "birth_date",
        "digit",
        "place",
        "letters",
        "signs",
    ),
    "7",
)


@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_has_a_label_and_a_sentence(code: ProblemCode) -> None:
    problem = Problem(code, PARAMS)
    assert wording.label(problem)
    assert "%(" not in wording.label(problem) + wording.sentence(problem)


def test_no_two_problems_have_the_same_label() -> None:
    assert len({wording.label(Problem(code, PARAMS)) for code in ProblemCode}) == len(ProblemCode)


def test_a_suggestion_is_offered_behind_the_sentence() -> None:
    problem = Problem(ProblemCode.NAME_LATIN_LETTER, {"letters": "o"}, "Асанов")
    assert "Асанов" in wording.sentence(problem)
    assert "Асанов" not in wording.sentence(Problem(ProblemCode.NAME_LATIN_LETTER, {"letters": "o"}))
