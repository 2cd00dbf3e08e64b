"""Components as templates see them."""

from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils.translation import override
from django_cotton.compiler_regex import CottonCompiler

from ordo.ui.menu import NavEntry, quick_entries
from tests.platform.ui.conftest import UI


def render(source: str, **values: Any) -> str:
    compiled = CottonCompiler().process(source)
    request = RequestFactory().get("/lists/", {"sort": "name", "page": "3"})
    context = RequestContext(request, values) if values.pop("request", False) else Context(values)
    with override("en"):
        return Template("{% load ui %}" + compiled).render(context)


@pytest.mark.parametrize("off", ["False", "false", "0", ""])
def test_a_button_that_is_not_disabled_is_not_rendered_disabled(off: str) -> None:
    html = render(f'<c-button disabled="{off}">Save</c-button>')
    assert "disabled" not in html


def test_a_disabled_button_is_disabled() -> None:
    assert " disabled" in render('<c-button :disabled="True">Save</c-button>')


def test_a_bound_false_does_not_disable() -> None:
    assert "disabled" not in render('<c-button :disabled="off">Save</c-button>', off=False)


def test_a_button_with_an_address_is_a_link_and_one_with_a_dialog_opens_it() -> None:
    assert '<a class="btn primary ' in render('<c-button href="/x/" variant="primary">Go</c-button>')
    assert 'data-dialog="d1"' in render('<c-button dialog="d1">Open</c-button>')


def test_what_a_person_typed_is_escaped_in_components() -> None:
    html = render('<c-card :title="name">{{ name }}</c-card>', name="<script>x</script>")
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 2


def test_a_difference_shows_both_values() -> None:
    html = render('<c-diff-row label="Phone" before="1" after="2" />')
    assert "<del>1</del>" in html
    assert "<ins>2</ins>" in html


def test_equal_values_are_no_difference() -> None:
    html = render('<c-diff-row label="Phone" before="1" after="1" />')
    assert "<del>" not in html
    assert "no change" in html


def test_pages_keep_the_rest_of_the_address() -> None:
    page = Paginator(range(500), 20).page(3)
    html = render('<c-pagination :page="page" />', page=page, request=True)
    assert 'href="?sort=name&amp;page=4"' in html
    assert html.count("aria-current") == 1
    assert "41–60 of 500" in html


def test_the_stepper_says_where_one_is() -> None:
    html = render('<c-stepper :steps="steps" :current="2" />', steps=["A", "B", "C"])
    assert html.count('aria-current="step"') == 1
    assert html.count('class="done"') == 1


def test_a_long_work_asks_for_itself_while_it_lasts() -> None:
    html = render('<c-progress label="PDF" :value="3" :max="10" poll="/jobs/1/" />')
    assert 'hx-get="/jobs/1/"' in html
    assert '<progress value="3" max="10"' in html


def test_a_locked_journal_cell_has_no_input() -> None:
    html = render('{% journal_cell "5" label="Aigul" state="locked" %}')
    assert "<input" not in html
    assert "5" in html


def test_a_journal_cell_carries_its_row_version_and_says_whose_it_is() -> None:
    html = render('{% journal_cell "кж" name="m7" label=who version=4 kind="absent" %}', who="Aigul <b>")
    assert 'data-version="4"' in html
    assert 'aria-label="Aigul &lt;b&gt;"' in html
    assert 'data-kind="absent"' in html


def test_the_phone_bar_shows_the_first_entries_with_an_address() -> None:
    children = (NavEntry("B", "/b/"), NavEntry("C", "/c/"))
    menu = [
        NavEntry("A", "/a/"),
        NavEntry("Heading", children=children),
        NavEntry("D", "/d/"),
        NavEntry("E", "/e/"),
    ]
    assert [entry.title for entry in quick_entries(menu)] == ["A", "B", "C", "D"]


def test_every_icon_that_is_asked_for_is_in_the_sprite() -> None:
    sprite = (UI / "static/ui/icons.svg").read_text()
    for name in ("home", "dot", "sheet", "calendar", "settings", "search", "cross", "alert", "print"):
        assert f'<symbol id="{name}"' in sprite
    assert sprite.count("<symbol") >= 45


def test_every_component_has_no_inline_style_or_script() -> None:
    for path in UI.glob("templates/**/*.html"):
        text = path.read_text()
        assert "<style" not in text, path
        assert " style=" not in text, path
        assert " onclick" not in text, path
        assert "hx-on" not in text, path
        for script in text.split("<script")[1:]:
            assert script.lstrip().startswith("src="), path


def test_long_words_of_the_bottom_bar_may_be_parted() -> None:
    entries = [NavEntry("Ведомосттор", "/a/"), NavEntry("Менин барагым", "/b/")]
    html = render('<c-bottom-bar :entries="entries" />', entries=entries)
    assert "<span>Ве\u00adдо\u00adмост\u00adтор</span>" in html
    assert "<span>Менин барагым</span>" in html
