"""The text that is shown of each line of a file: without the marks of Markdown and HTML, with the addresses of its links."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from . import labels, words
from .printed import Line

_QUOTED = re.compile(r"(?:>\s?){1,9}")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,2000}\)|!\[\[[^\[\]\n]{0,300}\]\]|<img\s[^<>]{0,2000}>", re.IGNORECASE)
_TEXT = r"((?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,500})"
_LINK = re.compile(
    rf"\[{_TEXT}\]\(\s?<?([^()\s<>]{{0,500}}(?:\([^()\s]{{0,100}}\)[^()\s<>]{{0,300}})?)>?(?:\s+\"[^\"\n]{{0,200}}\")?\s?\)"
)
_ANCHOR = re.compile(r"<a\s[^<>]{0,500}?href\s?=\s?[\"']([^\"'<>]{1,500})[\"'][^<>]{0,300}>([^<>]{0,500})</a>", re.IGNORECASE)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,500})>")
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|p|b|i|u|em|strong|span|div|font|center|sub|sup|small|mark|details|summary|section|h[1-6]|ul|ol|li|code|hr|figure|"
    r"table|thead|tbody|tr|td|th|kbd|br)(?:\s[^<>]{0,500})?/?>|<!--[^<>]{0,500}-->",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"<summary>[^<>]{0,200}</summary>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*([^*\n]{1,500})\*\*|__([^_\n]{1,500})__")
_ITALIC = re.compile(
    r"(?<![*\w\\])\*(?=[^\s*])((?:[^*\\\n]|\\.){1,2000}?)(?<=\S)\*(?![*\w])|(?<![_\w\\])_(?=[^\s_])([^_\n]{1,2000})(?<=\S)_(?![_\w])"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_EMOJI = re.compile(r"(?<![\w:]):[a-z][a-z0-9_]{2,30}:")
_ESCAPED = re.compile(r"\\([\\`*_\[\]()#+\-.!|>])")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,10});", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|?")
_CELL = re.compile(r"(?<!\\)\|")
_NUMBERED_CELL = re.compile(r"\(?\d{1,3}\s?[.)、]\s*")
_MIN_TEXT = 60
"""How many characters a cell below a head that says nothing must have to be taken for a summary."""
_LINKED = re.compile(r"https?://\S+")
MAX_MARKED = 50_000
"""A line with more characters is shown as it is."""
_MAX_WRAPPED = 3
"""Over how many lines a title in bold type or in a link may go."""
_LEAD = re.compile(r"(?:[^\w\[]|\[[^\[\]]{0,60}\](?!\()|\d{1,3}(?=[.)、])){0,60}")
"""What may stand before a link with which a line begins: marks, a number, names in brackets."""


def shown(text: str) -> list[Line]:
    """Return the lines of a text that are not empty; a row of a table becomes lines with the labels of its columns."""
    lines: list[Line] = []
    header: list[str] = []
    raw = _joined(text.split("\n"))
    front = _front_matter(raw)
    for number, printed in enumerate(raw, start=1):
        if number <= front and printed.strip():
            lines.append(Line(number=number, text=" ".join(printed.split()), sort="marks"))
            continue
        if not printed.strip():
            header = []
            continue
        row = _cells(printed)
        if row and not header:
            is_head = number < len(raw) and _RULE.fullmatch(raw[number].strip()) is not None
            header = _header(row, _cells(raw[number + 1]) if number + 1 < len(raw) else []) if is_head else []
            lines += _lines(number, printed, [printed] if not header else [])
            if header:
                lines.append(Line(number=number, text=" ".join(printed.split()), sort="marks"))
        elif row and _RULE.fullmatch(printed.strip()):
            lines.append(Line(number=number, text=printed.strip(), sort="marks"))
        elif row:
            lines += _lines(number, printed, _fields(header, row))
        else:
            header = []
            lines += _lines(number, printed, [printed])
    return lines


def _front_matter(raw: list[str]) -> int:
    """Return how many lines the front matter of a page takes: values that the generator of a site reads."""
    if raw[0].strip() != "---":
        return 0
    end = next((at for at, line in enumerate(raw[1:60], start=1) if line.strip() == "---"), 0)
    return end + 1 if end and all(re.match(r"[A-Za-z_]\w*\s*:|[ \t-]|$", line) for line in raw[1:end]) else 0


def _joined(raw: list[str]) -> list[str]:
    """Return the lines with titles in bold type, and links, that go on over several lines in the first of these."""
    lines = list(raw)
    for at, line in enumerate(lines):
        below = at + 1
        while _is_open(lines[at]) and below < min(at + _MAX_WRAPPED, len(lines)) and lines[below].strip():
            lines[at], lines[below] = f"{lines[at].rstrip()} {lines[below].strip()}", ""
            below += 1
        if below > at + 1 and _is_open(lines[at]):  # nothing closes it
            lines[at:below] = [line, *raw[at + 1 : below]]
    return lines


def _is_open(line: str) -> bool:
    """Tell whether the bold type or the link with which a line ends goes on below."""
    if len(line) > words.MAX_SHORT_LINE or ("**" not in line and "[" not in line) or line.lstrip().startswith("|"):
        return False
    return line.count("**") % 2 == 1 or bool(re.search(r"\[[^\[\]]{8,}$", line))


def _lines(number: int, printed: str, texts: list[str]) -> list[Line]:
    """Return the lines that are shown of a line; the first keeps what is printed."""
    found = []
    kept = " ".join(printed.split())
    for text in texts:
        for part in _BREAK.split(text) if len(text) <= MAX_MARKED else [text]:
            plain = _plain(part)
            found += [(each, plain) for each in labels.parts(plain.text) if each]
    if not found and texts:  # marks only, or a picture
        return [Line(number=number, text=kept, sort="" if _IMAGE.search(printed) else "marks")]
    lines = []
    indent = len(printed.expandtabs(4)) - len(printed.expandtabs(4).lstrip())
    for at, (text, plain) in enumerate(found):
        changed = kept if not at and kept != text else ""
        lines.append(
            Line(
                number=number,
                text=text,
                raw=changed,
                bold=plain.bold,
                linked=plain.linked,
                italic=plain.italic,
                indent=indent,
            )
        )
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plain:
    """What is shown of a text, and its first words in bold, in italics, and of a link that may be a title."""

    text: str
    bold: str = ""
    linked: str = ""
    italic: str = ""


def _plain(text: str) -> _Plain:
    """Return what is shown of a text."""
    text = text.strip()
    if len(text) > MAX_MARKED:
        return _Plain(text=" ".join(text.split()))
    if text.startswith(">"):
        text = _QUOTED.sub("", text, count=1).strip()
    if not re.search(r"[\[<*_\\&:]", text):
        return _Plain(text=" ".join(text.split()))
    text = _EMOJI.sub(" ", _IMAGE.sub(" ", text))
    linked = _linked_title(text)
    for _depth in range(2):
        text = _LINK.sub(lambda match: _linked(match[1], match[2]), text)
    text = _SUMMARY.sub(" ", text) if "<details" in text else text
    text = _ANCHOR.sub(lambda match: _linked(match[2], match[1]), text)
    text = _TAG.sub(" ", _AUTOLINK.sub(r" \1 ", text))
    bold, italic = _BOLD.search(text), _ITALIC.search(_BOLD.sub(" ", text))
    return _Plain(
        text=_unmarked(text),
        bold=_unmarked(bold[1] or bold[2]) if bold else "",
        linked=linked,
        italic=_unmarked(italic[1] or italic[2]) if italic else "",
    )


def _unmarked(text: str) -> str:
    """Return a text without the marks of bold type and italics, and without escapes, on one line."""
    text = _ITALIC.sub(lambda match: match[1] or match[2], _BOLD.sub(lambda match: match[1] or match[2], text))
    return " ".join(_ENTITY.sub(lambda match: html.unescape(match[0]), _ESCAPED.sub(r"\1", text)).split())


def _linked_title(text: str) -> str:
    """Return the words of the first link that may be a title: of a work, or of any page if the line begins with the link."""
    for match in _LINK.finditer(text):
        begins = _LEAD.fullmatch(text[: match.start()]) is not None
        if _WEB.match(match[2]) and (begins or words.work_address(match[2])):
            title = _unmarked(_TAG.sub(" ", match[1]))
            count = len(title.split())
            is_title = count > 2 or (count == 2 and not labels.link_field(title)) or len(_HAN.findall(title)) > 5
            if is_title and len(title) <= words.MAX_SHORT_LINE:
                return title
    return ""


def _linked(words: str, address: str) -> str:
    """Return the words and the address of a link; only the words if the address is none of the web."""
    words = words.strip()
    inner = words[1:-1] if words.startswith("[") and words.endswith("]") else words
    if not _WEB.match(address):
        return f" {inner} "
    return f" {address} " if inner.strip() in ("", address) or _WEB.match(inner.strip()) else f" {inner} {address} "


# ---------------------------------------------------------------- tables


def _cells(printed: str) -> list[str]:
    """Return the cells of a row of a table of Markdown; none for other lines."""
    text = printed.strip()
    if not text.startswith("|") or text.count("|") < 3 or len(text) > MAX_MARKED:
        return []
    return [cell.strip().replace("\\|", "|") for cell in _CELL.split(text)[1:]]


def _header(row: list[str], first: list[str]) -> list[str]:
    """Return the fields of the columns; none if no column has the title of a paper.

    If no head names titles, they are in the column in whose *first* row the words of a link to a work may be one.
    """
    fields = [labels.classify(_plain(cell).text) for cell in row]
    if "title" not in fields and "url" in fields:
        fields[fields.index("url")] = "title"
    if "title" not in fields:
        at = next((at for at, cell in enumerate(first[: len(fields)]) if words.work_address(cell) and _linked_title(cell)), None)
        if at is not None:
            fields[at] = "title"
    return fields if "title" in fields else []


def _fields(header: list[str], row: list[str]) -> list[str]:
    """Return the cells of a row as lines with labels."""
    names = {"institutions": "Affiliations", "summary": "Abstract", "other": "Comment"}
    found: list[str] = []
    if "authors" not in header and not any(_LINKED.search(cell) or words.work_address(cell) for cell in row):
        return [" | ".join(row)]  # a row about something else, such as a ranking
    for field, cell in zip(header, row, strict=False):
        if not cell or cell in ("-", "—", "null"):
            continue
        if field == "title":
            title, rest = _title_cell(cell)
            found = [f"Title: {title}", *([f"Abstract: {rest}"] if rest else []), *found]
        elif field == "authors":
            found.append(f"Authors: {_BREAK.sub(' ', cell)}")
        elif field in ("other", "") and "summary" not in header and len(cell) >= _MIN_TEXT and not _LINKED.search(cell):
            found.append(f"Abstract: {cell}")
        elif field in ("institutions", "summary", "other", "date"):
            found.append(f"{names.get(field, 'Comment')}: {cell}")
        elif _LINKED.search(cell):
            found.append(cell if field in ("", "url") else f"{field.title()}: {cell}")
        else:
            found.append(f"Comment: {cell}")
    return found


def _title_cell(cell: str) -> tuple[str, str]:
    """Return the title in a cell, and the text after it."""
    text = _NUMBERED_CELL.sub("", cell, count=1) if _NUMBERED_CELL.match(cell) else cell
    bold = _BOLD.match(text)
    if bold:
        return text[: bold.end()], text[bold.end() :].strip(" -–—:")
    title, gap, rest = text.partition("  ")
    return (title, rest.strip()) if gap and len(title) < 200 else (text, "")
