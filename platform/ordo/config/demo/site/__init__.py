"""The public site of a demo university: news of the last weeks, a text about the university, its town and hours."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.html import format_html
from wagtail.models import Locale

from cms.portal.models import AboutPage, ContactsPage, NewsIndexPage, NewsPage
from cms.portal.publishing import add, publish
from ordo.config.demo.site import jamu, knu, nsu, oshsu
from ordo.config.demo.site.texts import Names, News, SiteTexts, said

SITES: Mapping[str, SiteTexts] = {
    "nsu": nsu.TEXTS,
    "knu": knu.TEXTS,
    "jamu": jamu.TEXTS,
    "oshsu": oshsu.TEXTS,
}

HOURS = said("Дүйшөмбү–жума, 8:30–17:00", "Понедельник — пятница, 8:30–17:00", "Monday to Friday, 8:30–17:00")
OPENING_DAYS_AGO = 70
"""When the site itself was opened: before all the news that are written here."""


def write(schema: str, today: date) -> None:
    """Publish the texts of the current university in all its languages, news dated back from today."""
    texts = SITES[schema]
    first: dict[str, NewsPage] = {}
    for locale in Locale.objects.order_by("pk"):
        code = locale.language_code
        index = NewsIndexPage.objects.get(locale=locale)
        for opening in NewsPage.objects.child_of(index):
            opening.date = today - timedelta(days=OPENING_DAYS_AGO)
            publish(opening)
        for one in reversed(texts.news):
            page = _news(one, code, today)
            add(index, page, locale, twin=first.get(one.slug))
            first.setdefault(one.slug, page)
        about = AboutPage.objects.get(locale=locale, depth=3)
        about.body = [*_blocks(texts.about, code), *((block.block_type, block.value) for block in about.body)]
        publish(about)
        contacts = ContactsPage.objects.get(locale=locale)
        contacts.address, contacts.hours = texts.place[code], HOURS[code]
        publish(contacts)


def _news(one: News, code: str, today: date) -> NewsPage:
    return NewsPage(
        title=one.title[code], slug=one.slug, date=today - timedelta(days=one.days_ago), lead=one.lead[code],
        body=_blocks(one.paragraphs, code),
    )  # fmt: skip


def _blocks(paragraphs: Iterable[Names], code: str) -> list[tuple[str, Any]]:
    """Paragraphs as blocks of a page's text."""
    return [("text", str(format_html("<p>{}</p>", one[code]))) for one in paragraphs]
