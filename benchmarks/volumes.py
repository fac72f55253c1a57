"""A handbook in two volumes, each a build of its own, whose references to the other one resolve: `make volumes`.

The search page of volume 2 finds what either of them has.

Volume 1 has the first half of the issues, volume 2 the rest; each has the whole vocabulary. Volume 2 knows volume 1 by its
``objects.inv`` alone, through intersphinx, and names what is there with ``{external+v1:hb:paper}`` and the like. The addresses
between them are relative, so that the example can be looked at from a folder; on a server, it would be volume 1's address.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from .corpus import ROOT, Corpus, Issue, write_handbook

FIRST, SECOND = "v1", "v2"
INTERSPHINX = """
extensions += ["sphinx.ext.intersphinx"]
intersphinx_mapping = {{"{name}": ("../{name}", "{inventory}")}}
hb_search_volumes = ["../{name}/"]
"""
LINKS = ("paper", "issue", "method")
"""What volume 2 is sure to name of volume 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of a page to another volume."""

    page: str
    target: str
    anchor: str


@dataclass(kw_only=True)
class Found:
    """What a page has: the links from it, and the ids on it."""

    hrefs: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Found()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if identifier := given.get("id"):
            self.found.ids.add(identifier)
        if tag == "a" and (href := given.get("href")):
            self.found.hrefs.append(href)


def parsed(page: Path) -> Found:
    """Return the links and ids of a built page."""
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    reader.close()
    return reader.found


def references(corpus: Corpus, first: int) -> str:
    """Return a sentence that names an issue, a paper and a method of volume 1."""
    issue = corpus.issues[first // 2]
    paper = issue.papers[0]
    named = {"issue": str(issue.number), "paper": paper.key, "method": paper.terms["method"][0]}
    return "前一卷：" + "、".join(f"{{external+{FIRST}:hb:{kind}}}`{named[kind]}`" for kind in LINKS) + "。"


def reach_back(issue: Issue, known: set[str]) -> Issue:
    """Return an issue whose papers cite nothing that only another volume has; `write_volumes` refers to that instead."""
    return replace(issue, papers=tuple(paper if paper.cites in known else replace(paper, cites="") for paper in issue.papers))


def write_volumes(folder: Path, issues: int = 12) -> Corpus:
    """Write two volumes of half the issues each below a folder."""
    shutil.rmtree(folder / "source", ignore_errors=True)
    corpus, half = Corpus(issues), issues // 2
    one, two = corpus.issues[:half], corpus.issues[half:]
    known = {paper.key for issue in two for paper in issue.papers}
    write_handbook(corpus, folder / "source" / FIRST, one)
    second = folder / "source" / SECOND
    write_handbook(corpus, second, [reach_back(issue, known) for issue in two])
    for issue in two:
        page = second / f"issues/{issue.number:03}.md"
        text = page.read_text(encoding="utf-8")
        for paper in issue.papers:
            if paper.cites and paper.cites not in known:  # a work of volume 1 is named where it was cited
                text = text.replace(paper.summary, f"{paper.summary}参见{{external+{FIRST}:hb:paper}}`{paper.cites}`。", 1)
        if issue is two[0]:
            text = text.replace("\n\n## ", f"\n\n{references(corpus, half)}\n\n## ", 1)
        page.write_text(text, encoding="utf-8")
    inventory = folder / "html" / FIRST / "objects.inv"
    conf = second / "conf.py"
    settings = INTERSPHINX.format(name=FIRST, inventory=inventory.as_posix())
    conf.write_text(conf.read_text(encoding="utf-8") + settings, encoding="utf-8")
    return corpus


def build(folder: Path, volume: str) -> None:
    """Build a volume; a warning is an error."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", "-d", str(folder / "doctrees" / volume)]
    subprocess.run([*command, str(folder / "source" / volume), str(folder / "html" / volume)], check=True)


def links(folder: Path) -> Iterator[Link]:
    """Yield the links from volume 2 to volume 1."""
    root = folder / "html" / SECOND
    for page in sorted(root.rglob("*.html")):
        for href in parsed(page).hrefs:
            parts = urlsplit(href)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = (page.parent / unquote(parts.path)).resolve()
            if target.is_relative_to((folder / "html" / FIRST).resolve()):
                name = PurePosixPath(target.relative_to((folder / "html" / FIRST).resolve())).as_posix()
                yield Link(page=page.relative_to(root).as_posix(), target=name, anchor=unquote(parts.fragment))


def broken(folder: Path, found: list[Link]) -> list[Link]:
    """Return the links whose page or anchor volume 1 does not have."""
    pages: dict[str, Found | None] = {}
    for link in found:
        path = folder / "html" / FIRST / link.target
        if link.target not in pages:
            pages[link.target] = parsed(path) if path.is_file() else None
    return [link for link in found if (page := pages[link.target]) is None or (link.anchor and link.anchor not in page.ids)]


def check(folder: Path, corpus: Corpus) -> list[str]:
    """Return what is wrong with the references of volume 2 to volume 1; nothing, where all is well."""
    found = list(links(folder))
    wrong = [f"{link.page}: {link.target}#{link.anchor} is not there" for link in broken(folder, found)]
    half = len(corpus.issues) // 2
    issue = corpus.issues[half // 2]
    page, paper = f"issues/{corpus.issues[half].number:03}.html", issue.papers[0]
    wanted = {
        "paper": (f"papers/{paper.key}.html", ""),
        "issue": (f"issues/{issue.number:03}.html", ""),
        "method": (f"docs/methods/{paper.terms['method'][0]}.html", ""),
    }
    there = {(link.target, link.anchor) for link in found if link.page == page}
    wrong += [f"{page}: no link to the {kind} {'#'.join(place)}" for kind, place in wanted.items() if place not in there]
    second = {paper.key for each in corpus.issues[half:] for paper in each.papers}
    cited = [paper.cites for each in corpus.issues[half:] for paper in each.papers if paper.cites and paper.cites not in second]
    targets = {link.target for link in found}
    wrong += [f"no link to {key} of volume 1, which volume 2 cites" for key in cited if f"papers/{key}.html" not in targets]
    return wrong


def main() -> None:
    """Write and build two volumes, and check the references between them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.volumes", description=main.__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "_build" / "volumes")
    parser.add_argument("--issues", type=int, default=12)
    chosen = parser.parse_args()
    folder = chosen.folder.resolve()
    corpus = write_volumes(folder, chosen.issues)
    for volume in (FIRST, SECOND):
        build(folder, volume)
        print(f"built {volume}: {folder / 'html' / volume / 'index.html'}", flush=True)
    wrong = check(folder, corpus)
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(list(links(folder)))} links from volume 2 to volume 1, and each finds its page and its anchor")


if __name__ == "__main__":
    main()
