"""From what is printed to a draft: the page of the issue and its .bib file, with what an editor must look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from pybtex.database import InvalidNameString
from pybtex.database import Person as PybtexPerson

from ..bibliography import arxiv_id
from ..dates import parse_edtf
from ..editing.bib import format_entry
from ..editing.page import yaml_value
from ..fields import is_web_address
from ..folding import fold, has_han, slug
from ..latex import escape
from ..library import Library
from ..messages import mark as _
from ..model import Paper
from ..pages import DRAFT
from .printed import Line, Printed, PrintedItem
from .words import EVENT_DATE, section_kind

_MARK = f"% {DRAFT}"

_ARTICLES = frozenset({"a", "an", "the"})
_ANTHOLOGY = re.compile(
    r"https?://(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology)/([A-Z]\d{2}-\d{4}|(\d{4})\.[\w-]+\.\d+)(?:\.pdf|/)?"
)
_DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\d{4,9}/\S+)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_ROLE = re.compile(
    r"(?:高级|资深|首席|青年|特聘|助理|副|客座|博士后|软件|算法|研究|机器学习|人工智能){0,4}"
    r"(?:工程师|教授|研究员|科学家|博士生|博士|硕士|院士|主任|院长|总监|经理|创始人|讲师|学者)"
)
_AFFIX = re.compile(
    r"^(?:美国|英国|德国|法国|加拿大|中国|日本|韩国|瑞士|新加坡|澳大利亚|荷兰|以色列)"
    r"|(?:公司|集团|团队|研究团队|课题组|实验室|研究院|研究所|AI Lab)$"
)
_BRACES = str.maketrans("", "", "{}")
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


def draft(printed: Printed, library: Library, *, number: int, date: str = "", translate: Callable[[str], str] = str) -> Draft:
    """Return the draft of issue *number*; *date* is EDTF, and is derived where it is empty.

    *library* is the handbook without that issue: terms are matched with its vocabulary, works with its bibliography.
    """
    drafting = _Drafting(printed=printed, library=library, number=number, say=translate)
    bodies = [drafting.item(item) for item in printed.items]
    date, reason = (date, "") if date else _date(printed)
    lines = ["---", f"issue: {number}", f"title: {yaml_value(printed.title)}" if printed.title else "title:"]
    lines.append(f"date: {date}".rstrip() + (f"  # {translate(reason)}" if reason else ""))
    if printed.contributors:
        lines.append(f"contributors: {yaml_value(printed.contributors)}")
    blocks = ["\n".join([*lines, "---", f"# 第 {number} 期"])]
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

    printed: Printed
    library: Library
    number: int
    say: Callable[[str], str]
    entries: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    ordinals: Counter[str] = field(default_factory=Counter)
    works: dict[str, Paper] = field(default_factory=dict)
    """The works of the handbook by identifier and by folded title."""

    def __post_init__(self) -> None:
        for paper in self.library.works.values():
            for name in (paper.arxiv, paper.doi.lower(), fold(paper.title)):
                self.works.setdefault(name, paper)

    def note(self, line: int, message: str, **params: object) -> None:
        self.notes.append(Note(line=line, message=message, params=tuple((name, str(each)) for name, each in params.items())))

    def item(self, item: PrintedItem) -> str:
        """Return the directive of an item."""
        work = _Work.of(item)
        kind = section_kind(item.section)
        if kind == "news" and work.is_scholarly:
            kind = "paper"
        institutions, people = item.institutions, item.authors
        if kind != "paper":
            institutions, people = self._speakers(item)
        options = {
            "title": item.title_zh,
            "genre": _genre(item) if kind == "paper" else "",
            "title-en": item.title_en if kind != "paper" else "",
            "people": ", ".join(people) if kind != "paper" else "",
            "institutions": ", ".join(self._institutions(item, institutions)),
            "printed-date": _event_date(item) if kind == "event" else "",
        }
        for link in item.links:
            name = link.name
            if kind == "paper" and name == "url":
                if link.url == work.url:
                    continue
                name = "site"
            if not is_web_address(link.url) or options.setdefault(name, link.url) != link.url:
                self.note(item.line, _("one link too many, left in the comment: {url}"), url=link.url)
        if not item.title_zh:
            self.note(item.line, _("no Chinese title is printed"))
        if kind == "paper":
            name = self._paper(item, work)
        else:
            self.ordinals[kind] += 1
            name = f"{kind}-{self.number}-{self.ordinals[kind]}"
        head = [f"% {line.number}: {line.text}" for line in item.lines]
        quotation = self.quotation(
            _("the summary as it is printed: say it in your own words, in 100 to 250 characters"), item.summary
        )
        if not item.summary:
            self.note(item.line, _("no summary is printed"))
        written = [f":{option}: {value}" for option, value in options.items() if value]
        return "\n".join([f":::{{{kind}}} {name}", *written, "", *head, quotation, ":::"])

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

    def _paper(self, item: PrintedItem, work: _Work) -> str:
        """Return the key of a paper, after writing its entry unless it has one."""
        there = self._known(item, work)
        if there is not None and there.key not in self.entries:
            self.entries[there.key] = ""
            message = _("the work has the entry {key} already, in {path}")
            if there.key in self.library.entries:
                message = _("the work is presented already: {key}, in {path}")
            self.note(item.line, message, key=there.key, path=there.location.path)
            return there.key
        title = item.title_en or item.title_zh
        authors = [_latex_name(name) for name in item.authors]
        year = work.year
        key = self._key(item, year)
        fields = {
            "author": " and ".join([*authors, *(["others"] if item.more_authors and authors else [])]),
            "title": _latex(title),
            "year": year,
            **work.fields,
        }
        self.entries[key] = format_entry(work.type, key, fields)
        if not item.title_en:
            self.note(item.line, _("no English title is printed; the entry {key} has the Chinese one"), key=key)
        if not item.authors:
            self.note(item.line, _("no authors are printed; the entry {key} lacks them"), key=key)
        if not year:
            self.note(item.line, _("the year cannot be told; the entry {key} lacks it"), key=key)
        return key

    def _known(self, item: PrintedItem, work: _Work) -> Paper | None:
        """Return the work of the handbook that has the same identifier or English title."""
        names = (work.arxiv, work.doi.lower(), fold(item.title_en))
        return next((self.works[name] for name in names if name and name in self.works), None)

    def _key(self, item: PrintedItem, year: str) -> str:
        family = _family(item.authors[0]) if item.authors else ""
        words = (word.strip(".,:;!?\"'()") for word in item.title_en.split())
        word = next((word for word in words if slug(word) and word.lower() not in _ARTICLES), item.title_zh[:2])
        stem = "".join(
            slug(part.replace("’", "").replace("'", "")).replace("-", "") for part in (family or "anonymous", year, word)
        )
        key, suffix = stem, "b"
        while key in self.library.works or key in self.entries:
            key, suffix = stem + suffix, chr(ord(suffix) + 1) if suffix < "z" else suffix + "b"
        return key


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What the links of an item tell of a work."""

    url: str = ""
    arxiv: str = ""
    doi: str = ""
    anthology: str = ""

    @classmethod
    def of(cls, item: PrintedItem) -> _Work:
        """Return the work that the first link of the item is of."""
        address = next((link.url for link in item.links if link.name == "url"), "")
        doi = _DOI_ADDRESS.fullmatch(address)
        anthology = _ANTHOLOGY.fullmatch(address)
        return cls(
            url=address,
            arxiv=arxiv_id("", address),
            doi=doi[1] if doi else "",
            anthology=anthology[1] if anthology else "",
        )

    @property
    def is_scholarly(self) -> bool:
        """Whether it has an identifier of a paper."""
        return bool(self.arxiv or self.doi or self.anthology)

    @property
    def type(self) -> str:
        """Of its entry; an Anthology paper is in proceedings, whose name is not known."""
        return "inproceedings" if self.anthology else "misc"

    @property
    def year(self) -> str:
        """The year that its identifier has; empty where it has none."""
        if self.arxiv:
            digits = re.search(r"(\d\d)\d\d\.\d|/(\d\d)", self.arxiv)
            short = (digits[1] or digits[2]) if digits else ""
            return f"{'19' if short > '90' else '20'}{short}" if short else ""
        if self.anthology:
            old = re.match(r"[A-Z](\d\d)", self.anthology)
            return f"{'19' if old[1] > '60' else '20'}{old[1]}" if old else self.anthology[:4]
        found = _YEAR.search(self.doi or self.url)
        return found[1] if found else ""

    @property
    def fields(self) -> dict[str, str]:
        """The fields that identify it."""
        if self.arxiv:
            return {"eprint": self.arxiv, "archivePrefix": "arXiv", "url": f"https://arxiv.org/abs/{self.arxiv}"}
        url = self.url if is_web_address(self.url) else ""
        return {"doi": _latex(self.doi), "url": "" if self.doi else _latex(url).replace(r"\textasciitilde{}", "~")}


def _date(printed: Printed) -> tuple[str, str]:
    """Return the time in which the issue was published, as far as it follows from what is in it, and from what it follows."""
    months = []
    for item in printed.items:
        match = re.match(r"(\d\d)(0[1-9]|1[0-2])\.", _Work.of(item).arxiv)
        if match:
            months.append(f"20{match[1]}-{match[2]}")
    earliest, latest = max(months, default=""), printed.page_date
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


def _family(name: str) -> str:
    if has_han(name):
        return name[0] if len(name) < 4 else name[:2]
    try:
        person = PybtexPerson(_latex(name))
    except InvalidNameString:
        return name
    return "".join([*person.prelast_names, *person.last_names]) or name


def _latex(text: str) -> str:
    """Return *text* in LaTeX; BibTeX cannot hold a brace without its other one, so all go where one lacks it."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            break
    return escape(text.translate(_BRACES) if depth else text)


def _latex_name(name: str) -> str:
    """Return a name as .bib files have it: the family name first, or in braces where the parts cannot be told."""
    if has_han(name) or "," in name or " " not in name or re.search(r"\band\b|[{}\\]", name):
        return "{" + _latex(name) + "}"
    try:
        person = PybtexPerson(_latex(name))
    except InvalidNameString:
        return "{" + _latex(name) + "}"
    family = " ".join([*person.prelast_names, *person.last_names])
    given = " ".join([*person.first_names, *person.middle_names])
    return ", ".join(part for part in (family, " ".join(person.lineage_names), given) if part)


def escaped(text: str) -> str:
    """Return a line of *text* as Markdown that shows it as it is."""
    return _BLOCK.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<0>", text))


def spaced(text: str) -> str:
    """Return *text* with a space between Han characters and Latin letters or digits."""
    return _SPACED.sub(" ", text)
