"""Where Cyrillic words may be parted in narrow places: browsers know no Kyrgyz hyphenation, some no Russian one.

A syllable begins with the consonant before a vowel: ве-до-мост-тор, жур-нал-дар, пре-по-да-ва-тель. Both languages
part so; what is rarer in a Russian norm (сест-ра or се-стра) is right either way.
"""

import re
from typing import Final

SOFT_HYPHEN: Final = "\u00ad"
_VOWELS: Final = "аеёиоөуүыэюя"
_CONSONANTS: Final = "бвгджзклмнңпрстфхцчшщ"
# Shorter words rather move to the next line as a whole.
_WORD: Final = re.compile(r"[а-яёңөү]{10,}", re.IGNORECASE)
# Two letters at least, a vowel among them, stay before a hyphen, and two behind it.
_SYLLABLE: Final = re.compile(rf"(?<=..)(?=[{_CONSONANTS}][{_VOWELS}])", re.IGNORECASE)
_HAS_VOWEL: Final = re.compile(rf"[{_VOWELS}]", re.IGNORECASE)


def soft_hyphens(text: str) -> str:
    """The text with soft hyphens between the syllables of its Cyrillic words of ten letters and more."""
    return _WORD.sub(lambda found: _parted(found[0]), text)


def _parted(word: str) -> str:
    places = [at.start() for at in _SYLLABLE.finditer(word) if _HAS_VOWEL.search(word, 0, at.start())]
    ends = [*places, len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in zip([0, *places], ends, strict=True))
