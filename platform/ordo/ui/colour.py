"""Colour arithmetic of WCAG 2.2 as pure functions over '#rrggbb' strings; no Django."""

import re

HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)

BLACK = "#000000"
WHITE = "#ffffff"
TEXT_MINIMUM = 4.5
"""Smallest contrast of ordinary text against its ground (WCAG 1.4.3, level AA)."""
STRONG_MINIMUM = 7.0
"""Smallest contrast of text in the high contrast theme (WCAG 1.4.6, level AAA)."""


class ColourError(ValueError):
    """The text is not a colour of the form #rgb or #rrggbb."""


def normal(colour: str) -> str:
    """Give `colour` as lower-case '#rrggbb'; raise ColourError for anything else (also for CSS in disguise)."""
    text = colour.strip()
    if not HEX.fullmatch(text):
        raise ColourError(f"not a colour: {colour!r}")
    digits = text[1:].lower()
    return "#" + ("".join(d * 2 for d in digits) if len(digits) == 3 else digits)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour, each 0–255."""
    digits = normal(colour)[1:]
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def luminance(colour: str) -> float:
    """Relative luminance after WCAG: 0.0 for black, 1.0 for white."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours, from 1.0 (equal) to 21.0 (black on white); the order does not matter."""
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """Blend `share` (0.0–1.0) of `other` into `colour`."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def readable(colour: str, grounds: tuple[str, ...], minimum: float = TEXT_MINIMUM) -> str:
    """The nearest shade of `colour` that has at least `minimum` contrast on every one of `grounds`.

    Moves towards black on light grounds and towards white on dark ones, in steps of 2 %; black or white
    itself is the last resort, so the answer is always as readable as the grounds permit.
    """
    pole = max((BLACK, WHITE), key=lambda end: min(contrast(end, ground) for ground in grounds))
    for step in range(51):
        shade = mix(colour, pole, step / 50)
        if all(contrast(shade, ground) >= minimum for ground in grounds):
            return shade
    return pole


def ink_on(colour: str) -> str:
    """White or near-black, whichever reads better upon a fill of `colour`."""
    return max((WHITE, "#15181c"), key=lambda ink: contrast(ink, colour))
