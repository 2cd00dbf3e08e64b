"""Addresses of the site and of its editor; included at the root of a university's host, after everything else."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.documents import urls as document_urls
from wagtail.urls import serve_pattern

from cms.portal import views
from cms.portal.editing import editors_only, guarded_urls
from cms.portal.routing import by_language

urlpatterns = [
    path("", views.front, name="front"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    re_path(r"^media/(?P<name>images/[^/]+)$", views.picture, name="picture"),
    path("documents/", include(document_urls)),
    path("console/site/jsi18n/", editors_only(views.editor_words)),
    path("console/site/", include(guarded_urls("wagtail.admin.urls"))),
    # Wagtail asks for this name before it looks into the settings for our own log-in.
    path("accounts/site/", RedirectView.as_view(pattern_name="account_login"), name="wagtailcore_login"),
    by_language(
        [
            path("search/", views.search, name="site_search"),
            re_path(serve_pattern, views.serve, name="wagtail_serve"),
        ]
    ),
]
