"""Edits between two builds, as a contributor makes them: each is a function on the folder of a generated handbook."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from .corpus import FOLDERS, Corpus, Issue, Paper, Term, issue_files, write

Edit = Callable[[Path, Corpus], None]


def swap(path: Path, old: str, new: str) -> None:
    """Replace the one *old* in a file."""
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{path}: {old!r} is there {text.count(old)} times")
    path.write_text(text.replace(old, new), encoding="utf-8")


def middle(corpus: Corpus) -> tuple[Issue, Paper]:
    """Return the issue in the middle and its first paper: what the edits change."""
    issue = corpus.issues[len(corpus.issues) // 2]
    return issue, issue.papers[0]


def edited_term(corpus: Corpus) -> Term:
    """Return the method whose definition is changed: the least common one of the paper in the middle."""
    _issue, paper = middle(corpus)
    last = max(paper.terms["method"])
    return next(term for term in corpus.terms["method"] if term.id == last)


def nothing(folder: Path, corpus: Corpus) -> None:
    """Change nothing."""


def summary(folder: Path, corpus: Corpus) -> None:
    """Add a sentence to the summary of one paper."""
    issue, paper = middle(corpus)
    swap(folder / f"issues/{issue.number:03}.md", paper.summary, f"{paper.summary}结论仍待复核。")


def one_term(folder: Path, corpus: Corpus) -> None:
    """Give one paper a method in the place of another."""
    issue, paper = middle(corpus)
    old = paper.terms["method"]
    other = next(term.id for term in reversed(corpus.terms["method"]) if term.id not in old)
    key = f":::{{paper}} {paper.key}\n"
    options = "".join(f":{FOLDERS[kind]}: {', '.join(ids)}\n" for kind, ids in paper.terms.items())
    changed = options.replace(f":methods: {', '.join(old)}\n", f":methods: {', '.join((*old[:-1], other))}\n")
    swap(folder / f"issues/{issue.number:03}.md", f"{key}:title: {paper.zh}\n{options}", f"{key}:title: {paper.zh}\n{changed}")


def one_field(folder: Path, corpus: Corpus) -> None:
    """Change the title of one paper in its .bib file."""
    issue, paper = middle(corpus)
    swap(folder / f"bib/{issue.number:03}.bib", f"{{{{{paper.en}}}}}", f"{{{{{paper.en} Revisited}}}}")


def definition(folder: Path, corpus: Corpus) -> None:
    """Add a sentence to the definition of one method."""
    term = edited_term(corpus)
    swap(folder / f"docs/{FOLDERS[term.kind]}/{term.id}.md", term.definition, f"{term.definition}定义仍待复核。")


def new_issue(folder: Path, corpus: Corpus) -> None:
    """Add an issue after the last one, with its .bib file."""
    write(folder, issue_files(corpus.next_issue()))


def issue_removed(folder: Path, corpus: Corpus) -> None:
    """Remove the last issue, which no other cites, with its .bib file."""
    for name in issue_files(corpus.issues[-1]):
        (folder / name).unlink()


EDITS: dict[str, Edit] = {
    "no-op": nothing,
    "text of one summary": summary,
    "one term of one paper": one_term,
    "one field in one .bib": one_field,
    "one definition": definition,
    "one new issue with its .bib": new_issue,
    "one issue removed": issue_removed,
}


def plain_summary(path: Path, corpus: Corpus) -> None:
    """Add a sentence to the summary of one paper, on a page of another system."""
    _issue, paper = middle(corpus)
    swap(path, paper.summary, f"{paper.summary}结论仍待复核。")


def restore(kept: Path, live: Path) -> None:
    """Make *live* what *kept* is, times of files included, and touch nothing that is so already."""
    for path in [path for path in live.rglob("*") if path.is_file() and not (kept / path.relative_to(live)).is_file()]:
        path.unlink()
    for path in kept.rglob("*"):
        copy = live / path.relative_to(kept)
        if path.is_file() and not (copy.is_file() and _same(path, copy)):
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)


def _same(one: Path, other: Path) -> bool:
    first, second = one.stat(), other.stat()
    return (first.st_mtime_ns, first.st_size) == (second.st_mtime_ns, second.st_size)
