"""Nobody meets a string in the wrong language."""

import re

import polib
import pytest

from ordo.config.launch.extraction import of_file
from tests.architecture.tree import PACKAGES, ROOT, files, written_by_hand

LANGUAGES = ("ky", "ru")
PLACE = re.compile(r"%\((\w+)\)[sdf]|\{(\w*)\}")


def _catalogues(language: str) -> dict[str, polib.POFile]:
    return {
        str(path): polib.pofile(str(ROOT / path))
        for path in files()
        if path.suffix == ".po" and path.parent.parent.name == language
    }


def _entries(language: str) -> list[tuple[str, polib.POEntry]]:
    return [
        (path, entry)
        for path, catalogue in _catalogues(language).items()
        for entry in catalogue
        if not entry.obsolete
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_empty_or_unsure(language: str) -> None:
    entries = _entries(language)
    assert entries
    assert not [f"{path}: {entry.msgid}" for path, entry in entries if entry.fuzzy or not entry.translated()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_the_sources_is_in_a_catalogue(language: str) -> None:
    known = {(entry.msgctxt or "", entry.msgid) for _, entry in _entries(language)}
    missing = {
        f"{path}: {message.text!r}"
        for path in written_by_hand(".py", ".html", ".txt")
        if path.as_posix().startswith(PACKAGES)
        for message in of_file(ROOT / path)
        if message.text and message.key not in known
    }
    assert not missing, "make messages collects them"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_the_same_values(language: str) -> None:
    wrong = []
    for path, entry in _entries(language):
        wanted = {PLACE.sub(r"\1\2", place) for place in _places(entry.msgid + entry.msgid_plural)}
        for translated in [entry.msgstr, *entry.msgstr_plural.values()]:
            extra = _places(translated) - wanted
            lost = wanted - _places(translated) if not entry.msgid_plural else set()
            if translated and (extra or lost):
                wrong.append(f"{path}: {entry.msgid!r}: {extra | lost}")
    assert not wrong


def _places(text: str) -> set[str]:
    return {first or second for first, second in PLACE.findall(text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_string_means_the_same_everywhere(language: str) -> None:
    seen: dict[tuple[str | None, str], tuple[str, str]] = {}
    different = []
    for path, entry in _entries(language):
        first = seen.setdefault((entry.msgctxt, entry.msgid), (path, entry.msgstr))
        if first[1] != entry.msgstr:
            different.append(f"{entry.msgid!r}: {first[0]} {first[1]!r}, {path} {entry.msgstr!r}")
    assert not different


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_lies_in_all_languages(language: str) -> None:
    folders = {path.parents[2] for path in files() if path.suffix == ".po"}
    assert folders
    assert not [
        str(folder) for folder in folders if not (ROOT / folder / language / "LC_MESSAGES/django.po").exists()
    ]


@pytest.mark.parametrize(("language", "forms"), [("ky", 1), ("ru", 4)])
def test_numbers_are_counted_as_the_language_counts(language: str, forms: int) -> None:
    heads = {path: catalogue.metadata["Plural-Forms"] for path, catalogue in _catalogues(language).items()}
    assert not {path: head for path, head in heads.items() if not head.startswith(f"nplurals={forms};")}
    plural = [entry for _, entry in _entries(language) if entry.msgid_plural]
    assert not [entry.msgid for entry in plural if set(entry.msgstr_plural) != set(range(forms))]
