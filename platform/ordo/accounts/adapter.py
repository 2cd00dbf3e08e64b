"""allauth in a university: no self-registration; people are entered by the offices (JAMU-3.4, KNU-5.6)."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class UniversityAccountAdapter(DefaultAccountAdapter):
    """Closes sign-up and keeps redirects inside the host."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers oneself."""
        return False
