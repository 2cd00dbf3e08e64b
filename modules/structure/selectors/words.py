"""The university's own words for headings, in the language of the moment they are shown."""

from django.utils.functional import lazy

from ordo.ui import terms


def _word(code: str) -> str:
    return terms.capital(terms.get(code))


word = lazy(_word, str)
"""Lazy `word(code)`: a word of `ordo.ui.terms` with a large first letter."""
