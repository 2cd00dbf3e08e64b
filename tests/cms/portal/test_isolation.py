"""Nothing of one university's site is ever at another's (traps 1, 11, 14, 20)."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache

from ordo.tenancy.current import inside
from tests.cms.portal.conftest import news_list, picture, publish


@pytest.fixture
def canary(nsu) -> str:
    from cms.portal.models import NewsPage

    publish(NewsPage, news_list("en"), title="Canary of Naryn", slug="canary", image=picture("canary.png"))
    return "/en/news/canary/"


def test_a_page_of_one_university_is_not_at_another(canary, read) -> None:
    assert "Canary of Naryn" in read("nsu", canary).content.decode()
    assert read("knu", canary).status_code == 404
    for path in ("/en/", "/en/news/", "/en/search/?q=canary", "/sitemap.xml"):
        shown = read("knu", path).content.decode()
        assert "Canary of" not in shown, path
        assert "/canary/" not in shown, path


def test_menus_are_remembered_for_each_university_apart(nsu, read) -> None:
    from cms.portal.models import AboutPage, HomePage

    home = HomePage.objects.get(locale__language_code="en")
    publish(AboutPage, home, title="Only in Naryn", slug="only", show_in_menus=True)
    read("nsu", "/en/")
    assert "Only in Naryn" not in read("knu", "/en/").content.decode()
    with inside("nsu"):
        assert cache.get("portal:menus")
    with inside("jamu"):
        assert cache.get("portal:menus") is None


def test_the_site_answers_to_a_domain_of_its_own_university(nsu) -> None:
    from wagtail.models import Site

    for schema in ("nsu", "knu", "jamu", "oshsu"):
        with inside(schema):
            assert list(Site.objects.values_list("hostname", flat=True)) == [f"{schema}.localhost"]


def test_a_picture_is_given_out_by_its_own_university_only(canary, read) -> None:
    from wagtail.images import get_image_model

    read("nsu", canary)
    rendition = get_image_model().get_rendition_model().objects.first()
    address = f"/media/{rendition.file.name}"
    answer = read("nsu", address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content)[:4] == b"RIFF"
    assert read("knu", address).status_code == 404
    # Not even when a file of that name lies in the other university's store.
    there = Path(settings.MEDIA_ROOT) / "knu" / rendition.file.name
    there.parent.mkdir(parents=True, exist_ok=True)
    there.write_bytes(b"foreign")
    assert read("knu", address).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/media/original_images/canary.png",
        "/media/images/../../nsu/original_images/canary.png",
        "/media/images/%2e%2e/%2e%2e/nsu/original_images/canary.png",
        "/media/../../etc/passwd",
        "/media/images/..%2f..%2fsecret",
        "/media//etc/passwd",
    ],
)
def test_originals_and_ways_out_of_the_folder_are_not_there(canary, read, path) -> None:
    assert read("nsu", path).status_code == 404
    assert read("knu", path).status_code == 404


def test_a_picture_of_a_closed_collection_needs_a_log_in(canary, read) -> None:
    from wagtail.images import get_image_model
    from wagtail.models import Collection, CollectionViewRestriction

    read("nsu", canary)
    rendition = get_image_model().get_rendition_model().objects.select_related("image").first()
    collection = Collection.get_first_root_node().add_child(name="Closed")
    rendition.image.collection = collection
    rendition.image.save()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert read("nsu", f"/media/{rendition.file.name}").status_code == 404


def test_a_preview_stays_in_its_university_whatever_host_the_site_names(canary, nsu) -> None:
    from django.db import connection
    from wagtail.models import Site

    from cms.portal.models import NewsPage

    Site.objects.update(hostname="knu.localhost", port=80)
    page = NewsPage.objects.get(slug="canary")
    with inside("nsu"):
        from django.test import RequestFactory
        from django_tenants.utils import get_tenant_model

        with inside("public"):
            university = get_tenant_model().objects.get(schema_name="nsu")
        connection.set_tenant(university)
        original = RequestFactory(HTTP_HOST="nsu.localhost").get("/console/site/")
        answer = page.make_preview_request(original, page.default_preview_mode)
        assert connection.schema_name == "nsu"
    assert answer.status_code == 200
    assert "Canary of Naryn" in answer.content.decode()
    assert university.short_name_en in answer.content.decode()
    assert "KNU" not in answer.content.decode()
