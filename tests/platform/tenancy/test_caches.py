"""Cache keys: the university's name in front, and nothing that a cache would refuse or warn about."""

import warnings
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.cache.backends.base import memcache_key_warnings

from ordo.tenancy.caches import MAX_LENGTH, make_key
from ordo.tenancy.current import inside

KEYS = ("plain", "with a blank", "тайпа:ИС-21", "line\nbreak", "x" * 300, "filter|width-400 height", "")


@pytest.fixture(autouse=True)
def _no_warning() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.mark.parametrize("key", KEYS)
def test_every_cache_takes_every_key_of_every_university(nsu: str, key: str) -> None:
    made = make_key(key, "renditions", 1)
    assert list(memcache_key_warnings(made)) == []
    assert made.isascii()
    assert len(made) <= MAX_LENGTH
    assert made.startswith("nsu:renditions:1:")
    cache.set(key, "kept")
    assert cache.get(key) == "kept"


def test_a_plain_key_stays_readable(nsu: str) -> None:
    assert make_key("page-7", "", 1) == "nsu::1:page-7"


def test_different_keys_stay_different_and_do_not_meet_between_universities(db: None) -> None:
    made = set()
    for schema in ("nsu", "jamu"):
        with inside(schema):
            made |= {make_key(key, prefix, 1) for key in KEYS for prefix in ("", "renditions")}
    assert len(made) == 2 * 2 * len(KEYS)
