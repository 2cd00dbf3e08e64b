"""How a module describes itself: one AppConfig with plain attributes (habit 2, EB-T15a)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of the cabinet's menu; shown to whoever holds the permission anywhere."""

    title: str | Promise
    url_name: str
    permission: StrEnum
    icon: str = "dot"
    order: int = 100


@dataclass(frozen=True, slots=True)
class Widget:
    """A card of the cabinet's first page: `render` is a dotted path to `(actor) -> dict | None` for `template`."""

    code: str
    title: str | Promise
    permission: StrEnum
    context: str
    template: str
    order: int = 100


@dataclass(frozen=True, slots=True)
class ConsolePanel:
    """A page of the administrator's console."""

    title: str | Promise
    description: str | Promise
    url_name: str
    permission: StrEnum
    icon: str = "settings"
    order: int = 100


@dataclass(frozen=True, slots=True)
class GraphQLEntry:
    """Dotted paths `package.module:Class` of the module's query and mutation types."""

    query: str = ""
    mutation: str = ""


class ModuleConfig(AppConfig):
    """Base of every module's AppConfig.

    `default = False` here and True in each subclass: otherwise Django finds two candidates in apps.py and silently
    chooses a plain AppConfig, and the module vanishes (trap 17).
    """

    default = False

    title: ClassVar[str | Promise] = ""
    description: ClassVar[str | Promise] = ""
    requires: ClassVar[tuple[str, ...]] = ()
    essential: ClassVar[bool] = False
    url_prefix: ClassVar[str] = ""
    menu: ClassVar[tuple[MenuEntry, ...]] = ()
    widgets: ClassVar[tuple[Widget, ...]] = ()
    console: ClassVar[tuple[ConsolePanel, ...]] = ()
    graphql: ClassVar[GraphQLEntry | None] = None
    # Dotted path of `(preset) -> None`, called inside a new university's schema.
    provision: ClassVar[str] = ""
    # Models whose rows the application may add and change but never delete.
    keeps_rows: ClassVar[tuple[str, ...]] = ()
    # Models the application's role may only read: they are written by functions of the database.
    read_only: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.default = True
