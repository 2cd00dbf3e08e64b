"""Forms over one row that remember the version they were opened with."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm


class EditForm(_ModelForm):
    """A form for a new row or for one that exists; `values()` is what a service takes.

    The form checks only what belongs to a single field: whether the row may be saved is the service's business.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self.instance.pk is not None:
            self.fields["seen"].initial = self.instance.version

    def validate_constraints(self) -> None:
        """Left to the service, which holds the row while it looks."""

    def validate_unique(self) -> None:
        """Left to the service, which holds the row while it looks."""

    @property
    def opened_at(self) -> int | None:
        """Version of the row when the form was opened; None for a new row."""
        return None if self.instance.pk is None else int(self.cleaned_data.get("seen") or 0)

    def values(self) -> dict[str, Any]:
        """Values of the row's columns by attribute name; a chosen row is given by its id."""
        columns = {field.name: field.attname for field in self.instance._meta.concrete_fields}
        found = {}
        for name, value in self.cleaned_data.items():
            if name in columns:
                found[columns[name]] = value.pk if isinstance(value, models.Model) else value
        return found

    def take_version(self, version: int) -> None:
        """Let the next save replace this version: the person has seen both values."""
        data = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        data[self.add_prefix("seen")] = str(version)
        self.data = data

    def take_errors(self, problem: ValidationError) -> None:
        """Show a service's refusal at the fields it names; what names no field of the form stands above it."""
        if not hasattr(problem, "error_dict"):
            self.add_error(None, problem)
            return
        errors: Mapping[str, Iterable[ValidationError]] = problem.error_dict
        for name, found in errors.items():
            field = name if name in self.fields else name.removesuffix("_id")
            self.add_error(field if field in self.fields else None, list(found))
