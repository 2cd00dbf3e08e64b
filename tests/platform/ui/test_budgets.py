"""Sizes that a slow link can carry (design: pages ≤ 60 KB, JS ≤ 30 KB, CSS ≤ 15 KB, all gzip)."""

import gzip
from pathlib import Path

import django_htmx
import pytest

from ordo.ui.brand import theme_css
from tests.platform.ui.conftest import UI

STATIC = UI / "static" / "ui"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-4.min.js"


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 9))


def test_the_style_sheet_with_the_theme_is_small() -> None:
    css = (STATIC / "app.css").read_bytes() + theme_css({"colour": "#14507a"}).encode()
    assert packed(css) <= 9_000


@pytest.mark.parametrize("module", sorted(STATIC.glob("js/*.js")), ids=lambda path: path.name)
def test_a_script_module_is_at_most_2_kb(module: Path) -> None:
    assert packed(module.read_bytes()) <= 2_048


def test_all_scripts_together_stay_within_the_budget() -> None:
    own = sum(packed(module.read_bytes()) for module in STATIC.glob("js/*.js"))
    assert own + packed(HTMX.read_bytes()) <= 30_000


def test_the_sprite_of_icons_is_small() -> None:
    assert packed((STATIC / "icons.svg").read_bytes()) <= 3_000
