"""Pictures with a palette in the format PNG: reading those without interlacing, and writing them, the same bytes each time."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from ..text.messages import mark as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..text.messages import Translate

DAMAGED = _("it is damaged")
LEVEL = 6
"""Of zlib: a card takes 5 ms and 20 kB; the highest level would take 30 ms for 3 kB less."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE_TYPE, _DEPTHS = 3, (1, 2, 4, 8)
_HEADER = struct.Struct(">IIBBBBB")


class PictureError(ValueError):
    """A file that is no picture with a palette, or none that can be used; the message is a template over the parameters."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message, self.params = message, params

    def text(self, translate: Translate = str) -> str:
        """Return the reason in the language of *translate*."""
        return translate(self.message).format(**self.params)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: rows of bytes, each of which is the index of a colour in the palette, three bytes a colour."""

    width: int
    palette: bytes
    rows: tuple[bytes, ...]


def size_of(data: bytes) -> tuple[int, int]:
    """Return width and height of the picture in a file; raise PictureError if it has none."""
    if not data.startswith(_SIGNATURE) or data[12:16] != b"IHDR" or len(data) < 33:
        raise PictureError(_("it is not a PNG file"))
    width, height, *_rest = _HEADER.unpack_from(data, 16)
    return width, height


def read(data: bytes) -> Picture:
    """Return the picture in a file; raise PictureError if it has no palette, is interlaced, or is damaged."""
    width, height = size_of(data)
    depth, colours, _compression, _filter, interlaced = data[24:29]
    if colours != _PALETTE_TYPE or interlaced:
        raise PictureError(_("it has no palette of at most 256 colours, or is interlaced"))
    if not (width and height and depth in _DEPTHS):
        raise PictureError(DAMAGED)
    chunks = [*_chunks(data)]
    palette = b"".join(content for kind, content in chunks if kind == b"PLTE")
    length = (width * depth + 7) // 8
    rows = _unfiltered(_inflated(b"".join(content for kind, content in chunks if kind == b"IDAT"), (length + 1) * height), length)
    table = [bytes(indexes) for indexes in product(range(1 << depth), repeat=8 // depth)]
    unpacked = rows if depth == 8 else [b"".join(table[byte] for byte in row)[:width] for row in rows]
    if max(map(max, unpacked)) >= len(palette) // 3:
        raise PictureError(_("it uses a colour that its palette lacks"))
    return Picture(width=width, palette=palette, rows=tuple(unpacked))


def written(picture: Picture) -> bytes:
    """Return the file of a picture."""
    header = _HEADER.pack(picture.width, len(picture.rows), 8, _PALETTE_TYPE, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in picture.rows), LEVEL)
    chunks = ((b"IHDR", header), (b"PLTE", picture.palette), (b"IDAT", data), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += length + 12


def _inflated(data: bytes, length: int) -> bytes:
    """Return the rows with their filters, of which there must be *length* bytes; never more are unpacked."""
    try:
        rows = zlib.decompressobj().decompress(data, length)
    except zlib.error:
        rows = b""
    if len(rows) != length or not length:
        raise PictureError(DAMAGED)
    return rows


def _unfiltered(data: bytes, length: int) -> list[bytes]:
    """Return the rows without the filters that predict a byte from the one to the left and those above."""
    rows: list[bytes] = []
    above = bytearray(length)
    for start in range(0, len(data), length + 1):
        row = bytearray(data[start + 1 : start + 1 + length])
        if kind := data[start]:
            _undo(kind, row, above)
        rows.append(bytes(row))
        above = row
    return rows


def _undo(kind: int, row: bytearray, above: bytearray) -> None:
    left = corner = 0
    for at, up in enumerate(above):
        if kind == 1:
            predicted = left
        elif kind == 2:
            predicted = up
        elif kind == 3:
            predicted = (left + up) // 2
        elif kind == 4:
            predicted = _paeth(left, up, corner)
        else:
            raise PictureError(DAMAGED)
        left, corner = (row[at] + predicted) & 255, up
        row[at] = left


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda byte: abs(guess - byte))
