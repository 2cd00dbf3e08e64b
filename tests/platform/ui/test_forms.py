"""Any Django form comes out accessible."""

import re

import pytest
from django import forms
from django.utils.translation import override

from ordo.ui.forms import DateInput, DateTimeInput


class Sample(forms.Form):
    """A field that helps, a choice with a legend, a box."""

    name = forms.CharField(help_text="As in the passport")
    note = forms.CharField(required=False)
    kind = forms.ChoiceField(
        widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")], help_text="One of two"
    )
    agree = forms.BooleanField()
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture
def wrong() -> str:
    with override("en"):
        return str(Sample({"name": "", "kind": "z"}))


def test_help_and_error_are_tied_to_the_control(wrong: str) -> None:
    control = re.search(r'<input type="text" name="name"[^>]*>', wrong)
    assert control
    described = re.search(r'aria-describedby="([^"]+)"', control.group())
    assert described
    assert described.group(1).split() == ["id_name_helptext", "id_name_error"]
    for name in described.group(1).split():
        assert f'id="{name}"' in wrong
    assert 'aria-invalid="true"' in control.group()


def test_every_control_has_a_label(wrong: str) -> None:
    labels = set(re.findall(r'<label[^>]* for="([^"]+)"', wrong))
    controls = re.findall(r'<(?:input|select|textarea)(?![^>]*type="hidden")[^>]* id="([^"]+)"', wrong)
    assert len(controls) == 5
    assert set(controls) <= labels


def test_the_summary_leads_to_each_wrong_field(wrong: str) -> None:
    links = re.findall(r'<a href="#([^"]+)">', wrong)
    assert links == ["id_name", "id_kind", "id_agree"]
    for target in links:
        assert f'id="{target}"' in wrong


def test_optional_fields_say_so_and_others_do_not(wrong: str) -> None:
    assert wrong.count("(optional)") == 1


def test_a_group_of_choices_is_a_fieldset_with_a_legend(wrong: str) -> None:
    assert re.search(r"<fieldset[^>]*id_kind_helptext[^>]*>\s*<legend>Kind", wrong)


def test_hidden_fields_are_there(wrong: str) -> None:
    assert 'type="hidden" name="hidden"' in wrong


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_browsers_own_pickers_get_iso_values(language: str) -> None:
    class Dates(forms.Form):
        day = forms.DateField(widget=DateInput)
        moment = forms.DateTimeField(widget=DateTimeInput)

    with override(language):
        form = Dates({"day": "2026-11-21", "moment": "2026-11-21T09:30"})
        assert form.is_valid()
        html = str(Dates(initial=form.cleaned_data))
    assert 'type="date" name="day" value="2026-11-21"' in html
    assert 'value="2026-11-21T09:30"' in html
