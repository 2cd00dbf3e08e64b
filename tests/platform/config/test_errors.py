"""What a reader sees when something went wrong: a page, or only its sentences inside a page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import translation
from django_htmx.middleware import HtmxDetails

from ordo.config import errors
from ordo.editing.versions import ChangedMeanwhile

CONFLICT = {
    "ky": "Бул арада өзгөртүлдү",
    "ru": "Это тем временем изменили",
    "en": "This was changed meanwhile",
}


def asked(**headers: str) -> HttpRequest:
    request = RequestFactory().get("/app/", headers=headers)
    request.htmx = HtmxDetails(request)
    return request


@pytest.mark.parametrize("language", CONFLICT)
def test_a_conflict_that_no_view_expected_is_a_409_in_the_language_of_the_reader(language: str) -> None:
    with translation.override(language):
        answer = errors.RefusalMiddleware(errors.broken).process_exception(asked(), ChangedMeanwhile(2, []))
    assert answer is not None
    assert answer.status_code == 409
    assert f"<h1>{CONFLICT[language]}</h1>" in answer.content.decode()


@pytest.mark.parametrize("status", [403, 404, 409, 500])
def test_htmx_gets_only_the_sentences(status: int) -> None:
    answer = errors.page(asked(hx_request="true"), status)
    text = answer.content.decode()
    assert answer.status_code == status
    assert text.strip().startswith("<div")
    assert 'role="alert"' in text
    assert "<html" not in text
    assert answer["HX-Reselect"] == "[role=alert]"


def test_a_boosted_link_gets_the_whole_page() -> None:
    assert b"<html" in errors.page(asked(hx_request="true", hx_boosted="true"), 404).content


def test_a_missing_part_is_refused_as_a_part(nsu: str, browse: Callable[[str], Any]) -> None:
    answer = browse("nsu").get("/no-such-page/", headers={"hx-request": "true"})
    assert answer.status_code == 404
    assert b"<html" not in answer.content


def test_another_exception_goes_on() -> None:
    assert errors.RefusalMiddleware(errors.broken).process_exception(asked(), KeyError("x")) is None


def test_a_host_of_no_university_is_told_in_all_three_languages(db: None) -> None:
    """Whoever mistyped the address has no university whose language could be taken."""
    answer = Client(HTTP_HOST="nobody.localhost").get("/app/")
    words = answer.content.decode()
    assert answer.status_code == 404
    for sentence in (
        "Бул даректе университет жок",
        "По этому адресу нет университета",
        "No university answers at this address",
    ):
        assert sentence in words
    assert "Traceback" not in words
