"""Pages of the design system in a browser: three languages, three themes, a phone and a desk."""

import gzip
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Response

Visit = Callable[..., BrowserContext]

PAGES = ("/ui/", "/ui/list/", "/ui/sign-in/", "/ui/error/500/", "/offline/")
LANGUAGES = ("ky", "ru", "en")


def violations(page: Page) -> list[str]:
    """What axe found: the rule and the first place."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_an_accessibility_violation(visit: Visit, language: str, theme: str, width: int) -> None:
    context = visit(language, theme, width)
    for address in PAGES:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("html").get_attribute("data-theme") == theme
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} is too wide"
        assert said == [], f"{address}: the browser complains"
        page.close()


def test_the_cabinet_of_somebody_signed_in_is_accessible_with_its_menu_open(visit: Visit) -> None:
    page = visit("ky", width=390).new_page()
    page.goto("/ui/?signed-in")
    page.locator("details.menu > summary").first.click()
    assert violations(page) == []


def test_axe_would_find_a_violation(visit: Visit) -> None:
    page = visit().new_page()
    page.goto("/ui/sign-in/")
    page.evaluate("document.querySelector('label').remove()")
    assert any(one.startswith("label") for one in violations(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_is_left_in_a_page_of_another_language(visit: Visit, language: str) -> None:
    page = visit(language).new_page()
    page.goto("/ui/list/")
    words = page.locator("main").inner_text()
    assert ("Export" in words) == (language == "en")
    assert ("Teacher" in words) == (language == "en")


def test_the_first_visit_is_light(visit: Visit) -> None:
    page = visit("ky", width=390).new_page()
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto("/ui/list/?signed-in", wait_until="networkidle")
    own = [one for one in answers if not one.from_service_worker]
    sizes = {one.url.split("?")[0]: len(gzip.compress(one.body(), 9)) for one in own}
    assert len(sizes) <= 10, sorted(sizes)
    assert sum(sizes.values()) <= 60_000
    assert sum(size for url, size in sizes.items() if url.endswith(".js")) <= 30_000


def test_the_language_switch_stays_on_the_page_and_keeps_the_filters(visit: Visit) -> None:
    page = visit("ru").new_page()
    page.goto("/ui/list/?state=late&sort=discipline")
    page.get_by_role("button", name="English").click()
    page.wait_for_load_state()
    assert page.url.endswith("/ui/list/?state=late&sort=discipline")
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_theme_changes_at_once_and_stays(visit: Visit) -> None:
    page = visit("en").new_page()
    page.goto("/ui/sign-in/")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Dark").click()
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert before != after
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


def test_the_theme_can_be_chosen_without_scripts(site: str, browser: object, visit: Visit) -> None:
    context = visit("en")
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto("/ui/list/?page=2")
    page.get_by_role("button", name="High contrast").click()
    page.wait_for_load_state()
    assert page.url.endswith("/ui/list/?page=2")
    assert page.locator("html").get_attribute("data-theme") == "contrast"


def test_a_dialog_opens_closes_and_gives_the_focus_back(visit: Visit) -> None:
    page = visit("en").new_page()
    page.goto("/ui/")
    opener = page.get_by_role("button", name="New")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Sign the grade sheet?")
    assert dialog.is_visible()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert opener.evaluate("node => node === document.activeElement")


def test_a_message_is_a_toast_that_can_be_closed(visit: Visit) -> None:
    page = visit("en").new_page()
    page.goto("/leave-message/")
    toast = page.get_by_role("status").get_by_text("The sheet is closed")
    assert toast.is_visible()
    page.get_by_role("button", name="Close").click()
    assert toast.count() == 0


def test_the_server_can_send_a_toast_with_any_answer(visit: Visit) -> None:
    page = visit("en").new_page()
    page.goto("/ui/sign-in/")
    page.evaluate(
        "document.body.dispatchEvent("
        "new CustomEvent('toast', {bubbles: true, detail: {text: '<b>Saved</b>', level: 'good'}}))"
    )
    assert page.get_by_text("<b>Saved</b>").is_visible()


def test_the_menu_of_a_phone_opens_as_a_drawer(visit: Visit) -> None:
    page = visit("en", width=390).new_page()
    page.goto("/ui/list/")
    drawer = page.get_by_role("navigation", name="Main menu")
    assert not drawer.is_visible()
    page.get_by_role("button", name="Menu").click()
    assert drawer.is_visible()
    page.keyboard.press("Escape")
    assert not drawer.is_visible()


def test_the_first_tab_leads_past_the_menu(visit: Visit) -> None:
    page = visit("en").new_page()
    page.goto("/ui/list/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_one_presses_is_large_enough_for_a_thumb(visit: Visit) -> None:
    page = visit("ky", width=390).new_page()
    page.goto("/ui/list/?signed-in")
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, .btn, select, summary, .bottom a, .pages a, td.pick label')]
            .filter(node => node.checkVisibility() && !node.closest('details:not([open]) > :not(summary)'))
            .filter(node => node.getBoundingClientRect().height < 43.5)
            .map(node => node.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_rows_are_chosen_one_by_one_by_page_and_all_that_match(visit: Visit) -> None:
    page = visit("en").new_page()
    page.goto("/ui/list/")
    bar = page.locator(".bulk")
    assert not bar.is_visible()
    page.locator("td.pick input").first.check()
    assert bar.locator("[data-count]").inner_text() == "1"
    page.locator("th.pick input").check()
    assert bar.locator("[data-count]").inner_text() == "20"
    page.get_by_role("button", name="Choose all 124 that match").click()
    assert bar.locator("[data-count]").inner_text() == "124"
    assert page.locator("input[name=all]").input_value() == "1"
    page.locator("td.pick input").first.uncheck()
    assert bar.locator("[data-count]").inner_text() == "19"
    assert page.locator("input[name=all]").input_value() == ""


def test_filters_change_the_list_without_loading_the_page_anew(visit: Visit) -> None:
    page = visit("en").new_page()
    page.goto("/ui/list/?signed-in")
    page.evaluate("window.stayed = true")
    page.get_by_role("search").get_by_label("State").select_option("late")
    page.get_by_text("21 rows").wait_for()
    assert "state=late" in page.url
    assert page.evaluate("window.stayed") is True
    page.locator("th.pick input").check()
    assert page.locator(".bulk [data-count]").inner_text() == "20", "boxes of an exchanged list work too"


def test_an_empty_answer_says_why_and_offers_the_next_step(visit: Visit) -> None:
    page = visit("en").new_page()
    page.goto("/ui/list/?q=zzzz")
    assert page.get_by_text("Nothing matches these filters").is_visible()
    page.get_by_role("link", name="Clear the filters").click()
    assert page.get_by_text("124 rows").is_visible()


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(visit: Visit) -> None:
    page = visit("en").new_page()
    page.goto("/ui/")
    field = page.locator(".drop input")
    field.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"x" * 5_242_881})
    assert field.evaluate("node => node.validationMessage") == "The file is too large"
    field.set_input_files({"name": "b.csv", "mimeType": "text/csv", "buffer": b"x"})
    assert field.evaluate("node => node.validity.valid")
    assert page.locator(".drop output").inner_text() == "b.csv"
