"""First visits on slow 4G: largest contentful paint, layout shift, bytes and requests of the daily pages (ui.md).

`python -m tests.benchmarks.page_speed` while `make demo` runs; 1.6 Mbit/s, 150 ms, a processor four times slower, a
phone of 390 px, an empty cache. Prints the middle one of five visits of each page.
"""

import json
import os
import shutil
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

HOME = Path(os.environ.get("ORDO_HOME") or Path(__file__).resolve().parents[2] / ".ordo")
VISITS = 5
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
# Name → university, role, address; an address that ends in `>` goes on to the first page below it.
PAGES = {
    "the site's home": ("oshsu", "", "/"),
    "log-in": ("jamu", "", "/accounts/login/"),
    "a teacher's first page": ("nsu", "teacher", "/app/"),
    "a journal": ("nsu", "teacher", "/app/journal/>"),
    "a student's first page": ("oshsu", "student", "/app/"),
    "a student's results": ("jamu", "student", "/app/results/"),
    "a student's marks": ("jamu", "student", "/app/journal/mine/"),
}
WATCH = """
window.seen = {lcp: 0, cls: 0};
new PerformanceObserver(list => { for (const e of list.getEntries()) window.seen.lcp = e.startTime; })
  .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(list => {
  for (const e of list.getEntries()) if (!e.hadRecentInput) window.seen.cls += e.value;
}).observe({type: 'layout-shift', buffered: true});
"""


@dataclass(frozen=True)
class Visit:
    """One first visit: seconds to the largest paint, layout shift, kilobytes over the wire, requests."""

    lcp: float
    cls: float
    kilobytes: float
    requests: int


def _signed_in(browser: Browser, host: str, user: dict[str, str] | None) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="ky-KG", service_workers="block"
    )
    if user is not None:
        page = context.new_page()
        page.goto(f"http://{host}/accounts/login/")
        page.fill("input[name=login]", user["login"])
        page.fill("input[name=password]", user["password"])
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/app/**")
        page.close()
    return context


def _address(context: BrowserContext, host: str, path: str) -> str:
    base = f"http://{host}{path.rstrip('>')}"
    if not path.endswith(">"):
        return base
    page = context.new_page()
    page.goto(base)
    address: str = page.locator(f"main a[href^='{path.rstrip('>')}']").first.evaluate("link => link.href")
    page.close()
    return address


def _visit(context: BrowserContext, address: str) -> Visit:
    page: Page = context.new_page()
    wire = context.new_cdp_session(page)
    for command, options in (
        ("Network.enable", {}),
        ("Network.clearBrowserCache", {}),
        ("Network.emulateNetworkConditions", SLOW_4G),
        ("Emulation.setCPUThrottlingRate", {"rate": 4}),
    ):
        wire.send(command, options)
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(500)
    seen: dict[str, Any] = page.evaluate("window.seen")
    page.close()
    return Visit(seen["lcp"] / 1000, seen["cls"], sum(sizes) / 1024, len(sizes))


def _middle(visits: list[Visit]) -> Visit:
    return Visit(
        statistics.median(one.lcp for one in visits),
        max(one.cls for one in visits),
        statistics.median(one.kilobytes for one in visits),
        int(statistics.median(one.requests for one in visits)),
    )


def main() -> int:
    """Measure and print a table for README.md of this folder."""
    chromium, accounts_file = shutil.which("chromium"), HOME / "demo-accounts.json"
    if chromium is None or not accounts_file.exists():
        sys.stderr.write("page_speed: needs chromium and a running `make demo`\n")
        return 1
    accounts = json.loads(accounts_file.read_text())
    print("| page | LCP, s | CLS | KB | requests |\n|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (university, role, path) in PAGES.items():
            place = accounts[university]
            context = _signed_in(browser, place["host"], place["users"].get(role))
            address = _address(context, place["host"], path)
            found = _middle([_visit(context, address) for _ in range(VISITS)])
            print(
                f"| {name} | {found.lcp:.2f} | {found.cls:.3f} | {found.kilobytes:.1f} | {found.requests} |"
            )
            context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
