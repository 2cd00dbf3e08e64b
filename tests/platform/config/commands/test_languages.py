"""Commands answer in the language of the shell, and say so when there is no such university."""

from collections.abc import Callable

import pytest
from django.utils import translation

from ordo.config.__main__ import speak
from ordo.config.commands import university
from ordo.ledger import commands as ledger

NO_UNIVERSITY = {
    "ky": "«oxford» деген университет жок.",
    "ru": "Университета «oxford» нет.",
    "en": "There is no university “oxford”.",
}


@pytest.mark.parametrize("language", list(NO_UNIVERSITY))
@pytest.mark.parametrize("command", [university.main, ledger.main])
def test_an_unknown_university_is_one_sentence(
    own_database: str, capsys: pytest.CaptureFixture[str], command: Callable[..., int], language: str
) -> None:
    deed = "check" if command is university.main else "verify"
    with translation.override(language):
        assert command([deed, "oxford"]) == 2
    assert capsys.readouterr().out == NO_UNIVERSITY[language] + "\n"


@pytest.mark.parametrize(
    ("shell", "language"),
    [("ky_KG.UTF-8", "ky"), ("ru_RU.UTF-8", "ru"), ("en_GB", "en"), ("C", "en"), ("", "en")],
)
def test_the_language_is_the_shells(monkeypatch: pytest.MonkeyPatch, shell: str, language: str) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", shell)
    with translation.override("ru"):
        speak()
        assert translation.get_language() == language
