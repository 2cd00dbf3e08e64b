"""Own words inside whole sentences: at NSU and KNU every «тайпа» of a Kyrgyz sentence is a «группа»."""

from typing import Any

from django.utils.translation import trans_real

from ordo.ui import terms

LANGUAGE = "ky"


class OwnWords(trans_real.DjangoTranslation):
    """The Kyrgyz catalogue, answering in the university's own words. It keeps nothing of any university."""

    def gettext(self, message: str) -> str:
        """The sentence for a message."""
        return terms.in_own_words(super().gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The sentence for a message and a number."""
        return terms.in_own_words(super().ngettext(msgid1, msgid2, n))


class _Catalogues:
    """Django's own function, with our catalogue put in Kyrgyz's place before the first use."""

    def __init__(self, real: Any) -> None:
        self._real = real
        self._plain = real.translation

    def __call__(self, language: str) -> Any:
        if language == LANGUAGE and language not in self._real._translations:
            self._real._translations[language] = OwnWords(language)
        return self._plain(language)


def install() -> None:
    """Let Django take this catalogue for Kyrgyz wherever a language is switched on; once in a process."""
    real: Any = trans_real
    if not isinstance(real.translation, _Catalogues):
        real.translation = _Catalogues(real)
