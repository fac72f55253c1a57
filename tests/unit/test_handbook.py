"""The handbook itself: complete, without errors, and in words of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from handbook import load, views
from handbook.checking.checks import check
from handbook.library.library import Library
from handbook.model.codes import Severity
from handbook.model.records import LISTINGS, TERM_KINDS

WINDOW = 24
MOST_HAN = 14
HAN = re.compile(r"[\u3400-\u9fff]")
ISSUE_TITLE = re.compile(r"\A---\n(?:.*\n)*?title:(.*)\n(?:.*\n)*?---\n")


def windows(text: str) -> Iterator[str]:
    """Yield the pieces of *text*, without its white space, that are long and Chinese enough to be telling."""
    packed = "".join(text.split())
    pieces = (packed[start : start + WINDOW] for start in range(len(packed) - WINDOW + 1))
    return (piece for piece in pieces if len(HAN.findall(piece)) > MOST_HAN)


def copied(page: str, raw: Iterable[str]) -> list[str]:
    """Return the telling pieces that a page shares with the raw texts; the title of an issue may be that of the weekly."""
    title = ISSUE_TITLE.match(page)
    own = page[: title.start(1)] + page[title.end(1) :] if title else page
    sources = ["".join(text.split()) for text in raw]
    return [piece for piece in windows(own) if any(piece in source for source in sources)]


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    """Return the library of the handbook."""
    return load(root)


def pages(root: Path) -> list[Path]:
    """Return every Markdown file of the repository."""
    found = (path for path in root.rglob("*.md") if not any(part[0] in "._" for part in path.relative_to(root).parts))
    return sorted(path for path in found if "node_modules" not in path.parts)


def test_the_handbook_has_no_error(library: Library) -> None:
    assert [
        f"{each.location.path}:{each.location.line}: {each.text()}" for each in check(library) if each.severity is Severity.ERROR
    ] == []


def test_the_handbook_has_its_entries_terms_and_genres(library: Library) -> None:
    assert list(library.issues) == [64, 28]
    assert len(library.entries) == 21
    assert Counter((entry.item.kind, entry.item.genre) for entry in library.entries.values()) == {
        ("paper", "research"): 15,
        ("paper", "survey"): 4,
        ("paper", "tutorial"): 1,
        ("event", "research"): 1,
    }
    assert {kind: len(library.vocabulary.of_kind(kind)) for kind in TERM_KINDS} == {"topic": 32, "institution": 39, "method": 60}
    assert sum(1 for _term in library.vocabulary) == 131


def test_every_entry_has_a_reference_and_terms_of_every_kind(library: Library) -> None:
    for entry in library.entries.values():
        assert (entry.reference is not None) == (entry.item.kind == "paper")
        assert all(entry.terms[kind] for kind in TERM_KINDS), entry.item.id


def test_every_summary_has_100_to_250_characters(library: Library) -> None:
    lengths = {entry.item.id: len("".join(entry.item.summary.split())) for entry in library.entries.values()}
    assert {key: length for key, length in lengths.items() if not 100 <= length <= 250} == {}


def test_names_that_are_hard_to_take_apart_stand_right(library: Library) -> None:
    inverted = {author.person.inverted for author in library.authors.values()}
    assert {
        "Kamal Eddine, Moussa",
        "Dollár, Piotr",
        "van de Kar, Mozes",
        "de Martini, Daniele",
        "Pouran Ben Veyseh, Amir",
    } <= inverted


def test_every_anchor_of_a_listing_is_unique(library: Library) -> None:
    for name in LISTINGS:
        shown = views.view(library, name)
        if isinstance(shown, views.Listing):
            anchors = [group.anchor for group in shown.groups if group.head.kind != "text"]
            assert len(set(anchors)) == len(anchors)
            assert all(re.fullmatch("[a-z][a-z0-9-]*", anchor) for anchor in anchors)


def test_no_page_copies_the_weekly(root: Path) -> None:
    raw = [path.read_text() for path in sorted((root.parent / "shared/seeds").glob("*.txt"))]
    found = {path.relative_to(root).as_posix(): copied(path.read_text(), raw) for path in pages(root)}
    assert len(found) > 100
    assert {path: pieces for path, pieces in found.items() if pieces} == {}


SOURCE = "本文是自监督深度网络的对抗性预训练的综述,作者回顾了卷积神经网络和视觉转换器。\nA Survey of Pretraining Methods in NLP"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("这篇综述回顾卷积神经网络和视觉 Transformer 的对抗性预训练。\n", 0),
        ("自监督深度网络的对抗性预训练的综述,作者回顾了", 0),
        ("自监督深度网络的对抗性预训练的综述,作者回顾了卷", 1),
        ("自监督深度网络的 对抗性\n  预训练的综述,作者回顾了卷积神", 3),
        ("A Survey of Pretraining Methods in NLP", 0),
        ("---\nissue: 64\ntitle: 自监督深度网络的对抗性预训练的综述,作者回顾了卷\n---\n# 题\n", 0),
        ("# 题\n\ntitle: 自监督深度网络的对抗性预训练的综述,作者回顾了卷\n", 1),
        ("---\ntitle: 题\nzh: 自监督深度网络的对抗性预训练的综述,作者回顾了卷\n---\n", 1),
    ],
)
def test_a_copy_is_24_characters_of_which_more_than_14_are_han(page: str, expected: int) -> None:
    assert len(copied(page, ["别的文字", SOURCE])) == expected
    assert copied(page, []) == []
