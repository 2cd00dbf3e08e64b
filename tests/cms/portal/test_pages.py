"""What a visitor of a university's site meets."""

import pytest

from tests.cms.portal.conftest import news_list, picture, publish


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_address_without_a_language_leads_to_the_readers(nsu, read, language) -> None:
    answer = read("nsu", "/", language)
    assert (answer.status_code, answer["Location"]) == (302, f"/{language}/")
    assert {"Accept-Language", "Cookie"} <= {part.strip() for part in answer["Vary"].split(",")}


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("path", ["", "news/", "about/", "contacts/", "news/site-open/", "search/"])
def test_every_page_is_there_in_every_language_whatever_the_browser_asks(nsu, read, language, path) -> None:
    answer = read("nsu", f"/{language}/{path}", "de")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    assert answer["Content-Language"] == language


def test_the_page_leads_to_its_own_translations(nsu, read) -> None:
    page = read("nsu", "/ky/about/").content.decode()
    for language in ("ky", "ru", "en"):
        assert f'hreflang="{language}" href="http://nsu.localhost/{language}/about/"' in page


def test_where_a_translation_is_missing_the_language_leads_to_its_first_page(nsu, read) -> None:
    from cms.portal.models import NewsPage

    publish(NewsPage, news_list("ky"), title="Күз", slug="kuz")
    page = read("nsu", "/ky/news/kuz/").content.decode()
    assert '<a href="/ru/" lang="ru"' in page
    assert 'rel="alternate" hreflang="ru"' not in page


def test_the_rest_of_the_platform_follows_the_language_of_the_page(nsu, browse) -> None:
    client = browse("nsu")
    client.get("/ky/about/")
    assert 'lang="ky"' in client.get("/accounts/login/").content.decode()


def test_an_unknown_address_is_not_led_into_the_site(nsu, read) -> None:
    for path in ("/nothing/", "/app/nothing/", "/ky/nothing/", "/de/", "/kyx/", "/ky"):
        answer = read("nsu", path)
        assert answer.status_code in {404, 301}, path
        assert answer.status_code == 404 or answer["Location"] == "/ky/"


def test_news_come_newest_first_with_picture_and_lead(nsu, read) -> None:
    from cms.portal.models import NewsPage

    publish(NewsPage, news_list("en"), title="Old", slug="old", date="2020-01-01", image=picture())
    page = read("nsu", "/en/news/").content.decode()
    assert page.index("site-open") < page.index("/en/news/old/")
    assert "/media/images/" in page


def test_a_draft_and_a_closed_page_are_not_shown_anywhere(nsu, read) -> None:
    from wagtail.models import PageViewRestriction

    from cms.portal.models import NewsPage

    draft = publish(NewsPage, news_list("en"), title="Canary draft", slug="draft")
    draft.unpublish()
    closed = publish(NewsPage, news_list("en"), title="Canary closed", slug="closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    for path in ("/en/", "/en/news/", "/en/search/?q=canary", "/sitemap.xml"):
        page = read("nsu", path).content.decode()
        assert "Canary" not in page, path
        assert "/en/news/closed/" not in page, path
    assert read("nsu", "/en/news/draft/").status_code == 404
    assert read("nsu", "/en/news/closed/").status_code == 302


def test_a_word_is_found_in_another_of_its_forms(nsu, read) -> None:
    from cms.portal.models import AboutPage, HomePage

    home = HomePage.objects.get(locale__language_code="ky")
    publish(
        AboutPage,
        home,
        title="Кабыл алуу",
        slug="kabyl",
        body=[("text", "<p>Тайпаларга бөлүү эрежелери</p>")],
    )
    page = read("nsu", "/ky/search/?q=тайпа").content.decode()
    assert "/ky/kabyl/" in page
    assert "/ky/kabyl/" not in read("nsu", "/ru/search/?q=тайпа").content.decode()


def test_a_search_for_nothing_says_so(nsu, read) -> None:
    assert "Nothing was found" in read("nsu", "/en/search/?q=zzzz").content.decode()
    assert "Nothing was found" not in read("nsu", "/en/search/").content.decode()


def test_contacts_show_what_was_entered_and_say_when_nothing_was(nsu, read) -> None:
    from cms.portal.models import ContactsPage

    page = ContactsPage.objects.get(locale__language_code="en")
    assert "not published here yet" in read("nsu", "/en/contacts/").content.decode()
    page.phones, page.address = "Reception: 03522 5-00-00\nDean: 5-00-01", "Naryn, 25 Satykey str."
    page.save_revision().publish()
    shown = read("nsu", "/en/contacts/").content.decode()
    assert "Dean: 5-00-01" in shown
    assert "not published here yet" not in shown


def test_the_menu_follows_a_new_page_at_once(nsu, read) -> None:
    from cms.portal.models import AboutPage, HomePage

    read("nsu", "/en/")
    home = HomePage.objects.get(locale__language_code="en")
    publish(AboutPage, home, title="Admission", slug="admission", show_in_menus=True)
    assert '<a href="/en/admission/">Admission</a>' in read("nsu", "/en/").content.decode()


def test_the_map_names_every_public_page_once(nsu, read) -> None:
    from wagtail.models import Page

    page = read("nsu", "/sitemap.xml").content.decode()
    assert page.count("<loc>") == Page.objects.filter(depth__gte=2).live().count() == 15
    assert "<loc>http://nsu.localhost/ru/news/site-open/</loc>" in page
    assert "Disallow: /app/" in read("nsu", "/robots.txt").content.decode()


def test_faculties_of_the_register_stand_on_the_first_page(nsu, read) -> None:
    from modules.structure import facade as structure
    from ordo.access.actor import Actor

    names = {"ky": "Тарых факультети", "ru": "Исторический факультет", "en": "Faculty of History"}
    structure.ensure_faculty(actor=Actor.system("test"), code="H", names=names)
    assert "Исторический факультет" in read("nsu", "/ru/").content.decode()
    assert "Faculty of History" in read("nsu", "/en/").content.decode()
