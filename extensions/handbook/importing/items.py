"""The items of an issue as directives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..metadata.identifiers import parse
from ..reading.options import ITEM_OPTIONS
from ..text.identifiers import is_web_address
from ..text.messages import mark as _
from .drafts import Notes
from .institutions import ids_or_names, split_speakers
from .markdown import commented, quotation
from .papers import PaperDrafts
from .words import EVENT_DATE, section_kind
from .works import identifier, work_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..library.library import Library
    from ..metadata.identifiers import Identifier
    from ..text.messages import Translate
    from .printed import PrintedItem
    from .works import LookedUp


@dataclass(slots=True, kw_only=True)
class ItemDrafts:
    """Drafts items one after the other: their ids, their papers and the notes on them belong together."""

    library: Library
    number: int
    looked_up: Mapping[Identifier, LookedUp]
    translate: Translate
    notes: Notes = field(default_factory=Notes)
    papers: PaperDrafts = field(init=False)
    _counts: Counter[str] = field(default_factory=Counter)
    """How many items of each kind have been drafted."""

    def __post_init__(self) -> None:
        self.papers = PaperDrafts(library=self.library, notes=self.notes)

    def draft(self, item: PrintedItem) -> str:
        """Return the directive of an item."""
        kind = _kind(item)
        name, options = self._paper(item) if kind == "paper" else self._other(item, kind)
        self._add_links(item, kind, options)
        if self.library.identity.is_chinese and not item.title_zh:
            self.notes.add(item.line, _("the text gives no Chinese title"))
        if not item.summary:
            self.notes.add(item.line, _("the text gives no summary"))
        ordered = [f":{option}: {options[option]}" for option in ITEM_OPTIONS[kind] if options.get(option)]
        rewrite = self.translate(_("the published summary: rewrite it in your own words, in 100 to 250 characters"))
        return "\n".join([f":::{{{kind}}} {name}", *ordered, "", *commented(item.lines), quotation(rewrite, item.summary), ":::"])

    def _paper(self, item: PrintedItem) -> tuple[str, dict[str, str]]:
        """Return the key and the options of a paper."""
        known = identifier(item)
        key, options = self.papers.draft(item, self.looked_up.get(known) if known else None)
        return key, {"title": self._title(item), "institutions": self._institutions(item, item.institutions), **options}

    def _title(self, item: PrintedItem) -> str:
        """Return the title in the language of the handbook; empty if the text has none."""
        return item.title_zh or ("" if self.library.identity.is_chinese else item.title_en)

    def _other(self, item: PrintedItem, kind: str) -> tuple[str, dict[str, str]]:
        """Return the id and the options of an item that is not a paper."""
        self._counts[kind] += 1
        institutions, people = split_speakers(item, self.library.vocabulary)
        options = {
            "title": (title := self._title(item)),
            "title-en": item.title_en if item.title_en != title else "",
            "people": ", ".join(people),
            "institutions": self._institutions(item, institutions),
            "printed-date": _event_date(item) if kind == "event" else "",
        }
        return f"{kind}-{self.number}-{self._counts[kind]}", options

    def _institutions(self, item: PrintedItem, names: tuple[str, ...]) -> str:
        return ", ".join(ids_or_names(names, self.library.vocabulary, item.line, self.notes))

    def _add_links(self, item: PrintedItem, kind: str, options: dict[str, str]) -> None:
        """Add the links of an item to its options; an option takes one, and a paper's entry has the address of the work."""
        known = identifier(item)
        for link in item.links:
            is_work = kind == "paper" and link.name == "url"
            if is_work and (link.url == work_address(item) or (known and parse(link.url) == known)):
                continue
            option = "site" if is_work else link.name
            if not is_web_address(link.url) or options.setdefault(option, link.url) != link.url:
                self.notes.add(item.line, _("surplus link, kept in the comment: {url}"), url=link.url)


def _kind(item: PrintedItem) -> str:
    """Return the kind of an item: what its section holds, but news with the identifier of a paper is a paper."""
    kind = section_kind(item.section)
    return "paper" if kind == "news" and identifier(item) else kind


def _event_date(item: PrintedItem) -> str:
    dates = (EVENT_DATE.search(line.text) for line in (*item.lines, *item.summary))
    return next((match[0] for match in dates if match), "")
