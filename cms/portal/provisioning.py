"""Makes the site of a new university: host, three languages, pages, editors (trap 20)."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext, override
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Task,
    Workflow,
)

from cms.portal import publishing, texts
from cms.portal.editing import EDITORS
from cms.portal.models import AboutPage, ContactsPage, HomePage, NewsIndexPage, NewsPage
from ordo.tenancy.current import inside, university_schema
from ordo.tenancy.names import PLATFORM, PUBLIC
from tenants.models import University
from tenants.presets import UniversityPreset

LANGUAGES = ("ky", "ru", "en")
PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
FILE_RIGHTS = (
    ("wagtailimages", ("add_image", "change_image", "delete_image", "choose_image")),
    ("wagtaildocs", ("add_document", "change_document", "delete_document", "choose_document")),
)


def install(preset: UniversityPreset) -> None:
    """Fill the site of the current university; called once, in the owner's process, inside the new schema."""
    schema = university_schema()
    if schema == PLATFORM or HomePage.objects.exists():
        return
    with inside(PUBLIC):
        university = University.objects.get(schema_name=schema)
        host = university.domains.filter(is_primary=True).values_list("domain", flat=True).first()
    clear_samples()
    root = Page.get_first_root_node()
    first: HomePage | None = None
    for code in LANGUAGES:
        locale, _made = Locale.objects.get_or_create(language_code=code)
        with override(code):
            first = _tree(root, locale, university, preset, first)
    port = 443 if settings.ORDO_HTTPS else settings.ORDO_PORT
    Site.objects.create(
        hostname=host or f"{schema}.{settings.ORDO_BASE_HOST}",
        port=port,
        site_name=university.short_name_ky,
        root_page=first,
        is_default_site=True,
    )
    # The editor shows the root's title above the three trees.
    Page.objects.filter(pk=root.pk).update(
        title=university.short_name_ky, draft_title=university.short_name_ky
    )
    install_editors(root)


def clear_samples() -> None:
    """Take away what Wagtail's migrations put into every schema: welcome page, site, groups, moderation."""
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()


def _tree(
    root: Page, locale: Locale, university: University, preset: UniversityPreset, first: HomePage | None
) -> HomePage:
    """One language's pages; tied as translations to those of the first language. Gives the first language's home."""
    code = locale.language_code
    names = texts.Names(getattr(university, f"name_{code}"), getattr(university, f"short_name_{code}"))
    title, lead, news_body = texts.first_news()
    home = HomePage(title=names.full, slug=code, lead=texts.home_lead(), seo_title=names.full)
    news = NewsIndexPage(title=gettext("News"), slug="news", show_in_menus=True)
    about = AboutPage(
        title=gettext("The university"),
        slug="about",
        show_in_menus=True,
        body=texts.about_body(names, preset.levels),
    )
    contacts = ContactsPage(title=gettext("Contacts"), slug="contacts", show_in_menus=True)
    opening = NewsPage(title=title, slug="site-open", lead=lead, body=news_body)
    _add(root, home, locale, first)
    for page in (about, news, contacts):
        _add(home, page, locale, first)
    _add(news, opening, locale, first)
    return first or home


def _add(parent: Page, page: Any, locale: Locale, first: HomePage | None) -> None:
    """Publish a page; its twin in the first language, if there is one, is the page of the same kind."""
    twin = None if first is None else type(page).objects.get(locale=first.locale)
    publishing.add(parent, page, locale, twin=twin)


def install_editors(root: Page) -> None:
    """The group Wagtail knows our editors by: all pages, pictures and files, and nothing of people or settings."""
    group, _made = Group.objects.get_or_create(name=EDITORS)
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin"),
        *Permission.objects.filter(
            content_type__app_label="simple_translation", codename="submit_translation"
        ),
    )
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    files = Collection.get_first_root_node()
    for app, codes in FILE_RIGHTS:
        for permission in Permission.objects.filter(content_type__app_label=app, codename__in=codes):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=files, permission=permission
            )
