"""Errors have a code, a path and a sentence in the caller's language, and tell nothing of the inside."""

import logging
from uuid import uuid4

import pytest

from ordo.accounts.models import User
from tests.graphql.conftest import Ask, code_of

SENTENCES = {
    "ky": "Мындай нерсе бул жерде жок.",
    "ru": "Здесь такого нет.",
    "en": "There is no such thing here.",
}


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_a_typed_error_has_code_path_and_a_sentence_in_the_language(
    bakyt: User, ask: Ask, language: str
) -> None:
    query = "mutation ($id: UUID!) { stopped: cancelJob(id: $id) { id } }"
    answer = ask(query, {"id": str(uuid4())}, user=bakyt, **{"Accept-Language": language})
    (error,) = answer["errors"]
    assert error["extensions"] == {"code": "NOT_FOUND"}
    assert error["path"] == ["stopped"]
    assert error["message"] == SENTENCES[language]


def test_the_three_sentences_of_a_limit_differ(bakyt: User, ask: Ask) -> None:
    query = "{ me { " + " ".join(f"a{n}: name" for n in range(31)) + " } }"
    answers = [ask(query, **{"Accept-Language": language}) for language in ("ky", "ru", "en")]
    assert len({answer["errors"][0]["message"] for answer in answers}) == 3
    assert {code_of(answer) for answer in answers} == {"TOO_MANY_ALIASES"}


def test_an_error_nobody_expected_says_a_number_and_nothing_else(
    sample: str, bakyt: User, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="ordo.api"):
        answer = ask("{ sampleExplosion }", user=bakyt, **{"Accept-Language": "en"})
    assert code_of(answer) == "INTERNAL"
    assert "secret of the house" not in str(answer)
    (record,) = caplog.records
    number = record.getMessage().split()[0]
    assert number in answer["errors"][0]["message"]
    assert record.exc_info is not None
    assert "secret of the house" in str(record.exc_info[1])


def test_a_mistake_of_the_program_is_not_told_as_not_found(sample: str, bakyt: User, ask: Ask) -> None:
    answer = ask("{ sampleLookup }", user=bakyt)
    assert code_of(answer) == "INTERNAL"
    assert "secret key" not in str(answer)


def test_what_is_not_allowed_says_so_and_changes_nothing(sample: str, nsu: str, ask: Ask) -> None:
    from tests.sample_module.models import SampleNote

    before = SampleNote.objects.count()
    assert code_of(ask('mutation { addSampleNote(text: "x") { id } }')) == "NOT_ALLOWED"
    assert SampleNote.objects.count() == before


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ('{ job(id: "no uuid") { id } }', {}),
        ("query ($id: UUID!) { job(id: $id) { id } }", {"id": "no uuid"}),
        ("query ($id: UUID!) { job(id: $id) { id } }", {}),
        ("{ jobs(first: 99999999999) { totalCount } }", {}),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_bad_query(
    bakyt: User, ask: Ask, query: str, variables: dict[str, str]
) -> None:
    assert code_of(ask(query, variables, user=bakyt)) in {"BAD_QUERY", "TOO_COSTLY"}
