"""The first page of a site is light: for a phone on a slow link (ui: budgets)."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders

from tests.cms.portal.conftest import news_list, picture, publish
from tests.factories.queries import as_before

ASSET = re.compile(r'(?:href|src)="(/(?:static|media|theme|manifest)[^"#]*)')
MOST_BYTES, MOST_REQUESTS = 60 * 1024, 10


def _publish_some() -> None:
    from cms.portal.models import NewsPage

    for number in range(6):
        publish(
            NewsPage, news_list("en"), title=f"News {number}", slug=f"news-{number}", lead="A sentence.",
            image=picture(f"p{number}.png"),
        )  # fmt: skip


def test_the_first_visit_stays_within_the_budget(nsu, read) -> None:
    page = read("nsu", "/en/").content
    # Pictures are loaded later, when they come into view; everything else counts.
    assets = {address for address in ASSET.findall(page.decode()) if not address.startswith("/media/")}
    sizes = [len(gzip.compress(page))]
    for address in assets:
        if address.startswith("/static/"):
            path = finders.find(address.removeprefix("/static/"))
            assert isinstance(path, str), address
            sizes.append(len(gzip.compress(Path(path).read_bytes())))
        else:
            sizes.append(len(gzip.compress(read("nsu", address).content)))
    assert len(assets) + 1 <= MOST_REQUESTS, assets
    assert sum(sizes) <= MOST_BYTES


def test_pictures_below_the_fold_wait(nsu, read) -> None:
    _publish_some()
    page = read("nsu", "/en/").content.decode()
    pictures = re.findall(r"<img[^>]*/media/[^>]*>", page)
    assert len(pictures) == 4
    assert all('loading="lazy"' in tag and "width=" in tag and "height=" in tag for tag in pictures)


def test_queries(nsu, read) -> None:
    _publish_some()
    for name, path in (
        ("first page", "/en/"),
        ("news list", "/en/news/"),
        ("piece of news", "/en/news/news-1/"),
        ("text", "/en/about/"),
        ("search", "/en/search/?q=news"),
        ("map of the site", "/sitemap.xml"),
    ):
        read("nsu", path)
        with as_before("portal", name):
            assert read("nsu", path).status_code == 200
