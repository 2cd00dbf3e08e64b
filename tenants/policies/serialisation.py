"""The policy as JSON and back without loss: decimals are strings, unknown keys refused, form numbered."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, TypeAlias, TypeVar

from tenants.policies.errors import PolicyFormatError
from tenants.policies.policy import Caps, GradingPolicy, LetterBand, Rounding
from tenants.policies.source import Source, SourceKind
from tenants.policies.text import LocalizedText
from tenants.policies.vocabulary import ExcusedAbsence, LessonMarks, LockRule, RoundingMode, Scale

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

SCHEMA_VERSION: Final = 1
"""Number of the stored form; a form of another number is refused, never guessed."""

Word = TypeVar("Word", bound=StrEnum)


def to_json(policy: GradingPolicy) -> str:
    """Return the policy as JSON text with sorted keys, so that equal policies give equal texts."""
    return json.dumps(to_data(policy), ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> GradingPolicy:
    """Read a policy from JSON text; raises PolicyFormatError."""
    try:
        data: Json = json.loads(text)
    except ValueError as error:
        raise PolicyFormatError("", f"not JSON: {error}") from error
    return from_data(data)


def to_data(policy: GradingPolicy) -> dict[str, Json]:
    """Return the policy as JSON-ready values, fit for a JSON column."""
    return {
        "schema": SCHEMA_VERSION,
        "name": {"ky": policy.name.ky, "ru": policy.name.ru, "en": policy.name.en},
        "scale": policy.scale.value,
        "lesson_marks": policy.lesson_marks.value,
        "exam": _caps_data(policy.exam),
        "pass_fail": _caps_data(policy.pass_fail),
        "pass_threshold": _text(policy.pass_threshold),
        "letters": [_band_data(band) for band in policy.letters],
        "rounding": {
            "inside": _text(policy.rounding.inside),
            "sheet": _text(policy.rounding.sheet),
            "mode": policy.rounding.mode.value,
        },
        "excused_absence": policy.excused_absence.value,
        "lock_rule": policy.lock_rule.value,
        "sources": {
            path: {"kind": source.kind.value, "references": list(source.references)}
            for path, source in policy.sources
        },
    }


def from_data(data: Json) -> GradingPolicy:
    """Read a policy from JSON-ready values; raises PolicyFormatError with the place and the reason.

    The result is well formed, not yet valid: ask `validate` before it is put in force.
    """
    policy = _object(data, "")
    if policy.get("schema") != SCHEMA_VERSION or isinstance(policy.get("schema"), bool):
        raise PolicyFormatError("schema", f"expected {SCHEMA_VERSION}, found {policy.get('schema')!r}")
    _keys(policy, "", "schema", *GradingPolicy.__dataclass_fields__)
    name = _members(policy["name"], "name", "ky", "ru", "en")
    return GradingPolicy(
        name=LocalizedText(*(_string(name[code], f"name.{code}") for code in ("ky", "ru", "en"))),
        scale=_word(policy["scale"], "scale", Scale),
        lesson_marks=_word(policy["lesson_marks"], "lesson_marks", LessonMarks),
        exam=_caps(policy["exam"], "exam"),
        pass_fail=_caps(policy["pass_fail"], "pass_fail"),
        pass_threshold=_number(policy["pass_threshold"], "pass_threshold"),
        letters=_bands(policy["letters"], "letters"),
        rounding=_rounding(policy["rounding"], "rounding"),
        excused_absence=_word(policy["excused_absence"], "excused_absence", ExcusedAbsence),
        lock_rule=_word(policy["lock_rule"], "lock_rule", LockRule),
        sources=_sources(policy["sources"], "sources"),
    )


def _caps_data(caps: Caps) -> dict[str, Json]:
    return {
        "attendance": _text(caps.attendance),
        "progress": _text(caps.progress),
        "checkpoints": [_text(cap) for cap in caps.checkpoints],
        "final": _text(caps.final),
    }


def _band_data(band: LetterBand) -> dict[str, Json]:
    return {
        "letter": band.letter,
        "lowest": _text(band.lowest),
        "highest": _text(band.highest),
        "grade_point": _text(band.grade_point),
        "traditional": band.traditional,
    }


def _caps(data: Json, path: str) -> Caps:
    caps = _members(data, path, *Caps.__dataclass_fields__)
    rows = enumerate(_list(caps["checkpoints"], f"{path}.checkpoints"))
    return Caps(
        attendance=_number(caps["attendance"], f"{path}.attendance"),
        progress=_number(caps["progress"], f"{path}.progress"),
        checkpoints=tuple(_number(item, f"{path}.checkpoints[{at}]") for at, item in rows),
        final=_number(caps["final"], f"{path}.final"),
    )


def _bands(data: Json, path: str) -> tuple[LetterBand, ...]:
    return tuple(_band(item, f"{path}[{at}]") for at, item in enumerate(_list(data, path)))


def _band(data: Json, path: str) -> LetterBand:
    band = _members(data, path, *LetterBand.__dataclass_fields__)
    traditional = band["traditional"]
    if not isinstance(traditional, int) or isinstance(traditional, bool):
        raise PolicyFormatError(f"{path}.traditional", f"expected a digit, found {traditional!r}")
    return LetterBand(
        letter=_string(band["letter"], f"{path}.letter"),
        lowest=_number(band["lowest"], f"{path}.lowest"),
        highest=_number(band["highest"], f"{path}.highest"),
        grade_point=_number(band["grade_point"], f"{path}.grade_point"),
        traditional=traditional,
    )


def _rounding(data: Json, path: str) -> Rounding:
    rounding = _members(data, path, *Rounding.__dataclass_fields__)
    return Rounding(
        inside=_number(rounding["inside"], f"{path}.inside"),
        sheet=_number(rounding["sheet"], f"{path}.sheet"),
        mode=_word(rounding["mode"], f"{path}.mode", RoundingMode),
    )


def _sources(data: Json, path: str) -> tuple[tuple[str, Source], ...]:
    return tuple((name, _source(item, f"{path}.{name}")) for name, item in _object(data, path).items())


def _source(data: Json, path: str) -> Source:
    source = _members(data, path, *Source.__dataclass_fields__)
    kind = _word(source["kind"], f"{path}.kind", SourceKind)
    references = tuple(_string(item, f"{path}.references") for item in _list(source["references"], path))
    try:
        return Source(kind, references)
    except ValueError as error:
        raise PolicyFormatError(path, str(error)) from error


def _members(data: Json, path: str, *keys: str) -> Mapping[str, Json]:
    found = _object(data, path)
    _keys(found, path, *keys)
    return found


def _keys(found: Mapping[str, Json], path: str, *keys: str) -> None:
    if unknown := sorted(found.keys() - set(keys)):
        raise PolicyFormatError(path, f"unknown keys {unknown}")
    if missing := sorted(set(keys) - found.keys()):
        raise PolicyFormatError(path, f"missing keys {missing}")


def _object(data: Json, path: str) -> dict[str, Json]:
    if not isinstance(data, dict):
        raise PolicyFormatError(path, "expected an object")
    return data


def _list(data: Json, path: str) -> list[Json]:
    if not isinstance(data, list):
        raise PolicyFormatError(path, "expected a list")
    return data


def _string(data: Json, path: str) -> str:
    if not isinstance(data, str):
        raise PolicyFormatError(path, f"expected a string, found {data!r}")
    return data


def _number(data: Json, path: str) -> Decimal:
    text = _string(data, path)
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise PolicyFormatError(path, f"expected a decimal number, found {text!r}") from error
    if not number.is_finite():
        raise PolicyFormatError(path, f"expected a finite number, found {text!r}")
    return number


def _word(data: Json, path: str, words: type[Word]) -> Word:
    try:
        return words(_string(data, path))
    except ValueError as error:
        raise PolicyFormatError(path, f"expected one of {[word.value for word in words]}") from error


def _text(number: Decimal) -> str:
    return str(number)
