"""APA 7 and IEEE, by their CSL styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .citeproc import reference
from .csl import item_of
from .csl_names import OTHERS
from .values import full_title

if TYPE_CHECKING:
    from .work import Work

_LEFT_OUT = ("citation-key", "note")
"""The keys that the styles do not print."""


def apa(work: Work) -> str:
    """Return a reference in the form of APA, seventh edition, on one line."""
    return _line("apa", work)


def ieee(work: Work) -> str:
    """Return a reference in the form of IEEE, on one line, without its number in a list."""
    return _line("ieee", work)


def _line(style: str, work: Work) -> str:
    text = reference(style, printed(work))
    if work.arxiv and work.arxiv not in text:
        text += f" arXiv:{work.arxiv}."
    return text + "\n"


def printed(work: Work) -> dict[str, Any]:
    """Return the item of a work with what the styles print; the key of a work without a title stands for it."""
    item = {name: value for name, value in item_of(work).items() if name not in _LEFT_OUT}
    if work.others and "author" in item:
        item["author"] = [*item["author"], OTHERS]
    return {**item, "title": full_title(work).plain or work.key}
