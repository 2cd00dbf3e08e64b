"""Takes the pictures of the ten main pages from a running demo (`make demo` in another terminal, `make screenshots`).

Needs Chromium on the machine. Writes `<language>/<page>.png` for a desk and `<page>-phone.png` beside this file:
ten pages, two widths, three languages. Names of pages as arguments take only those.
"""

import io
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("ORDO_HOME") or HERE.parents[1] / ".ordo")
SIZES = {"": (1280, 800), "-phone": (390, 844)}
LANGUAGES = {"ky": "ky-KG", "ru": "ru-RU", "en": "en-GB"}
COLOURS = 128


@dataclass(frozen=True)
class Shot:
    """A page to take: where, as whom, and the links (CSS) that lead on from it."""

    university: str
    role: str | None
    path: str
    follow: tuple[str, ...] = ()


PAGES = {
    "site": Shot("oshsu", None, "/"),
    "sign-in": Shot("jamu", None, "/accounts/login/"),
    "teacher": Shot("nsu", "teacher", "/app/"),
    "journal": Shot(
        "nsu", "teacher", "/app/journal/", ("main a[href^='/app/journal/']:not([href*='open'])",)
    ),
    "student": Shot("oshsu", "student", "/app/"),
    "results": Shot("jamu", "student", "/app/results/"),
    "deans-office": Shot("jamu", "deans_office", "/app/"),
    "students": Shot("knu", "deans_office", "/app/people/students/"),
    "sheet": Shot(
        "jamu", "deans_office", "/app/results/sheets/", ("main table a[href^='/app/results/sheets/']",)
    ),
    "console": Shot("knu", "system_administrator", "/console/"),
}


def sign_in(page: Page, host: str, login: str, password: str) -> None:
    """Log in on a university's own page."""
    page.goto(f"http://{host}/accounts/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/app/**")


def save(page: Page, path: Path) -> None:
    """The visible part as a PNG of few colours, so that pictures stay small in the repository."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path.parent.mkdir(exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def take(browser: Browser, name: str, accounts: dict[str, dict[str, dict[str, dict[str, str]]]]) -> None:
    """One page in all sizes and languages."""
    shot = PAGES[name]
    place = accounts[shot.university]
    for language, locale in LANGUAGES.items():
        for suffix, (width, height) in SIZES.items():
            context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
            page = context.new_page()
            if shot.role:
                user = place["users"][shot.role]
                sign_in(page, str(place["host"]), user["login"], user["password"])
            page.goto(f"http://{place['host']}{shot.path}")
            choose(page, language)
            for link in shot.follow:
                page.goto(page.locator(link).first.evaluate("link => link.href"))
            page.wait_for_load_state("networkidle")
            save(page, HERE / language / f"{name}{suffix}.png")
            context.close()


def choose(page: Page, language: str) -> None:
    """Switch the page's language the way a visitor does, unless it is the page's own already."""
    if page.locator("html").get_attribute("lang") == language:
        return
    with page.expect_navigation():
        page.locator(f"form [name=language][value={language}], a[hreflang={language}]").first.evaluate(
            "part => part.click()"
        )


def main() -> int:
    """Take all pictures, or those that are named."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    accounts_file = HOME / "demo-accounts.json"
    if chromium is None or not accounts_file.exists():
        sys.stderr.write("make screenshots: needs chromium and a running `make demo`\n")
        return 1
    accounts = json.loads(accounts_file.read_text())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in sys.argv[1:] or PAGES:
            take(browser, name, accounts)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
