"""What is compressed on the way out, and what is left as it is."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from ordo.config.compression import CompressionMiddleware

TEXT = "Айгүл, Бакыт, Чолпон, Данияр. " * 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def answered(response: HttpResponseBase, accepts: str = "gzip, br") -> Any:
    request = RequestFactory().get("/", headers={"accept-encoding": accepts})
    return CompressionMiddleware(lambda _: response)(request)


@pytest.mark.parametrize(
    "response", [HttpResponse(TEXT), HttpResponse(TEXT, content_type="text/csv"), JsonResponse({"a": TEXT})]
)
def test_pages_lists_and_data_are_compressed(response: HttpResponse) -> None:
    whole = response.content
    answer = answered(response)
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Vary"] == "Accept-Encoding"
    assert int(answer["Content-Length"]) == len(answer.content) < len(whole) / 3
    assert gzip.decompress(answer.content) == whole


def test_a_stream_stays_a_stream() -> None:
    answer = answered(StreamingHttpResponse((TEXT.encode() for _ in range(3)), content_type="text/csv"))
    assert answer.streaming
    assert gzip.decompress(b"".join(answer.streaming_content)) == TEXT.encode() * 3


@pytest.mark.parametrize("kind", [XLSX, "application/pdf", "image/png", "application/octet-stream"])
def test_what_is_packed_already_goes_as_it_is(kind: str) -> None:
    answer = answered(HttpResponse(TEXT, content_type=kind))
    assert not answer.has_header("Content-Encoding")
    assert answer.content.decode() == TEXT


def test_a_part_of_a_file_goes_as_it_is() -> None:
    part = HttpResponse(TEXT, status=206, headers={"Content-Range": "bytes 0-99/1000"})
    assert not answered(part).has_header("Content-Encoding")


def test_nothing_is_compressed_for_a_program_that_did_not_ask() -> None:
    answer = answered(HttpResponse(TEXT), accepts="")
    assert not answer.has_header("Content-Encoding")
    assert answer["Vary"] == "Accept-Encoding"


def test_a_mark_of_the_version_becomes_a_weak_one_and_still_matches() -> None:
    assert answered(HttpResponse(TEXT, headers={"ETag": '"v7"'}))["ETag"] == 'W/"v7"'


def test_the_same_page_has_another_length_each_time() -> None:
    lengths = {len(answered(HttpResponse(TEXT)).content) for _ in range(40)}
    assert len(lengths) > 3, "the size of a page must not tell what stands in it (BREACH)"


def test_pages_of_a_university_are_compressed(nsu: str, browse: Callable[[str], Any]) -> None:
    answer = browse("nsu").get("/accounts/login/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert b"<html" in gzip.decompress(answer.content)
