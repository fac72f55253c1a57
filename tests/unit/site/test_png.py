"""Pictures with a palette survive writing and reading, whatever filters another program has used; all others are refused."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.site.png import Picture, PictureError, read, size_of, written

COLOURS = bytes(range(48))
ROWS = st.integers(1, 9).flatmap(lambda width: st.lists(st.lists(st.integers(0, 15), min_size=width, max_size=width), min_size=1))


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG file."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def file(
    rows: list[bytes], width: int, *, depth: int = 8, colours: int = 3, interlaced: int = 0, palette: bytes = COLOURS
) -> bytes:
    """Return a file whose *rows* begin with their filters, with its data in two chunks."""
    data = zlib.compress(b"".join(rows))
    header = struct.pack(">IIBBBBB", width, len(rows), depth, colours, 0, 0, interlaced)
    parts = [(b"IHDR", header), (b"PLTE", palette), (b"IDAT", data[:3]), (b"IDAT", data[3:]), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def filtered(kind: int, row: list[int], above: list[int]) -> bytes:
    """Return a row with one of the filters of the specification of PNG."""

    def paeth(left: int, up: int, corner: int) -> int:
        distances = [abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)]
        return (left, up, corner)[distances.index(min(distances))]

    result = [kind]
    for at, byte in enumerate(row):
        left, corner = (row[at - 1], above[at - 1]) if at else (0, 0)
        up = above[at]
        result.append((byte - (0, left, up, (left + up) // 2, paeth(left, up, corner))[kind]) % 256)
    return bytes(result)


@given(ROWS, st.data())
def test_rows_are_read_through_any_filters(rows: list[list[int]], data: st.DataObject) -> None:
    kinds = data.draw(st.lists(st.integers(0, 4), min_size=len(rows), max_size=len(rows)))
    above = [[0] * len(rows[0]), *rows]
    encoded = [filtered(kind, row, up) for kind, row, up in zip(kinds, rows, above, strict=False)]
    assert read(file(encoded, len(rows[0]))).rows == tuple(map(bytes, rows))


@given(ROWS)
def test_what_is_written_is_read_again(rows: list[list[int]]) -> None:
    picture = Picture(width=len(rows[0]), palette=COLOURS, rows=tuple(map(bytes, rows)))
    data = written(picture)
    assert read(data) == picture
    assert size_of(data) == (len(rows[0]), len(rows))
    assert written(read(data)) == data


@pytest.mark.parametrize(
    ("depth", "row", "pixels"), [(1, b"\xa0", b"\1\0\1"), (2, b"\x1b\xc0", b"\0\1\2\3\3"), (4, b"\x1f\x20", b"\1\x0f\2")]
)
def test_several_pixels_of_a_byte_are_read(depth: int, row: bytes, pixels: bytes) -> None:
    assert read(file([b"\0" + row], len(pixels), depth=depth)).rows == (pixels,)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"GIF89a", "it is not a PNG file"),
        (b"\x89PNG\r\n\x1a\n", "it is not a PNG file"),
        (file([b"\0\1"], 1, colours=2), "it has no palette of at most 256 colours, or is interlaced"),
        (file([b"\0\1"], 1, interlaced=1), "it has no palette of at most 256 colours, or is interlaced"),
        (file([b"\0\x10"], 1), "it uses a colour that its palette lacks"),
        (file([b"\0\1"], 2), "it is damaged"),
        (file([b"\5\1"], 1), "it is damaged"),
        (file([b"\0\1"], 1)[:-20], "it is damaged"),
        (file([], 1), "it is damaged"),
        (file([b"\0"], 0), "it is damaged"),
        (file([b"\0\1"], 1, depth=7), "it is damaged"),
    ],
)
def test_other_files_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(PictureError) as error:
        read(data)
    assert error.value.text() == reason


def test_no_more_is_unpacked_than_the_picture_has() -> None:
    assert read(file([b"\0\1" + b"\1" * 1_000_000], 1)).rows == (b"\1",)
