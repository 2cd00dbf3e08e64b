"""What the demo is made of, before it meets a database."""

from random import Random

import pytest

from ordo.config.demo import names
from ordo.config.demo.calendar import WEEKS
from ordo.config.demo.catalogue import FACULTIES, GENERAL
from ordo.config.demo.earlier import EARLIER, GENERAL_EARLIER
from ordo.config.demo.site import SITES
from ordo.config.demo.topics import TOPICS

LANGUAGES = {"ky", "ru", "en"}


def test_no_discipline_is_taught_in_both_semesters() -> None:
    for faculty in {seed.code: seed for row in FACULTIES.values() for seed in row}.values():
        taught = [*faculty.disciplines, *GENERAL, *EARLIER[faculty.code], *GENERAL_EARLIER]
        assert len(taught) == 12
        assert len({seed.code for seed in taught}) == 12
        assert len({seed.names["ru"] for seed in taught}) == 12
        assert all(seed.names.keys() == LANGUAGES for seed in taught)


def test_every_week_of_a_semester_has_its_own_topic() -> None:
    assert all(len(set(topics)) == WEEKS for topics in TOPICS.values())


@pytest.mark.parametrize("schema", FACULTIES)
def test_a_site_is_written_in_three_languages(schema: str) -> None:
    texts = SITES[schema]
    assert len(texts.news) == 4
    days = [one.days_ago for one in texts.news]
    assert days == sorted(days)
    told = [texts.place, *texts.about]
    for one in texts.news:
        told += [one.title, one.lead, *one.paragraphs]
    for text in told:
        assert text.keys() == LANGUAGES
        assert all(text.values())
        assert len(set(text.values())) == 3
    assert max(len(text) for one in texts.news for text in one.lead.values()) <= 400


def test_names_are_spelt_as_names() -> None:
    chance = Random(1)
    for number in range(500):
        person = names.person(chance, number, "nsu", oldest=1980, youngest=2005)
        assert person.last_name.endswith(("ова", "ева") if person.sex == "female" else ("ов", "ев"))
        assert "йе" not in person.last_name
        assert "ыо" not in person.last_name
