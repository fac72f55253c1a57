"""Which lines of a text without labels of titles are titles: the lines of one form below each of which a work is linked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import labels, words
from .heads import find_links, without_links
from .names import is_list_of_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .printed import Line

MAX_TITLE = 300
"""How many characters a title may have."""
_HEADING = re.compile(r"(#{1,6})\s")
_NUMBER = re.compile(
    r"[\s*_]{0,4}(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}\s?[.、)）:：]|[一二三四五六七八九十]{1,3}\s?[、.]|[\u2460-\u2473])\s{0,2}(?=\S)"
)
_BULLET = re.compile(r"[-*+•·●▪◦■◆►▶]\s")
_DATE = re.compile(
    r"[\[(【]?\d{2,4}[./-]\d{1,2}(?:[./-]\d{1,2})?[\])】]?[\s:,|-]{1,3}|[\[(【][A-Z][\w' -]{0,20}\d{2,4}[\])】]\s?"
)
_MARK = re.compile(r"(?:\s|#{1,6}\s|[^\w\s()\[\]【】《》“”\"'「」$<>{}\\@&/.,:|%`~…+-]|[\ufe0f\u200d]|[-+]\s){0,8}")
_DONE = re.compile(r"[。！？!?；;]$|[^.]\.$")
_CODE = re.compile(r"(?:https?://)?(?:www\.)?(?:github|gitlab|gitee|bitbucket)\.(?:com|org)/", re.IGNORECASE)
_MAX_LINE = 5_000
"""How many characters a line may have that has a title and what follows it."""
_FURTHEST = 40
"""How many lines below a title its work is looked for."""


def forms(line: Line) -> list[str]:
    """Return the forms of a line that titles have: a heading of a level, a number, bold type, marks of titles, a bullet."""
    text = line.text
    heading, number = _HEADING.match(text), _NUMBER.match(bare_start(text))
    found = []
    if heading and number:
        found.append(f"{heading[1]}1")
    if heading:
        found.append(heading[1])
    if number and not heading:
        found.append("1")
    if line.bold and not heading and bare_start(text).startswith(line.bold):
        found.append("**")
    if text.startswith("《") or (number and "《" in text[:12]):
        found.append("《")
    if _BULLET.match(text):
        found.append("-")
    return found


def bare_start(text: str) -> str:
    """Return a line without the marks and the date before its words."""
    start = _MARK.match(text)
    rest = text[start.end() :] if start else text
    day = _DATE.match(rest)
    return rest[day.end() :] if day else rest


def title_of(line: Line) -> str:
    """Return the title in a line that is one, without its number, its date and the links after it."""
    text = bare_start(line.text)
    number = _NUMBER.match(text)
    text = bare_start(text[number.end() :]) if number else text
    if line.bold and len(line.bold) > 8 and line.bold in text and not labels.label(line.bold):
        bold = title_of_words(line.bold)
        return bold if len(bold) > 8 else title_of_words(text)
    return title_of_words(text)


def names_beside(line: Line) -> str:
    """Return the names that follow a title in bold type on its line; empty if none do."""
    _before, bold, rest = line.text.partition(line.bold) if line.bold else ("", "", "")
    if not bold:
        return ""
    rest = without_links(re.split(r"\s(?:Paper|Code|Link|PDF|论文|代码)\s?[:：]", rest)[0])
    names = re.split(r"\s[-–—|]\s", rest.strip(" ,，-–—|:："))[0].strip(" ,，.()（）_*")
    return names if is_list_of_names(names) else ""


def level_of(line: Line) -> int:
    """Return the level of a heading; 0 for other lines."""
    heading = _HEADING.match(line.text)
    return len(heading[1]) if heading else 0


def title_of_words(text: str) -> str:
    """Return a title without the number before it, and without the links after it."""
    number = _NUMBER.match(text)
    text = without_links(text[number.end() :] if number else text)
    marked = re.match(r"《([^《》]{8,})》", text)
    text = f"《{marked[1]}》{text[marked.end() :]}" if marked else text
    return re.sub(r"[^\w\s)\]）】》」”\"'?!？！。.%+*]+\S{0,4}$", "", text).strip(" *|") if text else ""


_FORMS = ("《", "**", "1", "-")
"""The forms that are preferred where two tell the same; of headings, the deeper one."""


def titles(lines: Sequence[Line]) -> dict[int, str]:
    """Return the titles in a text by the index of their line; none if the text has labels of titles.

    A line of the same form that has no work ends the item above it: its title is empty.
    """
    labelled = [labels.label(line.text) for line in lines]
    evident = [_is_evident(line, found) for line, found in zip(lines, labelled, strict=True)]
    named = sum(_names_title(found) for found in labelled)
    if named and named * 4 >= sum(evident):
        return {}
    of_form: dict[str, list[int]] = {}
    for at, (line, found) in enumerate(zip(lines, labelled, strict=True)):
        if _may_be_title(line, found):
            for form in forms(line):
                of_form.setdefault(form, []).append(at)
    ranked = []
    for form, places in of_form.items():
        distances = _with_work(places, evident)
        near = sum(10 / (10 + distance) for distance in distances.values()) * _richness(distances, places, labelled)
        order = _FORMS.index(form) if form in _FORMS else 20 - len(form)
        ranked.append((near**2 / len(places), -order, form, [*distances]))
    score, _order, form, best = max(ranked, default=(0.0, 0, "", []))
    if score < 0.3:
        return _plain_titles(lines, labelled)
    others = () if form.startswith("#") else set(of_form[form]) - set(best)
    return dict.fromkeys(others, "") | {at: title_of(lines[at]) for at in best}


def _names_title(labelled: tuple[str, str] | None) -> bool:
    """Tell whether a line has the label of a title and a title; that of a paper without a link has one too."""
    if not labelled or not labelled[1]:
        return False
    name, value = labelled
    return name == "title" or (name == "url" and len(value) > 12 and not find_links("url", value)[0])


def _may_be_title(line: Line, labelled: tuple[str, str] | None) -> bool:
    if labelled or line.sort or not line.text or len(line.text) > _MAX_LINE:
        return False
    title = title_of(line)
    return 4 <= len(title) <= MAX_TITLE and not (
        len(title) < 12 and not re.search(r"[\u3400-\u9fff]", title) and " " not in title and ":" not in title
    )


def _is_evident(line: Line, labelled: tuple[str, str] | None) -> bool:
    """Tell whether a line links a work; code alone is none."""
    if any(not _CODE.match(address) for address in words.work_addresses(line.text)):
        return True
    if not labelled or labelled[0] != "url":
        return False
    links, rest = find_links("url", labelled[1][:_MAX_LINE])
    return bool(links) and len(rest) < 20 and not _CODE.match(links[0].url)


def _with_work(places: Sequence[int], evident: Sequence[bool]) -> dict[int, int]:
    """Return those of the *places* that have a work in their line, or so many lines below it and above the next place."""
    found = {}
    for at, end in zip(places, [*places[1:], len(evident)], strict=True):
        distance = next((below - at for below in range(at, min(end, at + _FURTHEST)) if evident[below]), None)
        if distance is not None:
            found[at] = distance
    usual = sorted(found.values())[len(found) // 2] if found else 0
    return {at: distance for at, distance in found.items() if distance <= 4 * usual + 3}


def _richness(found: Iterable[int], places: Sequence[int], labelled: Sequence[tuple[str, str] | None]) -> float:
    """Return 1.5 for titles of which most have authors or a summary below them, and 1 for others."""
    ends = dict(zip(places, [*places[1:], len(labelled)], strict=True))
    rich = [any(each and each[0] in ("authors", "summary") for each in labelled[at + 1 : min(ends[at], at + 10)]) for at in found]
    return 1.5 if sum(rich) * 2 > len(rich) else 1.0


def _plain_titles(lines: Sequence[Line], labelled: Sequence[tuple[str, str] | None]) -> dict[int, str]:
    """Return the titles of a text in which a title, names and a link are lines without any mark."""
    found: dict[int, str] = {}
    floor = 0
    for at, line in enumerate(lines):
        label = labelled[at]
        if not (_is_evident(line, label) and (label or _only_links(line.text))):
            continue
        above = range(max(floor, at - 8), at)
        names = [place for place in above if is_list_of_names(lines[place].text) or (labelled[place] or ("",))[0] == "authors"]
        place = names[0] - 1 if names else at - 1
        text = lines[place].text if place >= floor else ""
        if text and not labelled[place] and len(text) <= MAX_TITLE and not _DONE.search(text) and not _only_links(text):
            found[place] = title_of(lines[place])
        floor = at + 1
    return found


def _only_links(text: str) -> bool:
    """Tell whether a line has addresses, and only words that name links beside them."""
    if len(text) > _MAX_LINE:
        return False
    links, rest = find_links("url", text)
    said = [part for part in re.split(r"[\s|,，/·、]+", rest) if part]
    return bool(links) and all(labels.link_field(part) or len(part) < 2 for part in said)
