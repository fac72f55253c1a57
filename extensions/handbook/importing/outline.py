"""Which lines of a text without labels of titles are titles: the lines of one form below each of which a work is linked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text.folding import fold
from . import labels, words
from .heads import find_links
from .names import is_list_of_names
from .title_lines import NUMBER, bare_start, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .printed import Line

MAX_TITLE = 300
"""How many characters a title may have."""
_HEADING = re.compile(r"(#{1,6})\s")
_BULLET = re.compile(r"[-*+•·●▪◦■◆►▶]\s")
_MARKS = re.compile(r"[^\w\[【《]*(?:\d{1,3}[.)、]\s?)?[^\w\[【《]*")
_DONE = re.compile(r"[。！？!?；;]$|[^.]\.$")
_CODE = re.compile(r"(?:https?://)?(?:www\.)?(?:github|gitlab|gitee|bitbucket)\.(?:com|org)/", re.IGNORECASE)
_TAGS = ("models", "data", "code")
"""Fields whose labels are also subjects in brackets before a title."""
_MAX_LINE = 5_000
"""How many characters a line may have that has a title and what follows it."""
_FURTHEST = 40
"""How many lines below a title its work is looked for."""


def forms(line: Line) -> list[str]:
    """Return the forms of a line that titles have: a heading of a level, a number, bold type, 《, a bullet of a level."""
    text = line.text
    heading, number = _HEADING.match(text), NUMBER.match(bare_start(text))
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
        found.append("-" * (1 + min(line.indent // 2, 5)))
    return found


def level_of(line: Line) -> int:
    """Return the level of a heading; 0 for other lines."""
    heading = _HEADING.match(line.text)
    return len(heading[1]) if heading else 0


_FORMS = ("《", "*", "1", "-")
"""The first signs of the forms that are preferred where two tell the same; of headings, the deeper one."""


def titles(lines: Sequence[Line]) -> dict[int, str]:
    """Return the titles in a text by the index of their line; none if the text has labels of titles.

    A line of the same form that has no work ends the item above it: its title is empty.
    """
    labelled = [labels.label_of(line) for line in lines]
    evident = [_is_evident(line, found) for line, found in zip(lines, labelled, strict=True)]
    named = sum(_names_title(found) for found in labelled)
    if named and named * 4 >= sum(evident):
        return {}
    of_form: dict[str, list[int]] = {}
    for at, (line, found) in enumerate(zip(lines, labelled, strict=True)):
        if _may_be_title(line, found):
            for form in forms(line):
                of_form.setdefault(form, []).append(at)
    form, score, best = _best_form(of_form, lines, labelled, evident)
    if score < 0.3:
        return _plain_titles(lines, labelled)
    alike = _alike(lines, set(of_form[form]) - set(best), best)
    others = () if form.startswith("#") else (at for at in of_form[form] if not _is_labelled_in_bold(lines[at]))
    more = _further(lines, labelled, evident, best)
    return dict.fromkeys(others, "") | {at: title_of(lines[at]) for at in (*best, *alike, *more)}


def _best_form(
    of_form: Mapping[str, list[int]], lines: Sequence[Line], labelled: Sequence[tuple[str, str] | None], evident: Sequence[bool]
) -> tuple[str, float, dict[int, int]]:
    """Return the form whose lines have most works close below them and explain most of these, its score, and those lines.

    Words that link a work are a title more surely than a line above it.
    """
    own = [evident[at] and level_of(line) > 0 for at, line in enumerate(lines)]
    ranked = []
    for form, places in of_form.items():
        distances = _with_work(places, evident, own)
        near = sum(10 / (10 + distance) for distance in distances.values())
        linked = sum(bool(lines[at].linked) for at, distance in distances.items() if not distance)
        score = (near * _richness(distances, places, labelled)) ** 2 / len(places)
        order = _FORMS.index(form[0]) if form[0] in _FORMS else 20 - len(form)
        ranked.append((score * ((near + 0.2 * linked) / (sum(evident) or 1)) ** 2, -order, form, score, distances))
    return max(ranked, default=(0.0, 0, "", 0.0, {}), key=lambda each: each[:2])[2:]


def _alike(lines: Sequence[Line], places: Iterable[int], best: Mapping[int, int]) -> list[int]:
    """Return those of the *places* whose link is to no known work, but that begin as titles with their work on the same line."""
    beginnings = {_beginning(lines[at].text) for at, distance in best.items() if not distance and lines[at].linked}
    return [at for at in places if lines[at].linked and _beginning(lines[at].text) in beginnings]


def _beginning(text: str) -> str:
    """Return the marks before the words of a line; a number counts as one."""
    marks = _MARKS.match(text)
    return re.sub(r"\d+", "0", marks[0]) if marks else ""


def _is_labelled_in_bold(line: Line) -> bool:
    """Tell whether a line begins with a few words in bold type and a colon, which say what follows."""
    after = line.text.partition(line.bold)[2] if line.bold and not line.linked else ""
    return (
        bool(line.bold) and len(line.bold.split()) < 6 and bool(line.bold.endswith((":", "：")) or re.match(r"\s?[:：]", after))
    )


def _further(
    lines: Sequence[Line], labelled: Sequence[tuple[str, str] | None], evident: Sequence[bool], best: Mapping[int, int]
) -> list[int]:
    """Return the titles of another form: lines that name and link a work themselves, and not that of the title above."""
    used = {at + distance for at, distance in best.items()}
    further: dict[int, None] = {}
    above = ""
    for at, line in enumerate(lines):
        if at in best:
            above = title_of(line)
            continue
        place = _own_title(lines, at, labelled[at]) if evident[at] and at not in used and not line.sort else None
        if place is None or place in best or place in further:
            continue
        title = title_of(lines[place])
        if 4 <= len(title) <= MAX_TITLE and fold(title) != fold(above) and (" " in title or not labels.link_field(title)):
            further[place] = None
            above = title
    return [*further]


def _own_title(lines: Sequence[Line], at: int, label: tuple[str, str] | None) -> int | None:
    """Return the line of the title of the work that a line links: itself, or the heading right above; None if there is none."""
    line = lines[at]
    is_link = not line.linked and (_only_links(line.text) if label is None else label[0] == "url")
    if is_link and at and level_of(lines[at - 1]):
        return at - 1
    if line.linked:
        is_tagged = label is None or label[0] in ("url", *_TAGS) or (label[0] == "other" and "[" in bare_start(line.text)[:1])
        return at if is_tagged else None
    starts = not label and line.bold and "/" in line.text and bare_start(line.text).startswith(line.bold)
    return at if starts else None


def _names_title(labelled: tuple[str, str] | None) -> bool:
    """Tell whether a line has the label of a title and a title; that of a paper without a link has one too."""
    if not labelled or not labelled[1]:
        return False
    name, value = labelled
    is_title = name == "url" and len(value) > 12 and not find_links("url", value)[0] and not labels.has_values(value)
    return name == "title" or is_title


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


def _with_work(places: Sequence[int], evident: Sequence[bool], own: Sequence[bool]) -> dict[int, int]:
    """Return those of the *places* that have a work in their line, or so many lines below it and above the next place.

    A heading that links a work has it for its *own*.
    """
    found = {}
    for at, end in zip(places, [*places[1:], len(evident)], strict=True):
        distance = next((below - at for below in range(at, min(end, at + _FURTHEST)) if evident[below]), None)
        if distance is not None and not (distance and own[at + distance]):
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
