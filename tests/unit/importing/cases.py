"""Runs the cases of published texts in ``tests/cases/importing``, each in a small handbook of its own, in this process."""

from __future__ import annotations

import base64
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner, Result
from pybtex.database import BibliographyData, parse_string
from pybtex.richtext import Text

from handbook.cli import main

FOLDER = Path(__file__).parents[2] / "cases" / "importing"
BASE: dict[str, str] = json.loads((FOLDER / "base.json").read_text(encoding="utf-8"))
CASES: dict[str, dict[str, Any]] = {
    case["id"]: case for name in ("cases.json", "more.json") for case in json.loads((FOLDER / name).read_text(encoding="utf-8"))
}
LINKS = ("code", "models", "data", "site", "docs", "slides", "video")


@dataclass(kw_only=True)
class Item:
    """An item of the draft: its directive, and what the .bib file says of its work."""

    kind: str
    name: str
    section: str
    subfield: str
    options: dict[str, str] = field(default_factory=dict)
    text: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    more: bool = False


@dataclass(kw_only=True)
class Drafted:
    """What an import gave: status, report, pages by path, items by page, and all that can be found again."""

    status: int
    report: str
    pages: dict[str, str]
    items: dict[str, list[Item]]
    said: str


def spoken(person: Any) -> str:
    """Return a name as it is spoken."""
    parts = [*person.first_names, *person.middle_names, *person.prelast_names, *person.last_names, *person.lineage_names]
    name = str(Text.from_latex(" ".join(parts)))
    return name.replace(" ", "") if re.search(r"[\u3400-\u9fff]", name) else name


def blocks(page: str) -> Iterator[Item]:
    """Yield the directives of a page."""
    section = subfield = ""
    block: Item | None = None
    in_options = False
    for line in page.split("\n"):
        if start := re.fullmatch(r":{3,}\{(paper|news|viewpoint|resource|event)\}\s*(\S*)\s*", line):
            block = Item(kind=start[1], name=start[2], section=section, subfield=subfield)
            in_options = True
            yield block
        elif re.fullmatch(r":{3,}\s*", line):
            block = None
        elif block is None and (heading := re.fullmatch(r"(#{2,3}) (.*)", line)):
            section, subfield = (heading[2], "") if len(heading[1]) == 2 else (section, heading[2])
        elif block and in_options and (option := re.fullmatch(r":([\w-]+):(?:\s(.*))?", line)):
            block.options[option[1]] = (option[2] or "").strip()
        elif block:
            in_options = False
            block.text += "" if line.startswith("%") else f"{line}\n"


def read_items(page: str, bib: BibliographyData) -> list[Item]:
    """Return the items of a page, each with its entry."""
    items = list(blocks(page))
    for item in items:
        if item.kind == "paper" and item.name in bib.entries:
            entry = bib.entries[item.name]
            item.fields = {name.lower(): str(Text.from_latex(value)) for name, value in entry.fields.items() if value}
            names = [spoken(person) for person in entry.persons.get("author", [])]
            item.authors, item.more = [name for name in names if name != "others"], "others" in names
        elif item.kind != "paper":
            item.authors = [name.strip() for name in re.split(r"[,，、;；]", item.options.get("people", "")) if name.strip()]
    return items


def folded(text: str) -> str:
    """Return *text* without what drafts may write in another way: spaces, backslashes, braces, width, case."""
    return re.sub(r"[\s\\{}]", "", unicodedata.normalize("NFKC", text)).casefold()


def handbook(root: Path, *arguments: str) -> Result:
    """Run the command ``handbook`` on the handbook at *root*."""
    done = CliRunner().invoke(main, ["--root", str(root), *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def imported(case: dict[str, Any], folder: Path) -> tuple[Drafted, Path]:
    """Import the text of a case into a handbook in *folder*, and return its root too."""
    root = folder / "handbook"
    for name, text in {**BASE, **case.get("files", {})}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    source = folder / case.get("file", "issue.txt")
    data = base64.b64decode(case["base64"]) if "base64" in case else case["text"].encode(case.get("encoding", "utf-8"))
    source.write_bytes(data)
    before = {path for path in root.rglob("*") if path.is_file()}
    done = handbook(root, "import", str(source), "--offline", *case.get("args", []))
    report = (done.stdout + done.stderr).replace(str(source), "FILE")
    written = sorted(path for path in root.rglob("*") if path.is_file() and path not in before)
    pages = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in written if path.suffix == ".md"}
    bibs = [path.read_text(encoding="utf-8") for path in written if path.suffix == ".bib"]
    bib = parse_string("\n".join(bibs), "bibtex") if bibs else BibliographyData()
    items = {name: read_items(text, bib) for name, text in pages.items()}
    read = [f"{item.fields.get('title', '')}\n{', '.join(item.authors)}" for found in items.values() for item in found]
    said = "\n".join([*pages.values(), *bibs, report, *read])
    return Drafted(status=done.exit_code, report=report, pages=pages, items=items, said=said), root


# ---------------------------------------------------------------- expectations


def judge_item(item: Item, wanted: dict[str, Any]) -> Iterator[str]:
    """Yield what of an item is not as it should be."""
    is_paper = item.kind == "paper"
    title = item.fields.get("title", "") if is_paper else item.options.get("title-en", "")
    found: dict[str, Any] = {
        "kind": item.kind,
        "title_en": item.options.get("reported-as") or title,
        "title_zh": item.options.get("title", ""),
        "section": item.section,
        "subfield": item.subfield,
        "arxiv": re.sub(r"v\d+$", "", item.fields.get("eprint", "")),
        "doi": item.fields.get("doi", ""),
        "url": (item.fields.get("url", "") if is_paper else "") or item.options.get("url", "") or item.options.get("site", ""),
        "authors": item.authors,
        "more": item.more,
        "institutions": [name.strip() for name in item.options.get("institutions", "").split(",") if name.strip()],
        **{name: item.options.get(name, "") for name in LINKS},
    }
    for name, value in found.items():
        if name not in wanted:
            continue
        same = "".join(value.split()) == "".join(wanted[name].split()) if isinstance(value, str) else value == wanted[name]
        if not same:
            yield f"{name} is {value!r} instead of {wanted[name]!r}"
    yield from (f"its summary lacks {text!r}" for text in wanted.get("summary", ()) if folded(text) not in folded(item.text))
    yield from (f"its summary has {text!r}" for text in wanted.get("summary_lacks", ()) if folded(text) in folded(item.text))


def judge(drafted: Drafted, expect: dict[str, Any]) -> Iterator[str]:
    """Yield what is not as it should be."""
    if "any_of" in expect:
        tries = [list(judge(drafted, each)) for each in expect["any_of"]]
        if all(tries):
            yield " or ".join("; ".join(each) for each in tries)
        return
    if drafted.status != expect.get("exit", 0):
        yield f"exit status {drafted.status}: {drafted.report[-120:]}"
    if expect.get("nothing_written") and drafted.pages:
        yield f"written: {', '.join(drafted.pages)}"
    yield from (f"not written: {name}" for name in expect.get("written", ()) if name not in drafted.pages)
    for pattern in expect.get("report_has", ()):
        if not re.search(pattern, drafted.report, re.MULTILINE):
            yield f"not said: {pattern!r}"
    for pattern in expect.get("report_lacks", ()):
        if re.search(pattern, drafted.report, re.MULTILINE):
            yield f"said: {pattern!r}"
    items = [item for name in sorted(drafted.items) for item in drafted.items[name]]
    if len(items) != expect.get("items", len(items)):
        yield f"{len(items)} items instead of {expect['items']}"
    for number, (item, wanted) in enumerate(zip(items, expect.get("each", ()), strict=False), start=1):
        yield from (f"item {number}: {wrong}" for wrong in judge_item(item, wanted))
    page = next(iter(drafted.pages.values()), "---\n---\n")
    matter = yaml.load(page.split("---\n")[1], yaml.BaseLoader) or {}
    for name, wanted in expect.get("issue", {}).items():
        if matter.get(name) != wanted:
            yield f"{name} of the issue is {matter.get(name)!r} instead of {wanted!r}"


def judge_check(drafted: Drafted, root: Path, after: dict[str, Any]) -> Iterator[str]:
    """Yield what the check of an edited draft does not report."""
    name, page = next(iter(drafted.pages.items()))
    lines = [line for line in page.split("\n") if not any(re.search(pattern, line) for pattern in after.get("delete", ()))]
    (root / name).write_text("\n".join(lines), encoding="utf-8")
    done = handbook(root, "check", "--format", "json")
    if done.exit_code != after.get("exit", done.exit_code):
        yield f"exit status {done.exit_code} of check"
    reported = {each["line"] for each in json.loads(done.stdout)["problems"] if each["path"] == name}
    for start in after.get("reported", ()):
        places = {number for number, line in enumerate(lines, start=1) if line.startswith(start)}
        if places and not places & reported:
            yield f"check says nothing of the line {start!r}"


def tried(case: dict[str, Any], folder: Path) -> list[str]:
    """Run a case and return what is wrong, and what is lost."""
    drafted, root = imported(case, folder)
    expect = case["expect"]
    wrong = list(judge(drafted, expect))
    if drafted.pages:
        said = folded(drafted.said)
        wrong += [f"lost: {text}" for text in expect.get("nothing_lost", ()) if folded(text) not in said]
    if "check_after" in expect:
        wrong += judge_check(drafted, root, expect["check_after"])
    return wrong
