"""The theme of a university: readable whatever colours it chose."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordo.ui.brand import (
    DARK,
    DEFAULT_COLOUR,
    LIGHT,
    Brand,
    Ground,
    brand_from,
    palette,
    problems,
    theme_css,
    theme_version,
)
from ordo.ui.colour import contrast
from tests.platform.ui.conftest import UI

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS, COLOURS, st.sampled_from([LIGHT, DARK]))
def test_every_text_of_a_theme_has_its_contrast(colour: str, accent: str, ground: Ground) -> None:
    inks = palette(Brand(colour=colour, accent=accent), ground)
    for surface in (ground.page, ground.surface, ground.sunk, inks["--brand-soft"]):
        assert contrast(inks["--brand-ink"], surface) >= 4.5
    assert contrast(inks["--accent-ink"], inks["--accent-soft"]) >= 4.5
    assert contrast(inks["--on-brand"], inks["--brand"]) >= 4.5
    assert contrast(inks["--on-brand"], inks["--brand-strong"]) >= 4.5


@given(COLOURS)
def test_the_high_contrast_theme_reaches_seven_to_one(colour: str) -> None:
    assert contrast(palette(Brand(colour=colour), LIGHT, 7.0)["--brand-ink"], LIGHT.sunk) >= 7.0


def test_a_colour_cannot_smuggle_css() -> None:
    css = theme_css({"colour": "#fff}body{display:none}", "accent": "expression(1)"})
    assert "display" not in css
    assert "expression" not in css
    assert DEFAULT_COLOUR in css


def test_a_theme_serves_light_dark_and_high_contrast() -> None:
    css = theme_css({"colour": "#0a7d5a"})
    assert css.count("--brand:") == 4
    assert "prefers-color-scheme:dark" in css
    assert "[data-theme=contrast]" in css


def test_the_version_changes_with_the_colours_only() -> None:
    assert theme_version({"colour": "#123456"}) != theme_version({"colour": "#123457"})
    assert theme_version({"colour": "#123456", "name": "A"}) == theme_version(
        {"colour": "#123456", "name": "B"}
    )


def test_pale_colours_are_told_to_the_university() -> None:
    assert problems({"colour": "#ffee00", "accent": "#7a1f1f"}) == {"colour": pytest.approx(1.2, abs=0.01)}


def test_names_follow_the_language_and_fall_back() -> None:
    brand = brand_from({"name": {"ky": "Университет", "ru": "", "en": "University"}, "short_name": "УУ"})
    assert brand.name("en") == "University"
    assert brand.name("ru") == "Университет"
    assert brand.short_name("en") == "УУ"
    assert brand_from(None).name("ky") == "Ordo"


@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_the_surfaces_measured_are_those_of_the_style_sheet(ground: Ground) -> None:
    css = (UI / "static/ui/app.css").read_text()
    assert f"--page: {ground.page}; --surface: {ground.surface}; --sunk: {ground.sunk}" in css


def _themes() -> dict[str, dict[str, str]]:
    """Properties of each theme block of the style sheet."""
    css = (UI / "static/ui/app.css").read_text()
    light, dark = re.findall(r"color-scheme: (?:light|dark);(.*?)\n  }", css, re.DOTALL)[:2]
    return {
        name: dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3,6})\b", block))
        for name, block in (("light", light), ("dark", dark))
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_and_states_of_the_style_sheet_have_their_contrast(theme: str) -> None:
    tokens = _themes()[theme]
    for surface in ("--page", "--surface", "--sunk"):
        assert contrast(tokens["--ink"], tokens[surface]) >= 7
        assert contrast(tokens["--muted"], tokens[surface]) >= 4.5
        assert contrast(tokens["--edge"], tokens[surface]) >= 3
    for state in ("--good", "--warn", "--bad", "--info"):
        assert contrast(tokens[state], tokens[f"{state}-soft"]) >= 4.5
        assert contrast(tokens[state], tokens["--surface"]) >= 4.5
