"""A synthetic handbook: N issues of 12 papers, their .bib files and terms with a long tail; the same for the same N and seed."""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from . import words

PAPERS = 12
FULL = 800
"""The number of issues at which there are TERMS of each kind; a vocabulary grows more slowly than what it describes."""
TERMS = {"topic": 300, "institution": 1500, "method": 600}
GROWTH = 0.75
START = date(2021, 1, 6)
DAYS = 10_000
"""In how many days at most all issues come: more than a weekly has in so many years would leave those that the handbook lists."""
CARRIED = {"topic": (1, 3), "institution": (1, 4), "method": (1, 4)}
FOLDERS = {"topic": "topics", "institution": "institutions", "method": "methods"}
ROOT = Path(__file__).parent.parent
COPIED = (
    "pyproject.toml",
    "index.md",
    "issues/index.md",
    *(f"docs/{folder}/index.md" for folder in FOLDERS.values()),
    "docs/papers/by-*.md",
    "docs/authors/*.md",
    "docs/people/index.md",
    "docs/errata.md",
    "docs/updates.md",
    "docs/overview.md",
)
"""The pages of the handbook itself that list what is generated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the generated vocabulary."""

    kind: str
    id: str
    zh: str
    en: str
    broader: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper of the generated weekly."""

    key: str
    zh: str
    en: str
    authors: tuple[str, ...]
    year: int
    kind: str
    venue: str
    summary: str
    terms: dict[str, tuple[str, ...]]
    cites: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue of the generated weekly."""

    number: int
    title: str
    day: date
    papers: tuple[Paper, ...]


class Corpus:
    """Everything that is generated, before it is written in one format or another."""

    def __init__(self, issues: int, seed: int = 2022) -> None:
        self.random = random.Random(seed)
        scale = (issues / FULL) ** GROWTH
        self.terms = {kind: self._terms(kind, max(12, round(most * scale))) for kind, most in TERMS.items()}
        self.weights = {kind: [1 / (rank + 2) for rank in range(len(terms))] for kind, terms in self.terms.items()}
        self.between = min(7, DAYS // max(1, issues))
        self.keys: list[str] = []
        self.issues = tuple(self._issue(number) for number in range(1, issues + 1))

    def _one(self, options: Sequence[str]) -> str:
        return self.random.choice(options)

    def _phrase(self, length: int) -> str:
        return "".join(self.random.choices(words.NOUNS, k=length))

    def _sentences(self, least: int) -> str:
        text = ""
        while len(text) < least:
            text += f"{self._one(words.SUBJECTS)}{self._one(words.VERBS)}{self._one(words.ADJECTIVES)}的{self._phrase(2)}，"
            text += f"{self._one(words.VERBS)}{self._phrase(2)}与{self._phrase(1)}，{self._one(words.ENDINGS)}。"
        return text

    def _terms(self, kind: str, count: int) -> tuple[Term, ...]:
        found: list[Term] = []
        for number in range(count):
            broader = f"{kind}-{self.random.randrange(number // 6 + 1):04}" if number > 12 and kind != "institution" else ""
            name = f"{self._one(words.CITIES)}{self._phrase(1)}大学" if kind == "institution" else self._phrase(2)
            english = " ".join(self.random.choices(words.ENGLISH, k=3))
            found.append(
                Term(
                    kind=kind,
                    id=f"{kind}-{number:04}",
                    zh=f"{name} {number}",
                    en=f"{english} {number}",
                    broader=broader,
                    definition=self._sentences(120),
                )
            )
        return tuple(found)

    def _carried(self, kind: str) -> tuple[str, ...]:
        count = self.random.randint(*CARRIED[kind])
        chosen = self.random.choices(self.terms[kind], self.weights[kind], k=count)
        return tuple(dict.fromkeys(term.id for term in chosen))

    def _author(self) -> str:
        given = f"{self._one(words.GIVENS)} {self._one(words.GIVENS)}"
        return f"{self._one(words.FAMILIES)}, {given}"

    def _issue(self, number: int) -> Issue:
        day = START + timedelta(days=self.between * number)
        papers = tuple(self._paper(number, place, day.year) for place in range(PAPERS))
        return Issue(number=number, title=self._phrase(4), day=day, papers=papers)

    def next_issue(self) -> Issue:
        """Return the issue that would come after the last one; the same at every call."""
        state, known = self.random.getstate(), len(self.keys)
        issue = self._issue(len(self.issues) + 1)
        self.random.setstate(state)
        del self.keys[known:]
        return issue

    def _paper(self, number: int, place: int, year: int) -> Paper:
        authors = tuple(dict.fromkeys(self._author() for _each in range(self.random.randint(2, 9))))
        key = f"p{number:04}x{place:02}"
        kind, venue = self.random.choice(words.VENUES)
        cites = self._one(self.keys) if self.keys and self.random.random() < 0.5 else ""
        self.keys.append(key)
        return Paper(
            key=key,
            zh=f"{self._phrase(3)}的{self._one(words.ADJECTIVES)}方法",
            en=f"{' '.join(self.random.choices(words.ENGLISH, k=7))} {number}-{place}",
            authors=authors,
            year=year,
            kind=kind,
            venue=venue,
            summary=self._sentences(self.random.randint(100, 200)),
            terms={kind: self._carried(kind) for kind in TERMS},
            cites=cites,
        )


def bib_entry(paper: Paper) -> str:
    """Return the BibTeX entry of a paper."""
    fields = {"author": " and ".join(paper.authors), "title": f"{{{paper.en}}}", "year": str(paper.year)}
    if paper.kind == "inproceedings":
        fields |= {"booktitle": f"Proceedings of {paper.venue} {paper.year}", "eventtitle": f"{paper.venue} {paper.year}"}
    elif paper.kind == "article":
        fields |= {"journal": paper.venue, "volume": "4"}
    number = int(paper.key[1:5]) * PAPERS + int(paper.key[6:])
    fields |= {"eprint": f"{2101 + number // 99999:04}.{number % 99999:05}", "archivePrefix": "arXiv"}
    fields |= {"doi": f"10.99999/{paper.key}"} if paper.kind != "misc" else {}
    return f"@{paper.kind}{{{paper.key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def entry(paper: Paper) -> str:
    """Return the directive of a paper."""
    options = "".join(f":{FOLDERS[kind]}: {', '.join(ids)}\n" for kind, ids in paper.terms.items())
    cited = f"参见{{cite:t}}`{paper.cites}`。" if paper.cites else ""
    return f":::{{paper}} {paper.key}\n:title: {paper.zh}\n{options}\n{paper.summary}{cited}\n:::\n"


def issue_page(issue: Issue) -> str:
    """Return the page of an issue."""
    head = f"---\nissue: {issue.number}\ntitle: {issue.title}\ndate: {issue.day}\n---\n# 第 {issue.number} 期\n\n## 论文推荐\n\n"
    return head + "\n".join(entry(paper) for paper in issue.papers)


def term_page(term: Term, country: str) -> str:
    """Return the page of a term."""
    more = f"broader: {term.broader}\n" if term.broader else ""
    more += f"country: {country}\n" if term.kind == "institution" else ""
    return f"---\nen: {term.en}\nzh: {term.zh}\n{more}---\n# {term.zh}\n\n{term.definition}\n"


def issue_files(issue: Issue) -> dict[str, str]:
    """Return the files of an issue: its page and its .bib file."""
    return {
        f"issues/{issue.number:03}.md": issue_page(issue),
        f"bib/{issue.number:03}.bib": "\n".join(map(bib_entry, issue.papers)),
    }


def write_handbook(corpus: Corpus, folder: Path, issues: Sequence[Issue] | None = None) -> None:
    """Write the corpus as a handbook, or only some of its issues, with the whole vocabulary."""
    files: dict[str, str] = {}
    for issue in corpus.issues if issues is None else issues:
        files |= issue_files(issue)
    for kind, terms in corpus.terms.items():
        for number, term in enumerate(terms):
            country = words.COUNTRIES[number % len(words.COUNTRIES)]
            files[f"docs/{FOLDERS[kind]}/{term.id}.md"] = term_page(term, country)
    for year in {str(paper.year) for issue in corpus.issues for paper in issue.papers}:
        files[f"docs/papers/{year}.md"] = f"# {year} 年的论文\n\n```{{listing}} papers-{year}\n```\n"
    write(folder, files)
    for path in sorted(path for pattern in COPIED for path in ROOT.glob(pattern)):
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    front = (folder / "index.md").read_text(encoding="utf-8")
    kept = [line for line in front.splitlines() if "docs/guide" not in line and "docs/reference" not in line]
    (folder / "index.md").write_text(
        "\n".join(kept).replace(":caption: 使用与参与\n\n", ":caption: 使用与参与\n"), encoding="utf-8"
    )
    conf = (ROOT / "conf.py").read_text(encoding="utf-8")
    conf = "\n".join(line for line in conf.splitlines() if "html_favicon" not in line)
    (folder / "conf.py").write_text(conf + "\n", encoding="utf-8")


def main() -> None:
    """Write a handbook of N issues into a folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("issues", type=int)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    write_handbook(Corpus(arguments.issues), arguments.folder)


if __name__ == "__main__":
    main()
