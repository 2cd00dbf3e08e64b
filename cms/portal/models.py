"""Pages of a university's site; each language has a tree of its own (trap 26: no modeltranslation here)."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.portal.blocks import body_blocks
from ordo.language import search_terms
from ordo.tenancy import connection


class SitePage(Page):
    """What all pages of the site share: a lead, a text of blocks, and words to be found by."""

    lead = models.TextField(
        _("lead"), max_length=400, blank=True, help_text=_("One or two sentences under the title.")
    )
    body = StreamField(body_blocks(), verbose_name=_("text"), blank=True, use_json_field=True)

    content_panels: ClassVar[list[Any]] = [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("found_by")]

    class Meta:
        abstract = True

    @property
    def found_by(self) -> str:
        """Title, lead and text without tags, folded and cut to stems: what the site's search looks through."""
        parts = [self.title, self.lead, strip_tags(str(self.body).replace("<", " <"))]
        return " ".join(search_terms(" ".join(parts)))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page with the site around it: menu, the same page in other languages."""
        from cms.portal import selectors

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context.update(selectors.surroundings(request, self))
        return context

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """A draft as it will look: inside this university (trap 11) and in the page's own language."""
        current: Any = connection.current()
        inside: Any = request
        inside.tenant = current.tenant
        translation.activate(self.locale.language_code)
        response: HttpResponse = super().serve_preview(request, mode_name)
        return response


class HomePage(SitePage):
    """The first page of one language."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["portal.NewsIndexPage", "portal.AboutPage", "portal.ContactsPage"]

    class Meta:
        verbose_name = _("first page")
        verbose_name_plural = _("first pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the latest news and the faculties of the university."""
        from cms.portal import selectors

        context = super().get_context(request, *args, **kwargs)
        context.update(
            news_page=selectors.news_index(self),
            news=selectors.latest_news(self),
            faculties=selectors.faculty_names(),
        )
        return context


class NewsIndexPage(SitePage):
    """The list of news, newest first."""

    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["portal.NewsPage"]

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With one page of news."""
        from cms.portal import selectors

        context = super().get_context(request, *args, **kwargs)
        context["news"] = selectors.news_of(self, request.GET.get("page"))
        return context


class NewsPage(SitePage):
    """One piece of news."""

    date = models.DateField(_("date"), default=timezone.localdate)
    image = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    image_alt = models.CharField(
        _("what the picture shows"),
        max_length=200,
        blank=True,
        help_text=_("For people who do not see the picture; empty when it only decorates."),
    )

    parent_page_types: ClassVar[list[str]] = ["portal.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        TitleFieldPanel("title"),
        FieldPanel("date"),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [*SitePage.search_fields, index.FilterField("date")]

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")
        indexes = [models.Index(fields=["-date"], name="portal_news_date")]


class AboutPage(SitePage):
    """A page of general text: about the university, admission, documents."""

    parent_page_types: ClassVar[list[str]] = ["portal.HomePage", "portal.AboutPage"]
    subpage_types: ClassVar[list[str]] = ["portal.AboutPage"]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")


class ContactsPage(SitePage):
    """Where the university is and how it is reached; empty fields are not shown."""

    address = models.TextField(_("address"), max_length=400, blank=True)
    phones = models.TextField(
        _("telephones"), max_length=400, blank=True, help_text=_("One a line, with whose it is.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    hours = models.TextField(_("working hours"), max_length=300, blank=True)

    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        FieldPanel("address"),
        FieldRowPanel([FieldPanel("phones"), FieldPanel("email")]),
        FieldPanel("hours"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("contacts")
        verbose_name_plural = _("contacts")

    @property
    def is_empty(self) -> bool:
        """Nobody has entered anything yet."""
        return not any((self.address, self.phones, self.email, self.hours))
