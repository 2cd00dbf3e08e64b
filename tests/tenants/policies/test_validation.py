"""A policy version is refused with every reason named (EB-08.0a, JAMU-3.5f–i)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tenants.policies import (
    Caps,
    GradingPolicy,
    LetterBand,
    LocalizedText,
    Rounding,
    Source,
    validate,
)
from tenants.policies import ProblemCode as P
from tenants.presets import ALL, JAMU, NSU, STANDARD

POLICY = JAMU.policies[0].policy
COLLEGE = NSU.policies[1].policy


def d(text: str) -> Decimal:
    return Decimal(text)


def codes(policy: GradingPolicy) -> list[P]:
    return [problem.code for problem in validate(policy)]


def with_band(position: int, **changes: object) -> GradingPolicy:
    bands = list(POLICY.letters)
    bands[position] = replace(bands[position], **changes)
    return replace(POLICY, letters=tuple(bands))


@pytest.mark.parametrize("preset", [*ALL, STANDARD], ids=lambda preset: preset.schema)
def test_every_shipped_policy_may_be_put_in_force(preset):
    assert [validate(row.policy) for row in preset.policies] == [[] for _ in preset.policies]


def test_caps_that_do_not_give_100_are_refused_with_the_sum_shown():
    # 8 + 10 + 21 + 21 + 39.5 = 99.5
    wrong = replace(POLICY, exam=replace(POLICY.exam, final=d("39.5")))
    (problem,) = validate(wrong)
    assert (problem.code, problem.field) == (P.CAPS_SUM, "exam")
    assert problem.values == {"sum": d("99.5"), "wanted": d("100")}


def test_both_control_forms_are_checked():
    wrong = replace(POLICY, pass_fail=Caps(d("16"), d("20"), (d("32"), d("33")), d("0")))
    (problem,) = validate(wrong)
    assert (problem.field, problem.values["sum"]) == ("pass_fail", d("101"))


def test_the_weights_of_a_five_point_policy_add_up_to_100_too():
    wrong = replace(COLLEGE, exam=replace(COLLEGE.exam, progress=d("25")))
    assert codes(wrong) == [P.CAPS_SUM]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (replace(POLICY, exam=replace(POLICY.exam, attendance=d("-8"))), [P.NEGATIVE]),
        (replace(POLICY, pass_threshold=d("NaN")), [P.NOT_FINITE]),
        (replace(POLICY, rounding=Rounding(inside=d("0"))), [P.STEP_NOT_POSITIVE]),
        (
            replace(POLICY, exam=Caps(d("7.999"), d("10.001"), (d("21"), d("21")), d("40"))),
            [P.FINER_THAN_STEP] * 2,
        ),
        (replace(POLICY, letters=()), [P.NO_LETTERS]),
        (replace(POLICY, name=LocalizedText("Саясат", " ", "Policy")), [P.NAME_MISSING]),
        (replace(POLICY, sources=(("exam.bonus", Source.norm("X-1")),)), [P.SOURCE_OF_UNKNOWN_FIELD]),
        (with_band(0, highest=d("99")), [P.BANDS_END]),
        (with_band(6, lowest=d("1")), [P.BANDS_START]),
        (with_band(1, highest=d("85")), [P.BAND_GAP]),
        (with_band(1, highest=d("87")), [P.BAND_OVERLAP]),
        (with_band(1, letter="A"), [P.LETTER_TWICE]),
        (with_band(1, grade_point=d("4.5")), [P.GRADE_POINTS_FALL]),
        (with_band(0, traditional=6), [P.TRADITIONAL_UNKNOWN]),
        (with_band(4, grade_point=d("0")), [P.PASSING_LETTER_FAILS]),
        (with_band(5, grade_point=d("1")), [P.FAILING_LETTER_PASSES]),
        (replace(POLICY, pass_threshold=d("62")), [P.THRESHOLD_INSIDE_BAND]),
        (replace(POLICY, pass_threshold=d("0")), [P.THRESHOLD_OUT_OF_SCALE]),
        (replace(POLICY, pass_threshold=d("101")), [P.THRESHOLD_OUT_OF_SCALE]),
        (replace(POLICY, pass_threshold=d("68")), [P.FAILING_LETTER_PASSES]),
        (replace(POLICY, rounding=Rounding(sheet=d("0.5"))), [P.BAND_GAP] * 6),
    ],
)
def test_each_defect_is_named_and_nothing_else(policy, expected):
    assert codes(policy) == expected


def test_a_band_that_ends_before_it_begins_is_named():
    assert P.BAND_REVERSED in codes(with_band(2, lowest=d("80"), highest=d("79")))


def test_the_order_of_the_letters_table_does_not_matter():
    assert validate(replace(POLICY, letters=tuple(reversed(POLICY.letters)))) == []


def test_a_five_point_table_must_reach_5():
    four = tuple(band for band in COLLEGE.letters if band.letter != "5")
    assert codes(replace(COLLEGE, letters=four)) == [P.BANDS_END]


def test_a_hundred_point_table_does_not_fit_a_five_point_policy():
    assert P.BANDS_END in codes(replace(COLLEGE, letters=POLICY.letters))


def test_a_table_of_one_letter_cannot_tell_passing_from_failing():
    one = (LetterBand("A", d("0"), d("100"), d("4"), 5),)
    assert codes(replace(POLICY, letters=one)) == [P.THRESHOLD_INSIDE_BAND]
