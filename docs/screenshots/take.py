"""Takes the pictures of the pages from a running demo (`make demo` in another terminal, then `make screenshots`).

Needs Chromium on the machine. Writes PNG files beside this one: `<page>.png` for a desk, `<page>-phone.png`.
"""

import json
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("ORDO_HOME") or HERE.parents[1] / ".ordo")
SIZES = {"": (1280, 800), "-phone": (390, 844)}
# Name of the picture → university, role, path; a path that ends in `>` follows the page's first link to a journal.
PAGES = {
    "journal": ("nsu", "teacher", "/app/journal/>"),
    "cabinet": ("oshsu", "student", "/app/"),
}


def sign_in(page: Page, host: str, login: str, password: str) -> None:
    """Log in on a university's own page."""
    page.goto(f"http://{host}/accounts/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/app/**")


def take(browser: Browser, name: str, accounts: dict[str, dict[str, dict[str, dict[str, str]]]]) -> None:
    """One page in all sizes."""
    university, role, path = PAGES[name]
    place = accounts[university]
    user = place["users"][role]
    for suffix, (width, height) in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height}, locale="ky-KG")
        page = context.new_page()
        sign_in(page, str(place["host"]), user["login"], user["password"])
        page.goto(f"http://{place['host']}{path.rstrip('>')}")
        if path.endswith(">"):
            page.locator(f"main a[href^='{path.rstrip('>')}']").first.click()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=HERE / f"{name}{suffix}.png")
        context.close()


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
