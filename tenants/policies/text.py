"""A text in the three languages of the platform."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """The same text in Kyrgyz, Russian and English (EB-T10)."""

    ky: str
    ru: str
    en: str

    def in_language(self, code: str) -> str:
        """Return the text for a language code such as 'ky' or 'en-gb'; an unknown language gets Kyrgyz."""
        texts = {"ky": self.ky, "ru": self.ru, "en": self.en}
        return texts.get(code.lower().partition("-")[0], self.ky)
