"""What the pages of the site show around and inside themselves. Everything here is public: published pages only."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Locale, Page, Site

from cms.portal import remembered
from cms.portal.models import HomePage, NewsIndexPage, NewsPage, SitePage
from modules.structure import facade as structure
from ordo.language import search_terms
from ordo.ui.context import LANGUAGES

LATEST = 4
NEWS_ON_PAGE = 12
FOUND_ON_PAGE = 20


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the site's menu."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in a language; `exact` is False where only the first page is there in it."""

    code: str
    short: str
    full: str
    url: str
    current: bool
    exact: bool


def surroundings(request: HttpRequest, page: SitePage) -> dict[str, Any]:
    """Menu, home address and language links of a page."""
    language = page.locale.language_code
    menus = remembered.menus(_all_menus)
    return {
        "site_home": f"/{language}/",
        "site_menu": menus.get(language, []),
        "site_path": page.get_url(request) or "",
        "language_links": _language_links(request, page, menus),
    }


def empty_surroundings(language: str) -> dict[str, Any]:
    """The same for pages that Wagtail does not keep, such as the search."""
    links = [
        LanguageLink(code, short, full, f"/{code}/search/", code == language, exact=True)
        for code, short, full in LANGUAGES
    ]
    return {
        "site_home": f"/{language}/",
        "site_menu": remembered.menus(_all_menus).get(language, []),
        "site_path": f"/{language}/search/",
        "language_links": links,
    }


def _all_menus() -> dict[str, list[Link]]:
    """Pages under each language's first page that are meant for the menu; three queries for all languages."""
    menus: dict[str, list[Link]] = {}
    for home in HomePage.objects.live().select_related("locale"):
        code = home.locale.language_code
        children = Page.objects.child_of(home).live().in_menu().public()
        menus[code] = [Link(child.title, f"/{code}/{child.slug}/") for child in children]
    return menus


def _language_links(request: HttpRequest, page: SitePage, menus: dict[str, Any]) -> list[LanguageLink]:
    there = {
        other.locale.language_code: other.get_url(request)
        for other in page.get_translations(inclusive=True).live().select_related("locale")
    }
    current = page.locale.language_code
    return [
        LanguageLink(code, short, full, there.get(code) or f"/{code}/", code == current, code in there)
        for code, short, full in LANGUAGES
        if code in menus or code in there
    ]


def news_index(home: HomePage) -> NewsIndexPage | None:
    """The news list of a language."""
    found: NewsIndexPage | None = NewsIndexPage.objects.child_of(home).live().first()
    return found


def latest_news(home: HomePage) -> list[NewsPage]:
    """The newest news of a language, with their pictures."""
    return list(_published(NewsPage.objects.descendant_of(home))[:LATEST])


def news_of(index_page: NewsIndexPage, number: str | None) -> ListPage[NewsPage]:
    """One page of the news list; the last one where the number is too high."""
    news: QuerySet[NewsPage] = _published(NewsPage.objects.child_of(index_page))
    return Paginator(news, NEWS_ON_PAGE).get_page(number)


def _published(news: Any) -> Any:
    return (
        news.live()
        .public()
        .select_related("image")
        .prefetch_related("image__renditions")
        .order_by("-date", "-pk")
    )


def faculty_names() -> list[str]:
    """Faculties of this university in the reader's language, as its own register has them."""
    language = (get_language() or "ky")[:2]
    return [unit.names.get(language, "") or unit.names.get("ky", "") for unit in structure.faculties()]


def home_in(language: str) -> HomePage | None:
    """The published first page of a language."""
    found: HomePage | None = HomePage.objects.live().filter(locale__language_code=language).first()
    return found


def found_pages(language: str, query: str, number: str | None) -> ListPage[Any]:
    """Published pages of a language with all the words of the query in any of their forms."""
    words = " ".join(search_terms(query))
    home = home_in(language)
    if not words or home is None:
        return Paginator(Page.objects.none(), FOUND_ON_PAGE).get_page(1)
    pages = Page.objects.descendant_of(home, inclusive=True).live().public().specific()
    return Paginator(pages.search(words, operator="and"), FOUND_ON_PAGE).get_page(number)


def mapped_pages(request: HttpRequest) -> list[tuple[str, str]]:
    """Path and day of the last change of every public page, for the map of the site."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    roots = [site.root_page, *site.root_page.get_translations().live()]
    known = {locale.pk: locale for locale in Locale.objects.all()}
    lines = []
    for root in roots:
        for page in Page.objects.descendant_of(root, inclusive=True).live().public():
            page.locale = known[page.locale_id]
            changed = page.last_published_at or page.latest_revision_created_at
            lines.append((page.get_url(request) or "", changed.date().isoformat() if changed else ""))
    return lines
