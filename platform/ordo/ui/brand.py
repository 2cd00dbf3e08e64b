"""A university's brand: a few variables with checked contrast, given to the browser as one cached theme file.

`theme_css` and `problems` are pure: they take the plain `brand` dictionary of a university
(`colour`, `accent`, `logo`, `name`, `short_name`) and never touch the database.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ordo.ui.colour import (
    STRONG_MINIMUM,
    TEXT_MINIMUM,
    ColourError,
    contrast,
    ink_on,
    mix,
    normal,
    readable,
)

DEFAULT_COLOUR = "#1f4b73"
DEFAULT_ACCENT = "#b4552d"


@dataclass(frozen=True)
class Ground:
    """The neutral surfaces of one theme in app.css, against which brand colours are measured."""

    page: str
    surface: str
    sunk: str


LIGHT = Ground(page="#f6f7f8", surface="#ffffff", sunk="#eceef1")
DARK = Ground(page="#13161a", surface="#1b1f25", sunk="#262b32")


@dataclass(frozen=True)
class Brand:
    """What the shell shows of a university: colours, the logo's address and its names by language."""

    colour: str = DEFAULT_COLOUR
    accent: str = DEFAULT_ACCENT
    logo: str = ""
    names: Mapping[str, str] | None = None
    short_names: Mapping[str, str] | None = None

    def name(self, language: str) -> str:
        """The full name in `language`, else in any language there is, else the product's name."""
        return _in_language(self.names, language) or "Ordo"

    def short_name(self, language: str) -> str:
        """The abbreviation in `language`; the full name where the university has none."""
        return _in_language(self.short_names, language) or self.name(language)


def _in_language(texts: Mapping[str, str] | None, language: str) -> str:
    if not texts:
        return ""
    order = (language, "ky", "ru", "en")
    return next((texts[code] for code in order if texts.get(code)), "")


def brand_from(values: Mapping[str, Any] | None) -> Brand:
    """Read a university's `brand` dictionary; missing or malformed values fall back to the product's own.

    `name` and `short_name` may be one text or a mapping by language code.
    """
    values = values or {}
    return Brand(
        colour=_colour(values.get("colour"), DEFAULT_COLOUR),
        accent=_colour(values.get("accent"), DEFAULT_ACCENT),
        logo=str(values.get("logo") or ""),
        names=_texts(values.get("name")),
        short_names=_texts(values.get("short_name")),
    )


def _colour(value: object, default: str) -> str:
    try:
        return normal(str(value or default))
    except ColourError:
        return default


def _texts(value: object) -> Mapping[str, str]:
    if isinstance(value, Mapping):
        return {str(code): str(text) for code, text in value.items() if text}
    text = str(value or "")
    return {"ky": text, "ru": text, "en": text} if text else {}


def problems(values: Mapping[str, Any]) -> dict[str, float]:
    """Colours of a brand that cannot be used for text as they are: key → contrast on white, below 4.5.

    The theme shades them by itself; the console shows the number so that the university may choose.
    """
    brand = brand_from(values)
    measured = {
        "colour": contrast(brand.colour, LIGHT.surface),
        "accent": contrast(brand.accent, LIGHT.surface),
    }
    return {key: round(ratio, 2) for key, ratio in measured.items() if ratio < TEXT_MINIMUM}


def palette(brand: Brand, ground: Ground, minimum: float = TEXT_MINIMUM) -> dict[str, str]:
    """Custom properties of one theme: every ink has at least `minimum` contrast on every ground it may lie on."""
    soft = mix(ground.surface, brand.colour, 0.12)
    accent_soft = mix(ground.surface, brand.accent, 0.12)
    grounds = (ground.page, ground.surface, ground.sunk)
    fill = _fill(brand.colour, minimum, dark=ground is DARK)
    return {
        "--brand": fill,
        "--on-brand": ink_on(fill),
        "--brand-strong": mix(fill, "#000000" if ink_on(fill) == "#ffffff" else "#ffffff", 0.18),
        "--brand-ink": readable(brand.colour, (*grounds, soft), minimum),
        "--brand-soft": soft,
        "--brand-line": mix(ground.surface, brand.colour, 0.4),
        "--accent": readable(brand.accent, grounds, 3.0),
        "--accent-ink": readable(brand.accent, (*grounds, accent_soft), minimum),
        "--accent-soft": accent_soft,
    }


def _fill(colour: str, minimum: float, *, dark: bool) -> str:
    """The brand colour as a fill that carries text; lightened on dark ground so that a button stands out."""
    start = mix(colour, "#ffffff", 0.12) if dark else colour
    ink = ink_on(start)
    return readable(start, (ink,), minimum) if contrast(start, ink) < minimum else start


def theme_css(values: Mapping[str, Any] | None) -> str:
    """The whole theme file of a university: the same properties for light, dark and high contrast themes."""
    brand = brand_from(values)
    light, dark = palette(brand, LIGHT), palette(brand, DARK)
    strong = palette(brand, LIGHT, STRONG_MINIMUM)
    return (
        f":root{{{_rules(light)}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme]){{{_rules(dark)}}}}}"
        f":root[data-theme=dark]{{{_rules(dark)}}}"
        f":root[data-theme=contrast]{{{_rules(strong)}}}\n"
    )


def _rules(properties: Mapping[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in properties.items())


def theme_version(values: Mapping[str, Any] | None) -> str:
    """Twelve characters that change whenever the theme file changes; the `v` of its address."""
    return hashlib.sha256(theme_css(values).encode()).hexdigest()[:12]
