"""The messages of a page: each text of it that an edition of the handbook in another language has in its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model.problems import Location
from ..text.folding import has_chinese
from .blocks import PageWalk, directive_of
from .files import page_kind, split_front_matter
from .mentions import PageLines
from .pages import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from ..model.identity import Identity
    from ..model.records import Erratum, Item, Page
    from .options import RawDirective

_LANGUAGE = re.compile(r"^lang:[ \t]*[\"']?([\w-]+)", re.MULTILINE | re.ASCII)
_ENTRY = re.compile(r"(.+?)\s*<[^<>]+>")
"""A line of a table of contents that gives a page another title."""
_CODE = frozenset({"code", "code-block", "sourcecode"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A text of a page: Markdown, a plain value or code. Only code has several lines."""

    text: str
    location: Location
    note: str = ""
    """What a value is, for translators: the name of its field."""


def read_messages(path: str, data: bytes, identity: Identity) -> tuple[Message, ...]:
    """Return the messages of the page at *path*, in the order of its lines.

    A page that its front matter says to be in another language than the handbook has none, nor has a text without a letter of
    that language. Titles that other editions know from elsewhere are left out: those of papers, which the bibliography has, of
    terms and people, which their front matter has, and of issues, which are made of their numbers.
    """
    page, text = read_page(path, data, identity)
    front, body = split_front_matter(text)
    language = _LANGUAGE.search(front or "")
    if not page_kind(path) and language and language[1] != identity.language:
        return ()
    walk = _MessageWalk(page=PageLines(path=path, lines=body.split("\n")), is_issue=page.issue is not None)
    walk.has_named_title = bool(page_kind(path))
    walk.read(body, first_line=1, inside=())
    found = sorted([*walk.messages, *_values(page)], key=lambda message: message.location.line)
    return tuple(message for message in found if is_translatable(message.text, identity))


def is_translatable(text: str, identity: Identity) -> bool:
    """Tell whether *text* has a letter or a mark of the language of the handbook; any word is English."""
    return has_chinese(text) if identity.is_chinese else any(char.isalpha() for char in text)


def as_message(text: str) -> str:
    """Return the text of a paragraph as catalogues have it, on one line: the identifier of its translation."""
    return text.replace("\n", " ").strip()


def _values(page: Page) -> Iterator[Message]:
    """Yield the values of front matter and directives that pages show."""
    if page.issue:
        yield Message(text=page.issue.title, location=page.issue.location, note="title")
        yield from (Message(text=name, location=page.issue.location, note="contributor") for name in page.issue.contributors)
    for erratum in page.errata:
        yield from _erratum_values(erratum)
    for item in page.items:
        yield from _item_values(item)


def _item_values(item: Item) -> Iterator[Message]:
    if item.kind != "paper" and not item.title_en:
        yield Message(text=item.title, location=item.location, note="title")
    yield from (Message(text=name, location=item.location, note="person") for name in item.people)
    yield Message(text=item.printed_date, location=item.location, note="printed-date")
    for erratum in item.errata:
        yield from _erratum_values(erratum)


def _erratum_values(erratum: Erratum) -> Iterator[Message]:
    values = {"printed": erratum.printed, "correct": erratum.correct, "evidence": erratum.shown_evidence}
    yield from (Message(text=text, location=erratum.location, note=f"erratum, {name}") for name, text in values.items())


@dataclass(kw_only=True)
class _MessageWalk(PageWalk):
    """Walks over the blocks of one page and collects the texts in them."""

    has_named_title: bool = False
    """Whether the title of the page is known from elsewhere."""
    messages: list[Message] = field(default_factory=list)

    def _block(self, tokens: Sequence[Token], index: int, line: int, inside: tuple[str, ...]) -> None:
        token = tokens[index]
        is_title = token.type == "inline" and tokens[index - 1].type == "heading_open" and tokens[index - 1].tag == "h1"
        if token.type == "inline" and not (is_title and self.has_named_title):
            self._note(as_message(token.content), line)
        elif token.type == "fence" and directive_of(token) is None:
            self._note(token.content.removesuffix("\n"), line)
        super()._block(tokens, index, line, inside)

    def _directive(self, raw: RawDirective, inside: tuple[str, ...], *, top: bool) -> None:
        if raw.name == "toctree":
            self._contents(raw)
        elif raw.name in _CODE:
            lines = raw.content.split("\n")
            options = next((count for count, line in enumerate(lines) if not line.startswith(":")), len(lines))
            self._note("\n".join(lines[options:]).strip("\n"), raw.location.line)
        else:
            super()._directive(raw, inside, top=top)

    def _contents(self, raw: RawDirective) -> None:
        """Note the caption of a table of contents and the titles in it."""
        for number, line in enumerate(raw.content.split("\n"), start=raw.location.line + 1):
            if line.startswith(":caption:"):
                self._note(line.removeprefix(":caption:").strip(), number)
            elif match := _ENTRY.fullmatch(line.strip()):
                self._note(match[1], number)

    def _note(self, text: str, line: int) -> None:
        self.messages.append(Message(text=text, location=Location(path=self.page.path, line=line)))
