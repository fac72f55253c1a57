"""The parts of a line that is a title without a label: the title, and the names, institutions and text beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..text.folding import has_han
from ..text.identifiers import ARXIV_VERSION, NEW_ARXIV_ID
from . import labels
from .heads import without_links
from .names import is_list_of_names
from .words import ADDRESS, MAX_SHORT_LINE

if TYPE_CHECKING:
    from .printed import Line

NUMBER = re.compile(
    r"[\s*_]{0,4}(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}\s?[.、)）:：]|[一二三四五六七八九十]{1,3}\s?[、.]|[\u2460-\u2473])\s{0,2}(?=\S)"
)
MIN_TEXT = 30
"""How many characters the text after a title must have to be its summary."""
_DATE = re.compile(
    r"[\[(【]?\d{2,4}[./-]\d{1,2}(?:[./-]\d{1,2})?[\])】]?[\s:,|-]{1,3}|[\[(【][A-Z][\w' -]{0,20}\d{2,4}[\])】]\s?"
)
_MARK = re.compile(r"(?:\s|#{1,6}\s|[^\w\s()\[\]【】《》“”\"'「」$<>{}\\@&/.,:|%`~…+-]|[\ufe0f\u200d]|[-+]\s){0,8}")
_OF_SITE = re.compile(rf"(?:Paper page - |\[{NEW_ARXIV_ID}{ARXIV_VERSION}\]\s)(?=\S)")
"""What Hugging Face and arXiv write before the title of a paper in that of its page."""
_VENUE = re.compile(r"(?<=\S)\s?\[[A-Z][\w' -]{1,20}\d{2,4}\]$")
_FULL_STOP = re.compile(r"(?<=[\w)\]])(?<!\b[A-Z])\.$")
_IN_BRACKETS = re.compile(r"[\[【]\s?([^\[\]【】]{2,60}?)[\s,，、…]{0,3}[\]】]")
_ORGANIZATION = re.compile(r"[A-Z][\w.&' -]*|[\u3400-\u9fff\w]{2,20}(?:大学|学院|研究院|研究所|实验室|公司|集团|科技|团队)")
_AROUND = " \t:：,，.。;；|丨-–—·()（）[]"


def bare_start(text: str) -> str:
    """Return a line without the marks and the date before its words."""
    start = _MARK.match(text)
    rest = text[start.end() :] if start else text
    day = _DATE.match(rest)
    return rest[day.end() :] if day else rest


def title_of(line: Line) -> str:
    """Return the title in a line that is one, without its number, its date and the links after it."""
    title = title_of_words(_words_of_title(line))
    return title if len(title) > 3 or not line.bold else title_of_words(_after_number(line.text))


def _words_of_title(line: Line) -> str:
    """Return the words of a line in which its title is: those in bold type with which it begins, or those of a link."""
    text = _after_number(line.text)
    bold = line.bold if line.bold in line.text and not labels.label(line.bold) else ""
    if len(bold) > 3 and text.startswith(bold) and (not line.linked or line.linked not in bold) and not labels.link_field(bold):
        return bold
    if line.linked and line.linked in line.text:
        return line.linked
    return bold if len(bold) > 8 else text


def _after_number(text: str) -> str:
    """Return a line without the marks, the number and the date before its words."""
    text = bare_start(text)
    number = NUMBER.match(text)
    return bare_start(text[number.end() :]) if number else text


def title_of_words(text: str) -> str:
    """Return a title without the number before it, and without the links and the full stop after it."""
    number = NUMBER.match(text)
    text = without_links(text[number.end() :] if number else text)
    marked = re.match(r"《([^《》]{8,})》", text)
    text = f"《{marked[1]}》{text[marked.end() :]}" if marked else text
    text = re.sub(r"[^\w\s)\]）】》」”\"'?!？！。.%+*]+\S{0,4}$", "", text).strip(" *|") if text else ""
    return _FULL_STOP.sub("", _VENUE.sub("", _OF_SITE.sub("", text.removeprefix("- "))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a line has beside its title; empty for what it has not."""

    authors: str = ""
    institutions: str = ""
    summary: str = ""


def beside(line: Line) -> Beside:
    """Return what stands beside the title in a line, which is marked as the title by bold type or a link."""
    title = _words_of_title(line)
    if title not in (line.bold, line.linked) or len(line.text) > MAX_SHORT_LINE * 20:
        return Beside()
    before, _title, after = line.text.partition(title)
    before = _after_number(before).strip()
    lead, brackets = before.strip(" :：.,，|丨"), _IN_BRACKETS.search(before)
    names = next(filter(is_list_of_names, (lead, line.italic, *_segments(after))), "")
    inside = brackets[1] if brackets else ""
    return Beside(
        authors=names,
        institutions=inside if inside and all(map(_ORGANIZATION.fullmatch, re.split(r"\s*[,，、/]\s*", inside))) else "",
        summary=_summary(after, names),
    )


def _segments(after: str) -> list[str]:
    """Return the parts of the text after a title in which its authors may be."""
    cut = without_links(re.split(r"\s(?:Paper|Code|Link|PDF|论文|代码)\s?[:：]", after)[0])
    whole = re.split(r"\s[-–—|]\s", cut.strip(_AROUND))[0]
    return [part.strip(_AROUND + "_*") for part in (whole, *re.split(r"\s?[|丨]\s", ADDRESS.sub("", after)))]


def _summary(after: str, names: str) -> str:
    """Return the text after a title that says something of the work: its longest part, if it is a sentence."""
    text = ADDRESS.sub("\0", after)
    parts = re.split(r"\0|\s[|丨]\s", text.replace(names, "\0") if names else text)
    text = max((part.strip(" \t:：,，;；|丨-–—·") for part in parts), key=len, default="")
    is_sentence = len(text) >= MIN_TEXT and ("。" in text or ". " in text or text.endswith(".") or not names)
    return text if is_sentence or (has_han(text) and len(text) * 2 >= MIN_TEXT) else ""
