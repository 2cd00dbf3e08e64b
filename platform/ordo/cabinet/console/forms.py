"""Forms of the console."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access import scopes
from ordo.access.models import Role
from ordo.access.roles import RoleKind, ScopeKind
from ordo.access.services import Order
from ordo.ui.forms import DateInput

LANGUAGES: tuple[tuple[str, str | Promise], ...] = (
    ("ky", _("in Kyrgyz")),
    ("ru", _("in Russian")),
    ("en", _("in English")),
)

KIND_TITLES: dict[str, str | Promise] = {
    RoleKind.FULL: _("full-rights: enters and changes data"),
    RoleKind.SIMPLE: _("simple: only reads"),
}
SCOPE_TITLES: dict[str, str | Promise] = {
    ScopeKind.UNIVERSITY: _("Whole university"),
    ScopeKind.FACULTY: _("Faculty"),
    ScopeKind.DEPARTMENT: _("Department"),
    ScopeKind.GROUP: _("Study group"),
    ScopeKind.OWN: _("Own data"),
}


class RoleWordsForm(forms.Form):
    """Title and description of a role in three languages."""

    title_ky = forms.CharField(label=_("Title in Kyrgyz"), max_length=120)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=120)
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    description_ky = forms.CharField(label=_("Description in Kyrgyz"), max_length=300, required=False)
    description_ru = forms.CharField(label=_("Description in Russian"), max_length=300, required=False)
    description_en = forms.CharField(label=_("Description in English"), max_length=300, required=False)

    def texts(self, field: str) -> dict[str, str]:
        """Texts of `title` or `description` by language."""
        return {code: str(self.cleaned_data[f"{field}_{code}"]) for code, _name in LANGUAGES}


class RoleForm(RoleWordsForm):
    """A new role."""

    code = forms.CharField(
        label=_("Code"), help_text=_("Small Latin letters, digits and _; it never changes."), max_length=40
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[(k.value, KIND_TITLES[k]) for k in RoleKind])
    field_order = ["code", "kind"]


class OrderForm(forms.Form):
    """The order by which a role is given or withdrawn (AVN-3.4)."""

    order_number = forms.CharField(label=_("Number of the order"), max_length=40, required=False)
    order_date = forms.DateField(label=_("Date of the order"), widget=DateInput(), required=False)

    def order(self) -> Order:
        """What was entered."""
        return Order(str(self.cleaned_data["order_number"] or ""), self.cleaned_data["order_date"])


def scope_choices() -> list[tuple[str | Promise, Any]]:
    """`faculty:3` and the like, parts under the name of their kind."""
    whole = [(kind.value, SCOPE_TITLES[kind]) for kind in (ScopeKind.UNIVERSITY, ScopeKind.OWN)]
    parts = [
        (SCOPE_TITLES[kind], [(f"{kind.value}:{part}", title) for part, title in scopes.choices(kind)])
        for kind in scopes.kinds()
    ]
    return [*whole, *(pair for pair in parts if pair[1])]


class GrantForm(OrderForm):
    """A role for a person, what it is for, how long, by which order."""

    role = forms.ModelChoiceField(label=_("Role"), queryset=Role.objects.none(), empty_label=_("choose"))
    scope = forms.ChoiceField(label=_("For"), help_text=_("How far the role reaches."), choices=scope_choices)
    valid_from = forms.DateField(label=_("From"), widget=DateInput(), initial=timezone.localdate)
    valid_until = forms.DateField(
        label=_("Until"), widget=DateInput(), required=False, help_text=_("Empty: until it is withdrawn.")
    )
    field_order = ["role", "scope", "valid_from", "valid_until", "order_number", "order_date"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.queryset = Role.objects.order_by("id")
        role.label_from_instance = lambda row: row.title

    def scope_value(self) -> tuple[ScopeKind, int | None]:
        """Kind and part that were chosen."""
        kind, _colon, part = str(self.cleaned_data["scope"]).partition(":")
        return ScopeKind(kind), int(part) if part else None
