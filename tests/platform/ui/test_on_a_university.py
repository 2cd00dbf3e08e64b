"""The design system inside the platform: each university has its own face."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from ordo.ui.brand import theme_css

Browse = Callable[[str], Any]


@pytest.fixture
def brands(db: None, superuser: Callable[..., psycopg.Connection]) -> Iterator[None]:
    """NSU is green, JAMU is red; only the owner of the cluster may write that here."""
    write = "UPDATE public.tenants_university SET brand = %s WHERE schema_name = %s"
    with superuser() as owner:
        read = "SELECT schema_name, brand FROM public.tenants_university WHERE schema_name IN ('nsu', 'jamu')"
        before = owner.execute(read).fetchall()
        owner.execute(write, ['{"colour": "#14663c"}', "nsu"])
        owner.execute(write, ['{"colour": "#7a1f1f"}', "jamu"])
        yield
        for schema, brand in before:
            owner.execute(write, [json.dumps(brand), schema])


def test_each_host_serves_its_own_colours_and_name(brands: None, browse: Browse) -> None:
    nsu, jamu = browse("nsu"), browse("jamu")
    assert nsu.get("/theme.css").content.decode() == theme_css({"colour": "#14663c"})
    assert jamu.get("/theme.css").content.decode() == theme_css({"colour": "#7a1f1f"})
    for _ in range(2):
        assert nsu.get("/manifest.webmanifest").json()["theme_color"] == "#14663c"
        assert jamu.get("/manifest.webmanifest").json()["theme_color"] == "#7a1f1f"
    assert "nsu" in nsu.get("/ui/").content.decode()
    assert "jamu" not in nsu.get("/ui/").content.decode()


@pytest.mark.parametrize(
    "address", ["/ui/", "/ui/list/", "/ui/sign-in/", "/offline/", "/sw.js", "/theme.css"]
)
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_every_address_answers_under_the_settings_of_the_platform(
    db: None, browse: Browse, address: str, language: str
) -> None:
    answer = browse("nsu").get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy
    assert "'unsafe-eval'" not in policy


def test_the_platforms_own_host_has_the_style_guide_too(db: None, browse: Browse) -> None:
    from django.test import Client

    assert Client(HTTP_HOST="localhost").get("/ui/").status_code == 200


def test_a_page_that_is_not_there_is_an_error_page_in_the_language_of_the_reader(
    db: None, browse: Browse
) -> None:
    answer = browse("nsu").get("/no-such-page/", headers={"accept-language": "ky"})
    assert answer.status_code == 404
    text = answer.content.decode()
    assert 'lang="ky"' in text
    assert "Эмне кылуу керек" in text


def test_a_foreign_address_is_not_followed_after_choosing_a_theme(db: None, browse: Browse) -> None:
    answer = browse("nsu").post("/ui/theme/", {"theme": "dark", "next": "https://example.org/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert answer.cookies["ordo_theme"].value == "dark"
