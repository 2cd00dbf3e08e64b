"""A policy comes back from JSON as it went in; anything else is refused with its place."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.policies import (
    SCHEMA_VERSION,
    Caps,
    ExcusedAbsence,
    GradingPolicy,
    LessonMarks,
    LetterBand,
    LocalizedText,
    LockRule,
    PolicyFormatError,
    Rounding,
    RoundingMode,
    Scale,
    Source,
    from_data,
    from_json,
    to_data,
    to_json,
)
from tenants.policies.policy import SOURCED_FIELDS
from tenants.presets import ALL, JAMU, STANDARD

numbers = st.decimals(min_value=-1000, max_value=1000, places=3)
texts = st.text(max_size=20)
caps = st.builds(
    Caps,
    attendance=numbers,
    progress=numbers,
    checkpoints=st.lists(numbers, max_size=4).map(tuple),
    final=numbers,
)
bands = st.builds(
    LetterBand,
    letter=texts,
    lowest=numbers,
    highest=numbers,
    grade_point=numbers,
    traditional=st.integers(0, 9),
)
sources = st.one_of(
    st.builds(Source.norm, st.text(min_size=1, max_size=9)),
    st.builds(Source.order, st.text(min_size=1, max_size=9)),
    st.just(Source.preset()),
)
policies = st.builds(
    GradingPolicy,
    name=st.builds(LocalizedText, texts, texts, texts),
    scale=st.sampled_from(Scale),
    lesson_marks=st.sampled_from(LessonMarks),
    exam=caps,
    pass_fail=caps,
    pass_threshold=numbers,
    letters=st.lists(bands, max_size=4).map(tuple),
    rounding=st.builds(Rounding, inside=numbers, sheet=numbers, mode=st.sampled_from(RoundingMode)),
    excused_absence=st.sampled_from(ExcusedAbsence),
    lock_rule=st.sampled_from(LockRule),
    sources=st.dictionaries(st.sampled_from(SOURCED_FIELDS), sources).map(lambda found: tuple(found.items())),
)


@given(policies)
def test_any_policy_comes_back_equal_and_gives_the_same_text_again(policy):
    text = to_json(policy)
    assert from_json(text) == policy
    assert to_json(from_json(text)) == text


@given(policies)
def test_a_store_that_reorders_keys_changes_nothing(policy):
    shuffled = json.loads(json.dumps(to_data(policy)), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert from_data(shuffled) == policy


@pytest.mark.parametrize("preset", [*ALL, STANDARD], ids=lambda preset: preset.schema)
def test_the_shipped_policies_come_back_equal(preset):
    assert [from_json(to_json(row.policy)) for row in preset.policies] == [
        row.policy for row in preset.policies
    ]


def test_decimals_are_strings_and_the_form_has_a_number():
    data = to_data(JAMU.policies[0].policy)
    assert data["schema"] == SCHEMA_VERSION
    assert data["exam"] == {"attendance": "8", "progress": "10", "checkpoints": ["21", "21"], "final": "40"}
    assert data["sources"]["exam.attendance"] == {"kind": "norm", "references": ["JAMU-3.5f"]}


def damage(path: list[str | int], value: object) -> dict:
    data = json.loads(to_json(JAMU.policies[0].policy))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (["bonus"], "5", ""),
        (["exam", "bonus"], "5", "exam"),
        (["exam", "attendance"], 8, "exam.attendance"),
        (["exam", "attendance"], 8.5, "exam.attendance"),
        (["exam", "attendance"], "eight", "exam.attendance"),
        (["exam", "attendance"], "NaN", "exam.attendance"),
        (["exam", "checkpoints"], "21", "exam.checkpoints"),
        (["exam", "checkpoints"], ["21", None], "exam.checkpoints[1]"),
        (["letters", 0, "traditional"], True, "letters[0].traditional"),
        (["letters", 0, "traditional"], "5", "letters[0].traditional"),
        (["scale"], "thousand", "scale"),
        (["rounding", "mode"], None, "rounding.mode"),
        (["name"], "JAMU", "name"),
        (["sources", "scale"], {"kind": "norm", "references": []}, "sources.scale"),
        (["schema"], 2, "schema"),
        (["schema"], True, "schema"),
        (["schema"], "1", "schema"),
    ],
)
def test_a_damaged_policy_is_refused_with_its_place(path, value, place):
    with pytest.raises(PolicyFormatError) as refused:
        from_data(damage(path, value))
    assert refused.value.path == place


@pytest.mark.parametrize("key", ["name", "exam", "letters", "sources", "lock_rule"])
def test_a_missing_key_is_refused(key):
    data = to_data(JAMU.policies[0].policy)
    del data[key]
    with pytest.raises(PolicyFormatError, match="missing keys"):
        from_data(data)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7"])
def test_what_is_no_object_is_refused(text):
    with pytest.raises(PolicyFormatError):
        from_json(text)


def test_two_sources_of_one_field_are_refused():
    from dataclasses import replace

    with pytest.raises(ValueError, match="two sources"):
        replace(JAMU.policies[0].policy, sources=(("scale", Source.preset()), ("scale", Source.order("1"))))


def test_a_confirmed_field_is_no_longer_shown_as_a_preset():
    policy = JAMU.policies[0].policy
    assert policy.source_of("exam.attendance") == Source.norm("JAMU-3.5f")
    assert policy.source_of("pass_threshold") == Source.preset()
    assert "pass_threshold" in policy.unconfirmed_fields()
    assert "exam.attendance" not in policy.unconfirmed_fields()
    assert Decimal(61) == policy.pass_threshold
