"""Putting a page on the site: in one language, tied to its twin in another, published at once."""

from typing import Any

from wagtail.models import Locale, Page


def add(parent: Page, page: Any, locale: Locale, *, twin: Page | None = None) -> None:
    """Add a page under `parent` and publish it; `twin` is the same page in another language."""
    page.locale = locale
    if twin is not None:
        page.translation_key = twin.translation_key
    parent.refresh_from_db()
    parent.add_child(instance=page)
    publish(page)


def publish(page: Any) -> None:
    """Publish a page as it stands, as an edition of its own."""
    page.save_revision().publish()
