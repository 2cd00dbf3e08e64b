"""Every address of a URL table, found by walking the resolver, and filled with things of one university."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import RegexPattern, RoutePattern

from cms.portal.routing import LanguagePattern

URLCONFS = ("ordo.config.urls_university", "ordo.config.urls_platform")
_ROUTE_PART = re.compile(r"<(?:(?P<converter>[^>:]+):)?(?P<name>[^>]+)>")


@dataclass(frozen=True)
class Address:
    """One pattern: its whole route as it is written in the URL table, and its parameters by kind."""

    route: str
    parameters: tuple[tuple[str, str], ...]

    def filled(self, values: dict[str, str], names: dict[str, str]) -> str:
        """A path with every parameter replaced: by its name where it is known, otherwise by its kind."""
        path = self.route
        for kind, name in self.parameters:
            path = path.replace(f"<{kind}:{name}>", names.get(name, values.get(kind, values["str"])), 1)
        return f"/{path}"


def walk(urlconf: str) -> list[Address]:
    """All addresses of a URL table, each once."""
    found: dict[str, Address] = {}
    for address in _walk(import_module(urlconf).urlpatterns, "", ()):
        found.setdefault(address.route, address)
    return list(found.values())


def _walk(patterns: Any, prefix: str, parameters: tuple[tuple[str, str], ...]) -> Iterator[Address]:
    for node in patterns:
        route, more = _readable(node.pattern)
        if isinstance(node, URLResolver):
            yield from _walk(node.url_patterns, prefix + route, parameters + more)
        elif isinstance(node, URLPattern):
            yield Address(prefix + route, parameters + more)


def _readable(pattern: Any) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A pattern's route with parameters as `<kind:name>`."""
    if isinstance(pattern, RoutePattern):
        kinds = {name: type(converter).__name__ for name, converter in pattern.converters.items()}
        known = {"IntConverter": "int", "UUIDConverter": "uuid", "SlugConverter": "slug", "StringConverter": "str",
                 "PathConverter": "path", "TokenConverter": "check_code"}  # fmt: skip
        named = tuple(
            (known.get(kinds[m["name"]], "str"), m["name"]) for m in _ROUTE_PART.finditer(str(pattern))
        )
        route = _ROUTE_PART.sub(lambda m: f"<{known.get(kinds[m['name']], 'str')}:{m['name']}>", str(pattern))
        return route, named
    if isinstance(pattern, RegexPattern):
        return _readable_regex(pattern)
    assert isinstance(pattern, LanguagePattern), f"unknown kind of pattern {pattern!r}"
    return "ky/", ()


def _readable_regex(pattern: RegexPattern) -> tuple[str, tuple[tuple[str, str], ...]]:
    text = pattern.regex.pattern
    named: list[tuple[str, str]] = []

    def parameter(match: re.Match[str]) -> str:
        name = match.group(1) or f"part{len(named)}"
        kind = "int" if r"\d" in match.group(2) else "path"
        named.append((kind, name))
        return f"<{kind}:{name}>"

    text = re.sub(r"\((?:\?P<(\w+)>)?((?:[^()]|\([^()]*\))*)\)\??", parameter, text)
    return text.replace("^", "").replace("$", "").replace(r"\Z", "").replace("\\", ""), tuple(named)
