"""Tables over many rows: counted in the database, and read without rendering when they leave as a file."""

from ordo.ui.tables import ListTable


class CountedTable(ListTable):
    """A list over a queryset. `plain` names the columns whose `render_…` only decorates the value (links, chips)."""

    plain: tuple[str, ...] = ()
