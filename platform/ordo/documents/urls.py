"""Addresses of the check page, below `/verify/`."""

from django.urls import path, register_converter

from ordo.documents import views


class TokenConverter:
    """A check code: 132 to 192 random bits in the letters of base64url."""

    regex = "[A-Za-z0-9_-]{22,32}"

    def to_python(self, value: str) -> str:
        """The code as it is."""
        return value

    def to_url(self, value: str) -> str:
        """The code as it is."""
        return value


register_converter(TokenConverter, "check_code")

app_name = "documents"
urlpatterns = [
    path("", views.find, name="find"),
    path("keys.json", views.key_set, name="keys"),
    path("<check_code:token>/", views.check, name="check"),
]
