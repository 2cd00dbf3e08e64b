"""A university's site with pages of the tests' own."""

from collections.abc import Callable
from typing import Any

import pytest

from ordo.tenancy.current import inside


def publish(page_class: type[Any], parent: Any, **fields: Any) -> Any:
    """A published page below another one, in its language."""
    page = page_class(locale=parent.locale, **fields)
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def news_list(language: str) -> Any:
    """The news list of a language of the university in force."""
    from cms.portal.models import NewsIndexPage

    return NewsIndexPage.objects.get(locale__language_code=language)


def picture(name: str = "yard.png", colour: str = "#336699") -> Any:
    """A small picture in the university's store."""
    from io import BytesIO

    from django.core.files.base import ContentFile
    from PIL import Image
    from wagtail.images import get_image_model

    file = BytesIO()
    Image.new("RGB", (1200, 800), colour).save(file, "PNG")
    return get_image_model().objects.create(title="Yard", file=ContentFile(file.getvalue(), name))


@pytest.fixture
def read() -> Callable[..., Any]:
    """Answer of a university's host to somebody who is not signed in."""
    from django.test import Client

    def get(schema: str, path: str, language: str = "en", **extra: Any) -> Any:
        with inside(schema):
            return Client(HTTP_HOST=f"{schema}.localhost", HTTP_ACCEPT_LANGUAGE=language).get(path, **extra)

    return get
