"""What is no list at all: one clear sentence in the reader's language, and nothing half-written (EB-02.6)."""

import io
import tracemalloc
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import SkipFile
from django.test import Client, override_settings

from ordo.access.roles import RoleCode
from ordo.exchange.models import ImportRow, ImportRun
from ordo.exchange.uploads import SizeGuard
from tests.factories.house import House
from tests.platform.exchange.rosters import book, dump, group_list, person, previewed

UPLOAD = "/app/import/new/students/"
MB = 1024 * 1024


def bomb() -> bytes:
    """An XLSX file whose one sheet unpacks to 300 MB of nothing."""
    file = book(group_list("ИСТ-1-25", [person(1, "Асанова Айгүл")]))
    packed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if not name.endswith("sheet1.xml"):
                new.writestr(name, old.read(name))
        with new.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _part in range(300):
                sheet.write(b" " * MB)
    return packed.getvalue()


WRONG_SHEET = book(("Баш барак", [("Декандын буйругу",), ("Эртең чогулуш болот",)])).getvalue()
NOISE = bytes(range(128, 256)) * 40
FILES: dict[str, tuple[str, Any, dict[str, str]]] = {
    "not a workbook": ("a.xlsx", b"This is a letter, not a table.", {
        "en": "This is not an XLSX workbook", "ru": "Это не книга XLSX", "ky": "бул XLSX китепчеси эмес"}),
    "empty": ("a.xlsx", b"", {"en": "The file is empty.", "ru": "Файл пуст", "ky": "Файл бош"}),
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, {"en": "This is not a table"}),
    "a bomb": ("a.xlsx", bomb, {"en": "unpacks to far more than a list of people needs"}),
    "unknown letters": ("a.csv", NOISE, {"en": "The letters of the file cannot be recognised"}),
}  # fmt: skip


def send(browser: Client, name: str, content: bytes, language: str) -> Any:
    """Upload as a browser in that language."""
    file = SimpleUploadedFile(name, content)
    return browser.post(UPLOAD, {"file": file}, HTTP_ACCEPT_LANGUAGE=language)


@pytest.mark.parametrize(
    ("what", "language"), [(what, language) for what, case in FILES.items() for language in case[2]]
)
def test_what_is_no_table_is_refused_with_one_sentence(house: House, what: str, language: str) -> None:
    name, content, sentences = FILES[what]
    browser = house.browser(RoleCode.DEANS_OFFICE)
    before = dump()
    answer = send(browser, name, content() if callable(content) else content, language)
    assert answer.status_code == 422
    assert sentences[language] in answer.content.decode()
    assert (ImportRun.objects.count(), dump()) == (0, before)


def test_a_workbook_without_a_list_shows_why_and_asks_for_the_columns(house: House) -> None:
    browser = house.browser(RoleCode.DEANS_OFFICE)
    answer = browser.post(UPLOAD, {"file": SimpleUploadedFile("a.xlsx", WRONG_SHEET)}, follow=True)
    assert "is this the right sheet?" in answer.content.decode()
    run = previewed(WRONG_SHEET)
    assert (run.status, run.failure["code"], ImportRow.objects.count()) == ("failed", "no_header", 0)
    page = browser.get(f"/app/import/{ImportRun.objects.earliest('created_at').pk}/")
    assert page.status_code == 200


def test_a_file_of_two_hundred_megabytes_reaches_neither_memory_nor_disk(house: House) -> None:
    browser = house.browser(RoleCode.DEANS_OFFICE)
    before = dump()
    stream = _Stream(200 * MB)
    tracemalloc.start()
    answer = browser.generic(
        "POST",
        UPLOAD,
        b"",
        CONTENT_TYPE=f"multipart/form-data; boundary={_Stream.BOUNDARY}",
        CONTENT_LENGTH=str(stream.length),
        **{"wsgi.input": stream},
    )
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status_code == 413
    assert "larger than 50 MB" in answer.content.decode()
    assert peak < 20 * MB
    assert (ImportRun.objects.count(), dump()) == (0, before)


class _Stream(io.RawIOBase):
    """A form with one file of zeros, made while it is read."""

    BOUNDARY = "ordo-test-boundary"

    def __init__(self, size: int) -> None:
        super().__init__()
        head = f'--{self.BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n'
        self._head = head.encode() + b"Content-Type: application/octet-stream\r\n\r\n"
        self._tail = f"\r\n--{self.BOUNDARY}--\r\n".encode()
        self._left = size
        self.length = len(self._head) + size + len(self._tail)

    def read(self, size: int = -1) -> bytes:
        """The next piece."""
        if self._head:
            piece, self._head = self._head, b""
            return piece
        if self._left:
            count = min(self._left, size if size > 0 else 65_536)
            self._left -= count
            return b"\0" * count
        piece, self._tail = self._tail, b""
        return piece


def test_a_file_whose_size_was_not_told_is_stopped_on_its_way(house: House) -> None:
    guard = SizeGuard(10)
    guard.handle_raw_input(io.BytesIO(), {}, 0, b"x", None)
    guard.new_file("file", "a.xlsx", "application/octet-stream", 0)
    assert guard.receive_data_chunk(b"12345", 0) == b"12345"
    with pytest.raises(SkipFile):
        guard.receive_data_chunk(b"1234567", 5)
    assert guard.refused


@override_settings(ORDO_MAX_UPLOAD_BYTES=1000)
def test_the_limit_is_a_setting(house: House) -> None:
    browser = house.browser(RoleCode.DEANS_OFFICE)
    content = book(group_list("ИСТ-1-25", [person(1, "Асанова Айгүл")])).getvalue()
    assert len(content) > 1000
    assert browser.post(UPLOAD, {"file": SimpleUploadedFile("a.xlsx", content)}).status_code == 413


def test_a_form_without_its_token_is_refused(house: House) -> None:
    browser = Client(HTTP_HOST="nsu.localhost", enforce_csrf_checks=True)
    browser.cookies = house.browser(RoleCode.DEANS_OFFICE).cookies
    content = book(group_list("ИСТ-1-25", [person(1, "Асанова Айгүл")])).getvalue()
    assert browser.post(UPLOAD, {"file": SimpleUploadedFile("a.xlsx", content)}).status_code == 403
    assert ImportRun.objects.count() == 0
