"""The cards of issues: pictures that previews of links show, with the number of the issue on a picture of the handbook.

A number is drawn without a font, so that a card is the same wherever it is made. What else a card says, in any script, is in
the picture of the handbook.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..text.messages import mark as _
from . import png
from .digits import SHADES, drawn, height_within

if TYPE_CHECKING:
    from ..model.records import Page

FOLDER = "cards"
"""The folder of the cards below the root of the site."""
SIZE = (1200, 630)
CENTRE = (890, 315)
"""Where the middle of the number is."""
MAX_WIDTH, MAX_HEIGHT = 460, 250
"""A number fills at most so many pixels."""
MAX_COLOURS = 256 - (SHADES - 2)
"""A palette may have so many colours before those of the edges of the number are added."""


def address(page: Page) -> str:
    """Return the address of the card of an issue, relative to the root of the site."""
    return f"{FOLDER}/{page.docname.rpartition('/')[2]}.png"


@dataclass(frozen=True)
class Template:
    """The picture that all cards of issues show: 1200 by 630 pixels, with a palette.

    The number gets the colour of its first pixel, on the colour that it has where the middle of the number is.
    """

    picture: png.Picture

    def card(self, number: int) -> bytes:
        """Return the card of the issue *number*."""
        height = height_within(number, MAX_WIDTH, MAX_HEIGHT)
        rows = [bytearray(row) for row in self.picture.rows]
        pixels = drawn(number, height)
        top, left = CENTRE[1] - height // 2, CENTRE[0] - len(pixels[0]) // 2
        for row, shades in zip(rows[top:], pixels, strict=False):
            row[left : left + len(shades)] = shades.translate(self._indexes)
        return png.written(replace(self.picture, palette=self._palette, rows=tuple(map(bytes, rows))))

    @property
    def ink(self) -> int:
        """The index of the colour of the number."""
        return self.picture.rows[0][0]

    @property
    def paper(self) -> int:
        """The index of the colour behind the number."""
        return self.picture.rows[CENTRE[1]][CENTRE[0]]

    @cached_property
    def _indexes(self) -> bytes:
        """The index of the colour of each shade, as a table for bytes.translate."""
        between = range(len(self.picture.palette) // 3, len(self.picture.palette) // 3 + SHADES - 2)
        return bytes([self.paper, *between, self.ink]).ljust(256, b"\0")

    @cached_property
    def _palette(self) -> bytes:
        """The palette with the colours between paper and ink at its end."""
        ink, paper = (self.picture.palette[3 * at : 3 * at + 3] for at in (self.ink, self.paper))
        shades = (
            round(light + (dark - light) * shade / (SHADES - 1))
            for shade in range(1, SHADES - 1)
            for dark, light in zip(ink, paper, strict=True)
        )
        return self.picture.palette + bytes(shades)


def template_of(data: bytes) -> Template:
    """Return the template in a file; raise png.PictureError if it is none."""
    if (size := png.size_of(data)) != SIZE:
        raise png.PictureError(
            _("it has {width} by {height} pixels instead of {wide} by {high}"),
            width=size[0],
            height=size[1],
            wide=SIZE[0],
            high=SIZE[1],
        )
    template = Template(png.read(data))
    if len(template.picture.palette) // 3 > MAX_COLOURS:
        raise png.PictureError(_("its palette has more than {limit} colours"), limit=MAX_COLOURS)
    if template.ink == template.paper:
        raise png.PictureError(_("its first pixel, the colour of the number, has the colour of the place of the number"))
    return template
