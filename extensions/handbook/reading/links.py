"""The links of a paragraph with their places, so that a link can lose its target and keep its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

PLACE = "place"
"""The key of the place of a link in the ``meta`` of its opening token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPlace:
    """The indexes in the paragraph at which a link begins, its words begin and end, and the link ends."""

    start: int
    words: int
    words_end: int
    end: int


def with_places(parser: MarkdownIt) -> MarkdownIt:
    """Have *parser* note the places of links."""
    for name in ("link", "autolink"):
        rules = parser.inline.ruler.__rules__
        rule = next(rule for rule in rules if rule.name == name)
        parser.inline.ruler.at(name, _noting(rule.fn))
    return parser


def _noting(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    def noting(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent:
            token = next(token for token in state.tokens[count:] if token.type == "link_open")
            is_auto = state.src[start] == "<"
            words_end = state.pos - 1 if is_auto else _end_of_label(state, start)
            token.meta[PLACE] = LinkPlace(start=start, words=start + 1, words_end=words_end, end=state.pos)
        return matched

    return noting


def _end_of_label(state: StateInline, start: int) -> int:
    """Return the index of the bracket that ends the words of a link."""
    end = state.pos
    label_end: int = state.md.helpers.parseLinkLabel(state, start, False)
    state.pos = end
    return label_end


def without_targets(paragraph: str, places: list[LinkPlace]) -> str:
    """Return a paragraph without the targets and the brackets of some links, and with all its line ends."""
    for place in sorted(places, key=lambda place: place.start, reverse=True):
        target = paragraph[place.words_end : place.end]
        words = paragraph[place.words : place.words_end]
        paragraph = paragraph[: place.start] + words + "\n" * target.count("\n") + paragraph[place.end :]
    return paragraph
