"""Whether BibTeX that went through the handbook prints as before: python -m benchmarks.round_trip FOLDER.

A sample of the entries that ``bibtex`` accepts is set with ``pdflatex`` and ``plain.bst`` twice: as the files have them, and as
our BibTeX export writes them. The references are then compared as ``pdftotext`` reads them.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from handbook.exporters import FORMATS
from handbook.exporters.work import work_of_paper
from handbook.reading.bibliography import read_bib
from tests.clients import programs

from . import bibtex_program
from .bibliographies import sources

SEED = 7
TYPES = frozenset(
    {
        *("article", "book", "booklet", "conference", "inbook", "incollection", "inproceedings", "manual", "mastersthesis"),
        *("misc", "phdthesis", "proceedings", "techreport", "unpublished"),
    }
)
BIBLATEX = frozenset({"date", "eventtitle", "journaltitle", "location", "maintitle", "subtitle", "titleaddon"})
DOCUMENT = r"""\documentclass{article}
\usepackage{amsmath,amssymb,url}
\pagestyle{empty}
\raggedright
\providecommand{\noopsort}[1]{}
\begin{document}
%s
\end{document}
"""
_ITEM = re.compile(r"\\bibitem(?:\[[^]]*\])?\{([^}]*)\}\s*(.*?)(?=\\bibitem|\\end\{thebibliography\})", re.DOTALL)
_MARK = re.compile(r"QQ(\d+)QQ(.*?)(?=QQ\d+QQ|\Z)", re.DOTALL)
_LATIN = re.compile(r"[\x00-\u024f\u1e00-\u1eff\u2010-\u2026]*")
"""What pdflatex can set without further fonts."""


def entry_of(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """Return an entry of BibTeX with its fields as they are; the name of a month is that of a string again."""
    values = {name: value if value in bibtex_program.MONTHS else f"{{{value}}}" for name, value in fields.items()}
    lines = (f"  {name} = {value},\n" for name, value in values.items() if name != "crossref")
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def is_classic(kind: str, fields: Mapping[str, str]) -> bool:
    """Tell whether plain.bst knows an entry: of BibTeX's types, with a title, and nothing as only BibLaTeX has it."""
    return kind in TYPES and "title" in fields and not BIBLATEX & {*fields}


def candidates(folder: Path) -> list[tuple[str, str]]:
    """Return the entries that plain.bst and pdflatex can set, with where they are from; crossref is resolved."""
    found = []
    for source, paths in sources(folder):
        for path in paths:
            data = path.read_bytes()
            kinds = {
                match[2].decode("utf-8", "replace"): match[1].decode().lower() for match in bibtex_program.START.finditer(data)
            }
            for key, entry in bibtex_program.read(data).items():
                kind = kinds.get(key, "")
                text = entry_of(kind, key, entry.fields)
                if is_classic(kind, entry.fields) and _LATIN.fullmatch(text):
                    found.append((f"{source}: {key}", text))
    return found


def ours(entry: str) -> str:
    """Return the entry as our export writes it; empty where the reader does not have it."""
    papers = read_bib("one.bib", entry.encode()).papers
    return FORMATS["bibtex"].record(work_of_paper(papers[0])) if papers else ""


def printed(entries: Sequence[str]) -> dict[int, str]:
    """Return how entries are printed, by their places; what bibtex or pdflatex cannot set is not there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keyed = (re.sub(r"\{[^,\n]*,", f"{{k{place},", entry, count=1) for place, entry in enumerate(entries) if entry)
        (folder / "all.bib").write_text("\n".join(keyed), encoding="utf-8")
        (folder / "all.aux").write_text("\\relax\n\\citation{*}\n\\bibdata{all}\n\\bibstyle{plain}\n", encoding="utf-8")
        _run(folder, "bibtex", "-terse", "-min-crossrefs=99", "all")
        items = _ITEM.findall((folder / "all.bbl").read_text(encoding="utf-8", errors="replace"))
        body = "\n\n".join(f"QQ{key[1:]}QQ {text.replace(chr(92) + 'newblock', ' ').strip()}" for key, text in items)
        (folder / "all.tex").write_text(DOCUMENT % body, encoding="utf-8")
        _run(folder, "pdflatex", "-interaction=nonstopmode", "-no-shell-escape", "all.tex")
        _run(folder, "pdftotext", "-nopgbrk", "all.pdf", "all.txt")
        return references((folder / "all.txt").read_text(encoding="utf-8", errors="replace"))


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=False, capture_output=True)


def references(text: str) -> dict[int, str]:
    """Return the references of a page by their numbers, without the breaks of lines."""
    return {int(place): " ".join(re.sub(r"(?<=\w)-\n(?=[a-z])", "", part).split()) for place, part in _MARK.findall(text)}


def main() -> None:
    """Compare a sample and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder of .bib files; each folder in it is a source")
    parser.add_argument("--sample", type=int, default=300, metavar="N", help="how many entries to compare")
    chosen = parser.parse_args()
    programs.install()
    found = candidates(chosen.folder)
    sample = random.Random(SEED).sample(found, min(chosen.sample, len(found)))
    before, after = printed([entry for _, entry in sample]), printed([ours(entry) for _, entry in sample])
    different = [place for place, text in before.items() if text != after.get(place)]
    for place in different:
        print(f"{sample[place][0]}\n  before {before.get(place)}\n  after  {after.get(place)}")
    print(f"{len(before) - len(different)} of {len(before)} print the same; sample {len(sample)} of {len(found)}")
    sys.exit(bool(different))


if __name__ == "__main__":
    main()
