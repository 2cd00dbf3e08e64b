"""The launcher speaks to whoever sits at the terminal."""

import re

import pytest

from ordo.config.launch import sentences
from ordo.config.launch.sentences import REFUSALS, STEPS, Refusal


def _speak(monkeypatch: pytest.MonkeyPatch, **environment: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("key", sorted(REFUSALS))
def test_a_refusal_says_the_same_values_in_every_language(key: str) -> None:
    places = [sorted(re.findall(r"%\((\w+)\)s", words)) for words in REFUSALS[key]]
    assert len(places) == len(sentences.LANGUAGES)
    assert places[0] == places[1] == places[2]


@pytest.mark.parametrize("words", [*REFUSALS.values(), *STEPS.values()])
def test_no_language_is_left_empty(words: tuple[str, str, str]) -> None:
    assert all(text.strip() for text in words)


@pytest.mark.parametrize(
    ("lang", "begins"), [("ky_KG.UTF-8", "ORDO_SIZE=X белгисиз"), ("ru_RU", "ORDO_SIZE=X не бывает")]
)
def test_the_language_follows_the_terminal(monkeypatch: pytest.MonkeyPatch, lang: str, begins: str) -> None:
    _speak(monkeypatch, LANG=lang)
    assert str(Refusal("size_unknown", value="X")).startswith(begins)


def test_an_unknown_language_gets_all_three(monkeypatch: pytest.MonkeyPatch) -> None:
    _speak(monkeypatch, LANG="C.UTF-8")
    assert len(str(Refusal("size_unknown", value="X")).splitlines()) == 3


def test_the_stronger_variable_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    _speak(monkeypatch, LANG="en_GB.UTF-8", LC_ALL="ky_KG.UTF-8")
    assert sentences.title("universities") == "Университеттер"


def test_a_refusal_ends_the_process_with_an_error() -> None:
    with pytest.raises(SystemExit) as ended:
        raise Refusal("size_unknown", value="X")
    # A text as the code makes Python print it on standard error and leave with 1.
    assert isinstance(ended.value.code, str)
