"""What a demo site is written with: news, a text about the university and the place, in three languages."""

from dataclasses import dataclass

Names = dict[str, str]


def said(ky: str, ru: str, en: str) -> Names:
    """A text by language."""
    return {"ky": ky, "ru": ru, "en": en}


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news, published so many days ago, with its paragraphs."""

    slug: str
    days_ago: int
    title: Names
    lead: Names
    paragraphs: tuple[Names, ...]


@dataclass(frozen=True, slots=True)
class SiteTexts:
    """The texts of one university; `place` is its town, the only contact that is not invented."""

    place: Names
    about: tuple[Names, ...]
    news: tuple[News, ...]
