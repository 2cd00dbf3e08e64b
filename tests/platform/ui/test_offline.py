"""Without a network: the page that says so, and the queue of what was entered."""

import json
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route

Visit = Callable[..., BrowserContext]

IMPORT = "import('/static/ui/js/queue.js')"


def ready(page: Page) -> None:
    page.goto("/ui/?signed-in")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def test_a_page_that_cannot_be_reached_says_so_in_three_languages(visit: Visit) -> None:
    context = visit("ky")
    page = context.new_page()
    ready(page)
    context.set_offline(True)
    page.goto("/ui/list/")
    words = page.locator("main").inner_text()
    assert "Тармак жок" in words
    assert "Нет сети" in words
    assert "There is no network" in words


def test_pages_of_people_are_never_kept_on_the_device(visit: Visit) -> None:
    context = visit("ky")
    page = context.new_page()
    ready(page)
    page.goto("/ui/list/?signed-in")
    kept: list[str] = page.evaluate(
        """async () => {
            const urls = [];
            for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname);
            return urls;
        }"""
    )
    assert "/offline/" in kept
    assert [
        path for path in kept if not path.startswith("/static/") and path not in ("/offline/", "/theme.css")
    ] == []


def test_the_offline_page_holds_nothing_of_a_person(site: str) -> None:
    with urllib.request.urlopen(f"{site}/offline/?signed-in") as answer:
        text = answer.read().decode()
    assert "Асанова" not in text
    assert "csrf" not in text
    assert "data-user" not in text


def test_the_manifest_makes_the_cabinet_installable(site: str) -> None:
    with urllib.request.urlopen(f"{site}/manifest.webmanifest") as answer:
        manifest = json.load(answer)
    assert manifest["start_url"] == "/app/"
    assert manifest["display"] == "standalone"
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    for icon in manifest["icons"]:
        with urllib.request.urlopen(f"{site}{icon['src']}") as answer:
            assert answer.status == 200


def test_the_theme_is_kept_for_a_year_under_its_version_only(site: str) -> None:
    with urllib.request.urlopen(f"{site}/ui/") as answer:
        page = answer.read().decode()
    address = page.split('href="/theme.css')[1].split('"')[0]
    with urllib.request.urlopen(f"{site}/theme.css{address}") as answer:
        assert "immutable" in answer.headers["Cache-Control"]
    with urllib.request.urlopen(f"{site}/theme.css?v=other") as answer:
        assert "immutable" not in answer.headers["Cache-Control"]


@pytest.fixture
def cabinet(visit: Visit) -> Page:
    """A signed-in page without a service worker, whose posts the test answers itself."""
    context = visit("en")
    context.route("**/sw.js", lambda route: route.abort())
    page = context.new_page()
    page.goto("/ui/?signed-in")
    return page


def answering(status: int, seen: list[str]) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        seen.append(route.request.headers["idempotency-key"])
        route.fulfill(status=status, body="")

    return answer


def count(page: Page) -> int:
    return int(page.evaluate(f"{IMPORT}.then(queue => queue.waiting()).then(all => all.length)"))


def send(page: Page, value: str) -> bool:
    script = (
        f"value => {IMPORT}.then(queue => queue.send('/marks/', {{value}})).then(answer => answer !== null)"
    )
    return bool(page.evaluate(script, value))


def test_a_mark_entered_without_a_network_is_sent_once_when_it_is_back(cabinet: Page) -> None:
    cabinet.route("**/marks/", lambda route: route.abort())
    assert send(cabinet, "5") is False
    assert count(cabinet) == 1
    seen: list[str] = []
    cabinet.unroute("**/marks/")
    cabinet.route("**/marks/", answering(200, seen))
    cabinet.evaluate(f"{IMPORT}.then(queue => queue.flush())")
    cabinet.evaluate(f"{IMPORT}.then(queue => queue.flush())")
    assert len(seen) == 1
    assert count(cabinet) == 0


def test_what_the_server_refuses_is_told_and_not_sent_for_ever(cabinet: Page) -> None:
    cabinet.route("**/marks/", lambda route: route.abort())
    send(cabinet, "9")
    cabinet.evaluate(
        "document.addEventListener('ordo:refused', event => { window.refused = event.detail.status })"
    )
    cabinet.unroute("**/marks/")
    cabinet.route("**/marks/", answering(409, []))
    cabinet.evaluate(f"{IMPORT}.then(queue => queue.flush())")
    assert cabinet.evaluate("window.refused") == 409
    assert count(cabinet) == 0


def test_a_broken_server_keeps_the_queue(cabinet: Page) -> None:
    cabinet.route("**/marks/", lambda route: route.abort())
    send(cabinet, "4")
    send(cabinet, "3")
    cabinet.unroute("**/marks/")
    seen: list[str] = []
    cabinet.route("**/marks/", answering(503, seen))
    cabinet.evaluate(f"{IMPORT}.then(queue => queue.flush())")
    assert len(seen) == 1
    assert count(cabinet) == 2


def test_another_person_on_the_same_device_neither_sees_nor_sends_the_queue(cabinet: Page) -> None:
    cabinet.route("**/marks/", lambda route: route.abort())
    send(cabinet, "5")
    cabinet.goto("/ui/sign-in/")
    seen: list[str] = []
    cabinet.unroute("**/marks/")
    cabinet.route("**/marks/", answering(200, seen))
    cabinet.evaluate(f"{IMPORT}.then(queue => queue.flush())")
    assert count(cabinet) == 0
    assert seen == []
    cabinet.goto("/ui/?signed-in")
    assert count(cabinet) in (0, 1)
