"""From what is printed to a draft: the page of the issue and its .bib file, with what an editor must look at."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..editing.page import yaml_value
from ..metadata.entries import entry_of
from ..metadata.matching import Index
from ..metadata.proposals import propose
from ..model.dates import parse_edtf
from ..model.records import FOLDERS, Paper
from ..reading.fields import ITEM_OPTIONS
from ..reading.files import DRAFT
from ..reading.names import is_web_address
from ..text.folding import fold, slug
from ..text.messages import mark as _
from .found import Found, entries_of, identifier, key_for, month, printed_record, strangers, work_address
from .words import EVENT_DATE, section_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..library.library import Library
    from ..metadata.identifiers import Identifier
    from ..metadata.record import Record
    from .printed import Line, Printed, PrintedItem

_MARK = f"% {DRAFT}"

_ROLE = re.compile(
    r"(?:高级|资深|首席|青年|特聘|助理|副|客座|博士后|软件|算法|研究|机器学习|人工智能){0,4}"
    r"(?:工程师|教授|研究员|科学家|博士生|博士|硕士|院士|主任|院长|总监|经理|创始人|讲师|学者)"
)
_AFFIX = re.compile(
    r"^(?:美国|英国|德国|法国|加拿大|中国|日本|韩国|瑞士|新加坡|澳大利亚|荷兰|以色列)"
    r"|(?:公司|集团|团队|研究团队|课题组|实验室|研究院|研究所|AI Lab)$"
)
_SPACED = re.compile(r"(?<=[A-Za-z0-9])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])")
_MARKDOWN = re.compile(r"[\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_BLOCK = re.compile(r"^(\d{0,9})([#+=:.)%~{>|-])")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Note:
    """Something an editor must look at: the line of the text, and a message that is a template over the parameters."""

    line: int
    message: str
    params: tuple[tuple[str, str], ...] = ()

    def text(self, translate: Callable[[str], str] = str) -> str:
        """Return the message in the language of *translate*."""
        return translate(self.message).format(**dict(self.params))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The files of an issue, and what is to be looked at."""

    number: int
    page: str
    entries: tuple[tuple[str, str], ...]
    """The keys of its papers in order, with their entries; an empty one stands in a .bib file of the handbook already."""
    notes: tuple[Note, ...]

    @property
    def page_path(self) -> str:
        """The place of the page below the root of the handbook."""
        return f"issues/{self.number:03}.md"

    @property
    def bib_path(self) -> str:
        """The place of the .bib file below the root of the handbook."""
        return f"bib/{self.number:03}.bib"


def draft(
    printed: Printed,
    library: Library,
    *,
    number: int,
    date: str = "",
    found: Mapping[Identifier, Found] | None = None,
    translate: Callable[[str], str] = str,
) -> Draft:
    """Return the draft of issue *number*; *date* is EDTF, and is derived where it is empty.

    *library* is the handbook without that issue: terms are matched with its vocabulary, works with its bibliography. *found*
    is what services know of the works.
    """
    drafting = _Drafting(library=library, number=number, found=found or {}, say=translate)
    bodies = [drafting.item(item) for item in printed.items]
    date, reason = (date, "") if date else _date(printed)
    lines = ["---", f"issue: {number}", f"title: {yaml_value(printed.title)}" if printed.title else "title:"]
    lines.append(f"date: {date}".rstrip() + (f"  # {translate(reason)}" if reason else ""))
    if printed.contributors:
        lines.append(f"contributors: {yaml_value(printed.contributors)}")
    blocks = ["\n".join([*lines, "---", f"# {library.identity.heading(number)}"])]
    if printed.introduction:
        blocks.append(drafting.quotation(_("the introduction as it is printed: say it in your own words"), printed.introduction))
    place = ("", "")
    for item, body in zip(printed.items, bodies, strict=True):
        if item.section and item.section != place[0]:
            blocks.append(f"## {spaced(escaped(item.section))}")
        if item.subfield and (item.section, item.subfield) != place:
            blocks.append(f"### {spaced(escaped(item.subfield))}")
        place = (item.section, item.subfield)
        blocks.append(body)
    if printed.unread:
        what = translate(_("these lines were not understood: put what they say where it belongs, and delete them"))
        blocks.append("\n".join([f"{_MARK} {what}", *(f"% {line.number}: {line.text}" for line in printed.unread)]))
    return Draft(
        number=number,
        page="\n\n".join(blocks) + "\n",
        entries=tuple(drafting.entries.items()),
        notes=tuple(sorted(drafting.notes)),
    )


@dataclass(slots=True, kw_only=True)
class _Drafting:
    """Drafts items one after the other, and keeps what they have in common."""

    library: Library
    number: int
    found: Mapping[Identifier, Found]
    say: Callable[[str], str]
    entries: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    ordinals: Counter[str] = field(default_factory=Counter)
    index: Index = field(init=False)
    taken: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.index = Index(self.library.works.values())
        self.taken = {*self.library.works, *self.library.entries}

    def note(self, line: int, message: str, **params: object) -> None:
        self.notes.append(Note(line=line, message=message, params=tuple((name, str(each)) for name, each in params.items())))

    def item(self, item: PrintedItem) -> str:
        """Return the directive of an item."""
        kind = section_kind(item.section)
        known = identifier(item)
        if kind == "news" and known:
            kind = "paper"
        institutions, people = item.institutions, item.authors
        if kind != "paper":
            institutions, people = self._speakers(item)
        if kind == "paper":
            name, options = self._paper(item, self.found.get(known) if known else None)
        else:
            self.ordinals[kind] += 1
            name, options = f"{kind}-{self.number}-{self.ordinals[kind]}", {}
        is_chinese = self.library.identity.is_chinese
        title = item.title_zh or ("" if is_chinese else item.title_en)
        options = {
            "title": title,
            "title-en": item.title_en if kind != "paper" and item.title_en != title else "",
            "people": ", ".join(people) if kind != "paper" else "",
            "institutions": ", ".join(self._institutions(item, institutions)),
            "printed-date": _event_date(item) if kind == "event" else "",
            **options,
        }
        for link in item.links:
            is_work = kind == "paper" and link.name == "url"
            if is_work and link.url == work_address(item):
                continue
            option = "site" if is_work else link.name
            if not is_web_address(link.url) or options.setdefault(option, link.url) != link.url:
                self.note(item.line, _("one link too many, left in the comment: {url}"), url=link.url)
        if is_chinese and not item.title_zh:
            self.note(item.line, _("no Chinese title is printed"))
        if not item.summary:
            self.note(item.line, _("no summary is printed"))
        ordered = [f":{option}: {options[option]}" for option in ITEM_OPTIONS[kind] if options.get(option)]
        head = [f"% {line.number}: {line.text}" for line in item.lines]
        task = _("the summary as it is printed: say it in your own words, in 100 to 250 characters")
        return "\n".join([f":::{{{kind}}} {name}", *ordered, "", *head, self.quotation(task, item.summary), ":::"])

    def quotation(self, task: str, lines: tuple[Line, ...]) -> str:
        """Return lines of the weekly as a quotation, under a mark that says what is to be done."""
        paragraphs = "\n>\n".join(f"> {escaped(line.text)}" for line in lines)
        return "\n".join(part for part in (f"{_MARK} {self.say(task)}", paragraphs) if part)

    # ---------------------------------------------------------------- institutions

    def _institutions(self, item: PrintedItem, names: tuple[str, ...]) -> list[str]:
        """Return the ids of terms, or the names as they are printed where none has them."""
        found = []
        for name in names:
            vocabulary = self.library.vocabulary
            term = vocabulary.recognise("institution", name)
            if term is None:
                bare = _AFFIX.sub("", _AFFIX.sub("", name))
                near = vocabulary.recognise("institution", bare) if bare else None
                self._unmatched(item.line, name, near.id if near else vocabulary.suggest("institution", name))
            elif vocabulary.find("institution", name) is None:
                message = _("{name} is known as a misnomer of {id} ({zh}): see whether it needs an erratum")
                self.note(item.line, message, name=name, id=term.id, zh=term.zh)
            found.append(term.id if term else name)
        return list(dict.fromkeys(found))

    def _unmatched(self, line: int, name: str, close: str) -> None:
        if close:
            zh = self.library.vocabulary.get("institution", close)
            message = _("no institution has the name {name}: did you mean {close} ({zh})?")
            self.note(line, message, name=name, close=close, zh=zh.zh if zh else "")
        else:
            message = _("no institution has the name {name}: «handbook term {id} --kind institution» makes one")
            self.note(line, message, name=name, id=slug(name) or "ID")

    def _speakers(self, item: PrintedItem) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the institutions and the people of what is no paper: 甲大学教授乙 is an institution and a person."""
        institutions: list[str] = []
        people = list(item.authors)
        for printed in item.institutions:
            role = None if self.library.vocabulary.recognise("institution", printed) else _ROLE.search(printed)
            if role is None:
                institutions.append(printed)
                continue
            institutions += [printed[: role.start()]] if role.start() else []
            people += [printed[role.end() :]] if printed[role.end() :] else []
        return tuple(institutions), tuple(dict.fromkeys(people))

    # ---------------------------------------------------------------- papers

    def _paper(self, item: PrintedItem, found: Found | None) -> tuple[str, dict[str, str]]:
        """Return the key of a paper and the options that follow from what is known of it; write its entry unless it has one."""
        record, in_print = entries_of(item, found)
        there = self._known(item, record, in_print)
        if there is not None:
            key = there.key
            self.entries[key] = ""
            message = _("the work has the entry {key} already, in {path}")
            if key in self.library.entries:
                message = _("the work is presented already: {key}, in {path}")
            self.note(item.line, message, key=key, path=there.location.path)
        else:
            key = self._enter(record)
            if in_print:
                self._enter(in_print, preprint_key=key)
            self._lacking(item, key, record)
        options = {"genre": _genre(item), "reported-as": ""}
        title = there.title if there else record.title.plain
        if item.title_en and fold(title) != fold(item.title_en):
            options["reported-as"] = item.title_en
            self.note(item.line, _("the work is now called: {title}"), title=title)
        if found:
            for name in strangers(item, record):
                self.note(
                    item.line,
                    _("{name} is printed as an author, and {source} has no such author"),
                    name=name,
                    source=record.source,
                )
        return key, options | self._terms(item, record)

    def _known(self, item: PrintedItem, record: Record, in_print: Record | None) -> Paper | None:
        """Return the work of the handbook that is the one of the item, unless the issue has presented it above already."""
        there = (
            self.index.find(record) or (self.index.find(in_print) if in_print else None) or self.index.find(printed_record(item))
        )
        if there and there.preprint_key in self.library.works:
            there = self.library.works[there.preprint_key]
        return there if there and there.key not in self.entries else None

    def _enter(self, record: Record, *, preprint_key: str = "") -> str:
        key = key_for(record, self.taken)
        self.taken.add(key)
        self.entries[key] = entry_of(record, key, preprint_key=preprint_key)
        return key

    def _lacking(self, item: PrintedItem, key: str, record: Record) -> None:
        """Note what an entry lacks."""
        if not record.source and not item.title_en:
            self.note(item.line, _("no English title is printed; the entry {key} has the Chinese one"), key=key)
        if not record.authors and not record.editors:
            self.note(item.line, _("no authors are printed; the entry {key} lacks them"), key=key)
        if not record.year:
            self.note(item.line, _("the year cannot be told; the entry {key} lacks it"), key=key)
        for message, value in record.notes:
            self.note(item.line, message, value=value)

    def _terms(self, item: PrintedItem, record: Record) -> dict[str, str]:
        """Return the topics and methods that title, abstract and the field of research speak of."""
        proposed = propose(self.library.vocabulary, record)
        of_field = self.library.vocabulary.recognise("topic", item.subfield) if item.subfield else None
        topics = [term.id for term in (*proposed["topic"], *([of_field] if of_field else []))]
        return {
            FOLDERS["topic"]: ", ".join(dict.fromkeys(topics)),
            FOLDERS["method"]: ", ".join(term.id for term in proposed["method"]),
        }


def _date(printed: Printed) -> tuple[str, str]:
    """Return the time in which the issue was published, as far as it follows from what is in it, and from what it follows."""
    earliest, latest = max(map(month, printed.items), default=""), printed.page_date
    if earliest and latest and latest[:7] < earliest:  # the page is older than what it presents: its date is of something else
        latest = ""
    if not earliest and not latest:
        return "", _("the day on which it was published")
    text = f"{earliest or '..'}/{latest or '..'}"
    parse_edtf(text)
    return text, _("follows from the arXiv identifiers and the date of the page; write the day if you know it")


def _genre(item: PrintedItem) -> str:
    """Return survey or tutorial where a title says so."""
    titles = f"{item.title_en} {item.title_zh}".lower()
    if re.search(r"\bsurvey\b|\breview$|综述", titles):
        return "survey"
    return "tutorial" if re.search(r"\btutorial\b|教程", titles) else ""


def _event_date(item: PrintedItem) -> str:
    found = (EVENT_DATE.search(line.text) for line in (*item.lines, *item.summary))
    return next((match[0] for match in found if match), "")


def escaped(text: str) -> str:
    """Return a line of *text* as Markdown that shows it as it is."""
    return _BLOCK.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<0>", text))


def spaced(text: str) -> str:
    """Return *text* with a space between Han characters and Latin letters or digits."""
    return _SPACED.sub(" ", text)
