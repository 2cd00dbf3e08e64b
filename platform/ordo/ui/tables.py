"""Tables of lists: django-tables2 with our template, numbers to the right, states as chips, cards on a phone."""

from collections.abc import Mapping
from typing import Any

import django_tables2
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ordo.ui import charts


class ListTable(django_tables2.Table):
    """Base of list tables: `caption` says what is listed, `cards = False` keeps a wide grid a grid on a phone."""

    caption: str | Promise = ""
    cards = True
    # Without this attribute django-tables2 counts a table that is not cut to a page yet by loading every row.
    paginator: Any = None

    class Meta:
        template_name = "ui/table.html"
        orderable = True


class PickColumn(django_tables2.CheckBoxColumn):
    """A box per row for bulk actions; stands in the first column and posts `pick`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("accessor", "pk")
        options.setdefault("orderable", False)
        options.setdefault("attrs", {"th": {"class": "pick"}, "td": {"class": "pick"}})
        super().__init__(**options)


class CodeColumn(django_tables2.Column):
    """Names of groups, numbers of sheets: what is read as one word stays on one line."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("attrs", {"td": {"class": "nowrap"}})
        super().__init__(**options)


class NumberColumn(django_tables2.Column):
    """A number by the reader's language, to the right; a dash where there is none."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("attrs", {"th": {"class": "num"}, "td": {"class": "num"}, "tf": {"class": "num"}})
        super().__init__(**options)

    def render(self, value: float) -> str:
        """The value as text with grouping."""
        return charts.show(float(value))


def chip(text: Any, tone: str = "") -> SafeString:
    """A chip for a table's cell; tones: good, warn, bad, info, brand or ''."""
    return format_html('<span class="chip {}">{}</span>', tone, text)


class ChipColumn(django_tables2.Column):
    """A state as a chip. `tones` maps the stored value to good, warn, bad, info or brand."""

    def __init__(self, tones: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self.tones = tones

    def render(self, value: Any, record: Any, bound_column: Any) -> SafeString:
        """The row's human text of the state (`get_<name>_display`) within a chip of its tone."""
        stored = bound_column.accessor.resolve(record)
        return chip(value, self.tones.get(str(stored), ""))
