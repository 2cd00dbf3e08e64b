"""The outer shell of an XLSX file: a zip archive that is measured before anything is unpacked.

Declared sizes are judged first; then every byte that is really unpacked is counted against the same bounds.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final

from ordo.exchange.reading.limits import Limits
from ordo.exchange.reading.problems import ReadCode, ReadProblem

_CHUNK: Final = 64 * 1024
_ALLOWED_PACKING: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED_FLAG: Final = 0x1
#: An archive of a workbook names each part once, in less than this many bytes.
_DIRECTORY_ENTRY: Final = 512
_END: Final = struct.Struct("<4s4H2LH")
_END_SIGN: Final = b"PK\x05\x06"
_LOCATOR_SIGN: Final = b"PK\x06\x07"
_LOCATOR_LENGTH: Final = 20
_WIDE_END: Final = struct.Struct("<4sQ2H2L4Q")
_LONGEST_COMMENT: Final = 65_535
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class Budget:
    """What may still be unpacked and parsed; shared by all parts of one archive."""

    def __init__(self, limits: Limits) -> None:
        """Begin with everything the limits allow."""
        self._bytes = limits.max_unpacked_bytes
        self._tags = limits.max_tags

    def spend_bytes(self, count: int) -> None:
        """Count unpacked bytes; raises ReadProblem when there are too many."""
        self._bytes -= count
        if self._bytes < 0:
            raise ReadProblem(ReadCode.BOMB)

    def spend_tags(self, count: int) -> None:
        """Count parsed tags; raises ReadProblem when there are too many."""
        self._tags -= count
        if self._tags < 0:
            raise ReadProblem(ReadCode.BOMB)


def _directory_size(file: IO[bytes]) -> int:
    """Return how many bytes the archive's directory claims to take, found where `zipfile` will look for it.

    The directory is read whole when an archive is opened, before any part can be looked at.
    """
    length = file.seek(0, os.SEEK_END)
    file.seek(max(0, length - _END.size - _LONGEST_COMMENT - _LOCATOR_LENGTH - _WIDE_END.size))
    tail = file.read()
    place = len(tail) - _END.size
    if not (place >= 0 and tail[place:].startswith(_END_SIGN) and tail.endswith(b"\0\0")):
        place = tail.rfind(_END_SIGN)
    if place < 0 or place + _END.size > len(tail):
        raise ReadProblem(ReadCode.DAMAGED)
    size: int = _END.unpack_from(tail, place)[5]
    locator = place - _LOCATOR_LENGTH
    wide = locator - _WIDE_END.size
    if wide >= 0 and tail[locator:].startswith(_LOCATOR_SIGN):
        size = max(size, _WIDE_END.unpack_from(tail, wide)[8])
    return size


class Archive:
    """A measured zip archive; `chunks` gives the unpacked bytes of a part in pieces of 64 kB."""

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        """Open the archive and refuse it when its declared sizes are beyond the limits."""
        self._limits = limits
        self.budget = Budget(limits)
        if _directory_size(file) > limits.max_parts * _DIRECTORY_ENTRY:
            raise ReadProblem(ReadCode.BOMB)
        try:
            self._zip = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise ReadProblem(ReadCode.DAMAGED) from error
        self._parts = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        self._judge()

    def _judge(self) -> None:
        """Look at what the archive says of itself: number of parts, sizes, ratios, packing, encryption."""
        limits = self._limits
        parts = self._zip.infolist()
        if len(parts) > limits.max_parts or sum(info.file_size for info in parts) > limits.max_unpacked_bytes:
            raise ReadProblem(ReadCode.BOMB)
        for info in parts:
            if info.flag_bits & _ENCRYPTED_FLAG:
                raise ReadProblem(ReadCode.ENCRYPTED)
            if info.compress_type not in _ALLOWED_PACKING:
                raise ReadProblem(ReadCode.NOT_XLSX)
            ratio = info.file_size / max(info.compress_size, 1)
            if info.file_size > limits.max_part_bytes or (
                info.file_size > limits.ratio_from_bytes and ratio > limits.max_ratio
            ):
                raise ReadProblem(ReadCode.BOMB)

    def __contains__(self, name: str) -> bool:
        """Tell whether the archive has a part of this name."""
        return name in self._parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give the unpacked bytes of one part; raises ReadProblem when it is absent, broken or too much."""
        info = self._parts.get(name)
        if info is None:
            raise ReadProblem(ReadCode.DAMAGED)
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(_CHUNK):
                    self.budget.spend_bytes(len(chunk))
                    yield chunk
        except _BROKEN as error:
            raise ReadProblem(ReadCode.DAMAGED) from error

    def close(self) -> None:
        """Let go of the archive; the file under it is closed by whoever opened it."""
        self._zip.close()
