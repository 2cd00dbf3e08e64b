"""The texts a new site begins with: true of any university here, with nothing in them but its own names and levels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext, pgettext

from tenants.policies import Level


@dataclass(frozen=True, slots=True)
class Names:
    """Full and short name of the university in the language of the texts."""

    full: str
    short: str

    def within(self, text: str) -> str:
        """Put the names into a text with the places %(name)s and %(short)s."""
        return text % {"name": self.full, "short": self.short}


def level_name(level: Level) -> str:
    """Name of a level of education in the language in force, as it stands within a sentence."""
    names: Mapping[Level, str] = {
        Level.COLLEGE: pgettext("level within a sentence", "college"),
        Level.BACHELOR: pgettext("level within a sentence", "bachelor"),
        Level.SPECIALIST: pgettext("level within a sentence", "specialist"),
        Level.MASTER: pgettext("level within a sentence", "master"),
        Level.PHD: pgettext("level within a sentence", "PhD"),
    }
    return names[level]


def home_lead() -> str:
    """Lead of the first page."""
    return gettext("News, contacts and services. Students and teachers enter their cabinets from here.")


def about_body(names: Names, levels: Iterable[Level]) -> list[tuple[str, Any]]:
    """Blocks of the page about the university."""
    facts = [
        (pgettext("university", "Full name"), names.full),
        (pgettext("university", "Short name"), names.short),
        (gettext("Levels of education"), ", ".join(level_name(level) for level in levels)),
    ]
    return [
        ("facts", {"lines": [{"name": name, "value": value} for name, value in facts]}),
        ("heading", gettext("Study on the web")),
        ("text", _paragraph(gettext(
            "Marks, attendance and results are kept in the electronic journal. Every student sees the own results in"
            " the cabinet."
        ))),
        ("text", _paragraph(gettext(
            "Documents issued by the university carry a code. With it anybody can check on this site whether a"
            " document is genuine."
        ))),
    ]  # fmt: skip


def first_news() -> tuple[str, str, list[tuple[str, Any]]]:
    """Title, lead and blocks of the first piece of news."""
    return (
        gettext("The university's site is open"),
        gettext("News and announcements are published here in Kyrgyz, Russian and English."),
        [("text", _paragraph(gettext(
            "From this site students and teachers enter their cabinets. Whoever comes for the first time chooses a"
            " password with the one-time code given by the dean's office."
        )))],
    )  # fmt: skip


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"
