"""Tags of the site: `{% load portal %}`."""

from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.filter
def under(path: str, other: str) -> bool:
    """Whether an address lies below another one."""
    return path != other and path.startswith(other)


@register.filter
def address(rendition: Any) -> str:
    """Address of a picture on this host, whatever store it lies in (traps 14 and strict CSP)."""
    return f"{settings.MEDIA_URL}{rendition.file.name}"


@register.filter
def lines(text: str) -> list[str]:
    """Non-empty lines of a text."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@register.filter
def page_path(page: Any) -> str:
    """Address of a page within this host."""
    return str(page.get_url() or "/")
