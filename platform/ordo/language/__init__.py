"""Kyrgyz, Russian and Latin text: its order, its search form, its stems, its names and its Latin spelling.

Pure functions without Django. A tenant's rows keep `sort_key` and `fold` results in indexed columns.
"""

from ordo.language.collation import KEY_LENGTH, sort_key
from ordo.language.folding import fold, search_terms, squeeze
from ordo.language.hyphenation import soft_hyphens
from ordo.language.names import PARTICLES, NameOrder, full_name, initials, proper_case
from ordo.language.scripts import cyrillic_letters, is_mixed, latin_letters, mend, mend_mixed_words
from ordo.language.stemming import stem
from ordo.language.transliteration import RESERVED_LOGINS, login_proposals, transliterate, unique_login

__all__ = [
    "KEY_LENGTH",
    "PARTICLES",
    "RESERVED_LOGINS",
    "NameOrder",
    "cyrillic_letters",
    "fold",
    "full_name",
    "initials",
    "is_mixed",
    "latin_letters",
    "login_proposals",
    "mend",
    "mend_mixed_words",
    "proper_case",
    "search_terms",
    "soft_hyphens",
    "sort_key",
    "squeeze",
    "stem",
    "transliterate",
    "unique_login",
]
