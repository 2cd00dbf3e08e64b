"""Checks of a policy before it may be put in force; every finding is a typed value, worded at the edge."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from tenants.policies.policy import SOURCED_FIELDS, WHOLE, GradingPolicy, LetterBand
from tenants.policies.vocabulary import ControlForm


class ProblemCode(StrEnum):
    """What can be wrong with a policy."""

    NAME_MISSING = "name_missing"
    NOT_FINITE = "not_finite"
    NEGATIVE = "negative"
    STEP_NOT_POSITIVE = "step_not_positive"
    FINER_THAN_STEP = "finer_than_step"
    CAPS_SUM = "caps_sum"
    NO_LETTERS = "no_letters"
    LETTER_TWICE = "letter_twice"
    BAND_REVERSED = "band_reversed"
    BANDS_START = "bands_start"
    BANDS_END = "bands_end"
    BAND_GAP = "band_gap"
    BAND_OVERLAP = "band_overlap"
    GRADE_POINTS_FALL = "grade_points_fall"
    TRADITIONAL_UNKNOWN = "traditional_unknown"
    THRESHOLD_OUT_OF_SCALE = "threshold_out_of_scale"
    THRESHOLD_INSIDE_BAND = "threshold_inside_band"
    PASSING_LETTER_FAILS = "passing_letter_fails"
    FAILING_LETTER_PASSES = "failing_letter_passes"
    SOURCE_OF_UNKNOWN_FIELD = "source_of_unknown_field"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: its code, the field path it concerns and the values to be named in the sentence."""

    code: ProblemCode
    field: str
    params: tuple[tuple[str, str | Decimal], ...] = ()

    @property
    def values(self) -> dict[str, str | Decimal]:
        """Return the parameters by name."""
        return dict(self.params)


def validate(policy: GradingPolicy) -> list[Problem]:
    """Return everything that forbids the policy; an empty list means that it may be put in force."""
    unusable = list(_numbers(policy))
    if unusable:
        # Sums and comparisons over NaN or a zero step would only add noise.
        return unusable
    return [*_words(policy), *_caps(policy), *_letters(policy), *_threshold(policy)]


def _figures(policy: GradingPolicy) -> Iterator[tuple[str, Decimal]]:
    for form in ControlForm:
        caps = policy.caps(form)
        yield f"{form}.attendance", caps.attendance
        yield f"{form}.progress", caps.progress
        for cap in caps.checkpoints:
            yield f"{form}.checkpoints", cap
        yield f"{form}.final", caps.final
    yield "pass_threshold", policy.pass_threshold
    for band in policy.letters:
        for value in (band.lowest, band.highest, band.grade_point):
            yield "letters", value


def _numbers(policy: GradingPolicy) -> Iterator[Problem]:
    for path, value in _figures(policy):
        if not value.is_finite():
            yield Problem(ProblemCode.NOT_FINITE, path, (("value", str(value)),))
        elif value < 0:
            yield Problem(ProblemCode.NEGATIVE, path, (("value", value),))
    for step in (policy.rounding.inside, policy.rounding.sheet):
        if not step.is_finite() or step <= 0:
            yield Problem(ProblemCode.STEP_NOT_POSITIVE, "rounding", (("value", str(step)),))


def _words(policy: GradingPolicy) -> Iterator[Problem]:
    for language in ("ky", "ru", "en"):
        if not policy.name.in_language(language).strip():
            yield Problem(ProblemCode.NAME_MISSING, "name", (("language", language),))
    for path, _source in policy.sources:
        if path not in SOURCED_FIELDS:
            yield Problem(ProblemCode.SOURCE_OF_UNKNOWN_FIELD, "sources", (("path", path),))


def _caps(policy: GradingPolicy) -> Iterator[Problem]:
    step = policy.rounding.inside
    for path, value in _figures(policy):
        if path not in ("letters", "pass_threshold") and value % step:
            yield Problem(ProblemCode.FINER_THAN_STEP, path, (("value", value), ("step", step)))
    for form in ControlForm:
        total = policy.caps(form).sum
        if total != WHOLE:
            yield Problem(ProblemCode.CAPS_SUM, form.value, (("sum", total), ("wanted", WHOLE)))


def _letters(policy: GradingPolicy) -> Iterator[Problem]:
    if not policy.letters:
        yield Problem(ProblemCode.NO_LETTERS, "letters")
        return
    bands = sorted(policy.letters, key=lambda band: (band.lowest, band.highest))
    seen: set[str] = set()
    for band in bands:
        yield from _band(band, policy.rounding.sheet)
        if band.letter in seen or not band.letter.strip():
            yield Problem(ProblemCode.LETTER_TWICE, "letters", (("letter", band.letter),))
        seen.add(band.letter)
    if bands[0].lowest != 0:
        yield Problem(ProblemCode.BANDS_START, "letters", (("lowest", bands[0].lowest),))
    end = max(band.highest for band in bands)
    if end != policy.scale.maximum:
        params = (("highest", end), ("wanted", policy.scale.maximum))
        yield Problem(ProblemCode.BANDS_END, "letters", params)
    for lower, upper in pairwise(bands):
        yield from _neighbours(lower, upper, policy.rounding.sheet)


def _band(band: LetterBand, step: Decimal) -> Iterator[Problem]:
    if band.lowest > band.highest:
        yield Problem(ProblemCode.BAND_REVERSED, "letters", (("letter", band.letter),))
    if band.traditional not in (2, 3, 4, 5):
        params = (("letter", band.letter), ("value", str(band.traditional)))
        yield Problem(ProblemCode.TRADITIONAL_UNKNOWN, "letters", params)
    for edge in (band.lowest, band.highest):
        if edge % step:
            yield Problem(ProblemCode.FINER_THAN_STEP, "letters", (("value", edge), ("step", step)))


def _neighbours(lower: LetterBand, upper: LetterBand, step: Decimal) -> Iterator[Problem]:
    params = (("lower", lower.letter), ("upper", upper.letter), ("from", lower.highest), ("to", upper.lowest))
    if upper.lowest > lower.highest + step:
        yield Problem(ProblemCode.BAND_GAP, "letters", params)
    elif upper.lowest < lower.highest + step:
        yield Problem(ProblemCode.BAND_OVERLAP, "letters", params)
    if upper.grade_point < lower.grade_point or upper.traditional < lower.traditional:
        yield Problem(ProblemCode.GRADE_POINTS_FALL, "letters", params[:2])


def _threshold(policy: GradingPolicy) -> Iterator[Problem]:
    threshold = policy.pass_threshold
    value = (("threshold", threshold),)
    if not 0 < threshold <= policy.scale.maximum:
        yield Problem(ProblemCode.THRESHOLD_OUT_OF_SCALE, "pass_threshold", value)
        return
    if policy.letters and threshold not in {band.lowest for band in policy.letters}:
        yield Problem(ProblemCode.THRESHOLD_INSIDE_BAND, "pass_threshold", value)
    for band in policy.letters:
        named = (("letter", band.letter), *value)
        good = band.traditional >= 3 and band.grade_point > 0
        bad = band.traditional == 2 and band.grade_point == 0
        if band.lowest >= threshold and not good:
            yield Problem(ProblemCode.PASSING_LETTER_FAILS, "letters", named)
        if band.highest < threshold and not bad:
            yield Problem(ProblemCode.FAILING_LETTER_PASSES, "letters", named)
