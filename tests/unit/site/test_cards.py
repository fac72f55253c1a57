"""The card of an issue: the picture of the handbook with the number of the issue, the same bytes each time."""

from __future__ import annotations

import pytest

from handbook.model.places import ISSUE_CARD
from handbook.site import png
from handbook.site.cards import CENTRE, MAX_COLOURS, MAX_HEIGHT, MAX_WIDTH, SIZE, Template, template_of
from handbook.site.digits import SHADES, STROKES, drawn
from tests.conftest import ROOT

INK, PAPER = b"\x00\x66\xcc", b"\xff\xff\xf0"


def plain(palette: bytes = INK + PAPER, first: int = 0, other: int = 1) -> png.Picture:
    """Return a picture of one colour but for its first pixel."""
    row = bytes([other]) * SIZE[0]
    return png.Picture(width=SIZE[0], palette=palette, rows=(bytes([first]) + row[1:], *(row,) * (SIZE[1] - 1)))


def changed(number: int) -> tuple[range, range]:
    """Return the columns and rows of the card in which a number is drawn."""
    card, before = png.read(Template(plain()).card(number)), plain()
    rows = [at for at, (new, old) in enumerate(zip(card.rows, before.rows, strict=True)) if new != old]
    columns = [at for at in range(SIZE[0]) if any(card.rows[row][at] != before.rows[row][at] for row in rows)]
    return range(columns[0], columns[-1] + 1), range(rows[0], rows[-1] + 1)


@pytest.mark.parametrize("number", [1, 64, 137, 2058, 93467, 1234567890])
def test_a_number_fills_its_place_around_the_centre(number: int) -> None:
    columns, rows = changed(number)
    assert MAX_WIDTH / 2 < len(columns) <= MAX_WIDTH + 2 or len(rows) == MAX_HEIGHT
    assert len(columns) <= MAX_WIDTH + 2
    assert len(rows) <= MAX_HEIGHT
    for place, centre in zip((columns, rows), CENTRE, strict=True):
        assert abs((place[0] + place[-1]) / 2 - centre) <= 4


def test_a_number_has_the_colour_of_the_first_pixel_and_smooth_edges() -> None:
    card = png.read(Template(plain()).card(8))
    used = {index for row in card.rows for index in row}
    colours = [card.palette[3 * index : 3 * index + 3] for index in sorted(used)]
    assert {INK, PAPER} <= set(colours)
    assert 2 < len(colours) <= SHADES
    for colour in colours:
        assert all(min(pair) <= value <= max(pair) for value, *pair in zip(colour, INK, PAPER, strict=True))


def test_digits_differ_and_fill_their_height() -> None:
    pictures = {digit: drawn(int(digit), 40) for digit in STROKES}
    assert len({tuple(rows) for rows in pictures.values()}) == 10
    for rows in pictures.values():
        assert max(rows[0]) > SHADES / 2
        assert max(rows[-1]) > SHADES / 2
    six, nine = (b"".join(drawn(number, 200)) for number in (6, 9))
    assert all(abs(a - b) <= 1 for a, b in zip(six, reversed(nine), strict=True)), "a 9 is a 6 turned round"


def test_the_same_number_gives_the_same_bytes_and_another_others() -> None:
    template = template_of((ROOT / ISSUE_CARD).read_bytes())
    assert template.card(64) == Template(template.picture).card(64) != template.card(65)


@pytest.mark.parametrize("number", [1, 64, 999, 8888, 20260, 888888888])
def test_cards_of_this_handbook_are_small(number: int) -> None:
    card = template_of((ROOT / ISSUE_CARD).read_bytes()).card(number)
    assert png.size_of(card) == (1200, 630)
    assert len(card) <= 30_000


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        (png.Picture(width=2, palette=INK + PAPER, rows=(b"\0\1",)), "it has 2 by 1 pixels instead of 1200 by 630"),
        (plain(first=1), "its first pixel, the colour of the number, has the colour of the place of the number"),
        (plain(palette=bytes(3 * (MAX_COLOURS + 1))), f"its palette has more than {MAX_COLOURS} colours"),
    ],
)
def test_other_pictures_are_refused(picture: png.Picture, reason: str) -> None:
    with pytest.raises(png.PictureError) as error:
        template_of(png.written(picture))
    assert error.value.text() == reason


def test_a_palette_may_be_as_long_as_it_can_be() -> None:
    palette = bytes(value % 256 for value in range(3 * MAX_COLOURS))
    card = png.read(template_of(png.written(plain(palette=palette))).card(7))
    assert len(card.palette) == 3 * 256
