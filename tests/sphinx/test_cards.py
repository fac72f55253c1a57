"""Previews of links to an issue and to its papers show the card of the issue, which is drawn again only if it must be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from handbook.model.places import CARD, ISSUE_CARD
from handbook.site import png
from handbook.site.cards import template_of
from tests.conftest import ROOT

from .project import Project, entry, issue, state

BASE = "https://example.org/hb/"
TEMPLATE = (ROOT / ISSUE_CARD).read_bytes()


@pytest.fixture
def project(small: Project) -> Project:
    """Return a small handbook with pictures, whose site has been built."""
    small.write({ISSUE_CARD: TEMPLATE, CARD: b"\x89PNG"})
    build(small)
    return small


def build(project: Project, builder: str = "html") -> Path:
    """Build for a site with an address without a warning, and return the output folder."""
    built = project.build(builder, html_baseurl=BASE)
    assert built.warnings == []
    return project.out / builder


def image(project: Project, page: str, builder: str = "html") -> str:
    """Return the address of the picture of a page; empty if it has none."""
    found = html.fromstring((project.out / builder / page).read_bytes()).xpath("//meta[@property='og:image']/@content")
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("issues/001.html", "cards/001.png"),
        ("papers/doe2022one.html", "cards/001.png"),
        ("papers/doe2022three.html", "cards/002.png"),
        ("docs/topics/topic-a.html", "_static/card.png"),
        ("venues/some.html", "_static/card.png"),
        ("index.html", "_static/card.png"),
    ],
)
def test_a_page_shows_the_card_of_its_issue(project: Project, page: str, expected: str) -> None:
    assert image(project, page) == BASE + expected
    assert (project.out / "html" / expected).is_file()


def test_a_card_has_the_number_of_its_issue(project: Project) -> None:
    out = project.out / "html/cards"
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {
        "001.png": template_of(TEMPLATE).card(1),
        "002.png": template_of(TEMPLATE).card(2),
    }


def test_cards_are_drawn_again_only_where_they_must_be(project: Project) -> None:
    cards = project.out / "html/cards"
    before = state(cards)
    project.edit("issues/002.md", "摘要。", "另一个摘要。")
    build(project)
    assert state(cards) == before
    (cards / "001.png").unlink()
    build(project)
    now = state(cards)
    assert now.keys() == before.keys()
    assert [name for name in now if now[name] != before[name]] == [str(cards / "001.png")]
    picture = png.read(TEMPLATE)
    project.write({ISSUE_CARD: png.written(replace(picture, palette=bytes(255 - value for value in picture.palette)))})
    build(project)
    assert all(now[name] != after for name, after in state(cards).items())


def test_the_card_of_a_removed_issue_goes_and_that_of_a_new_one_comes(project: Project) -> None:
    project.remove("issues/002.md")
    project.remove("bib/002.bib")
    project.write({"issues/003.md": issue(3)})
    project.build(html_baseurl=BASE)
    assert {path.name for path in (project.out / "html/cards").iterdir()} == {"001.png", "003.png"}


def test_without_the_picture_or_the_address_of_the_site_there_are_no_cards(project: Project) -> None:
    project.remove(ISSUE_CARD)
    build(project)
    assert image(project, "issues/001.html") == image(project, "papers/doe2022one.html") == f"{BASE}_static/card.png"
    assert not [*(project.out / "html/cards").glob("*")]
    project.write({ISSUE_CARD: TEMPLATE})
    build(project)
    assert image(project, "issues/001.html") == image(project, "papers/doe2022one.html") == f"{BASE}cards/001.png"
    project.build()
    assert image(project, "issues/001.html") == ""
    assert not [*(project.out / "html/cards").glob("*")]


def test_other_builders(project: Project) -> None:
    build(project, "dirhtml")
    assert image(project, "papers/doe2022three/index.html", "dirhtml") == f"{BASE}cards/002.png"
    assert (project.out / "dirhtml/cards/002.png").is_file()
    build(project, "singlehtml")
    assert not (project.out / "singlehtml/cards").exists()


def test_a_picture_that_cannot_be_used_is_one_warning(project: Project) -> None:
    project.write({ISSUE_CARD: b"GIF89a", "issues/002.md": issue(2, entry("doe2022three", summary="新。"))})
    built = project.build(html_baseurl=BASE)
    assert built.warnings == [
        f"WARNING: {ISSUE_CARD}: no cards of issues can be drawn on this picture: it is not a PNG file "
        "(save it again, or remove it) [hb.card]"
    ]
    assert image(project, "issues/001.html") == f"{BASE}_static/card.png"
