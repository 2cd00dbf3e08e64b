"""Caps spread over the curriculum line's checkpoints (EB-06.2d), rounding, and the kinds of lesson marks."""

from decimal import Context, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.policies import (
    ABSENT,
    CannotSpread,
    Caps,
    ControlForm,
    LessonMarks,
    LocalizedText,
    Rounding,
    RoundingMode,
    Source,
    SourceKind,
)
from tenants.presets import JAMU, KNU, NSU


def d(text: str) -> Decimal:
    return Decimal(text)


def test_the_policys_own_number_of_checkpoints_keeps_its_caps():
    uneven = Caps(d("0"), d("20"), (d("10"), d("30")), d("40"))
    assert uneven.spread_over(2) is uneven


def test_another_number_shares_the_same_points_and_the_last_takes_the_rest():
    # KNU exam: 2 × 20 = 40 points over three checkpoints: 13.33 + 13.33 + 13.34.
    caps = KNU.policies[0].policy.caps_for(ControlForm.EXAM, 3)
    assert caps.checkpoints == (d("13.33"), d("13.33"), d("13.34"))
    assert caps.sum == 100


def test_checkpoint_points_need_a_checkpoint():
    with pytest.raises(CannotSpread) as refused:
        JAMU.policies[0].policy.caps_for(ControlForm.EXAM, 0)
    assert refused.value.points == d("42")


def test_a_policy_without_checkpoint_points_allows_none():
    caps = Caps(d("0"), d("60"), (d("0"),), d("40"))
    assert caps.spread_over(0).checkpoints == ()


@given(st.integers(1, 15), st.lists(st.integers(0, 40), min_size=1, max_size=5))
def test_spreading_keeps_the_sum_and_every_share_is_a_whole_step(number, own):
    caps = Caps(d("5"), d("15"), tuple(Decimal(cap) for cap in own), d("40"))
    spread = caps.spread_over(number)
    assert len(spread.checkpoints) == number
    assert spread.sum == caps.sum
    assert all(cap >= 0 and cap % d("0.01") == 0 for cap in spread.checkpoints)


@pytest.mark.parametrize(
    ("value", "half_up", "down"),
    [("60.49", "60", "60"), ("60.5", "61", "60"), ("60.51", "61", "60"), ("61", "61", "61"), ("0", "0", "0")],
)
def test_totals_are_rounded_once(value, half_up, down):
    assert Rounding().total(d(value)) == d(half_up)
    assert Rounding(mode=RoundingMode.DOWN).total(d(value)) == d(down)


def test_a_part_is_divided_exactly_whatever_the_callers_decimal_context():
    # 10 × 2 ÷ 3 = 6.666… → 6.67; with four digits of precision a naive division would still say 6.667.
    with localcontext(Context(prec=4)):
        assert Rounding().part(d("20"), d("3")) == d("6.67")
    # 1 ÷ 8 = 0.125: the half goes up.
    assert Rounding().part(d("1"), d("8")) == d("0.13")


def test_lesson_marks_are_the_regulations_own():
    # JAMU-3.5c: 'кж', 5, 4, 3, 2.
    five = LessonMarks.FIVE
    assert [mark for mark in ("0", "1", "2", "3", "4", "5", "4.5", "6") if five.accepts(d(mark))] == list(
        "2345"
    )
    assert five.accepts(ABSENT)
    assert not five.accepts(d("NaN"))
    hundred = LessonMarks.HUNDRED
    assert hundred.accepts(d("0"))
    assert hundred.accepts(d("87.5"))
    assert hundred.accepts(ABSENT)
    assert not hundred.accepts(d("100.01"))
    assert not hundred.accepts(d("-1"))
    assert not hundred.accepts(d("Infinity"))


def test_the_figure_to_be_typed_is_the_cap_or_the_mark_5():
    assert NSU.policies[0].policy.entry_maximum(d("20")) == d("20")
    assert NSU.policies[1].policy.entry_maximum(d("20")) == d("5")


def test_an_unknown_field_has_no_source():
    with pytest.raises(KeyError):
        JAMU.policies[0].policy.source_of("exam.bonus")


@pytest.mark.parametrize(
    ("kind", "references"), [(SourceKind.NORM, ()), (SourceKind.ORDER, ("",)), (SourceKind.PRESET, ("X-1",))]
)
def test_a_source_without_its_reference_is_refused(kind, references):
    with pytest.raises(ValueError, match=kind.value):
        Source(kind, references)


def test_a_text_is_given_in_the_readers_language_and_otherwise_in_kyrgyz():
    text = LocalizedText(ky="саясат", ru="политика", en="policy")
    assert [text.in_language(code) for code in ("ky", "ru", "en-GB", "de")] == [
        "саясат",
        "политика",
        "policy",
        "саясат",
    ]
