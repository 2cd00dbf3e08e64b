"""A row that somebody else saved meanwhile: the refusal tells the API and people what it is."""

from django.utils import translation

from api.errors import describe
from ordo.editing.versions import ChangedMeanwhile


def test_the_refusal_carries_its_code_and_a_sentence_in_three_languages() -> None:
    sentences = set()
    for language in ("ky", "ru", "en"):
        with translation.override(language):
            code, sentence = describe(ChangedMeanwhile(2, []))
        assert code == "CONFLICT"
        sentences.add(sentence)
    assert len(sentences) == 3
