"""Lists lead to the import that fills them: `{% import_url "students" as address %}`."""

from typing import Any

from django import template
from django.urls import reverse

from ordo.exchange import kinds
from ordo.exchange.permissions import ExchangePermission

register = template.Library()


@register.simple_tag(takes_context=True)
def import_url(context: dict[str, Any], code: str) -> str:
    """The address where a kind of list is uploaded; '' for whoever may not, and for a list without an import."""
    actor = context["request"].actor
    known = code in kinds.codes() and actor.can(ExchangePermission.RUN)
    return reverse("import-upload", args=[code]) if known and actor.can(kinds.kind(code).permission) else ""
