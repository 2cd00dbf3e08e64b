"""The query editor at /graphql/: from our own files, for everybody, and with the API's real answers (trap 30)."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request

from tests.browser.conftest import House
from tests.factories.house import login


class Watched:
    """A page with everything it asked for and complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.bodies: list[str | None] = []
        page.on("request", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda message: self.complaints.append(message.text) if message.type == "error" else None,
        )

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)
        self.bodies.append(request.post_data)


@pytest.fixture
def editor(house: House, chromium: Browser) -> Iterator[Watched]:
    """The editor, opened by somebody without any role."""
    with house.inside("nsu"):
        user_id = login("graphiql-reader")
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="ru")
    context.add_cookies([house.cookie("nsu", user_id)])
    watched = Watched(context.new_page())
    watched.page.goto(house.url("nsu", "/graphql/"))
    watched.page.wait_for_selector(".graphiql-query-editor .CodeMirror")
    yield watched
    context.close()


def test_it_loads_from_our_own_files_and_asks_nobody_else(editor: Watched, house: House) -> None:
    hosts = {urlsplit(url).netloc for url in editor.requests if not url.startswith(("data:", "blob:"))}
    assert hosts == {f"nsu.localhost:{house.port}"}
    assert len(editor.requests) >= 6
    assert not editor.complaints


def test_it_reads_the_description_and_answers_a_query(editor: Watched) -> None:
    page = editor.page
    page.evaluate(
        "document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror"
        ".setValue('{ university { schema nameKy } me { name } }')"
    )
    with page.expect_response(lambda answer: "nameKy" in (answer.request.post_data or "")) as waited:
        page.click(".graphiql-execute-button")
    assert waited.value.json()["data"]["university"]["schema"] == "nsu"
    page.wait_for_selector(".result-window .CodeMirror-line:has-text('nsu')")
    assert any("__schema" in (text or "") for text in editor.bodies)
    assert not editor.complaints


def test_axe_finds_nothing(editor: Watched) -> None:
    editor.page.wait_for_timeout(500)
    results = Axe().run(editor.page)
    assert not results.violations_count, results.generate_report()


def test_who_is_not_signed_in_is_led_to_the_sign_in(house: House, chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(house.url("nsu", "/graphql/"))
    assert urlsplit(page.url).path == "/accounts/login/"
    context.close()
