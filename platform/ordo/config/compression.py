"""Pages and data leave the server small, even where no proxy stands before it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXTS = ("text/", "application/json", "application/javascript", "application/manifest+json", "image/svg+xml")


class CompressionMiddleware(GZipMiddleware):
    """gzip for texts, with padding of random length against guesses at secrets by the size (BREACH).

    Workbooks, PDFs and pictures are packed already, and a part of a file must stay that part: they go as they are.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress what is worth it and whoever asks can read."""
        kind = response.get("Content-Type", "")
        if not kind.startswith(TEXTS) or response.has_header("Content-Range"):
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed
