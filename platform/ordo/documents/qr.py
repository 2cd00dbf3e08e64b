"""QR codes as SVG (for pages and PDF) and PNG (for files and mails)."""

import io
from typing import cast

import segno

QUIET = 4
"""Width of the white frame in modules, as the standard asks."""


def svg(text: str, *, title: str = "") -> str:
    """The code as a stand-alone SVG, one unit a module, no colours but black on white."""
    out = io.BytesIO()
    _make(text).save(
        out, kind="svg", border=QUIET, xmldecl=False, svgns=True, light="#fff", title=title or None
    )
    return out.getvalue().decode()


def png(text: str, *, module: int = 6) -> bytes:
    """The code as a PNG; `module` is the side of one module in pixels."""
    out = io.BytesIO()
    _make(text).save(out, kind="png", border=QUIET, scale=module)
    return out.getvalue()


def _make(text: str) -> segno.QRCode:
    """Error correction M (15 %): paper is folded and stamped.

    A check address carries the signed text behind '#ORDO1:'. That part is upper case only, so it goes as a segment
    of its own in the denser alphanumeric mode: a third fewer modules for the same content.
    """
    head, mark, tail = text.partition("#")
    if not mark or not _is_alphanumeric(tail):
        return segno.make_qr(text, error="m", boost_error=False)
    # segno takes a list of segments and finds the mode of each; its annotation names plain content only.
    return segno.make_qr(cast(str, [head + mark, tail]), error="m", boost_error=False)


def _is_alphanumeric(text: str) -> bool:
    return bool(text) and set(text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
