"""Contrast as WCAG defines it, and shades that reach it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordo.ui.colour import ColourError, channels, contrast, ink_on, mix, normal, readable

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#fff", "#FFFFFF") == pytest.approx(1.0)


@given(COLOURS, COLOURS)
def test_contrast_does_not_depend_on_the_order(one: str, two: str) -> None:
    assert contrast(one, two) == contrast(two, one)
    assert 1.0 <= contrast(one, two) <= 21.0001


@given(COLOURS, st.sampled_from([("#ffffff", "#eceef1"), ("#13161a", "#262b32")]))
def test_a_readable_shade_is_readable_on_every_ground(colour: str, grounds: tuple[str, ...]) -> None:
    shade = readable(colour, grounds)
    assert min(contrast(shade, ground) for ground in grounds) >= 4.5


def test_a_colour_that_is_readable_already_stays_as_it_is() -> None:
    assert readable("#14507a", ("#ffffff",)) == "#14507a"


@given(COLOURS)
def test_ink_on_a_fill_is_the_better_of_the_two(fill: str) -> None:
    assert contrast(ink_on(fill), fill) == max(contrast("#ffffff", fill), contrast("#15181c", fill))


def test_mixing_by_halves_meets_in_the_middle() -> None:
    assert channels(mix("#000000", "#ffffff", 0.5)) == (128, 128, 128)


@pytest.mark.parametrize(
    "text", ["red", "#12345", "#1234567", "", "#fff;}body{display:none", "url(//x)", "#12345g"]
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ColourError):
        normal(text)
