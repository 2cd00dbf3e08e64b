"""A file that is too large is thrown away while it comes in: it reaches neither memory nor disk.

The rest of the form is read as usual, so that the person gets the page back with one clear sentence.
"""

from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

#: Room for the other fields and the boundaries of the form.
_FORM_BYTES = 64 * 1024


class SizeGuard(FileUploadHandler):
    """Stands before the handlers that keep the file; `refused` tells that a file was left out."""

    chunk_size = 64 * 1024

    def __init__(self, limit: int, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._limit = limit
        self._announced = 0
        self._received = 0
        self.refused = False

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Remember how much the browser is about to send; the second of the other arguments says it."""
        self._announced = int(kwargs["content_length"] if "content_length" in kwargs else args[1])

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Refuse at once what is announced as too large."""
        super().new_file(*args, **kwargs)
        self._received = 0
        if self._announced > self._limit + _FORM_BYTES:
            self._refuse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count what really comes and hand it on."""
        self._received += len(raw_data)
        if self._received > self._limit:
            self._refuse()
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """Another handler keeps the file."""
        return None

    def _refuse(self) -> None:
        self.refused = True
        raise SkipFile
