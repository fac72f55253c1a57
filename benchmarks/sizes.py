"""The sizes of the files of a built handbook."""

from __future__ import annotations

import re
import statistics
from pathlib import Path

from handbook.model.places import PAPER_PAGES

from .corpus import FOLDERS, Corpus
from .results import Sizes

CITATIONS = re.compile(
    rb'<details class="hb-cite".*?</details>|<(p|ul) class="hb-files".*?</\1>|<div class="hb-words".*?</div>'
    rb'|<span class="Z3988".*?</span>|<script type="application/ld.json">.*?</script>|<meta [^>]*property=[^>]*>',
    re.DOTALL,
)
"""The HTML of the citations of a page: panels, and metadata for programs."""


def sizes_of(out: Path, doctrees: Path, corpus: Corpus) -> Sizes:
    """Return the sizes of the built files."""
    files = {path.relative_to(out).as_posix(): path.stat().st_size for path in out.rglob("*") if path.is_file()}
    whole = [(out / f"issues/{issue.number:03}.html").read_bytes() for issue in corpus.issues]
    citing = [sum(len(match[0]) for match in CITATIONS.finditer(data)) for data in whole]
    issues = [len(data) - size for data, size in zip(whole, citing, strict=True)]
    terms = {
        name: files[name]
        for kind, each in corpus.terms.items()
        for term in each
        if (name := f"docs/{FOLDERS[kind]}/{term.id}.html") in files
    }
    pages = {name: size for name, size in files.items() if name.endswith(".html")}

    def largest(these: dict[str, int]) -> tuple[str, int]:
        return max(these.items(), key=lambda each: each[1])

    return Sizes(
        issue_min=min(issues),
        issue_median=round(statistics.median(issues)),
        issue_max=max(issues),
        citations_max=max(citing),
        term_max=largest(terms),
        page_max=largest(pages),
        files=len(files),
        total=sum(files.values()),
        environment=(doctrees / "environment.pickle").stat().st_size,
        paper_max=largest({name: size for name, size in pages.items() if name.startswith(f"{PAPER_PAGES}/")}),
        pages=len(pages),
    )
