"""QR codes of documents."""

import re
import struct

from ordo.documents import qr, signing

SIGNED = signing.sign({"u": "nsu", "n": "2026-00123", "f": [["Тайпа", "МАТ-21"]] * 4}, bytes(32))
ADDRESS = "https://nsu.example.kg/verify/q3nT0rVJx2ab9Qd0pLmZ8w/"


def side(svg: str) -> int:
    """Modules of one side, the quiet zone included."""
    return int(re.findall(r'width="(\d+)"', svg)[0])


def test_an_svg_stands_alone_with_a_quiet_zone_and_a_title() -> None:
    code = qr.svg("https://nsu.example.kg/", title="Текшерүү")
    assert code.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "<title>Текшерүү</title>" in code
    assert side(code) == 25 + 2 * qr.QUIET
    assert "style=" not in code


def test_a_png_has_whole_pixels_a_module() -> None:
    png = qr.png("https://nsu.example.kg/", module=5)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == ((25 + 8) * 5, (25 + 8) * 5)


def test_the_signed_part_of_an_address_is_packed_denser_than_plain_text() -> None:
    packed = side(qr.svg(signing.with_address(ADDRESS, SIGNED)))
    plain = side(qr.svg(signing.with_address(ADDRESS, SIGNED).lower()))
    assert packed <= plain - 8


def test_a_title_from_people_cannot_break_out_of_the_svg() -> None:
    assert "<script>" not in qr.svg("x", title="</title><script>")
