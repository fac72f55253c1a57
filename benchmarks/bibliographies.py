"""What becomes of the bibliographies that people have: python -m benchmarks.bibliographies FOLDER.

Every .bib file below the folder goes through the reader, ``handbook add`` and all formats. A folder below it is a source; files
beside the folders are one more. Printed is, for each source: how many entries ``bibtex`` accepts, and how many of these the
reader and ``add`` have; the fields that are neither in an export nor in what ``add`` writes nor named by a problem; the
exceptions; and how many references of APA and IEEE differ from those of pandoc's citeproc with the same styles. Then the
commonest faults.
"""

from __future__ import annotations

import argparse
import bisect
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook import load
from handbook.exporters import FORMATS
from handbook.exporters.coins import coins
from handbook.exporters.csl_styles import printed
from handbook.exporters.work import work_of_paper
from handbook.metadata import bib as bib_records
from handbook.metadata.adding import Additions
from handbook.model.places import BACKGROUND_BIB
from handbook.reading.bibliography import read_bib
from handbook.site.linked_data import article
from tests.clients import programs

from . import bibtex_program, differences, kept
from .report import publish, table

if TYPE_CHECKING:
    from handbook.model.problems import Problem
    from handbook.model.records import Paper

    from .bibtex_program import BibtexEntry

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "citation-formats.md"
MARKS = ("<!-- bibliographies:begin -->", "<!-- bibliographies:end -->")
STYLES = ("apa", "ieee")


@dataclass(slots=True)
class Counts:
    """The numbers of a source; each is also a column."""

    files: int = 0
    entries: int = 0
    """What looks like an entry."""
    bibtex: int = 0
    """Entries that bibtex accepts."""
    read: int = 0
    """Of these, those that the reader has."""
    added: int = 0
    """Of these, those that ``add`` has written or found to be there already."""
    fields: int = 0
    lost: int = 0
    """Fields that nobody has and no problem names."""
    lost_by_add: int = 0
    exceptions: int = 0
    apa: int = 0
    ieee: int = 0
    seconds: float = 0
    """What ``add`` took."""

    def plus(self, other: Counts) -> None:
        """Add the numbers of *other*."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


COLUMNS = (
    ("source", ""),
    ("files", "files"),
    ("entries", "entries"),
    ("bibtex accepts", "bibtex"),
    ("read", "read"),
    ("added", "added"),
    ("fields", "fields"),
    ("lost", "lost"),
    ("lost by add", "lost_by_add"),
    ("exceptions", "exceptions"),
    ("APA differs", "apa"),
    ("IEEE differs", "ieee"),
    ("add, s", "seconds"),
)


@dataclass(slots=True)
class Faults:
    """Faults by kind, and the first entry of each."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def note(self, kind: str, example: str) -> None:
        """Count a fault."""
        self.counts[kind] += 1
        self.examples.setdefault(kind, example)

    def markdown(self, most: int) -> str:
        """Return the table of the commonest kinds."""
        found = self.counts.most_common(most)
        rows = [(kind.replace("|", "\\|"), f"`{self.examples[kind]}`", count) for kind, count in found]
        return table(("fault", "first entry", "count"), rows, left=2)


class Run:
    """One run over the files of a source."""

    def __init__(self, source: str, faults: Faults, *, compare: bool) -> None:
        self.counts = Counts()
        self._source, self._faults, self._compare = source, faults, compare
        self._items: list[tuple[str, dict[str, Any], dict[str, str]]] = []

    def file(self, path: Path) -> None:
        """Take a file through everything."""
        data = path.read_bytes()
        accepted = bibtex_program.read(data)
        self.counts.files += 1
        self.counts.entries += len(bibtex_program.START.findall(data))
        self.counts.bibtex += len(accepted)
        bib = self._safely("reading", path.name, partial(read_bib, path.name, data))
        papers = {paper.key: paper for paper in bib.papers} if bib else {}
        problems = by_entry(data, bib.problems if bib else ())
        added = self._added(path, data)
        for key, entry in accepted.items():
            paper = papers.get(key)
            written = self._exports(path, paper) if paper else ()
            self.counts.read += paper is not None
            self.counts.added += key in added
            if paper is None:
                said = sorted({f"{each.code}: {dict(each.params).get('reason', '')}".strip(": ") for each in problems[key]})
                self._note(f"not read: {'; '.join(said) or 'no problem says why'}", key)
            if key not in added:
                self._note("not added", key)
            self._count_lost(entry, problems[key], written, added.get(key))

    def _count_lost(
        self, entry: BibtexEntry, problems: Sequence[Problem], exports: kept.Written, added: kept.Written | None
    ) -> None:
        """Count the fields of an entry that are lost; *added* is None where it was not added, which is a fault by itself."""
        self.counts.fields += len(entry.fields)
        missing = kept.lost(entry.fields.items(), added or ())
        self.counts.lost_by_add += len(missing)
        for name in missing if added is not None else ():
            self._note(f"`{name}` lost by add", entry.key)
        for name in kept.lost(entry.fields.items(), [*exports, *(added or ())]):
            if not any(kept.is_named(name, entry.fields[name], problem) for problem in problems):
                self.counts.lost += 1
                self._note(f"`{name}` lost, and no problem names it", entry.key)

    def _exports(self, path: Path, paper: Paper) -> kept.Written:
        """Return what all formats write of a paper, by fields where they have fields."""
        work = self._safely("making the work", paper.key, partial(work_of_paper, paper))
        if work is None:
            return ()
        makers: dict[str, Callable[[], str]] = {name: partial(form.record, work) for name, form in FORMATS.items()}
        makers |= {"coins": partial(coins, work), "linked data": lambda: json.dumps(article(work))}
        records = {name: self._safely(name, paper.key, make) or "" for name, make in makers.items()}
        if records["csl-json"] and self._compare:
            self._items.append((paper.key, printed(work), {style: records[style] for style in STYLES}))
        return [
            *kept.of_bibtex(records["bibtex"]),
            *kept.of_bibtex(records["biblatex"]),
            *kept.of_json(json.loads(records["csl-json"] or "{}")),
            *kept.of_ris(records["ris"]),
        ]

    def _added(self, path: Path, data: bytes) -> dict[str, kept.Written]:
        """Return what ``add`` writes of each entry, by the keys of the file; the entries go to an empty handbook."""
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as name:
            for part in ("issues", "bib"):
                (Path(name) / part).mkdir()
            additions = Additions(load(Path(name)), lambda _path: None)
        keys: dict[str, str] = {}
        read = self._safely("add", path.name, partial(bib_records.read_file, path.name, data))
        given = originals(data)
        for paper in read[0] if read else ():
            record = self._safely("add", paper.key, partial(bib_records.of_paper, paper, path.name))
            outcome = self._safely("add", paper.key, partial(additions.add, record)) if record else None
            if outcome:
                keys[given.get(paper.location.line, paper.key)] = outcome.key
        self.counts.seconds += time.perf_counter() - start
        text = additions.texts.get(BACKGROUND_BIB, "")
        records = {match[1]: match[0] for match in re.finditer(r"(?m)^@\w+\{(\S+),\n(?:.*\n)*?\}$", text)}
        return {key: list(kept.of_bibtex(records.get(ours, ""))) for key, ours in keys.items()}

    def _safely(self, stage: str, key: str, make: Callable[[], Any]) -> Any:
        """Return what *make* returns; None, and a fault, where it raises an exception."""
        try:
            return make()
        except Exception as error:
            self.counts.exceptions += 1
            message = re.sub(r"'[^']*'|\d+", "…", str(error))[:60]
            self._note(f"exception in {stage}: {type(error).__name__}: {message}", key)
            return None

    def compare(self) -> None:
        """Compare the references of all files with pandoc's."""
        if not self._items:
            return
        for style in STYLES:
            theirs = differences.pandoc(style, [item for _, item, _ in self._items])
            for place, (key, item, ours) in enumerate(self._items):
                kind = differences.difference(ours[style], theirs.get(place, ""), item)
                if kind:
                    setattr(self.counts, style, getattr(self.counts, style) + 1)
                    self._note(f"{style.upper()}: {kind}", key)

    def _note(self, kind: str, key: str) -> None:
        self._faults.note(kind, f"{self._source}: {key}")


def originals(data: bytes) -> dict[int, str]:
    """Return the keys of a file as it has them, by the lines on which its entries begin."""
    return {
        data.count(b"\n", 0, match.start()) + 1: match[2].decode("utf-8", "replace")
        for match in bibtex_program.START.finditer(data)
    }


def by_entry(data: bytes, problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Return problems by the key of the entry in whose lines they are."""
    starts = originals(data)
    lines = sorted(starts)
    found: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        place = bisect.bisect_right(lines, problem.location.line)
        if place:
            found[starts[lines[place - 1]]].append(problem)
    return found


def sources(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """Yield the sources with their files; a folder is a source."""
    for below in [*sorted(path for path in folder.iterdir() if path.is_dir()), folder]:
        found = sorted(below.glob("*.bib") if below == folder else below.rglob("*.bib"))
        if found:
            yield below.name.replace("__", "/"), found


def numbers(results: Sequence[tuple[str, Counts]]) -> str:
    """Return the table of the sources, with the sum of all."""
    total = Counts()
    for _, counts in results:
        total.plus(counts)
    rows = [
        [source, *(_shown(getattr(counts, name)) for _, name in COLUMNS[1:])] for source, counts in [*results, ("all", total)]
    ]
    return table([title for title, _ in COLUMNS], rows)


def _shown(value: float) -> str:
    return f"{value:.1f}" if isinstance(value, float) else f"{value:,}"


def version(program: str) -> str:
    """Return the first line in which a program says what it is."""
    return subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout.partition("\n")[0]


def main() -> None:
    """Run over a folder and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder of .bib files; each folder in it is a source")
    parser.add_argument("--faults", type=int, default=25, metavar="N", help="how many of the commonest faults to print")
    parser.add_argument("--no-pandoc", action="store_true", help="compare no references, which takes most of the time")
    parser.add_argument("--publish", action="store_true", help="replace the table in docs/reference/citation-formats.md")
    chosen = parser.parse_args()
    programs.install()
    faults, results = Faults(), []
    for source, paths in sources(chosen.folder):
        run = Run(source, faults, compare=not chosen.no_pandoc)
        for path in paths:
            run.file(path)
        run.compare()
        results.append((source, run.counts))
        print(f"{source}: {run.counts}", file=sys.stderr)
    used = ["bibtex"] if chosen.no_pandoc else ["bibtex", differences.program()]
    text = f"{numbers(results)}\nBy {', '.join(map(version, used))}.\n"
    print(f"{text}\n{faults.markdown(chosen.faults)}", end="")
    if chosen.publish:
        publish(PAGE, MARKS, text)


if __name__ == "__main__":
    main()
