"""What a new university's site begins with (trap 20)."""

from django.contrib.auth.models import Group
from wagtail.models import Locale, Page, Site, Workflow


def test_nothing_of_wagtails_samples_is_left(nsu) -> None:
    assert not Page.objects.filter(title__icontains="welcome").exists()
    assert list(Group.objects.values_list("name", flat=True)) == ["portal-editors"]
    assert not Workflow.objects.exists()
    assert Site.objects.count() == 1


def test_three_languages_have_the_same_tree_tied_together(nsu) -> None:
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"ky", "ru", "en"}
    pages = Page.objects.filter(depth__gte=2)
    by_key: dict[object, set[str]] = {}
    for page in pages.select_related("locale"):
        by_key.setdefault(page.translation_key, set()).add(page.locale.language_code)
    assert len(by_key) == 5
    assert all(languages == {"ky", "ru", "en"} for languages in by_key.values())


def test_the_texts_name_this_university_and_its_levels(nsu) -> None:
    from cms.portal.models import AboutPage

    about = AboutPage.objects.get(locale__language_code="en")
    shown = str(about.body)
    assert "nsu University" in shown
    assert "master" in shown
    assert "%(" not in shown


def test_installing_again_changes_nothing(nsu) -> None:
    from cms.portal import provisioning
    from tenants.presets import by_schema

    before = list(Page.objects.values_list("pk", "latest_revision_id"))
    provisioning.install(by_schema()["nsu"])
    assert list(Page.objects.values_list("pk", "latest_revision_id")) == before


def test_editors_hold_rights_over_pages_and_files_and_nothing_else(nsu) -> None:
    group = Group.objects.get()
    assert set(group.permissions.values_list("codename", flat=True)) == {"access_admin", "submit_translation"}
    assert group.page_permissions.count() == 6
    assert group.collection_permissions.count() == 8
